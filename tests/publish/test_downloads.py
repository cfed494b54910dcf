"""The downloads open in Excel and in programs, say the same in every format and never run as formulas."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from publish.account import Account, build_account
from publish.columns import TABLES, Column
from publish.downloads import ZIP_NAME, guard, write_csv, write_downloads, write_zip
from publish.tables import Table
from tests.publish import small


@pytest.fixture
def account() -> Account:
    return build_account(small.inputs())


@pytest.fixture
def out(account: Account, tmp_path: Path) -> Path:
    write_downloads(account, tmp_path, "2025-001")
    return tmp_path


def test_the_csv_is_the_one_that_excel_in_chile_opens(out: Path) -> None:
    content = (out / "datos" / "valores.csv").read_bytes()
    assert content.startswith(
        b"\xef\xbb\xbfindicador;territorio;nivel;periodo;sexo;edad;desglose;categoria;valor;"
    )
    lines = content.decode("utf-8-sig").split("\r\n")
    assert (
        "desvinculacion;13;region;2022;total;total;;;1,950285;1701;87218;1,755257;2,145314;;;mineduc" in lines
    )
    assert "defunciones;13401;comuna;2024;total;total;;;;;;;;s;p;deis" in lines
    assert "defunciones;08110;comuna;2024;total;total;;;0;0;;;;;p;deis" in lines
    assert "defunciones;08;region;2024;total;total;;;;;;;;nd;;" in lines
    assert lines[-1] == ""


def test_csv_and_parquet_hold_the_same_doubles(out: Path) -> None:
    for name in ("valores", "metas", "indicadores", "territorios"):
        twin = pq.read_table(out / "datos" / f"{name}.parquet").to_pandas()
        types = {column: "str" for column in twin.columns if twin[column].dtype != "float64"}
        read = pd.read_csv(
            out / "datos" / f"{name}.csv",
            sep=";",
            decimal=",",
            dtype=types,
            encoding="utf-8-sig",
            keep_default_na=False,
            na_values={column: [""] for column in twin if column not in types},
        )
        numbers = [column for column in twin if column not in types]
        pd.testing.assert_frame_equal(read[numbers].astype("float64"), twin[numbers], check_exact=True)
        assert read[list(types)].to_numpy().tolist() == twin[list(types)].to_numpy().tolist()


def test_the_same_account_gives_the_same_bytes(account: Account, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "otra"
    other.mkdir()
    write_downloads(account, other, "2025-001")
    names = sorted(path.relative_to(out) for path in (out / "datos").rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    for name in names:
        assert (out / name).read_bytes() == (other / name).read_bytes(), name


@pytest.mark.parametrize(
    "payload", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)", "\0x", "＝1"]
)
def test_no_text_is_a_formula(payload: str, tmp_path: Path) -> None:
    assert guard(payload) == f"'{payload}"
    frame = pd.DataFrame({"nombre": [payload], "valor": [-2.5]})
    columns = (Column("nombre", "Nombre."), Column("valor", "Valor.", "numero"))
    write_csv(Table("t", "T", "", columns, frame), tmp_path / "t.csv")
    cell = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig").split("\r\n", 1)[1]
    assert cell.lstrip('"').startswith("'") and ";-2,5" in cell


def test_ordinary_texts_stay_as_they_are_and_separators_are_quoted(tmp_path: Path) -> None:
    frame = pd.DataFrame({"nombre": ["Ñuñoa", 'Dice "sí"; y más', "dos\nlíneas"]})
    write_csv(Table("t", "T", "", (Column("nombre", "Nombre."),), frame), tmp_path / "t.csv")
    assert pd.read_csv(tmp_path / "t.csv", sep=";", encoding="utf-8-sig")["nombre"].tolist() == [
        "Ñuñoa", 'Dice "sí"; y más', "dos\nlíneas",
    ]  # fmt: skip


def test_the_package_describes_every_table_as_it_is(out: Path) -> None:
    package = json.loads((out / "datos" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == "2025-001" and package["sintetico"] is False
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert len(resources) == 2 * (1 + len(TABLES))
    for name, resource in resources.items():
        content = (out / "datos" / name).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        if name.endswith(".csv"):
            assert (
                content.decode("utf-8-sig").split("\r\n")[0].split(resource["dialect"]["delimiter"]) == fields
            )
        else:
            assert pq.read_schema(out / "datos" / name).names == fields
    value = next(f for f in resources["valores.csv"]["schema"]["fields"] if f["name"] == "valor")
    assert value["type"] == "number" and value["decimalChar"] == ","


def test_one_zip_has_everything_and_no_date(out: Path) -> None:
    with zipfile.ZipFile(out / ZIP_NAME) as archive:
        names = archive.namelist()
        assert names == sorted(names) and "valores.csv" in names and "datapackage.json" in names
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            assert archive.read(name) == (out / "datos" / name).read_bytes()


def test_the_zip_does_not_depend_on_when_the_files_were_written(tmp_path: Path) -> None:
    for folder, order in (("a", ("x.csv", "y.csv")), ("b", ("y.csv", "x.csv"))):
        (tmp_path / folder).mkdir()
        for name in order:
            (tmp_path / folder / name).write_text(name)
        write_zip(tmp_path / folder, tmp_path / f"{folder}.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_synthetic_data_says_so_in_the_notes_and_in_the_package(tmp_path: Path) -> None:
    write_downloads(build_account(small.inputs(sintetico=True)), tmp_path, "2025-001")
    assert "DATOS SINTÉTICOS" in (tmp_path / "datos" / "LEEME.txt").read_text(encoding="utf-8")
    assert (
        json.loads((tmp_path / "datos" / "datapackage.json").read_text(encoding="utf-8"))["sintetico"] is True
    )


def test_the_notes_say_what_protection_is_still_pending(out: Path) -> None:
    notes = (out / "datos" / "LEEME.txt").read_text(encoding="utf-8")
    assert (
        "menos de 10 personas (y distintos de cero)" in notes
        and "pendiente la supresión complementaria" in notes
    )


def test_pages_get_the_size_of_every_file_but_the_zip(account: Account, tmp_path: Path) -> None:
    files = write_downloads(account, tmp_path, "2025-001")
    for file in files:
        assert (tmp_path / file.path).is_file()
        assert file.size == (None if file.path == ZIP_NAME else (tmp_path / file.path).stat().st_size)
