"""Data Package and CSVW say of each table what it is, as their own validators read them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest
from csvw import CSVW
from frictionless import Package, system

from pipelines.catalog.public_terms import Licence
from publish.account import build_account
from publish.downloads import write_downloads
from publish.formats import csvw
from publish.formats.licences import LICENCES
from publish.tables import tables
from tests.formats.conftest import SITE
from tests.publish import small


def package(folder: Path) -> Package:
    """The package of a folder with its CSV files; the Parquet twins are compared in test_downloads."""
    with system.use_context(trusted=True):
        found = Package(str(folder / "datapackage.json"))
    for name in [resource.name for resource in found.resources if resource.name.endswith("-parquet")]:
        found.remove_resource(name)
    return found


@pytest.fixture
def copied(edition: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(edition / "datos", tmp_path / "datos"))


def faults(metadata: Path) -> list[str]:
    """What the CSVW validator says against a table group; a value of another type stops it."""
    read = CSVW(str(metadata), validate=True)
    try:
        return [] if read.is_valid else [str(warning.message) for warning in read.warnings]
    except ValueError as error:
        return [str(error)]


def test_frictionless_finds_every_table_as_its_data_package_says(edition: Path) -> None:
    report = package(edition / "datos").validate()
    assert report.flatten(["title", "message"]) == [] and report.valid


def test_frictionless_would_see_a_text_in_a_column_of_numbers(copied: Path) -> None:
    path = copied / "valores.csv"
    path.write_bytes(path.read_bytes().replace(b"1,950285", b"casi dos"))
    found = package(copied)
    for name in [resource.name for resource in found.resources if resource.name != "valores"]:
        if name not in ("indicadores", "territorios"):
            found.remove_resource(name)
    assert "Type Error" in {title for (title,) in found.validate().flatten(["title"])}


def test_csvw_finds_every_table_as_its_metadata_say(edition: Path) -> None:
    assert faults(edition / "datos" / csvw.FILE) == []
    read = CSVW(str(edition / "datos" / csvw.FILE))
    assert {str(table.url) for table in read.tables} == {
        path.name for path in (edition / "datos").glob("*.csv")
    }


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"1,950285", b"casi dos"),  # a number that is not one
        (b"desvinculacion;13;region", b"otro;13;region"),  # an indicator that is not listed
        (b";s;p;deis", b";z;p;deis"),  # a mark that does not exist
    ],
)
def test_csvw_would_see_what_does_not_hold(copied: Path, right: bytes, wrong: bytes) -> None:
    path = copied / "valores.csv"
    content = path.read_bytes()
    assert right in content
    path.write_bytes(content.replace(right, wrong, 1))
    assert faults(copied / csvw.FILE) != []


def test_csvw_reads_the_numbers_of_the_file_and_not_its_commas(edition: Path) -> None:
    read = CSVW(str(edition / "datos" / csvw.FILE))
    values = next(table for table in read.tables if str(table.url) == "valores.csv")
    row = next(r for r in values.iterdicts() if r["territorio"] == "13" and r["valor"] is not None)
    assert (float(row["valor"]), int(row["numerador"]), row["periodo"]) == (1.950285, 1701, "2022")


def test_the_package_says_whose_it_is_where_it_is_read_and_under_what_licence(edition: Path) -> None:
    described = json.loads((edition / "datos" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "Creative Commons Atribución 4.0 Internacional (CC BY 4.0)",
        }
    ]
    assert described["homepage"] == f"{SITE}2025-001/index.html"
    assert described["contributors"] == [{"title": "Prueba", "roles": ["publisher"]}]
    assert described["sources"] == [{"title": "Ministerio de Educación"}]
    assert described["description"].endswith("Quienes viven aquí.")


def test_the_licence_is_a_setting_that_every_description_repeats(tmp_path: Path) -> None:
    assert set(LICENCES) == set(get_args(Licence))
    licence = "ODbL-1.0"
    write_downloads(build_account(small.inputs(licencia=licence)), tmp_path, "2025-001")
    described = json.loads((tmp_path / "datos" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"][0]["name"] == licence and "homepage" not in described
    columns = json.loads((tmp_path / "datos" / csvw.FILE).read_text(encoding="utf-8"))
    assert columns["dc:license"] == {"@id": LICENCES[licence].address}


def test_every_column_of_every_table_is_described_once(edition: Path) -> None:
    columns = json.loads((edition / "datos" / csvw.FILE).read_text(encoding="utf-8"))
    made = tables(build_account(small.inputs()))
    assert [table["url"] for table in columns["tables"]] == [f"{table.name}.csv" for table in made]
    for described, table in zip(columns["tables"], made, strict=True):
        names = [column["name"] for column in described["tableSchema"]["columns"]]
        assert names == [column.name for column in table.columns]
        assert all(column["dc:description"] for column in described["tableSchema"]["columns"])
