"""Macros of the models, rendered on their own and run by an in-memory DuckDB over rows of a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb
import jinja2
import pandas as pd

from tests.dbt_empty import PROJECT


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


@cache
def _module(file: str) -> object:
    source = (PROJECT / "macros" / f"{file}.sql").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=False)
    if file != "intervals":  # what the others use of it
        environment.globals["z"] = getattr(_module("intervals"), "z")  # noqa: B009
    return environment.from_string(source).module


def macro(file: str, name: str, *arguments: str) -> str:
    """SQL of a macro that calls none of another file, but z()."""
    return str(getattr(_module(file), name)(*arguments))


def select(expressions: Mapping[str, str], rows: pd.DataFrame, *steps: Mapping[str, str]) -> pd.DataFrame:
    """Each expression worked out on every row, beside what the row had; `steps` see what came before."""
    query = "select * from given"
    for named in (expressions, *steps):
        added = ", ".join(f"{sql} as {name}" for name, sql in named.items())
        query = f"select *, {added} from ({query})"
    numbered = rows.assign(_row=range(len(rows)))
    with _connection().cursor() as cursor:
        cursor.register("given", numbered)
        found = cursor.execute(f"{query} order by _row").df()
    return found.drop(columns="_row")


def one(expression: str, **values: object) -> object:
    """The expression worked out on one row with these columns."""
    frame = pd.DataFrame([values])
    return select({"found": expression}, frame)["found"].iloc[0]


def differences(pairs: Sequence[Mapping[str, object]] | pd.DataFrame) -> pd.DataFrame:
    """Difference `other` − `one` and ratio `one` / `other` of figures one_value … other_ci_high."""
    rows = pd.DataFrame(pairs)
    limits = {
        f"{name}_{side}": macro("differences", name, "one_", "other_", side)
        for name in ("mover", "mover_ratio")
        for side in ("low", "high")
    }
    return select(limits, rows)
