"""The resource map and the services of the account: read, put in order, small counts of persons reserved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from publish.inputs import Inputs
from publish.protect.counts import few_needs, few_referrals
from publish.protect.minimum import RESERVED
from publish.protect.verdicts import COMPARED, telling
from publish.shapes import TABLES, empty, shaped

_CELL = ["need", "population", "sex", "territory_id"]
_KINDS = {"duplicidad": 0, "vacio": 1, "sobreoferta": 2}


@dataclass(frozen=True)
class Resources:
    """The resource map as the models leave it, its small demands reserved.

    offers, needs, findings: rows of resource_offers, resource_needs and resource_findings; the last two with
    `mark`, which is `s`, and no demand, where few persons have the need. needs_called, populations_called
    and places: names by code. year: that of the account, 0 where nobody asks.
    """

    offers: pd.DataFrame = field(default_factory=partial(empty, "resource_offers"))
    needs: pd.DataFrame = field(default_factory=partial(empty, "resource_needs"))
    findings: pd.DataFrame = field(default_factory=partial(empty, "resource_findings"))
    needs_called: Mapping[str, str] = field(default_factory=dict)
    populations_called: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    year: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the collaborative keeps neither of the two registers."""
        return self.offers.empty and self.needs.empty

    def in_year(self, first: str, last: str) -> bool:
        """Whether these days (AAAA-MM-DD, '' for without limit) touch the year of the account."""
        return first <= f"{self.year}-12-31" and (not last or last >= f"{self.year}-01-01")

    def need(self, code: str) -> str:
        """How a need is said; of one that only offers name, its code as words."""
        return self.needs_called.get(code) or _as_words(code)

    def population(self, code: str) -> str:
        """How a population is said."""
        return self.populations_called.get(code) or _as_words(code)


@dataclass(frozen=True)
class Services:
    """quality: rows of service_quality. referrals: rows of referrals, with `mark` where persons are few."""

    quality: pd.DataFrame = field(default_factory=partial(empty, "service_quality"))
    referrals: pd.DataFrame = field(default_factory=partial(empty, "referrals"))
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the collaborative keeps neither of the two registers."""
        return self.quality.empty and self.referrals.empty


def open_resources(inputs: Inputs, threshold: int) -> Resources:
    """The resource map as it may be shown.

    A demand of few persons is reserved, in its findings too, and so is whether it is met where that,
    beside the capacity, would tell it.
    """
    needs = shaped(inputs.resource_needs, "resource_needs")
    few = few_needs(needs, inputs.territories, threshold)
    told = telling(needs, few, threshold)
    needs["demand"] = needs["demand"].mask(few)
    needs["mark"] = np.where(few, RESERVED, "")
    needs.loc[told, ["state", "reason"]] = ["sin_informacion", "reservada"]
    findings = shaped(inputs.resource_findings, "resource_findings")
    unsaid = pd.MultiIndex.from_frame(findings[_CELL]).isin(pd.MultiIndex.from_frame(needs.loc[told, _CELL]))
    findings = findings[~(unsaid & findings["reason"].isin(COMPARED))].reset_index(drop=True)
    reserved = pd.MultiIndex.from_frame(needs.loc[few, _CELL])
    touched = pd.MultiIndex.from_frame(findings[_CELL]).isin(reserved)
    findings["demand"] = findings["demand"].mask(touched)
    findings["mark"] = np.where(touched, RESERVED, "")
    findings = findings.assign(order=findings["kind"].map(_KINDS))
    settings = inputs.settings.get("recursos") or {}
    return Resources(
        offers=shaped(inputs.resource_offers, "resource_offers").sort_values(
            [*_CELL, "date_from", "offer_id"], ignore_index=True
        ),
        needs=needs.sort_values(_CELL, ignore_index=True),
        findings=findings.sort_values(["order", *_CELL], ignore_index=True).drop(columns="order"),
        needs_called=dict(zip(needs["need"], needs["name"], strict=True)),
        populations_called=dict(settings.get("poblaciones") or {}),
        places=_places(inputs),
        year=int(inputs.settings["anio_cuenta"]),
    )


def open_services(inputs: Inputs, threshold: int) -> Services:
    """Quality as it was scored, and referrals without the numbers of rows that count few persons."""
    quality = shaped(inputs.service_quality, "service_quality")
    referrals = shaped(inputs.referrals, "referrals")
    few = few_referrals(referrals, inputs.territories, threshold)
    numbers = list(TABLES["referrals"][1])
    referrals.loc[few, numbers] = np.nan
    referrals["mark"] = np.where(few, RESERVED, "")
    return Services(
        quality=quality.sort_values(["territory_id", "service", "axis", "scored_on"], ignore_index=True),
        referrals=referrals.sort_values(
            ["territory_id", "from_service", "to_service", "period", "sex"], ignore_index=True
        ),
        places=_places(inputs),
    )


def _places(inputs: Inputs) -> dict[str, str]:
    """Name of every territory, shown or not: an offer may be for a comuna without a page."""
    return dict(zip(inputs.territories["territory_id"], inputs.territories["name"], strict=True))


def _as_words(code: str) -> str:
    words = code.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
