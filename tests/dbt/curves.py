"""The curves of goals worked out by the models' own SQL on rows of a test, in an in-memory DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb
import jinja2
import pandas as pd

from tests.dbt_empty import PROJECT

_MACROS = ("periods", "period_series", "trends", "differences")
_MODELS = ("goal_trend_points", "goal_trends", "goal_forecasts")
_GOAL = {
    "indicator_id": "i", "territory_id": "13401", "sex": "total", "role": "principal", "trend": "lineal",
    "whole": 0.0, "direction": "mayor", "target_value": 0.0,
}  # fmt: skip


@cache
def _query(model: str) -> str:
    environment = jinja2.Environment(autoescape=False)
    environment.globals.update(config=lambda **_: "", ref=lambda name: name, source=lambda _, name: name)
    parts = [PROJECT / "macros" / f"{macro}.sql" for macro in _MACROS]
    parts.append(PROJECT / "models" / "goals" / f"{model}.sql")
    return environment.from_string("\n".join(part.read_text(encoding="utf-8") for part in parts)).render()


def forecasts(
    goals: Sequence[Mapping[str, object]],
    figures: Mapping[str, Mapping[int, float]],
    *,
    widening: float | None = None,
    breaks: Sequence[Mapping[str, object]] = (),
) -> pd.DataFrame:
    """goal_forecasts of goals (goal_id, agreed_on, baseline_period, target_period and what else they change)
    and of the figures of each by year. widening: in the place of the seed's factors."""
    asked = {str(goal["goal_id"]): _GOAL | dict(goal) for goal in goals}
    rows = [
        asked[name] | {"period": str(year), "value": value, "denominator": None}
        for name, series in figures.items()
        for year, value in series.items()
    ]
    tables = {
        "goals": pd.DataFrame(asked.values()),
        "indicators": pd.DataFrame([{"indicator_id": "i", "scale": 1.0}]),
        "goal_figures": pd.DataFrame(rows).astype({"denominator": "float64", "value": "float64"}),
        "series_break_points": pd.DataFrame(
            breaks, columns=["indicator_id", "territory_id", "period"]
        ).astype("str"),
        "trend_quantiles": seed("trend_quantiles"),
        "trend_widening": seed("trend_widening"),
    }
    if widening is not None:
        tables["trend_widening"]["factor"] = widening
    with duckdb.connect() as db:
        for name, frame in tables.items():
            db.register(name, frame)
        for model in _MODELS:
            db.execute(f"create table {model} as {_query(model)}")
        return db.execute("select * from goal_forecasts order by goal_id, period").df()


def seed(name: str) -> pd.DataFrame:
    """A seed of the project."""
    return pd.read_csv(PROJECT / "seeds" / f"{name}.csv")
