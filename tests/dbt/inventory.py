"""The models of the resource map as dbt compiles them, run by an in-memory DuckDB over rows of a test."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pandas as pd

from pipelines.registers.registry import registers
from tests.dbt_empty import PROJECT

MODELS = ("resource_offers", "resource_needs", "resource_findings")
PLACES = {"CL": "", "13": "CL", "134": "13", "13401": "134", "13402": "134"} | {
    f"13401-villa-{number}": "13401" for number in (1, 2)
}
Row = Mapping[str, Any]


def found(
    offers: Sequence[Row],
    needs: Sequence[Row],
    *,
    table: str = "resource_findings",
    year: int = 2024,
    places: Mapping[str, str] = PLACES,
) -> pd.DataFrame:
    """The rows of a model for a register of offers and one of needs, with threshold 80 and margin 20.

    places: each territory and what contains it.
    """
    connection = duckdb.connect()
    given = {
        "mapa_recursos": _register("mapa_recursos", offers),
        "necesidades": _register("necesidades", needs),
        "settings": pd.DataFrame([{"account_year": year}]),
        "resource_rules": pd.DataFrame([{"coverage_threshold": 80.0, "surplus_margin": 20.0}]),
        "territories": pd.DataFrame(list(places.items()), columns=["territory_id", "parent_id"]),
    }
    for name, frame in given.items():
        connection.register(name, frame)
    for model in ("territory_within", *MODELS):
        connection.execute(f"create table {model} as {_sql(model)}")
    return connection.execute(f"select * from {table} order by all").df()


def written(path: Path) -> list[dict[str, Any]]:
    """The rows of a register as the example's people write it: UTF-8, semicolons."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def _register(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    columns = registers()[name].columns
    frame = pd.DataFrame([dict(row) for row in rows], columns=[column.name for column in columns])
    for column in columns:
        if column.numeric:
            frame[column.name] = pd.to_numeric(frame[column.name]).astype("float64")
        else:
            frame[column.name] = frame[column.name].fillna("").astype("str")
    return frame


@cache
def _sql(model: str) -> str:
    environment = jinja2.Environment(autoescape=False)
    sums, accents = (
        environment.from_string((PROJECT / "macros" / f"{name}.sql").read_text(encoding="utf-8"))
        for name in ("exact_sum", "strip_accents")
    )
    text = (PROJECT / "models" / "accountability" / f"{model}.sql").read_text(encoding="utf-8")
    return environment.from_string(text).render(
        config=lambda **_: "",
        ref=lambda name: name,
        source=lambda _, name: name,
        exact_sum=sums.module.exact_sum,  # type: ignore[attr-defined]
        strip_accents=accents.module.duckdb__strip_accents,  # type: ignore[attr-defined]
    )
