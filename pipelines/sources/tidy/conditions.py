"""Applies the comparisons of `donde` to columns of text."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipelines.catalog.conditions import Comparison
from pipelines.sources import shape
from pipelines.sources.shape import Mask
from pipelines.sources.tidy.codes import plain

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Verdict:
    """Where all comparisons hold, and where a number was due and a text came (by column).

    `undecided`: where they would all hold but for such texts.
    """

    holds: Mask
    bad: dict[str, Mask]
    undecided: Mask


def judge(cells: pd.DataFrame, comparisons: Sequence[Comparison], numbers: Callable[..., Any]) -> Verdict:
    """Judge every row. A cell without data fulfils no comparison, not even «!=».

    `numbers`: series -> (canonical text, bad mask), with the recipe's decimal and missing codes.
    """
    holds = np.ones(len(cells), dtype=bool)
    may_hold = holds.copy()
    bad: dict[str, Mask] = {}
    for comparison in comparisons:
        column = cells[shape.normalise_header(comparison.column)]
        canonical, broken = numbers(column)
        if comparison.numeric:
            bad[comparison.column] = broken
            held = _numeric(canonical, comparison)
            may_hold &= held | broken
        else:
            present = (canonical.ne("") | broken).to_numpy(dtype=bool)
            held = _textual(column, comparison) & present
            may_hold &= held
        holds &= held
    return Verdict(holds, bad, may_hold & ~holds)


def _numeric(canonical: pd.Series, comparison: Comparison) -> Mask:
    values = pd.to_numeric(canonical, errors="coerce")
    wanted = [float(value) for value in comparison.values]
    if comparison.op == "in":
        return values.isin(wanted).to_numpy(dtype=bool)
    held = _COMPARE[comparison.op](values, wanted[0])
    return np.asarray(held & values.notna(), dtype=bool)


def _textual(column: pd.Series, comparison: Comparison) -> Mask:
    wanted = {plain(value) for value in comparison.values}
    equal = shape.by_value(column, lambda values: values.map(lambda text: plain(text) in wanted))
    mask = equal.to_numpy(dtype=bool)
    return ~mask if comparison.op == "!=" else mask
