"""What publish reads: the files of datos/catalogo and datos/resultados, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from publish.shapes import empty
from publish.shapes_people import PEOPLE, no_people

Record = dict[str, Any]


class InputsMissing(Exception):
    """A file that the models leave for the edition is not there; the message says which one, in Spanish."""


@dataclass(frozen=True)
class Inputs:
    """The results and the catalogue of one run, unprotected: only account.py and protect/ may look inside.

    Frames keep the columns that the models gave them. `cards`, `goals` and `sources` are lists of
    the full YAML contents in Spanish keys; `settings` is colaborativa.yaml; `status` is estado.json, with
    what registros.json says of each register.
    The columns of the frames that may be empty are in publish.shapes; those of `people`, in shapes_people.
    `documents`: the printed tables of cuadros.json, judged.
    """

    indicator_values: pd.DataFrame
    goal_progress: pd.DataFrame
    territories: pd.DataFrame
    measure_conflicts: pd.DataFrame
    measures: pd.DataFrame
    cards: list[Record] = field(default_factory=list)
    goals: list[Record] = field(default_factory=list)
    settings: Record = field(default_factory=dict)
    status: Record = field(default_factory=dict)
    sources: list[Record] = field(default_factory=list)
    indicator_changes: pd.DataFrame = field(default_factory=partial(empty, "indicator_changes"))
    indicator_gaps: pd.DataFrame = field(default_factory=partial(empty, "indicator_gaps"))
    series_break_points: pd.DataFrame = field(default_factory=partial(empty, "series_break_points"))
    contrasts: pd.DataFrame = field(default_factory=partial(empty, "contrasts"))
    applied_corrections: pd.DataFrame = field(default_factory=partial(empty, "applied_corrections"))
    territory_history: pd.DataFrame = field(default_factory=partial(empty, "territory_history"))
    placement_counts: pd.DataFrame = field(default_factory=partial(empty, "placement_counts"))
    goal_outlook: pd.DataFrame = field(default_factory=partial(empty, "goal_outlook"))
    goal_forecasts: pd.DataFrame = field(default_factory=partial(empty, "goal_forecasts"))
    goal_milestones: pd.DataFrame = field(default_factory=partial(empty, "goal_milestones"))
    resource_offers: pd.DataFrame = field(default_factory=partial(empty, "resource_offers"))
    resource_needs: pd.DataFrame = field(default_factory=partial(empty, "resource_needs"))
    resource_findings: pd.DataFrame = field(default_factory=partial(empty, "resource_findings"))
    service_quality: pd.DataFrame = field(default_factory=partial(empty, "service_quality"))
    referrals: pd.DataFrame = field(default_factory=partial(empty, "referrals"))
    work_plans: pd.DataFrame = field(default_factory=partial(empty, "work_plans"))
    work_plan_contrasts: pd.DataFrame = field(default_factory=partial(empty, "work_plan_contrasts"))
    work_plan_places: pd.DataFrame = field(default_factory=partial(empty, "work_plan_places"))
    programmes: pd.DataFrame = field(default_factory=partial(empty, "programmes"))
    programme_answers: pd.DataFrame = field(default_factory=partial(empty, "programme_answers"))
    programme_totals: pd.DataFrame = field(default_factory=partial(empty, "programme_totals"))
    unmeasured_costs: pd.DataFrame = field(default_factory=partial(empty, "unmeasured_costs"))
    people: Mapping[str, pd.DataFrame] = field(default_factory=no_people)
    documents: list[Record] = field(default_factory=list)


def load_inputs(datos: Path) -> Inputs:
    """Read everything an edition is made of. Raises InputsMissing when the models have not run."""
    catalogo, resultados = datos / "catalogo", datos / "resultados"
    status = _json(catalogo / "estado.json")
    told = catalogo / "registros.json"
    registers = _json(told)["registros"] if told.is_file() else []
    copied = catalogo / "cuadros.json"
    return Inputs(
        indicator_values=_frame(resultados / "indicator_values.parquet"),
        goal_progress=_frame(resultados / "goal_progress.parquet"),
        territories=_frame(resultados / "territories.parquet"),
        measure_conflicts=_frame(resultados / "measure_conflicts.parquet"),
        measures=_frame(catalogo / "measures.parquet"),
        cards=records(_json(catalogo / "tarjetas.json")),
        goals=records(_json(catalogo / "metas.json")),
        settings=_json(catalogo / "colaborativa.json"),
        status={**(status if isinstance(status, dict) else {"archivos": status}), "registros": registers},
        sources=records(_json(catalogo / "fuentes.json")),
        indicator_changes=_frame(resultados / "indicator_changes.parquet"),
        indicator_gaps=_frame(resultados / "indicator_gaps.parquet"),
        series_break_points=_frame(resultados / "series_break_points.parquet"),
        contrasts=_frame(resultados / "contrasts.parquet"),
        applied_corrections=_frame(resultados / "applied_corrections.parquet"),
        territory_history=_frame(resultados / "territory_history.parquet"),
        placement_counts=_frame(resultados / "placement_counts.parquet"),
        goal_outlook=_frame(resultados / "goal_outlook.parquet"),
        goal_forecasts=_frame(resultados / "goal_forecasts.parquet"),
        goal_milestones=_frame(resultados / "goal_milestones.parquet"),
        resource_offers=_frame(resultados / "resource_offers.parquet"),
        resource_needs=_frame(resultados / "resource_needs.parquet"),
        resource_findings=_frame(resultados / "resource_findings.parquet"),
        service_quality=_frame(resultados / "service_quality.parquet"),
        referrals=_frame(resultados / "referrals.parquet"),
        work_plans=_frame(resultados / "work_plans.parquet"),
        work_plan_contrasts=_frame(resultados / "work_plan_contrasts.parquet"),
        work_plan_places=_frame(resultados / "work_plan_places.parquet"),
        programmes=_frame(resultados / "programmes.parquet"),
        programme_answers=_frame(resultados / "programme_answers.parquet"),
        programme_totals=_frame(resultados / "programme_totals.parquet"),
        unmeasured_costs=_frame(resultados / "unmeasured_costs.parquet"),
        people={name: _frame(resultados / f"{name}.parquet") for name in PEOPLE},
        documents=records(_json(copied)) if copied.is_file() else [],
    )


def records(content: Any) -> list[Record]:
    """A list of records, whether the file holds a list or a table keyed by id."""
    if isinstance(content, list):
        return list(content)
    return [{"id": key, **value} for key, value in sorted(content.items())]


def _frame(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise InputsMissing(f"Falta «{path.name}» en «{path.parent.name}»: ejecute primero «cuenta run».")
    return pq.read_table(path).to_pandas()


def _json(path: Path) -> Any:
    if not path.is_file():
        raise InputsMissing(f"Falta «{path.name}» en «{path.parent.name}»: ejecute primero «cuenta run».")
    return json.loads(path.read_text(encoding="utf-8"))
