"""What a chart shows, before any thought of pixels."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

#: own = the territory of the page; forecast = where it was going; the others are what it is compared with.
Role = Literal["own", "region", "country", "other", "forecast"]

_YEAR = re.compile(r"^(\d{4})$")
_HALF = re.compile(r"^(\d{4})-S([12])$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_SPAN = re.compile(r"^(\d{4})/(\d{4})$")


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. `value` is None where there is no figure, and `mark` says why."""

    period: str
    value: float | None
    low: float | None = None
    high: float | None = None
    mark: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One line: who it is about, the words beside its end, and its points in order of time.

    breaks: first periods after a break; what is before must not be read together with what comes after.
    """

    role: Role
    label: str
    points: tuple[Point, ...]
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What was agreed: the level at the start and the level to reach, each with its period.

    milestones: period and level of each step on the way, in order.
    """

    baseline_period: str
    baseline_value: float
    target_period: str
    target_value: float
    milestones: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart. `step` is the usual distance between two periods, in years (None: irregular)."""

    series: tuple[Series, ...]
    unit: str
    format_value: Callable[[float], str] = field(repr=False)
    from_zero: bool = True
    step: float | None = 1.0
    target: Target | None = None


def year_position(period: str) -> float | None:
    """Where a period sits on a time axis counted in years, or None when it is not a known period.

    A half year or month sits at its start; a span of years sits in its middle.
    """
    if found := _YEAR.match(period):
        return float(found[1])
    if found := _HALF.match(period):
        return int(found[1]) + (int(found[2]) - 1) / 2
    if found := _MONTH.match(period):
        return int(found[1]) + (int(found[2]) - 1) / 12
    if found := _SPAN.match(period):
        return (int(found[1]) + int(found[2])) / 2
    return None


def same_years(cadence: str) -> float | None:
    """The distance between two periods of a cadence, in years; None when the source comes irregularly."""
    return {"anual": 1.0, "semestral": 0.5, "trimestral": 0.25, "mensual": 1 / 12}.get(
        cadence.strip().lower()
    )
