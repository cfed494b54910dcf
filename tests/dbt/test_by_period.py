"""What is made of figures is worked again only for the periods that changed, and no byte of it tells."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from ruamel.yaml import YAML

from tests.dbt.conftest import Built, births
from tests.dbt_empty import PROJECT, dbt, put_bronze, put_catalog

BY_PERIOD = (
    "measures",
    "slice_values",
    "leaf_pairs",
    "rollup",
    "computed_values",
    "indicator_values",
)
FIGURES = ("+indicator_changes", "+indicator_gaps", "+measure_conflicts", "+applied_corrections")
Row = dict[str, Any]
#: What is written where nobody worked again.
UNTOUCHED = "sin-trabajar"


def births_of_2012() -> list[dict[str, str]]:
    """The births of 2010, a year later than the last."""
    rows = [row for row in births() if row["periodo"] == "2010"]
    return [row | {"periodo": "2012", "_bloque": "nacimientos|2012"} for row in rows]


def replace_births(datos: Path, name: str, rows: list[dict[str, str]]) -> None:
    """A newer file of births in place of the one that was in use."""
    put_bronze(datos, "tablas_ordenadas", name, rows)
    change(datos, "files", lambda file: file["source_id"] == "nacimientos", in_use=False)
    files = catalog(datos, "files")
    newer = {"file_sha": name, "source_id": "nacimientos", "sequence": len(files) + 1, "in_use": True}
    put_catalog(datos, "files", [*files, newer])


def catalog(datos: Path, table: str) -> list[Row]:
    """The rows of a table of the catalogue."""
    rows = pd.read_parquet(datos / "catalogo" / f"{table}.parquet").to_dict("records")
    return [{str(column): value for column, value in row.items()} for row in rows]


def change(datos: Path, table: str, where: Callable[[Row], bool], **values: object) -> None:
    """Rows of a table of the catalogue get other values."""
    put_catalog(datos, table, [row | values if where(row) else row for row in catalog(datos, table)])


def build(datos: Path) -> dict[str, bytes]:
    """What the models of figures leave."""
    run = dbt(datos, "build", "--exclude-resource-type", "unit_test", "test", "--select", *FIGURES)
    assert run.returncode == 0, run.stdout[-4000:]
    return {path.name: path.read_bytes() for path in (datos / "resultados").iterdir()}


def build_anew(datos: Path) -> dict[str, bytes]:
    """What they leave when there is no database; the one that was there comes back."""
    shutil.move(datos / "almacen.duckdb", datos / "aparte.duckdb")
    found = build(datos)
    shutil.move(datos / "aparte.duckdb", datos / "almacen.duckdb")
    return found


def mark(datos: Path) -> None:
    """Leave a word that no figure is made of, which survives only where nobody works again."""
    with duckdb.connect(str(datos / "almacen.duckdb")) as connection:
        for model in BY_PERIOD:
            connection.execute(f"update {model} set _unit = '{UNTOUCHED}'")


def periods(datos: Path, model: str, worked: bool) -> set[str]:
    """The periods of a model that were worked again since the mark, or those that were not."""
    sign = "<>" if worked else "="
    with duckdb.connect(str(datos / "almacen.duckdb")) as connection:
        sql = f"select distinct period from {model} where _unit {sign} '{UNTOUCHED}'"
        return {row[0] for row in connection.execute(sql).fetchall()}


@pytest.fixture
def region(small_region: Built, tmp_path: Path) -> Path:
    """A `datos` folder of its own, where the small region is already built."""
    return Path(shutil.copytree(small_region.datos, tmp_path / "datos"))


def test_a_year_that_comes_one_that_goes_and_one_that_changes_leave_what_a_new_database_leaves(
    region: Path,
) -> None:
    mark(region)
    known = [
        row | {"valor": row["valor"] or ("40" if row["periodo"] == "2010" else "")}
        for row in births()
        if row["periodo"] != "2003"
    ]
    replace_births(region, "f-births", known + births_of_2012())
    after = build(region)
    for model in BY_PERIOD:
        worked = periods(region, model, worked=True)
        assert worked - {"2009/2011"} == {"2010", "2012"}, model
        assert periods(region, model, worked=False) == {"2004", "2005", "2009", "2011", "2017"}, model
    assert "2009/2011" in periods(region, "indicator_values", worked=True)
    assert after == build_anew(region)


def test_a_model_worked_by_period_sees_no_row_of_another_period() -> None:
    models = {path.stem: path for path in (PROJECT / "models").rglob("*.sql")}
    described = {
        model["name"]: {column["name"] for column in model["columns"]}
        for path in (PROJECT / "models").rglob("*.yml")
        for model in YAML(typ="safe").load(path).get("models", [])
    }
    found = {}
    for name, path in models.items():
        text = path.read_text(encoding="utf-8")
        if "materialized='by_period'" in text:
            read = re.findall(r"from \{\{ ref\('(\w+)'\) \}\}(\s+where \{\{ this_unit\(\) \}\})?\n", text)
            assert len(read) == text.count("ref('"), name
            found[name] = {of: bool(where) for of, where in read}
    assert found.keys() > set(BY_PERIOD)
    for name, filtered in found.items():
        # seeds have no description among the models, and no period
        assert filtered == {of: "period" in described.get(of, set()) for of in filtered}, name


@pytest.mark.proof
def test_what_counts_for_all_periods_leaves_what_a_new_database_leaves(region: Path) -> None:
    correction = {
        "correction_id": "mal-contado", "target_id": "nacidos", "territory_id": "16105", "period": "2010",
        "sex": "total", "action": "multiplicar", "value": 0.5, "reason": "Contó dos veces.",
        "valid_until": "2030",
    }  # fmt: skip
    steps: list[Callable[[], None]] = [
        lambda: put_catalog(region, "corrections", [correction]),
        lambda: change(region, "indicators", lambda row: row["indicator_id"] == "publica", scale=1000.0),
        lambda: change(region, "own_territories", lambda row: row["valid_from"] != "", valid_from=""),
        lambda: change(region, "settings", lambda row: True, account_year=2010),
        lambda: change(region, "sources", lambda row: row["source_id"] == "nacimientos", absent="sin_dato"),
    ]
    last: dict[str, bytes] = {}
    for step in steps:
        step()
        found = build(region)
        assert found != last
        assert found == build_anew(region)
        last = found
