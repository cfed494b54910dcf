"""MINEDUC dropout: three stacked tables by comuna, found by their titles and merged headers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.sources.mineduc_desvinculacion import SOURCE
from tests.sources.delivered import nothing_lost, official, reasons
from tests.sources.workbook import Rows, workbook

SHEET = "Tasas a nivel de Comuna"
ALL = "Tabla 6: Tasa de incidencia de la desvinculación por comuna. Período 2022-2023."
GIRLS = "Tabla 6.a: Tasa de incidencia de la desvinculación de mujeres por comuna."
BOYS = "Tabla 6.b: Tasa de incidencia de la desvinculación de hombres por comuna."


def header(*years: int) -> list[list[object]]:
    top: list[object] = ["Comuna /1/2"]
    middle: list[object] = [""]
    bottom: list[object] = [""]
    for year in years:
        top += [year, "", "", "", "", ""]
        middle += ["Global", "", "", "Sistema regular", "", ""]
        group = [f"Desvinculados {year}", f"Matrícula teórica {year + 1}", "Tasa de incidencia"]
        bottom += [*group, *group]
    return [top, middle, bottom]


def figures(people: int, pupils: int) -> list[object]:
    return [people, pupils, people / pupils]


def table(title: str, *rows: list[object], years: tuple[int, ...] = (2023,)) -> list[list[object]]:
    return [[title], *header(*years), *rows, ["Notas:"], ["/2 El símbolo guión (-) es no existencia"]]


def book(*tables: Rows) -> dict[str, Rows]:
    stacked = [row for each in tables for row in [*each, []]]
    return {"Metodología": [["Definiciones"], ["", "Fuentes"]], SHEET: stacked}


ONE = table(
    ALL,
    ["SAN BERNARDO", *figures(5, 100), *figures(7, 102)],
    ["CABO DE HORNOS", "-", "-", "-", "-", "-", ""],
    ["TOTAL", *figures(5, 100), *figures(7, 102)],
)


def test_the_three_tables_become_the_three_sexes() -> None:
    sheets = workbook(
        book(
            ONE,
            table(GIRLS, ["SAN BERNARDO", *figures(2, 50), *figures(3, 51)]),
            table(BOYS, ["SAN BERNARDO", *figures(3, 50), *figures(4, 51)]),
        )
    )
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    regular = result.rows[(result.rows["tipo"] == "sistema_regular") & (result.rows["comuna"] == "13401")]
    assert regular[["anio", "sexo", "desvinculados", "matricula_teorica"]].values.tolist() == [
        ["2023", "total", "7", "102"],
        ["2023", "mujer", "3", "51"],
        ["2023", "hombre", "4", "51"],
    ]
    assert nothing_lost(result, sheets)
    assert not result.set_aside


def test_a_dash_is_no_data_and_never_zero() -> None:
    result = SOURCE.read(workbook(book(ONE)))
    far = result.rows[result.rows["comuna"] == "12201"]
    assert list(far["desvinculados"]) == ["", ""]
    assert list(far["tasa"]) == ["", ""]


def test_the_total_row_is_a_control_and_no_comuna() -> None:
    wrong = table(
        ALL, ["ARICA", *figures(5, 100), *figures(7, 102)], ["TOTAL", *figures(6, 100), *figures(7, 102)]
    )
    result = SOURCE.read(workbook(book(wrong)))
    assert set(result.rows["comuna"]) == {"15101"}
    off = [c for c in result.controls if c.printed != c.recomputed]
    assert [(c.name, c.block, c.printed, c.recomputed) for c in off] == [
        ("Desvinculados (global, total)", "2023", 6.0, 5.0)
    ]
    assert len(result.controls) == 4


def test_a_name_that_is_no_comuna_is_set_aside_and_still_counts_for_the_total() -> None:
    rows = (
        ["COMUNA INVENTADA", *figures(1, 10), *figures(1, 10)],
        ["ARICA", *figures(5, 100), *figures(7, 102)],
    )
    sheets = workbook(book(table(ALL, *rows, ["TOTAL", *figures(6, 110), *figures(8, 112)])))
    result = SOURCE.read(sheets)
    assert reasons(result) == {"Comuna: nombre desconocido": [5]}
    assert all(control.printed == control.recomputed for control in result.controls)
    assert nothing_lost(result, sheets)


def test_impossible_cells_are_set_aside_alone() -> None:
    rows = (
        ["ARICA", -1, 100, 0.01, *figures(7, 102)],
        ["PUTRE", 20, 10, 2.0, *figures(1, 10)],
        ["CAMARONES", "s/i", 10, 0.1, *figures(2, 10)],
    )
    sheets = workbook(book(table(ALL, *rows, ["TOTAL", *figures(6, 120), *figures(10, 122)])))
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "Desvinculados 2023 (global): texto": [7],
        "Desvinculados 2023 (global): negativo": [5],
        "Desvinculados 2023 (global): mayor que el total": [6],
    }
    assert set(result.rows["tipo"]) == {"sistema_regular"}
    # a column with a cell set aside says nothing of its total
    assert [c.name for c in result.controls] == [
        "Desvinculados (sistema regular, total)",
        "Matrícula teórica (sistema regular, total)",
    ]
    assert nothing_lost(result, sheets)


def test_every_year_is_read_and_replaced_apart() -> None:
    row = ["ARICA", *figures(1, 10), *figures(2, 10), *figures(3, 10), *figures(4, 10)]
    result = SOURCE.read(workbook(book(table(ALL, row, years=(2022, 2023)))))
    assert list(result.rows["desvinculados"]) == ["1", "2", "3", "4"]
    assert list(result.rows["_bloque"]) == ["2022", "2022", "2023", "2023"]


def test_a_header_that_moved_is_refused_with_its_column() -> None:
    broken = [list(row) for row in ONE]
    broken[3][1], broken[3][4] = "Desvinculados 2022", "Desvinculados 2022"
    with pytest.raises(FileRefused, match="no calza") as caught:
        SOURCE.read(workbook(book(broken)))
    assert caught.value.where.sheet == SHEET
    assert caught.value.where.row == 4


def test_the_same_table_twice_is_refused() -> None:
    with pytest.raises(FileRefused, match="dos veces"):
        SOURCE.read(workbook(book(ONE, ONE)))


def test_without_the_comuna_sheet_the_file_is_nearly_recognised() -> None:
    regions = [list(row) for row in ONE]
    regions[1][0] = "Región"
    found = SOURCE.recognise(workbook({"Tasas a nivel de Región": regions}))
    assert found.missing == ("Comuna",)
    assert 0.6 <= found.score < 1


@pytest.mark.parametrize("factor", [0.01, 100])
def test_a_rate_off_scale_by_a_hundred_is_caught(factor: float) -> None:
    result = SOURCE.read(workbook(book(ONE)))
    rate = pd.to_numeric(result.rows["tasa"]) * factor
    rows = result.rows.assign(tasa=rate.astype(str).replace("nan", ""))
    failed = [o for o in run_suite(load_suite("mineduc_desvinculacion"), rows) if not o.ok]
    critical = [o for o in failed if o.demand.gravedad == "critica"]
    assert [o.demand.argumentos["column"] for o in critical] == ["tasa"]
    assert critical[0].groups == (("2023", "global", "total"), ("2023", "sistema_regular", "total"))


@pytest.mark.real
def test_the_official_workbook_gives_the_official_figures(datos: Path) -> None:
    sheets = official(datos / "mineduc" / "OFICIAL-Tasa-Incidencia-Desvinculacion-2010-2023.xlsx")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    assert not result.set_aside
    rows = result.rows
    assert sorted(rows["anio"].unique()) == [str(year) for year in range(2010, 2024)]
    assert rows["comuna"].nunique() == 346
    regular = rows[(rows["anio"] == "2023") & (rows["sexo"] == "total") & (rows["tipo"] == "sistema_regular")]
    one = regular[regular["comuna"] == "13201"]
    assert one[["desvinculados", "matricula_teorica"]].values.tolist() == [["1701", "87218"]]
    assert pd.to_numeric(regular["desvinculados"]).sum() == 63331
    assert pd.to_numeric(regular["matricula_teorica"]).sum() == 3045584
    assert len(result.controls) == 168
    assert all(control.printed == control.recomputed for control in result.controls)
