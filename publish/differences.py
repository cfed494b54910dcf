"""The difference of two figures from their 95 % intervals, and what may be said of it.

The models say it of every change and gap (`macros/differences.sql`); these are the same formulas, for the few
pairs that publish makes by itself. A test runs both over the same pairs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Protocol

#: better/worse only when a direction is declared; up/down when it is not; same = noise may explain it;
#: unknown = there are two values but no intervals to judge them by.
Verdict = Literal["better", "worse", "up", "down", "same", "unknown"]
_ROUNDED = 1e-6  # figures are published with six decimals
_WANTED = {"mayor_es_mejor": 1, "menor_es_mejor": -1}


class Estimate(Protocol):
    """A value with its 95 % interval, where it has one."""

    @property
    def value(self) -> float | None: ...

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """`amount` is other − one, in the unit of both. Its interval is known where both have their own."""

    amount: float
    low: float | None = None
    high: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether the interval is known, or nothing differs."""
        return self.amount == 0 or (self.low is not None and self.high is not None)

    @property
    def is_clear(self) -> bool:
        """Whether it is more than noise: zero is outside its interval. False without interval."""
        if self.amount == 0 or self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0


def difference(one: Estimate, other: Estimate) -> Difference:
    """Other − one with its interval by MOVER: Newcombe (1998), method 10; Zou and Donner (2008).

    Raises ValueError when one of them has no value.
    """
    if one.value is None or other.value is None:
        raise ValueError("a figure without value differs from nothing")
    amount = other.value - one.value
    first, second = _arms(one), _arms(other)
    if first is None or second is None:
        return Difference(amount)
    (below_one, above_one), (below_other, above_other) = first, second
    return Difference(
        amount, amount - math.hypot(below_other, above_one), amount + math.hypot(above_other, below_one)
    )


def verdict(found: Difference, direction: str = "") -> Verdict:
    """What may be said of a change.

    direction: 'mayor_es_mejor', 'menor_es_mejor' or anything else for no direction.
    """
    if not found.is_known:
        return "unknown"
    if not found.is_clear:
        return "same"
    wanted = _WANTED.get(direction)
    if wanted is None:
        return "up" if found.amount > 0 else "down"
    return "better" if found.amount * wanted > 0 else "worse"


def _arms(figure: Estimate) -> tuple[float, float] | None:
    """How far the interval goes below and above the value; None when it does not hold the value."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    below, above = figure.value - figure.low, figure.high - figure.value
    return (below, above) if below >= -_ROUNDED and above >= -_ROUNDED else None
