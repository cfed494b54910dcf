"""Declared tables: what a recipe can say, and what becomes of rows that do not fit it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalog.recipes import Recipe, load_recipes
from pipelines.errors import FileRefused, SettingsError
from pipelines.sources.base import META_COLUMNS, Conformed, Sheet
from pipelines.sources.tidy.source import TidySource
from pipelines.sources.tidy.values import keyed_hashes, scaled
from tests.catalog.written import faults, write
from tests.sources.delivered import made, nothing_lost, reasons
from tests.sources.workbook import workbook

CELLS = ["comuna", "periodo", "sexo", "edad", "dimension", "categoria", "valor"]

TABLE = """
id: lectores-2023
nombre: Personas inscritas en bibliotecas
productor: Red de bibliotecas
periodicidad: anual
oficial: sí
nivel: tabla
reconocer: {columnas: [Código comuna, Año, Género, Tramo, Personas]}
formato: {separador: ";", decimal: ",", miles: "."}
territorio: {columna: Código comuna, como: codigo}
periodo: {columna: Año}
sexo: {columna: Género, codigos: {F: mujer, M: hombre, NI: sin_dato}}
edad: {columna: Tramo, codigos: {niñez: 0-17, adultez: 18+}}
faltantes: [s/i]
medidas:
  - {id: lectores, nombre: Personas inscritas, valor: Personas}
cobertura: pais
ausente: cero
"""

PEOPLE = """
id: cursos-2024
nombre: Estudiantes
productor: Ministerio
periodicidad: anual
nivel: personas
reconocer: {columnas: [comuna, mrun, sit.fin, asistencia]}
territorio: {columna: comuna, como: nombre, codigos: {SIN COMUNA: CL-st}}
periodo: {fijo: 2024}
medidas:
  - {id: estudiantes, nombre: Estudiantes, contar: distintos(mrun)}
  - {id: aprobados, nombre: Aprueban, contar: distintos(mrun), donde: "sit.fin = 'P' and asistencia >= 85"}
  - {id: matriculas, nombre: Matrículas, contar: filas}
cobertura: [13]
ausente: sin_dato
"""

FIGURES = """
id: lectura-2024
nombre: Comprensión lectora
productor: Agencia
periodicidad: anual
nivel: tabla
reconocer: {columnas: [cut, anio, logro, desde, hasta]}
territorio: {columna: cut, nivel: region}
periodo: {columna: anio}
publicados:
  - {id: logro, nombre: Logro, unidad: "%", valor: logro, ic_inf: desde, ic_sup: hasta}
"""

HEADER = ["Código comuna", "Año", "Género", "Tramo", "Personas"]


def source(folder: Path, text: str) -> TidySource:
    write(folder / "fuentes" / "receta.yml", text)
    return TidySource(load_recipes(folder / "fuentes")[0])


def cells(result: Conformed, *columns: str) -> list[list[str]]:
    return result.rows[list(columns or CELLS)].values.tolist()


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


def test_persons_are_counted_by_a_hash_and_never_by_their_id(tmp_path: Path) -> None:
    sheets = made(
        ["comuna", "mrun", "sit.fin", "asistencia"],
        ["SAN BERNARDO", 771, "P", "90"],
        ["San  Bernardo", 771, "R", "90"],
        ["Ñuñoa", 772, "P", "40"],
        ["Sin comuna", 773, "P", "100"],
    )
    result = source(tmp_path, PEOPLE).read(sheets)
    rows = result.rows
    assert not rows.astype(str).apply(lambda column: column.str.contains("77[123]", regex=True)).any().any()
    pupils = rows[rows["medida"] == "estudiantes"]
    assert list(pupils["comuna"]) == ["13401", "13401", "13120"]
    assert pupils["clave"].nunique() == 2
    passed = rows[rows["medida"] == "aprobados"]
    assert list(passed["valor"]) == ["1", "0", "0"]
    assert [key != "" for key in passed["clave"]] == [True, False, False]
    assert set(rows[rows["medida"] == "matriculas"]["clave"]) == {""}
    assert reasons(result) == {"comuna: fuera de cobertura": [5]}
    assert TidySource(load_recipes(tmp_path / "fuentes")[0]).info.measures[0].person_level
    assert nothing_lost(result, sheets)


def test_a_record_without_the_id_that_is_counted_is_set_aside(tmp_path: Path) -> None:
    sheets = made(
        ["comuna", "mrun", "sit.fin", "asistencia"], ["MAIPÚ", "", "P", 90], ["MAIPÚ", 5, "P", "mucha"],
        ["MAIPO", 6, "P", 90],
    )  # fmt: skip
    result = source(tmp_path, PEOPLE).read(sheets)
    assert reasons(result) == {
        "mrun: vacío": [2],
        "asistencia: texto": [3],
        "comuna: nombre desconocido": [4],
    }
    assert nothing_lost(result, sheets)


def test_the_same_person_in_two_files_has_unrelated_hashes() -> None:
    one, other = keyed_hashes(pd.Series(["7", "8", "7"])), keyed_hashes(pd.Series(["7", "9"]))
    assert one[0] == one[2] != one[1]
    assert one[0] != other[0]
    assert keyed_hashes(pd.Series(["7", "8", "7"])).tolist() == one.tolist()
    assert keyed_hashes(pd.Series(["", "7"]))[0] == ""


def test_figures_of_regions_keep_their_interval(tmp_path: Path) -> None:
    sheets = made(
        ["cut", "anio", "logro", "desde", "hasta"],
        [8, 2024, "45,5", "40,1", "50,9"],
        [13, 2024, "61", "", ""],
        [99, 2024, "50", "", ""],
    )
    result = source(tmp_path, FIGURES).read(sheets)
    assert cells(result, "clase", "comuna", "valor", "ic_inf", "ic_sup") == [
        ["publicado", "08", "45.5", "40.1", "50.9"],
        ["publicado", "13", "61", "", ""],
    ]
    assert reasons(result) == {"cut: código desconocido": [4]}


def test_a_published_figure_that_comes_twice_is_ambiguous(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    sheets = made(header, [8, 2024, "45", "", ""], [8, 2024, "46", "", ""], [13, 2024, "50", "", ""])
    result = source(tmp_path, FIGURES).read(sheets)
    assert cells(result, "comuna") == [["13"]]
    assert reasons(result) == {"logro: repetido": [2, 3]}
    assert nothing_lost(result, sheets)


REGIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]


@pytest.mark.parametrize("factor", [0.01, 100])
def test_percentages_off_scale_by_a_hundred_are_refused(tmp_path: Path, factor: float) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    table = [[code, year, f"{(40 + code) * factor:.4f}".replace(".", ","), "", ""] for code in REGIONS
             for year in (2023, 2024)]  # fmt: skip
    text = FIGURES.replace("nivel: region", "nivel: comuna")
    tidy = source(tmp_path, text)
    comunas = [[f"13{100 + place}", 2024, row[2], "", ""] for place, row in enumerate(table, start=1)]
    with pytest.raises(FileRefused, match="escala"):
        tidy.read(made(header, *comunas))


def test_one_year_off_scale_is_set_aside_alone(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    good = [[code, 2023, 40 + code, "", ""] for code in REGIONS]
    bad = [[code, 2024, 4000 + code, "", ""] for code in REGIONS]
    sheets = made(header, *good, *bad)
    result = source(tmp_path, FIGURES).read(sheets)
    assert set(result.rows["periodo"]) == {"2023"}
    assert len(result.rows) == 16
    assert list(reasons(result)) == ["logro: fuera de escala"]
    assert nothing_lost(result, sheets)


def test_a_single_cell_out_of_range_goes_alone(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    sheets = made(header, *([code, 2024, 140 if code == 5 else 40, "", ""] for code in REGIONS))
    result = source(tmp_path, FIGURES).read(sheets)
    assert len(result.rows) == 15
    assert reasons(result) == {"logro: fuera de rango": [6]}


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


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("contar: filas}", "contar: personas}"), 12, "medidas[3].contar"),
        (("sit.fin = 'P' and", "sit.fin = 'P' or"), 11, "medidas[2].donde"),
        (("contar: filas}", "contar: filas, valor: x}"), 12, "medidas[3]"),
        (("periodo: {fijo: 2024}", "periodo: {fijo: 2024, columna: x}"), 8, "periodo"),
        (("nivel: personas", "nivel: gente"), 5, "nivel"),
        (("id: aprobados", "id: estudiantes"), 1, "id"),
        (("CL-st}", "13}"), 7, "territorio"),
    ],
)
def test_a_recipe_that_does_not_hold_together_says_where(
    tmp_path: Path, change: tuple[str, str], line: int, field: str
) -> None:
    write(tmp_path / "receta.yml", PEOPLE.replace(*change))
    with pytest.raises(SettingsError) as raised:
        load_recipes(tmp_path)
    assert ("receta.yml", line, field) in faults(raised)


def test_nothing_resembles_an_empty_file(tmp_path: Path) -> None:
    assert source(tmp_path, TABLE).recognise(NOTHING).score == 0
    assert isinstance(source(tmp_path, TABLE).recipe, Recipe)
