"""Declared tables: what a recipe can say, and what becomes of rows that do not fit it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalog.recipes import Recipe
from pipelines.errors import FileRefused
from pipelines.sources.base import META_COLUMNS, Sheet
from pipelines.sources.tidy.values import scaled
from tests.sources.delivered import made, nothing_lost, reasons
from tests.sources.tidy_recipes import HEADER, TABLE, cells, source
from tests.sources.workbook import workbook


def test_codes_lists_and_numbers_are_read_as_the_recipe_says(tmp_path: Path) -> None:
    sheets = made(HEADER, [8110, 2023, "F", "Niñez", "1.234"], ["08401", "2023.0", "ni", "adultez", "s/i"])
    tidy = source(tmp_path, TABLE)
    assert tidy.recognise(sheets).score == 1
    result = tidy.read(sheets)
    assert cells(result) == [
        ["08110", "2023", "mujer", "0-17", "", "", "1234"],
        ["08401", "2023", "sin_dato", "18+", "", "", ""],
    ]
    assert list(result.rows["_bloque"]) == ["lectores-2023|2023"] * 2
    assert set(result.rows["_derivada"]) == {""}
    assert list(result.rows.columns) == [*tidy.info.columns, *META_COLUMNS]
    assert nothing_lost(result, sheets)


def test_what_does_not_fit_is_set_aside_once_with_its_reason(tmp_path: Path) -> None:
    sheets = made(
        HEADER,
        [13401, 2023, "F", "niñez", 10],
        [99998, 2023, "F", "niñez", 11],
        ["", 2023, "F", "niñez", 12],
        [13401, "dos mil", "F", "niñez", 13],
        [13401, 2023, "X", "vejez", 14],
        [13401, 2023, "M", "vejez", 15],
        [13401, 2023, "M", "niñez", -4],
        [13401, 2023, "M", "niñez", "muchas"],
        ["TOTAL", "", "", "", 99],
    )
    result = source(tmp_path, TABLE).read(sheets)
    assert cells(result, "comuna", "valor") == [["13401", "10"]]
    assert reasons(result) == {
        "Código comuna: vacío": [4],
        "Código comuna: código desconocido": [3, 10],
        "Año: período desconocido": [5],
        "Género: código fuera de la lista": [6],
        "Tramo: código fuera de la lista": [7],
        "Personas: texto": [9],
        "Personas: negativo": [8],
    }
    said = " ".join(f"{item.reason} {item.todo}" for item in result.set_aside)
    assert "muchas" not in said
    assert "vejez" not in said
    assert nothing_lost(result, sheets)


def test_a_missing_column_scores_less_and_is_named_when_read(tmp_path: Path) -> None:
    sheets = made(["Código comuna", "Año", "Género", "Tramo", "Habitantes"], [13401, 2023, "F", "niñez", 1])
    tidy = source(tmp_path, TABLE)
    assert tidy.recognise(sheets).missing == ("personas",)
    assert 0.6 <= tidy.recognise(sheets).score < 1
    with pytest.raises(FileRefused, match="personas"):
        tidy.read(sheets)


def test_a_column_that_must_be_absent_makes_it_another_file(tmp_path: Path) -> None:
    tidy = source(tmp_path, TABLE.replace("Personas]}", "Personas], sin: [Región]}"))
    assert tidy.recognise(made(HEADER, [13401, 2023, "F", "niñez", 1])).score == 1
    assert tidy.recognise(made([*HEADER, "Región"], [13401, 2023, "F", "niñez", 1, 13])).score == 0


def test_another_separator_than_declared_is_refused(tmp_path: Path) -> None:
    sheets = made(HEADER, [13401, 2023, "F", "niñez", 1], separator="\t")
    with pytest.raises(FileRefused, match="separador"):
        source(tmp_path, TABLE).read(sheets)


def test_a_printed_total_is_kept_as_a_total(tmp_path: Path) -> None:
    text = TABLE.replace("NI: sin_dato", "T: total")
    result = source(tmp_path, text).read(made(HEADER, [13401, 2023, "T", "niñez", 5]))
    assert cells(result, "sexo", "valor") == [["total", "5"]]


def test_a_spreadsheet_with_title_and_another_sheet(tmp_path: Path) -> None:
    text = TABLE.replace('formato: {separador: ";", decimal: ",", miles: "."}', "formato: {hoja: Datos}")
    pages = {
        "Notas": [["Una nota"]],
        "Datos": [["Personas inscritas"], [], HEADER, [8110, 2023, "F", "niñez", 12.5]],
    }
    sheets = workbook(pages)
    result = source(tmp_path, text).read(sheets)
    assert cells(result, "comuna", "valor") == [["08110", "12.5"]]
    assert nothing_lost(result, sheets)


def test_long_tables_give_each_measure_its_rows_and_skip_the_rest(tmp_path: Path) -> None:
    text = """
        id: larga
        nombre: Tabla larga
        productor: Alguien
        periodicidad: anual
        nivel: tabla
        reconocer: {columnas: [cod, mes, variable, dato]}
        donde: "variable != 'nota'"
        territorio: {columna: cod}
        periodo: {columna: mes, formato: aaaamm}
        escala: 0.001
        medidas:
          - {id: agua, nombre: Agua, unidad: m³, valor: dato, donde: "variable = 'agua'"}
    """
    sheets = made(
        ["cod", "mes", "variable", "dato"],
        [13401, 202305, "agua", "2500"],
        [13401, 202305, "luz", "3"],
        [13401, 202305, "nota", "x"],
    )
    result = source(tmp_path, text).read(sheets)
    assert cells(result, "medida", "periodo", "valor") == [["agua", "2023-05", "2.5"]]
    assert {int(r) for item in result.skipped for r in item.records} == {1, 3, 4}
    assert nothing_lost(result, sheets)


def test_single_ages_fall_in_the_declared_bands(tmp_path: Path) -> None:
    text = TABLE.replace("codigos: {niñez: 0-17, adultez: 18+}", "tramos: [0-17, 18-59]")
    sheets = made(HEADER, *([13401, 2023, "F", age, 1] for age in ("0", "17", "18.0", "60", "joven")))
    result = source(tmp_path, text).read(sheets)
    assert list(result.rows["edad"]) == ["0-17", "0-17", "18-59", "sin_dato"]
    assert reasons(result) == {"Tramo: código fuera de la lista": [6]}


def test_a_measure_may_be_of_regions_named_in_the_recipe_and_say_that_it_is_provisional(
    tmp_path: Path,
) -> None:
    text = (
        TABLE.replace(
            "columna: Código comuna, como: codigo", "columna: Región, nivel: region, codigos: {Otra: CL-st}"
        )
        .replace("[Código comuna,", "[Región,")
        .replace("nivel: tabla", "nivel: tabla\nprovisional: sí")
        .replace("{niñez: 0-17, adultez: 18+}", '{recién nacido: "0"}')
    )
    rows = [[name, 2023, "F", "recién nacido", 1] for name in (8, "13", "otra", "Ninguna")]
    result = source(tmp_path, text).read(made(["Región", *HEADER[1:]], *rows))
    found = cells(result, "comuna", "edad", "estado")
    assert found == [["08", "0", "p"], ["13", "0", "p"], ["CL-st", "0", "p"]]
    assert reasons(result) == {"Región: código desconocido": [5]}


def test_a_file_with_only_its_header_gives_no_rows(tmp_path: Path) -> None:
    sheets = made(HEADER)
    result = source(tmp_path, TABLE).read(sheets)
    assert len(result.rows) == 0
    assert nothing_lost(result, sheets)


@given(st.integers(-(10**9), 10**9), st.integers(-6, 6))
def test_scaling_is_exact(number: int, power: int) -> None:
    result = scaled(pd.Series([str(number), ""]), float(10.0**power))
    assert float(result[0]) == pytest.approx(number * 10.0**power, rel=1e-15)
    assert result[1] == ""


NOTHING: list[Sheet] = []


def test_nothing_resembles_an_empty_file(tmp_path: Path) -> None:
    assert source(tmp_path, TABLE).recognise(NOTHING).score == 0
    assert isinstance(source(tmp_path, TABLE).recipe, Recipe)
