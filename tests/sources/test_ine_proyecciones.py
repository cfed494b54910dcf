"""INE: wide population file to one row per comuna, sex, age and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import FileRefused
from pipelines.sources.ine_proyecciones import SOURCE
from tests.sources.delivered import made, nothing_lost, official, reasons

HEADER = [
    "Region",
    "Nombre Region",
    "Provincia",
    "Nombre Provincia",
    "Comuna",
    "Nombre Comuna",
    "Sexo (1=Hombre 2=Mujer)",
    "Edad",
    "Poblacion 2021",
    "Poblacion 2022",
]


def row(
    comuna: object = 1101, sex: object = 1, age: object = 0, first: object = 10, second: object = 11
) -> list:
    return [1, "Tarapacá", 11, "Iquique", comuna, "Iquique", sex, age, first, second]


def test_each_year_is_a_row_and_the_code_gets_its_zero_back() -> None:
    sheets = made(HEADER, row(), row(sex=2, age=80, first=0, second=3), separator=",", encoding="latin-1")
    result = SOURCE.read(sheets)
    found = result.rows[["comuna", "sexo", "edad", "anio", "poblacion"]].values.tolist()
    assert sorted(found) == [
        ["01101", "hombre", "0", "2021", "10"],
        ["01101", "hombre", "0", "2022", "11"],
        ["01101", "mujer", "80", "2021", "0"],
        ["01101", "mujer", "80", "2022", "3"],
    ]
    assert set(result.rows["_bloque"]) == {"poblacion"}
    assert nothing_lost(result, sheets)


def test_a_bad_cell_is_set_aside_and_the_other_years_stay() -> None:
    sheets = made(HEADER, row(first="s/i", second=7), row(age=1, first=-4, second=8), separator=",")
    result = SOURCE.read(sheets)
    assert list(result.rows["poblacion"]) == ["7", "8"]
    assert reasons(result) == {"Poblacion 2021: texto": [2], "Poblacion 2021: negativo": [3]}
    assert nothing_lost(result, sheets)


def test_unknown_keys_are_set_aside_and_totals_skipped() -> None:
    total = ["", "", "", "", "", "TOTAL", "", "", 99, 99]
    sheets = made(
        HEADER,
        row(),
        row(comuna=99998),
        row(comuna=""),
        row(sex=3),
        row(age="80 y más"),
        total,
        separator=",",
    )
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "Comuna: código desconocido": [3],
        "Comuna: vacío": [4],
        "Sexo (1=Hombre 2=Mujer): código desconocido": [5],
        "Edad: texto": [6],
    }
    assert [list(item.records) for item in result.skipped if item.reason == "Fila de totales."] == [[7]]
    assert nothing_lost(result, sheets)


def test_a_renamed_column_is_named() -> None:
    header = ["Años" if name == "Edad" else name for name in HEADER]
    found = SOURCE.recognise(made(header, row(), separator=","))
    assert found.missing == ("edad",)
    assert 0.6 <= found.score < 1
    with pytest.raises(FileRefused, match="«edad»"):
        SOURCE.read(made(header, row(), separator=","))


def test_a_year_that_is_missing_between_others_refuses_the_file() -> None:
    header = [*HEADER[:8], "Poblacion 2020", "Poblacion 2022"]
    with pytest.raises(FileRefused, match="«Poblacion 2021»"):
        SOURCE.read(made(header, row(), separator=","))


@pytest.mark.real
def test_the_official_file_gives_the_children_of_san_bernardo(datos: Path) -> None:
    sheets = official(
        datos / "poblacion" / "ine_estimaciones-y-proyecciones-2002-2035_base-2017_comunas.csv.gz"
    )
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    rows = result.rows
    assert len(rows) == 346 * 2 * 81 * 34
    assert result.set_aside == ()
    year = rows[rows["anio"] == "2022"]
    people = year["poblacion"].astype(int)
    children = (year["comuna"] == "13401") & (year["edad"].astype(int) <= 17)
    assert people[children].sum() == 88_060
    assert people.sum() == 19_828_563
