"""What the models said of two figures, indexed: changes along a series, and gaps beside others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from publish.account import Account
from publish.differences import Difference, Verdict

VERDICTS: dict[str, Verdict] = {
    "mejora": "better",
    "empeora": "worse",
    "sube": "up",
    "baja": "down",
    "sin_cambio_distinguible": "same",
    "sin_margen": "unknown",
}
RESERVED = "reservado"
Kind = Literal["sexo", "region", "pais"]
Side = Literal["more", "less", "same", "unknown"]
SIDES: dict[str, Side] = {
    "mayor": "more",
    "menor": "less",
    "sin_diferencia_distinguible": "same",
    "sin_margen": "unknown",
}
_CHANGES = (
    "indicator_id", "territory_id", "sex", "period_from", "period_to", "kind", "verdict", "difference",
    "ci_low", "ci_high",
)  # fmt: skip
_GAPS = (
    "indicator_id", "territory_id", "sex", "period", "kind", "verdict", "mark", "value", "reference_value",
    "ratio", "ratio_low", "ratio_high", "people", "difference", "diff_low", "diff_high",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a figure is from its reference. `difference` is own − reference: women − men, place − region.

    people: how many persons of the own denominator would close it; only of shares.
    """

    kind: Kind
    period: str
    side: Side
    mark: str
    difference: Difference
    value: float | None
    reference: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    people: float | None


class Comparisons:
    """The open changes and gaps of the figures themselves (all ages, no breakdown)."""

    def __init__(self, account: Account) -> None:
        self._before: dict[tuple[str, str, str, str], str] = {}
        self._changes: dict[tuple[str, str, str, str, str], tuple[Verdict, Difference]] = {}
        self._gaps: dict[tuple[str, str, str, str], list[Gap]] = {}
        for row in _rows(account.changes, _CHANGES):
            indicator, territory, sex, start, end, kind, verdict, *numbers = row
            if kind == "anterior":
                self._before[indicator, territory, sex, end] = start
            if verdict != RESERVED:
                amount, low, high = map(_number, numbers)
                found = Difference(amount or 0.0, low, high)
                self._changes[indicator, territory, sex, start, end] = (VERDICTS[verdict], found)
        for row in _rows(account.gaps, _GAPS):
            indicator, territory, sex, period, kind, verdict, mark, *numbers = row
            if verdict != RESERVED:
                *known, amount, low, high = map(_number, numbers)
                found = Difference(amount or 0.0, low, high)
                gap = Gap(kind, period, SIDES[verdict], mark, found, *known)
                self._gaps.setdefault((indicator, territory, kind, sex), []).append(gap)

    def before(self, indicator: str, territory: str, sex: str, period: str) -> str | None:
        """The period before this one in its unbroken series; None at its start."""
        return self._before.get((indicator, territory, sex, period))

    def change(
        self, indicator: str, territory: str, sex: str, start: str, end: str
    ) -> tuple[Verdict, Difference] | None:
        """What the models said of these two periods; None when they did not compare them."""
        return self._changes.get((indicator, territory, sex, start, end))

    def gap(self, indicator: str, territory: str, kind: Kind, period: str, sex: str = "total") -> Gap | None:
        """The gap of one period; None when there is none or it is reserved."""
        found = self._gaps.get((indicator, territory, kind, "" if kind == "sexo" else sex), [])
        return next((gap for gap in found if gap.period == period), None)


def _rows(frame: pd.DataFrame, names: tuple[str, ...]) -> Any:
    """The rows of the figures themselves, only these columns."""
    own = frame[(frame["age_band"] == "total") & (frame["dimension"] == "")]
    return zip(*(own[name].tolist() if name in own else [""] * len(own) for name in names), strict=True)


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value
