"""A drawing becomes the data, signals and size that the compiled template takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publish.charts.look import AXIS_COLOR, FONT_SIZE, GRID_COLOR
from publish.charts.model import Drawing, Series, Target, year_position
from publish.charts.scales import round_marks, spread, stretches, wrap, year_marks

WIDTH, HEIGHT = 360, 240
TOP = 30
_BOTTOM = 28
_LETTER = FONT_SIZE * 0.56
_LINE = FONT_SIZE + 3
_LABEL_CHARS = 15
#: Pixels drawn and left blank of the rule at a break.
_DASH, _GAP = 5, 4
#: Series that have a band, and how far that of a forecast may open beyond all the rest, in heights of it.
_BANDED = ("own", "forecast")
_BAND_ROOM = 0.5


@dataclass(frozen=True, slots=True)
class Layout:
    """What goes into the template: rows per data set, signal values, and the frame in pixels."""

    data: dict[str, list[dict[str, Any]]]
    signals: dict[str, list[Any]]
    left: int
    plot_width: int
    plot_height: int

    def content(self) -> dict[str, Any]:
        """Everything that decides the drawing, ready for JSON."""
        return {
            "data": self.data,
            "signals": self.signals,
            "left": self.left,
            "plot_width": self.plot_width,
            "plot_height": self.plot_height,
        }


def lay_out(drawing: Drawing) -> Layout | None:
    """Where everything goes, or None when the drawing has no value to show."""
    low, high = _value_range(drawing)
    if low is None or high is None:
        return None
    y_marks = round_marks(0.0 if drawing.from_zero and low >= 0 else low, high)
    y_texts = [drawing.format_value(v) for v in y_marks]
    x_domain = _time_range(drawing)
    x_marks = year_marks(*x_domain)
    labels = [wrap(s.label, _LABEL_CHARS) for s in drawing.series]
    right = 14 + int(_LETTER * max((len(line) for lines in labels for line in lines), default=0)) + 8
    left = int(_LETTER * max(len(t) for t in y_texts)) + 12
    frame = _Frame(left, WIDTH - left - right, HEIGHT - TOP - _BOTTOM, x_domain, (y_marks[0], y_marks[-1]))
    points, band = _marks(drawing, y_marks[0], y_marks[-1])
    ends, words = _words(drawing, labels, frame)
    rules, axis_words = _axes(frame, x_marks, y_marks, y_texts)
    cuts, cut_words = _cuts(drawing, frame)
    return Layout(
        data={
            "points": points,
            "band": band,
            "steps": _steps(drawing),
            "ends": ends,
            "rules": rules + cuts,
            "words": axis_words + words + cut_words,
        },
        signals={
            "x_domain": list(x_domain),
            "y_domain": [y_marks[0], y_marks[-1]],
        },
        left=left,
        plot_width=frame.width,
        plot_height=frame.height,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    left: int
    width: int
    height: int
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]

    def px(self, x: float) -> float:
        low, high = self.x_domain
        return round((x - low) / (high - low) * self.width, 1)

    def py(self, y: float) -> float:
        low, high = self.y_domain
        return round((high - y) / (high - low) * self.height, 1)


def _value_range(drawing: Drawing) -> tuple[float | None, float | None]:
    """Lowest and highest value that must fit: points, the own interval, and what was agreed."""
    values = [p.value for s in drawing.series for p in s.points if p.value is not None]
    if not values:
        return None, None
    for series in drawing.series:
        if series.role == "own":
            values += [
                v for p in series.points if p.value is not None for v in (p.low, p.high) if v is not None
            ]
    if drawing.target:
        values += [drawing.target.baseline_value, drawing.target.target_value]
        values += [level for _, level in drawing.target.milestones]
    low, high = min(values), max(values)
    # a band that opens far beyond all the rest is cut there: it would press the curve flat
    room = (high - min(low, 0.0 if drawing.from_zero else low)) * _BAND_ROOM
    values += [
        min(max(edge, low - room), high + room)
        for s in drawing.series
        if s.role == "forecast"
        for p in s.points
        for edge in (p.low, p.high)
        if edge is not None
    ]
    return min(values), max(values)


def _time_range(drawing: Drawing) -> tuple[float, float]:
    places = [
        year_position(p.period) for s in drawing.series for p in s.points if p.value is not None or p.mark
    ]
    if drawing.target:
        places += [year_position(drawing.target.baseline_period), year_position(drawing.target.target_period)]
    known = [p for p in places if p is not None]
    low, high = min(known), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def _valued(series: Series) -> list[tuple[float, Any]]:
    placed = [(year_position(p.period), p) for p in series.points if p.value is not None]
    return sorted(((x, p) for x, p in placed if x is not None), key=lambda pair: pair[0])


def _marks(
    drawing: Drawing, floor: float, ceiling: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Points of all series (own last, so that it lies on top) and the bands of the own one and the forecast,
    cut at the edges of the drawing."""
    points: list[dict[str, Any]] = []
    band: list[dict[str, Any]] = []
    for series in reversed(drawing.series):
        placed = _valued(series)
        numbers = stretches([x for x, _ in placed], drawing.step, _positions(series.breaks))
        for number, (x, point) in zip(numbers, placed, strict=True):
            stretch = f"{series.role}{number}"
            inside = "open" if point.provisional or series.role == "forecast" else series.role
            points.append(
                {"x": x, "y": point.value, "role": series.role, "stretch": stretch, "inside": inside}
            )
            if series.role in _BANDED and point.low is not None and point.high is not None:
                low, high = max(point.low, floor), min(point.high, ceiling)
                band.append({"x": x, "low": low, "high": high, "stretch": stretch, "role": series.role})
    return points, band


def _steps(drawing: Drawing) -> list[dict[str, Any]]:
    """The agreed path as a stair: from the base level straight to the next level until its period."""
    target = drawing.target
    if target is None:
        return []
    start, levels = year_position(target.baseline_period), _levels(target)
    if start is None or year_position(target.target_period) is None:
        return []
    corners = [(start, target.baseline_value)]
    for end, level in levels:
        corners += [(corners[-1][0], level), (end, level)]
    return [{"x": x, "y": y, "order": i} for i, (x, y) in enumerate(corners)]


def _levels(target: Target) -> list[tuple[float, float]]:
    """Where each step ends and its level, the target last."""
    asked = [*target.milestones, (target.target_period, target.target_value)]
    return [(x, level) for period, level in asked if (x := year_position(period)) is not None]


def _axes(
    frame: _Frame, x_marks: list[int], y_marks: list[float], y_texts: list[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Grid lines, the time axis with its ticks, and the words beside them."""
    rules, words = [], []
    for value, shown in zip(y_marks, y_texts, strict=True):
        y = frame.py(value)
        color = AXIS_COLOR if value == y_marks[0] else GRID_COLOR
        rules.append({"px": 0, "py": y, "px2": frame.width, "py2": y, "color": color})
        words.append({"px": -7, "py": y, "text": shown, "anchor": "right"})
    for year in x_marks:
        x = frame.px(year)
        rules.append({"px": x, "py": frame.height, "px2": x, "py2": frame.height + 5, "color": AXIS_COLOR})
        words.append({"px": x, "py": frame.height + 16, "text": str(year), "anchor": "center"})
    return rules, words


def _positions(periods: Sequence[str]) -> list[float]:
    return [x for period in periods if (x := year_position(period)) is not None]


def _cuts(drawing: Drawing, frame: _Frame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dashed upright rule and the word «quiebre» half a step before each break of the own series."""
    found: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for series in drawing.series:
        for first in sorted(set(_positions(series.breaks))) if series.role == "own" else ():
            x = first - (drawing.step or 1.0) / 2
            if not frame.x_domain[0] < x < frame.x_domain[1]:
                continue
            px = frame.px(x)
            for top in range(0, frame.height, _DASH + _GAP):
                bottom = min(top + _DASH, frame.height)
                found.append({"px": px, "py": top, "px2": px, "py2": bottom, "color": AXIS_COLOR})
            words.append({"px": px, "py": -7, "text": "quiebre", "anchor": "center"})
    return found, words


def _words(
    drawing: Drawing, labels: list[list[str]], frame: _Frame
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Direct labels with their shape in the right margin, the unit over the axis, and letters at gaps."""
    words = [{"px": -frame.left, "py": -18, "text": drawing.unit, "anchor": "left"}]
    ends: list[dict[str, Any]] = []
    shown = [(s, lines, _valued(s)) for s, lines in zip(drawing.series, labels, strict=True)]
    shown = [item for item in shown if item[2]]
    heights = [len(lines) * _LINE + 3.0 for _, lines, _ in shown]
    wanted = [frame.py(placed[-1][1].value) for _, _, placed in shown]
    for (series, lines, _), centre in zip(shown, spread(wanted, heights, -8, frame.height + 8), strict=True):
        first = centre - (len(lines) - 1) * _LINE / 2
        ends.append({"px": frame.width + 13, "py": round(first, 1), "role": series.role})
        for i, line in enumerate(lines):
            words.append(
                {"px": frame.width + 21, "py": round(first + i * _LINE, 1), "text": line, "anchor": "left"}
            )
    for series in drawing.series:
        if series.role == "own":
            words += _letters(series, frame)
    if drawing.target:
        words.append(_target_word(drawing, drawing.target, frame))
        ends += [
            {"px": frame.px(x), "py": frame.py(level), "role": "target"}
            for x, level in _levels(drawing.target)[:-1]
        ]
    return ends, words


def _target_word(drawing: Drawing, target: Target, frame: _Frame) -> dict[str, Any]:
    """«Meta 12» at the end of the agreed path, on the side that the line does not come from."""
    text = f"Meta {drawing.format_value(target.target_value)}"
    end = year_position(target.target_period)
    x = frame.px(end) if end is not None else frame.width
    y = frame.py(target.target_value)
    below = target.baseline_value > target.target_value and y < frame.height - 24
    half = len(text) * _LETTER / 2
    return {
        "px": round(x - half, 1),
        "py": round(y + 12 if below or y < 12 else y - 11, 1),
        "text": text,
        "anchor": "center",
    }


def _letters(series: Series, frame: _Frame) -> list[dict[str, Any]]:
    """The mark («s», «nd», «na») of each period without a value, just over the time axis."""
    found = []
    for point in series.points:
        x = year_position(point.period)
        if (
            point.value is None
            and point.mark
            and x is not None
            and frame.x_domain[0] <= x <= frame.x_domain[1]
        ):
            found.append({"px": frame.px(x), "py": frame.height - 9, "text": point.mark, "anchor": "center"})
    # many neighbours would be unreadable: keep every second, third… one
    every = max(1, -(-len(found) * 22 // max(frame.width, 1)))
    return found[::every]
