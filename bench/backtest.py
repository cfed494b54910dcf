"""How often the band of «si todo sigue igual» holds: the models' own SQL on every long series of a workspace.

    make backtest WORKSPACE=mi-comuna [ESCRIBIR=--escribir]

Every series of ten periods or more is cut at each of its years as if the agreement had been that day; what
was hidden is set beside the forecast. See docs/decisions/0018-if-nothing-changes.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from bench.models import PROJECT, model_sql
from pipelines.catalog.cards import Card
from pipelines.catalog.check import SHIPPED_CARDS
from pipelines.catalog.model import load_folders
from pipelines.catalog.trends import PROJECTION, projected_measures, trend_of
from pipelines.sources.registry import official_sources

#: Periods that a series must have, and up to how many years ahead it is forecast.
LONG, AHEAD = 10, 3
TABLE = Path(__file__).resolve().parents[1] / "publish" / "backtest.csv"
KINDS = {
    "proporcion": "Porcentajes",
    "tasa": "Tasas",
    "conteo": "Recuentos",
    "promedio": "Promedios",
    "razon": "Razones",
    "publicado": "Cifras publicadas",
}
_LEVELS = {"pais": "país y regiones", "region": "país y regiones", "provincia": "provincias y comunas"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; with --escribir leave it where the method page reads it."""
    parser = argparse.ArgumentParser(description="Prueba el pronóstico con las series de una carpeta.")
    parser.add_argument("carpeta", type=Path, help="carpeta de trabajo, con datos/resultados")
    parser.add_argument("--escribir", action="store_true", help="deja la tabla en publish/backtest.csv")
    given = parser.parse_args(arguments)
    rows = forecasts(given.carpeta / "datos")
    table = summary(rows)
    print(table.to_string(index=False))
    print(horizons(rows).to_string(index=False))
    if given.escribir:
        table.assign(fecha=dt.date.today().isoformat()).to_csv(
            TABLE, index=False, sep=";", lineterminator="\n"
        )


def forecasts(datos: Path) -> pd.DataFrame:
    """One row per series, cut and year ahead: what came, what was expected, its band with and without
    widening, and what «no change» would have said. Projections go as if they were measurements, apart.
    """
    with duckdb.connect() as db:
        _lay_out(db, datos)
        for model in ("goal_trend_points", "goal_trends", "goal_forecasts"):
            db.execute(f"create table {model} as {model_sql(model)}")
        widened = db.execute(_QUERY).df()
        db.execute("update trend_widening set factor = 1")
        db.execute(f"create or replace table goal_forecasts as {model_sql('goal_forecasts')}")
        plain = db.execute(_QUERY).df()
    keys = ["goal_id", "indicator_id", "territory_id", "sex", "period"]
    return widened.merge(plain[[*keys, "inside"]], on=keys, suffixes=("", "_plain"))


def summary(rows: pd.DataFrame) -> pd.DataFrame:
    """Coverage of the band and mean absolute error by kind of indicator, and of all that is measured."""
    measured = rows[~rows["projection"]]
    groups = [(KINDS[str(kind)], part) for kind, part in measured.groupby("kind", sort=False)]
    groups.sort(key=lambda group: list(KINDS.values()).index(group[0]))
    levels = measured["level"].map(_LEVELS).fillna("provincias y comunas")
    whole = [("Todo lo medido", measured)]
    whole += [(f"De ello, {name}", measured[levels == name]) for name in sorted(set(levels))]
    apart = [("Proyecciones oficiales (sin pronóstico)", rows[rows["projection"]])]
    return pd.DataFrame([_row(name, part) for name, part in [*groups, *whole, *apart] if len(part)])


def horizons(rows: pd.DataFrame) -> pd.DataFrame:
    """The same by years ahead, for what is measured."""
    measured = rows[~rows["projection"]]
    return pd.DataFrame([_row(f"a {ahead}", part) for ahead, part in measured.groupby("years_ahead")])


def _row(name: str, rows: pd.DataFrame) -> dict[str, object]:
    """Mean absolute errors in the unit of the cards, when they share one, and that of the line beside that of
    «no change», card by card: 1 is the same error, less than 1 a smaller one."""
    by_card = rows.groupby("indicator_id")[["error", "error_no_change"]].mean()
    weights = rows["indicator_id"].value_counts(normalize=True)
    ratio = ((by_card["error"] / by_card["error_no_change"]) * weights).sum()
    errors = rows[["error", "error_no_change"]].mean().round(2) if rows["kind"].nunique() == 1 else None
    return {
        "clase": name,
        "indicadores": rows["indicator_id"].nunique(),
        "series": rows.groupby(["indicator_id", "territory_id", "sex"]).ngroups,
        "pronosticos": len(rows),
        "cobertura_sin_ensanchar": round(100 * rows["inside_plain"].mean(), 1),
        "cobertura": round(100 * rows["inside"].mean(), 1),
        "error": None if errors is None else errors["error"],
        "error_sin_cambio": None if errors is None else errors["error_no_change"],
        "error_relativo": round(ratio, 2),
    }


def _lay_out(db: duckdb.DuckDBPyConnection, datos: Path) -> None:
    """The tables that the models read: each long series is a goal for every year in which it could be cut."""
    cards = load_folders([SHIPPED_CARDS], Card)
    projected = projected_measures(source.info for source in official_sources())
    found = {card.id: (trend_of(card, projected), trend_of(card)) for card in cards}
    trends = pd.DataFrame(
        [
            {"indicator_id": name, "trend": plain[0], "whole": plain[1], "projection": told[0] == PROJECTION}
            for name, (told, plain) in found.items()
        ]
    )
    kinds = json.loads((datos / "catalogo" / "tarjetas.json").read_text(encoding="utf-8"))
    shown = pd.DataFrame([{"indicator_id": c["id"], "kind": c["tipo"], "scale": c["escala"]} for c in kinds])
    for name, frame in (("trends", trends), ("indicators", shown)):
        db.register("given", frame)
        db.execute(f"create table {name} as select * from given")
        db.unregister("given")
    for seed in ("trend_quantiles", "trend_widening"):
        db.execute(f"create table {seed} as select * from read_csv('{PROJECT / 'seeds' / seed}.csv')")
    results = datos / "resultados"
    db.execute(
        f"create table series_break_points as from read_parquet('{results / 'series_break_points.parquet'}')"
    )
    db.execute(_SERIES.format(values=results / "indicator_values.parquet"))
    db.execute(_GOALS)
    db.execute(_FIGURES)


#: Final figures of whole years up to last year, of series that are long enough.
_SERIES = f"""
create table series as
select indicator_id, territory_id, level, sex, period, value, denominator, cast(period as integer) as x
from read_parquet('{{values}}')
where age_band = 'total' and dimension = '' and mark in ('', 'u') and status = '' and value is not null
    and period like '____' and level <> 'sin_territorio' and cast(period as integer) < year(current_date)
qualify count(*) over (partition by indicator_id, territory_id, sex) >= {LONG}
"""
_GOALS = f"""
create table goals as
select
    cast(x as varchar) as goal_id, indicator_id, territory_id, sex, 'principal' as role,
    period as baseline_period, period || '-12-31' as agreed_on, 0.0 as target_value,
    cast(x + {AHEAD} as varchar) as target_period, 'menor' as direction, trends.trend, trends.whole
from series
inner join trends using (indicator_id)
"""
#: No figure that the forecast may not reach is carried along.
_FIGURES = f"""
create table goal_figures as
select
    goals.goal_id, goals.indicator_id, goals.territory_id, goals.sex, goals.role,
    series.period, series.value, series.denominator
from goals
inner join series
    on goals.indicator_id = series.indicator_id
    and goals.territory_id = series.territory_id
    and goals.sex = series.sex
    and series.x <= cast(goals.goal_id as integer) + {AHEAD}
"""
_QUERY = """
select
    f.goal_id, f.indicator_id, f.territory_id, f.sex, f.period, f.years_ahead, indicators.kind, series.level,
    trends.projection,
    f.verdict = 'igual' as inside,
    abs(f.observed - f.value) as error,
    abs(f.observed - series.value) as error_no_change
from goal_forecasts as f
inner join indicators using (indicator_id)
inner join trends using (indicator_id)
inner join series
    on f.indicator_id = series.indicator_id and f.territory_id = series.territory_id
    and f.sex = series.sex and f.goal_id = series.period
where f.verdict not in ('sin_dato', 'quiebre')
"""


if __name__ == "__main__":
    main()
