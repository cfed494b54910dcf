"""Models of the dbt project as plain SQL, to be run on tables of the same names in a DuckDB in memory."""

from __future__ import annotations

from pathlib import Path

import jinja2

PROJECT = Path(__file__).resolve().parents[1] / "dbt_project"
#: Macros that the models of the goals' curves use.
_MACROS = ("periods", "period_series", "trends", "differences")


def model_sql(name: str) -> str:
    """The query of dbt_project/models/goals/<name>.sql; refs and sources are tables without a schema."""
    environment = jinja2.Environment(autoescape=False)
    environment.globals.update(
        config=lambda **_: "", ref=lambda model: model, source=lambda _schema, table: table
    )
    parts = [PROJECT / "macros" / f"{macro}.sql" for macro in _MACROS]
    parts.append(PROJECT / "models" / "goals" / f"{name}.sql")
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return environment.from_string(text).render()
