"""The account's figures, indexed once, so that a page asks for a series without touching a data frame.

Here, and only here, is the rule for which figure stands for a place now. What it is compared with and
what may be said of it comes from the models (publish.comparisons).
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from publish import differences, text
from publish.account import Account
from publish.comparisons import Comparisons, Gap, Kind
from publish.differences import Difference, Verdict

_COLUMNS = (
    "indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria", "valor", "numerador",
    "denominador", "ic_inf", "ic_sup", "marca", "estado", "fuente", "corte", "motivo",
)  # fmt: skip
_NO_FIGURE = ("s", "nd", "na")


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
    """From an earlier figure to a later one, with the 95 % interval of the change where it is known."""

    earlier: Figure
    later: Figure
    verdict: Verdict
    difference: Difference = field(default_factory=lambda: Difference(0.0))

    @property
    def amount(self) -> float:
        """Later − earlier, in the unit; both values exist by construction."""
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
        self._compared = Comparisons(account)

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
        """From the first open figure of the latest one's unbroken series to that one.

        None where nothing can be compared: a single figure, a break, a reserved or provisional latest one.
        """
        later = self.latest(indicator, territory, sex)
        if later is None or not later.is_open or not later.is_closed:
            return None
        earlier, period = None, later.period
        while start := self._compared.before(indicator, territory, sex, period):
            figure = self.at(indicator, territory, start, sex)
            earlier = figure if figure is not None and figure.is_open else earlier
            period = start
        if earlier is None:
            return None
        told = self._compared.change(indicator, territory, sex, earlier.period, later.period)
        return Change(earlier, later, *told) if told else compare(earlier, later, direction)

    def gap(self, indicator: str, territory: str, kind: Kind, sex: str = "total") -> Gap | None:
        """How far the figure that stands for a place now is from men's, the region's or the country's.

        kind: 'sexo' (women − men), 'region' or 'pais'. None where one of the two is missing or reserved.
        """
        latest = self.latest(indicator, territory, sex)
        if latest is None or not latest.is_open:
            return None
        return self._compared.gap(indicator, territory, kind, latest.period, sex)


def compare(earlier: Figure, later: Figure, direction: str) -> Change:
    """The change between two figures that the models did not compare. Both must have a value."""
    found = differences.difference(earlier, later)
    return Change(earlier, later, differences.verdict(found, direction), found)


def judge(earlier: Figure, later: Figure, direction: str) -> Verdict:
    """What may be said of two figures: more than noise only when the interval of their difference says so.

    direction: 'mayor_es_mejor', 'menor_es_mejor' or anything else for no direction.
    """
    return compare(earlier, later, direction).verdict


def apart(one: Figure, other: Figure) -> bool:
    """Whether two figures differ by more than noise; False when one has no interval."""
    if one.value is None or other.value is None:
        return False
    return differences.difference(one, other).is_clear


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value
