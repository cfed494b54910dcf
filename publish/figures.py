"""The account's figures, indexed once, so that a page asks for a series without touching a data frame.

Here, and only here, is the rule for which figure stands for a place now and with which it is compared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from publish import text
from publish.account import Account

_COLUMNS = (
    "indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria", "valor", "numerador",
    "denominador", "ic_inf", "ic_sup", "marca", "estado", "fuente", "corte", "motivo",
)  # fmt: skip
_NO_FIGURE = ("s", "nd", "na")

#: better/worse only when a direction is declared; up/down when it is not; same = intervals overlap;
#: unknown = there are two values but no intervals to judge them by.
Verdict = Literal["better", "worse", "up", "down", "same", "unknown"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure. Numbers are None where there is none; `mark` then says why."""

    period: str
    sex: str = "total"
    age: str = "total"
    dimension: str = ""
    category: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    mark: str = ""
    status: str = ""
    sources: str = ""
    cut: str = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None and self.mark not in _NO_FIGURE

    @property
    def is_closed(self) -> bool:
        """Whether it is final: a provisional figure, or one under revision, is compared with nothing."""
        return self.status == ""

    @property
    def ends(self) -> tuple[int, int, str]:
        """When its period ends, to put figures in order of time."""
        return *text.period_end(self.period), self.period

    @property
    def has_interval(self) -> bool:
        """Whether its margin of error is known."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier figure to a later one. `amount` is later − earlier, in the unit."""

    earlier: Figure
    later: Figure
    verdict: Verdict

    @property
    def amount(self) -> float:
        """Later − earlier; both values exist by construction."""
        return (self.later.value or 0.0) - (self.earlier.value or 0.0)


class Figures:
    """The figures of an account up to its year, by indicator and territory, each list in order of time."""

    def __init__(self, account: Account) -> None:
        self._later: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        self._itself: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
        self._finer: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        columns = [account.valores[name].tolist() for name in _COLUMNS]
        for indicator, territory, *rest in zip(*columns, strict=True):
            period, sex, age, dimension, category = rest[:5]
            numbers = [_number(value) for value in rest[5:10]]
            figure = Figure(period, sex, age, dimension, category, *numbers, *rest[10:])  # type: ignore[arg-type]
            if figure.ends[0] > account.year:
                self._later[indicator, territory].append(figure)
            elif age == "total" and not dimension:
                self._itself[indicator, territory, sex].append(figure)
            else:
                self._finer[indicator, territory].append(figure)
        for series in self._itself.values():
            series.sort(key=lambda figure: figure.ends)

    def series(self, indicator: str, territory: str, sex: str = "total") -> list[Figure]:
        """The figure itself, period by period; empty when the card has no data."""
        return self._itself.get((indicator, territory, sex), [])

    def finer(self, indicator: str, territory: str) -> list[Figure]:
        """The figures by age or by another breakdown."""
        return self._finer.get((indicator, territory), [])

    def at(self, indicator: str, territory: str, period: str, sex: str = "total") -> Figure | None:
        """The figure of one period."""
        return next((f for f in self.series(indicator, territory, sex) if f.period == period), None)

    def has_data(self, indicator: str, territory: str) -> bool:
        """Whether any period says more than «no disponible»."""
        return any(f.mark != "nd" for f in self.series(indicator, territory))

    def later(self, indicator: str, territory: str) -> list[Figure]:
        """Open figures of periods after the account's year: pages leave them to the downloads."""
        return [f for f in self._later.get((indicator, territory), []) if f.is_open]

    def missing(self, indicator: str, territory: str) -> Figure | None:
        """The newest figure without a value that says why, or None."""
        series = reversed(self.series(indicator, territory))
        return next((f for f in series if f.mark in ("nd", "na") and f.reason), None)

    def latest(self, indicator: str, territory: str, sex: str = "total") -> Figure | None:
        """The newest figure to show, or None.

        Final figures first; a provisional one only when there is nothing else. A reserved figure
        counts: an older open one is not shown in its place.
        """
        shown = [f for f in self.series(indicator, territory, sex) if f.mark in ("", "s", "u")]
        closed = [f for f in shown if f.is_closed]
        found = closed or shown
        return found[-1] if found else None

    def first(self, indicator: str, territory: str, sex: str = "total") -> Figure | None:
        """The oldest final figure with a value."""
        series = self.series(indicator, territory, sex)
        return next((f for f in series if f.is_open and f.is_closed), None)

    def change(self, indicator: str, territory: str, direction: str, sex: str = "total") -> Change | None:
        """From the first figure to the latest, or None when the two cannot be compared."""
        earlier, later = self.first(indicator, territory, sex), self.latest(indicator, territory, sex)
        if earlier is None or later is None or not later.is_open or not later.is_closed:
            return None
        if text.period_end(earlier.period) >= text.period_end(later.period):
            return None
        return Change(earlier, later, judge(earlier, later, direction))


def judge(earlier: Figure, later: Figure, direction: str) -> Verdict:
    """What may be said of two figures: more than noise only when their 95 % intervals do not overlap.

    direction: 'mayor_es_mejor', 'menor_es_mejor' or anything else for no direction.
    """
    if not (earlier.has_interval and later.has_interval):
        return "same" if earlier.value == later.value else "unknown"
    if not apart(earlier, later):
        return "same"
    rises = (later.value or 0.0) > (earlier.value or 0.0)
    if direction not in ("mayor_es_mejor", "menor_es_mejor"):
        return "up" if rises else "down"
    return "better" if rises == (direction == "mayor_es_mejor") else "worse"


def apart(one: Figure, other: Figure) -> bool:
    """Whether the intervals of two figures leave a gap between them; False when one has none."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.high < other.low or other.high < one.low


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value
