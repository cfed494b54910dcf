"""Runs a suite over a table too large to hold: what is asked of each value is asked of each distinct one.

A value that occurs a million times is judged once and counts a million times: the answer is that of
the whole table. What can only be asked row by row is not asked here, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from expectations.engine import evaluate
from expectations.grouped import STATISTICS, groups_of
from expectations.runner import History, Outcome, against_history, figure_of, to_numbers
from expectations.suite import Demand, Suite

_ROWS = "expect_table_row_count_to_be_between"
_OF_VALUES = "expect_column_value"
_SIZE = "_filas"


class Figures(Protocol):
    """A large table, asked for figures."""

    def distinct(self, columns: Sequence[str]) -> pd.DataFrame:
        """Combinations of `columns` that occur, and in `_filas` how many rows have each."""
        ...

    def figure(self, statistic: str, by: Sequence[str], column: str) -> pd.DataFrame:
        """`statistic` of `column` for each group of `by`, as `figura`."""
        ...


def run_bulk_suite(suite: Suite, rows: Figures, history: History | None = None) -> list[Outcome]:
    """Evaluate every demand of `suite`, as `run_suite` does with rows in memory."""
    return [_ask(demand, suite, rows, history or {}) for demand in suite.expectativas]


def _ask(demand: Demand, suite: Suite, rows: Figures, history: History) -> Outcome:
    if figure := figure_of(demand.argumentos):
        table = _where(rows.distinct(["_bloque", *demand.donde]), demand)
        sizes = table.groupby("_bloque", sort=True)[_SIZE].sum().rename("filas").reset_index()
        return against_history(demand, sizes, history.get(figure, {}))
    column = str(demand.argumentos.get("column", ""))
    if demand.tipo == _ROWS:
        table = _where(rows.distinct([*demand.por, *demand.donde] or ["_derivada"]), demand)
        return _of_figures(demand, _sum_by(table, demand.por))
    if column in suite.derivadas:
        return _cannot(demand)
    if demand.tipo.startswith(_OF_VALUES):
        table = _where(rows.distinct([column, *demand.por, *demand.donde]), demand)
        if column in suite.numericas:
            table[column] = to_numbers(table[column])
        return _of_values(demand, column, table)
    if demand.tipo in STATISTICS and not demand.donde:
        return _of_figures(demand, rows.figure(STATISTICS[demand.tipo], demand.por, column))
    return _cannot(demand)


def _cannot(demand: Demand) -> Outcome:
    return Outcome(demand, False, "no se puede pedir a una tabla masiva")


def _where(table: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    for column, values in demand.donde.items():
        table = table[table[column].isin([values] if isinstance(values, str) else values)]
    return table.reset_index(drop=True)


def _sum_by(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    if not by:
        return pd.DataFrame({"figura": [table[_SIZE].sum()]})
    return table.groupby(list(by), sort=True)[_SIZE].sum().rename("figura").reset_index()


def _of_figures(demand: Demand, table: pd.DataFrame) -> Outcome:
    """One figure per group, against the limits of the demand."""
    limits = {key: value for key, value in demand.argumentos.items() if key != "column"}
    known = table[table["figura"].notna()]
    verdict = evaluate(known, "expect_column_values_to_be_between", {"column": "figura", **limits})
    groups = groups_of(known, demand.por, verdict) if demand.por else []
    return Outcome(demand, verdict.ok, verdict.problem, tuple(groups))


def _of_values(demand: Demand, column: str, table: pd.DataFrame) -> Outcome:
    """Each distinct value once; `mostly` weighs them by their rows, and leaves out what is no value."""
    arguments: Mapping[str, Any] = {k: v for k, v in demand.argumentos.items() if k != "mostly"}
    if table.empty:
        return Outcome(demand, True)
    verdict = evaluate(table, demand.tipo, dict(arguments))
    if verdict.ok or verdict.problem:
        return Outcome(demand, verdict.ok, verdict.problem)
    keys = demand.por or ["_todo"]
    asked = table[table[column].notna()].assign(_todo="")
    failing = table.iloc[verdict.failing].assign(_todo="")
    share = failing.groupby(keys)[_SIZE].sum() / asked.groupby(keys)[_SIZE].sum()
    broken = share[share > 1 - float(demand.argumentos.get("mostly", 1)) + 1e-12].reset_index()
    groups = tuple(tuple(map(str, row)) for row in broken[demand.por].itertuples(index=False))
    return Outcome(demand, broken.empty, "", groups if demand.por else ())
