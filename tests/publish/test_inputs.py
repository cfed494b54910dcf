"""Publish asks for every result, and every result has the columns that publish reads."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from publish import shapes
from publish.inputs import InputsMissing, load_inputs
from publish.shapes_people import PEOPLE, no_people
from tests.publish import small

PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"


@cache
def contracts() -> dict[str, set[str]]:
    """The columns that the contract of each model and seed promises."""
    found = {}
    for path in (*PROJECT.glob("models/**/*.yml"), PROJECT / "seeds" / "seeds.yml"):
        content = YAML(typ="safe").load(path)
        for entry in [*(content.get("models") or []), *(content.get("seeds") or [])]:
            found[entry["name"]] = {column["name"] for column in entry.get("columns") or []}
    return found


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every result and the whole catalogue."""
    return small.write(tmp_path_factory.mktemp("completo") / "datos", small.inputs())


@pytest.mark.parametrize("table", sorted(shapes.TABLES | PEOPLE))
def test_a_result_that_is_not_there_stops_the_edition_and_is_named(
    table: str, complete: Path, tmp_path: Path
) -> None:
    datos = shutil.copytree(complete, tmp_path / "datos", copy_function=os.link)
    (datos / "resultados" / f"{table}.parquet").unlink()
    with pytest.raises(InputsMissing, match=rf"Falta «{table}\.parquet» en «resultados»"):
        load_inputs(datos)


@pytest.mark.parametrize("table", sorted(shapes.TABLES))
def test_the_models_promise_the_columns_that_pages_read(table: str) -> None:
    texts, numbers = shapes.TABLES[table]
    assert {*texts, *numbers} <= contracts()[table]
    assert list(shapes.empty(table).columns) == [*texts, *numbers]


@pytest.mark.parametrize("table", sorted(PEOPLE))
def test_the_models_about_people_promise_the_columns_that_pages_read(table: str) -> None:
    texts, numbers = PEOPLE[table]
    assert {*texts, *numbers} <= contracts()[table]
    assert list(no_people()[table].columns) == [*texts, *numbers]
