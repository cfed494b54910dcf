"""Models as dbt would compile them, run one after the other by an in-memory DuckDB over rows of a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import jinja2
import pandas as pd

from pipelines.registers.registry import registers
from pipelines.registers.rows import read_register
from pipelines.registers.tables import schema_of
from pipelines.registers.values import Known
from tests.dbt_empty import PROJECT

Row = Mapping[str, Any]
_MACROS = ("exact_sum", "complete_sum", "printed", "json", "unknown_words")


def register_table(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """A register as the engine leaves it; columns that `rows` leave out are empty."""
    schema = schema_of(registers()[name])
    frame = pd.DataFrame([{"_fila": at, **row} for at, row in enumerate(rows, 2)], columns=schema.names)
    for field in schema:
        if str(field.type) == "string":
            frame[field.name] = frame[field.name].fillna("").astype("str")
        else:
            frame[field.name] = pd.to_numeric(frame[field.name]).astype("float64")
    return frame


def read_file(path: Path) -> list[Row]:
    """The rows of a register as the engine reads them; every one of them must hold."""
    named = Known(
        {"13401": "", "13201": "", "08110": "", "12101": ""},
        indicators=frozenset({"desvinculacion", "areas-verdes"}),
        goals=frozenset({"que-nadie-deje-la-escuela", "areas-verdes-para-jugar"}),
    )
    found = read_register(registers()[path.stem], path, named)
    assert found.faults == (), found.faults
    return list(found.rows)


def run(models: Sequence[str], tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What each model gives, in this order; `tables` are its sources and other models, by name."""
    connection = duckdb.connect()
    for name, frame in tables.items():
        connection.register(name, frame)
    for model in models:
        connection.execute(f"create table {model} as {_sql(model)}")
    return {model: connection.execute(f"select * from {model} order by all").df() for model in models}


@cache
def _sql(model: str) -> str:
    path = next((PROJECT / "models").rglob(f"{model}.sql"))
    return _environment().from_string(path.read_text(encoding="utf-8")).render()


@cache
def _environment() -> jinja2.Environment:
    found: dict[str, Any] = {}
    environment = jinja2.Environment(autoescape=False)
    environment.globals.update(
        config=lambda **_: "",
        ref=lambda name: name,
        source=lambda _, name: name,
        adapter=SimpleNamespace(dispatch=lambda name: found[f"duckdb__{name}"]),
    )
    environment.globals["return"] = lambda value: value
    for file in _MACROS:
        source = (PROJECT / "macros" / f"{file}.sql").read_text(encoding="utf-8")
        module = environment.from_string(source).module
        found |= {name: getattr(module, name) for name in dir(module) if not name.startswith("_")}
        environment.globals.update(found)  # the files that follow use it
    return environment
