"""Registrations by day: the sheet says what they are, names become codes, and a day may come twice."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.sources.base import META_COLUMNS
from pipelines.sources.registro_civil import SOURCE
from tests.sources.delivered import nothing_lost, official, reasons
from tests.sources.workbook import workbook

HEADER = ["AÑO", "MES", "DIA", "REGION", "COMUNA", "TOTAL"]


def day(comuna: str = "ÑUÑOA", total: object = 3, month: object = 5, day: object = 31) -> list[object]:
    return [2017, month, day, "XIV Región de de Los Ríos", comuna, total]


def test_each_record_is_a_row_with_its_event_and_its_comuna() -> None:
    sheets = workbook({"Nacimientos": [HEADER, day(), day(), day("O'HIGGINS", 1, 6, 2)]})
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert list(result.rows.columns) == [*SOURCE.info.columns, *META_COLUMNS]
    assert result.rows[list(SOURCE.info.columns)].values.tolist() == [
        ["nacimiento", "2017", "05", "31", "13120", "3"],
        ["nacimiento", "2017", "05", "31", "13120", "3"],
        ["nacimiento", "2017", "06", "02", "11302", "1"],
    ]
    assert list(result.rows["_bloque"]) == ["nacimiento|2017-05"] * 2 + ["nacimiento|2017-06"]
    assert list(result.rows["_corte"]) == ["2017-05-31", "2017-05-31", "2017-06-02"]


def test_a_count_leaves_as_a_canonical_number() -> None:
    sheets = workbook({"Nacimientos": [HEADER, day(total="007"), day(total=12)]})
    assert list(SOURCE.read(sheets).rows["total"]) == ["7", "12"]


def test_what_cannot_be_counted_is_set_aside() -> None:
    bad = [day("ATLANTIDA"), day(total="muchos"), day(total=-1), day(day=32), day("")]
    rows = [*bad, ["TOTAL", "", "", "", "", 9], day()]
    sheets = workbook({"Defunciones": [HEADER, *rows]})
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "COMUNA: nombre desconocido": [2],
        "TOTAL: texto": [3],
        "TOTAL: negativo": [4],
        "DIA: no es fecha": [5],
        "COMUNA: vacío": [6],
    }
    assert list(result.rows["hecho"]) == ["defuncion"]
    assert nothing_lost(result, sheets)


def test_a_sheet_that_does_not_say_what_it_holds_is_refused() -> None:
    with pytest.raises(FileRefused, match="nacimientos o defunciones"):
        SOURCE.read(workbook({"Hoja1": [HEADER, day()]}))


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "total", "comunas"),
    [("Nacimientos_2017", 219_272, 258), ("Defunciones_2018", 107_286, 332)],
)
def test_the_official_files_add_up(datos: Path, name: str, total: int, comunas: int) -> None:
    path = next((datos / "registro_civil").glob(f"{name}*.xlsx"))
    sheets = official(path)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    raw = pd.read_excel(path, engine="calamine")
    rows = result.rows.assign(total=result.rows["total"].astype(int))
    assert not result.set_aside and nothing_lost(result, sheets)
    assert (rows["total"].sum(), rows["comuna"].nunique()) == (total, comunas)
    assert len(rows) == len(raw) and raw["TOTAL"].sum() == total
    ours = rows[(rows["comuna"] == "13401") & (rows["mes"] == "05")]["total"].sum()
    assert ours == raw[(raw["COMUNA"] == "SAN BERNARDO") & (raw["MES"] == 5)]["TOTAL"].sum() > 0
    assert all(outcome.ok for outcome in run_suite(load_suite("registro_civil"), result.rows))
