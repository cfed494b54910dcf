"""Work plans and programmes of the account: read, put in order, small reaches of people reserved."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from publish.inputs import Inputs, Record
from publish.protect.minimum import RESERVED
from publish.protect.reach import few_reached, totals_of
from publish.shapes import empty, shaped

_REACH = ["reach", "unit_cost"]
_LEVELS = {"plan": 0, "area": 1, "standard": 2}


@dataclass(frozen=True)
class Commitments:
    """plans: rows of work_plans, each plan followed by its areas and each area by its standards. contrasts:
    what they print beside what their rows give. places: what of them is said of each territory.
    """

    plans: pd.DataFrame = field(default_factory=partial(empty, "work_plans"))
    contrasts: pd.DataFrame = field(default_factory=partial(empty, "work_plan_contrasts"))
    places: pd.DataFrame = field(default_factory=partial(empty, "work_plan_places"))


@dataclass(frozen=True)
class Programmes:
    """offers: rows of programmes; totals: of programme_totals; both with `mark`, `s` where the reach is
    reserved. answers: of programme_answers. unmeasured: what is paid for and not measured. questions: as the
    settings ask them, in order.
    """

    offers: pd.DataFrame = field(default_factory=partial(empty, "programmes"))
    totals: pd.DataFrame = field(default_factory=partial(empty, "programme_totals"))
    answers: pd.DataFrame = field(default_factory=partial(empty, "programme_answers"))
    unmeasured: pd.DataFrame = field(default_factory=partial(empty, "unmeasured_costs"))
    questions: list[Record] = field(default_factory=list)

    @property
    def years(self) -> list[int]:
        """Years with programmes, newest first."""
        return sorted({int(year) for year in self.offers["year"]}, reverse=True)


def open_commitments(inputs: Inputs) -> Commitments:
    """The work plans. They count actions, not people: nothing in them is reserved."""
    plans = shaped(inputs.work_plans, "work_plans")
    first = plans.groupby(["plan_id", "area"])["position"].transform("min")
    plans = plans.assign(area_position=first.where(plans["level"] != "plan", -1))
    plans = plans.assign(order=plans["level"].map(_LEVELS)).sort_values(
        ["plan_id", "area_position", "order", "position"], ignore_index=True
    )
    return Commitments(
        plans=plans.drop(columns=["area_position", "order"]),
        contrasts=shaped(inputs.work_plan_contrasts, "work_plan_contrasts").sort_values(
            ["plan_id", "position", "level", "area", "standard"], kind="stable", ignore_index=True
        ),
        places=shaped(inputs.work_plan_places, "work_plan_places").sort_values(
            ["territory_id", "plan_id", "position"], ignore_index=True
        ),
    )


def open_programmes(inputs: Inputs, threshold: int) -> Programmes:
    """The programmes as they may be shown: no reach nor unit cost where few people are reached."""
    offers = shaped(inputs.programmes, "programmes")
    few = few_reached(offers, threshold)
    totals = shaped(inputs.programme_totals, "programme_totals")
    touched = totals_of(totals, offers[few])
    kept = ["year", "dimension", "component", "access", "unit"]
    return Programmes(
        offers=_reserved(offers, few).sort_values(
            ["year", "position"], ascending=[False, True], ignore_index=True
        ),
        totals=_reserved(totals, touched).sort_values(kept, ignore_index=True),
        answers=shaped(inputs.programme_answers, "programme_answers").sort_values(
            ["year", "programme_id", "position"], ascending=[False, True, True], ignore_index=True
        ),
        unmeasured=shaped(inputs.unmeasured_costs, "unmeasured_costs").sort_values(
            ["kind", "year", "cost", "position"], ascending=[False, False, False, True], ignore_index=True
        ),
        questions=list(inputs.settings.get("preguntas") or []),
    )


def _reserved(rows: pd.DataFrame, few: np.ndarray) -> pd.DataFrame:
    safe = rows.copy()
    safe.loc[few, _REACH] = np.nan
    safe["mark"] = np.where(few, RESERVED, "")
    return safe
