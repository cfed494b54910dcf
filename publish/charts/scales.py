"""Round axis marks, unbroken stretches of a line, and labels that do not sit on each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_marks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers that cover `low`..`high`, at most about `wanted` of them.

    The first is at or under `low`, the last at or over `high`.
    """
    if high <= low:
        high = low + (abs(low) or 1.0)
    rough = (high - low) / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * 0.999999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def year_marks(low: float, high: float, room: int = 5) -> list[int]:
    """Whole years to write under the axis: counted back from the last one, at most `room` of them."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last < first:
        return [first]
    span = last - first
    step = next((s for s in (1, 2, 3, 4, 5, 10, 20, 25, 50) if span / s <= room - 1), 100)
    return list(range(last, first - 1, -step))[::-1]


def stretches(positions: Sequence[float], step: float | None, breaks: Sequence[float] = ()) -> list[int]:
    """A number per position, the same for neighbours that a line may join.

    `step` is the usual distance in years: two positions further apart than one step and a half are not
    joined. With None (irregular source) all are joined. `breaks`: positions of the first period after a
    break of the series; neighbours on two sides of one are not joined.
    """
    numbers: list[int] = []
    current = 0
    for i, x in enumerate(positions):
        far = i and step is not None and x - positions[i - 1] > step * 1.5
        if far or (i and any(positions[i - 1] < at <= x for at in breaks)):
            current += 1
        numbers.append(current)
    return numbers


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Centres for labels of the given heights, near the wanted ones, in the same order, none overlapping.

    Labels that do not fit between `top` and `bottom` go on past the bottom.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed: dict[int, float] = {}
    edge = top
    for i in order:
        placed[i] = max(wanted[i], edge + heights[i] / 2)
        edge = placed[i] + heights[i] / 2
    edge = max(bottom, top + sum(heights))
    for i in reversed(order):
        placed[i] = min(placed[i], edge - heights[i] / 2)
        edge = placed[i] - heights[i] / 2
    return [placed[i] for i in range(len(wanted))]


def wrap(words: str, width: int) -> list[str]:
    """Lines of at most `width` characters; a longer word stays whole."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
