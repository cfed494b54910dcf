"""Social registry: months in two forms, brackets that miss their total, cells that are no number."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import FileRefused
from pipelines.sources.base import Conformed
from pipelines.sources.rsh_tramos import SOURCE
from tests.sources.delivered import made, nothing_lost, official, reasons

HEADER = [
    "Periodo",
    "Comuna",
    "Cantidad_40%",
    "Cantidad_41-50%",
    "Cantidad_51-60%",
    "Cantidad_61-70",
    "Cantidad_71-80%",
    "Cantidad_81-90%",
    "Cantidad_91-100%",
    "Totales_por_comuna",
]


def comuna(period: object = 202412, code: object = 1101, first: object = 50, total: object = 110) -> list:
    return [period, code, first, 10, 10, 10, 10, 10, 10, total]


def read(*rows: list, header: list[str] = HEADER) -> Conformed:
    sheets = made(header, *rows, separator=",")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    return result


def test_a_month_is_the_same_with_and_without_day() -> None:
    rows = read(comuna(202402), comuna(20240201, code=13401)).rows
    assert rows[["periodo", "comuna", "_bloque", "_corte"]].values.tolist() == [
        ["202402", "01101", "202402", "2024-02-29"],
        ["202402", "13401", "202402", "2024-02-29"],
    ]


def test_the_bracket_may_carry_its_percent_sign_or_not() -> None:
    header = [name.replace("61-70", "61-70%") for name in HEADER]
    assert read(comuna(), header=header).rows["tramo_70"].tolist() == ["10"]


def test_brackets_that_miss_the_total_are_kept_and_said() -> None:
    result = read(comuna(), comuna(code=13401, total=118), comuna(code=12101, total=109))
    assert len(result.rows) == 3
    assert result.warnings == (
        "En 2 filas los tramos no suman el total que trae la misma fila "
        "(diferencias de -8 a 1 personas). Se usan tal como vienen.",
    )
    assert [(c.block, c.printed, c.recomputed) for c in result.controls] == [("202412", 337, 330)]


def test_a_cell_that_is_no_number_leaves_the_rest_of_the_record() -> None:
    result = read(
        comuna(first="Valores entre 1 y 9"), comuna(code=13401, first="muchas"), comuna(code=12101, first="")
    )
    assert result.rows[["tramo_40", "tramo_50", "total"]].values.tolist() == [["", "10", "110"]] * 3
    assert reasons(result) == {
        "Cantidad_40%: valor reservado por la fuente": [2],
        "Cantidad_40%: texto": [3],
        "Cantidad_40%: vacío": [4],
    }
    assert result.controls == ()


def test_records_that_break_the_contract_are_set_aside() -> None:
    total_row = ["TOTAL", *comuna()[1:]]
    result = read(
        comuna(),
        comuna(period="2024"),
        comuna(period=202413),
        comuna(code=77777),
        comuna(first=111),
        total_row,
    )
    assert len(result.rows) == 1
    assert reasons(result) == {
        "Periodo: texto": [3, 4],
        "Comuna: código desconocido": [5],
        "Totales_por_comuna: numerador mayor que el denominador": [6],
    }
    assert [list(item.records) for item in result.skipped] == [[1], [7]]


def test_latin_text_is_refused() -> None:
    header = [*HEADER, "Región"]
    with pytest.raises(FileRefused, match="UTF-8"):
        SOURCE.read(made(header, [*comuna(), "Ñuble"], separator=",", encoding="latin-1"))


@pytest.mark.real
def test_the_official_file_gives_the_brackets_of_san_bernardo(datos: Path) -> None:
    sheets = official(datos / "rsh" / "Tramos_RSH_2016-2024.csv")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    rows = result.rows
    assert (len(rows), result.set_aside, len(result.controls)) == (13_110, (), 38)
    assert "En 100 filas" in result.warnings[0]
    here = rows[(rows["comuna"] == "13401") & (rows["periodo"] == "202412")]
    assert here[["tramo_40", "total"]].values.tolist() == [["161699", "284807"]]
