"""Expectations about a whole column, asked of many groups at once.

Great Expectations has no group-by. A figure of each group (median, rows, distinct values...) is
computed once, and one row-wise expectation is asked of those figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from expectations.engine import Verdict, evaluate

#: Expectations about one figure of a column, and that figure.
STATISTICS = {
    "expect_column_median_to_be_between": "median",
    "expect_column_mean_to_be_between": "mean",
    "expect_column_max_to_be_between": "max",
    "expect_column_min_to_be_between": "min",
    "expect_column_sum_to_be_between": "sum",
    "expect_column_unique_value_count_to_be_between": "nunique",
    "expect_table_row_count_to_be_between": "size",
}


_LIMITS = ("min_value", "max_value", "strict_min", "strict_max")


def asks_each_row(kind: str, arguments: Mapping[str, Any]) -> bool:
    """Whether an expectation is asked of every row on its own, whatever its group."""
    return arguments.get("mostly", 1) == 1 and kind.startswith("expect_column_values_")


def evaluate_groups(
    frame: pd.DataFrame, by: list[str], kind: str, arguments: dict[str, Any]
) -> tuple[list[tuple[str, ...]], str]:
    """The groups of `frame` (values of the columns `by`) that fail, and what could not be evaluated."""
    if frame.empty:
        return [], ""
    statistic = STATISTICS.get(kind)
    if statistic is not None:
        return _by_statistic(frame, by, statistic, arguments)
    if asks_each_row(kind, arguments):
        verdict = evaluate(frame, kind, arguments)
        return groups_of(frame, by, verdict), verdict.problem
    failing, problem = [], ""
    for key, group in frame.groupby(by, sort=True):
        verdict = evaluate(group, kind, arguments)
        if not verdict.ok:
            failing.append(tuple(str(part) for part in key))
            problem = problem or verdict.problem
    return failing, problem


def _by_statistic(
    frame: pd.DataFrame, by: list[str], statistic: str, arguments: dict[str, Any]
) -> tuple[list[tuple[str, ...]], str]:
    groups = frame.groupby(by, sort=True)
    column = arguments.get("column")
    if column is not None and column not in frame.columns:
        return [], f"no existe la columna «{column}»"
    figures = groups.size() if statistic == "size" else groups[str(column)].agg(statistic)
    table = figures.rename("figura").reset_index()
    known = table[table["figura"].notna()]
    limits = {key: value for key, value in arguments.items() if key in _LIMITS}
    verdict = evaluate(known, "expect_column_values_to_be_between", {"column": "figura", **limits})
    return groups_of(known, by, verdict), verdict.problem


def groups_of(frame: pd.DataFrame, by: list[str], verdict: Verdict) -> list[tuple[str, ...]]:
    """The groups of `frame` with a row that failed; all of them when the verdict names no row."""
    if verdict.ok:
        return []
    rows = frame.iloc[np.unique(verdict.failing)] if len(verdict.failing) else frame
    keys = rows[by].astype(str).drop_duplicates().sort_values(by)
    return [tuple(row) for row in keys.itertuples(index=False)]
