"""The theory of change as a drawing: a row of boxes per level, and a line from each step to the next ones."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WIDTH, _GAP, _BETWEEN, _LINE, _PAD = 220, 20, 46, 17, 12
_LETTERS = 27


@dataclass(frozen=True)
class Box:
    """A step: left and top corner, height, and its lines of text with their height in the drawing."""

    id: str
    x: float
    y: float
    height: float
    lines: tuple[tuple[float, str], ...]
    width: float = _WIDTH


@dataclass(frozen=True)
class Steps:
    """The whole drawing, in pixels. links: x1, y1, x2, y2 of each line, from a step to the next one."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    links: tuple[tuple[float, float, float, float], ...]


def draw_steps(levels: Sequence[Sequence[tuple[str, str]]], leads: Mapping[str, Sequence[str]]) -> Steps:
    """levels: id and words of each step, a row per level. leads: the ids that follow each step."""
    most = max((len(level) for level in levels), default=0)
    width = most * _WIDTH + (most - 1) * _GAP if most else 0
    boxes: dict[str, Box] = {}
    y = 2.0
    for level in levels:
        wrapped = [(id_, textwrap.wrap(words, _LETTERS)) for id_, words in level]
        height = max(len(lines) for _, lines in wrapped) * _LINE + 2 * _PAD
        x = (width - len(level) * _WIDTH - (len(level) - 1) * _GAP) / 2 + 2
        for id_, lines in wrapped:
            placed = tuple((y + _PAD + _LINE * (at + 0.75), line) for at, line in enumerate(lines))
            boxes[id_] = Box(id_, x, y, height, placed)
            x += _WIDTH + _GAP
        y += height + _BETWEEN
    links = [
        (one.x + _WIDTH / 2, one.y + one.height, other.x + _WIDTH / 2, other.y)
        for id_, one in boxes.items()
        for other in (boxes[next_] for next_ in leads.get(id_, ()) if next_ in boxes)
    ]
    return Steps(width + 4, max(y - _BETWEEN, 0) + 2, tuple(boxes.values()), tuple(links))
