"""SINIM: both downloads into one long table; what is no number; percentages off scale."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Sheet
from pipelines.sources.sinim import SOURCE
from pipelines.sources.sinim_variables import DEFAULT_REFERENCE, reference, variables
from tests.sources.delivered import made, nothing_lost, official, reasons

DEPENDENCE = "IADM75 (%) Dependencia del Fondo Común Municipal sobre los Ingresos Propios"
GREEN = "MAVM (MTS²) Superficie en M2 de Areas Verdes con Mantenimiento"
LONG = ["user_year", "municipio_name", "cut_comuna", "var_code", "unit", "value"]
NOTE = ["Valores en miles de pesos nominales (M$) de cada año."]


def download(*rows: list[object]) -> list[Sheet]:
    """Sheets of a download by variable, in the XML that SINIM calls .xls."""
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows
    )
    page = f'<Worksheet ss:Name="Hoja1"><Table>{cells}</Table></Worksheet>'
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    space = f'xmlns="{name}" xmlns:ss="{name}"'
    data = f'\n<?xml version="1.0" encoding="utf-8"?>\n<Workbook {space}>{page}</Workbook>'
    return read_sheets(data.encode(), "datos.xls")


def by_variable(
    *rows: list[object], variable: str = DEPENDENCE, years: tuple[int, ...] = (2023, 2022)
) -> list[Sheet]:
    titles = ["", "", *[variable] * len(years)]
    return download(NOTE, titles, ["CODIGO", "MUNICIPIO", *years], *rows)


def test_each_year_of_the_download_is_a_row() -> None:
    sheets = by_variable(["01101", "IQUIQUE", "12.49", "10.85"], ["13401", "SAN BERNARDO", "40.1", "39.87"])
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert result.rows[["codigo", "unidad", "comuna", "anio", "valor", "_bloque"]].values.tolist() == [
        ["IADM75", "%", "01101", "2023", "12.49", "IADM75|2023"],
        ["IADM75", "%", "13401", "2023", "40.1", "IADM75|2023"],
        ["IADM75", "%", "01101", "2022", "10.85", "IADM75|2022"],
        ["IADM75", "%", "13401", "2022", "39.87", "IADM75|2022"],
    ]
    assert set(result.rows["variable"]) == {
        "Dependencia del Fondo Común Municipal sobre los Ingresos Propios"
    }
    assert nothing_lost(result, sheets)


def test_many_variables_in_one_download_keep_apart() -> None:
    titles = ["", "", "BPIGM (M$) Presupuesto Inicial", "IADM 125 (%) Ejecución", "IADM84 (S-N) Tiene casino"]
    rows = [
        ["01101", "IQUIQUE", "84809833", "83.25", "Si"],
        ["01107", "ALTO HOSPICIO", "-5", "No Recepcionado", "No"],
    ]
    result = SOURCE.read(download(NOTE, titles, ["CODIGO", "MUNICIPIO", 2024, 2024, 2024], *rows))
    assert result.rows[["codigo", "comuna", "valor"]].values.tolist() == [
        ["BPIGM", "01101", "84809833"],
        ["BPIGM", "01107", "-5"],
        ["IADM125", "01101", "83.25"],
        ["IADM125", "01107", ""],
        ["IADM84", "01101", ""],
        ["IADM84", "01107", ""],
    ]
    assert not result.set_aside


def test_the_long_form_has_decimal_comma_thousands_and_percent_signs() -> None:
    rows = [
        [2022, "IQUIQUE", "01101", "879", "M$  ", "34.745.945"],
        [2022, "IQUIQUE", "01101", "1087", "%   ", "7,29%   "],
        [2022, "COLCHANE", "01405", "1109", "%", "20.521,43%"],
        [2022, "CAMIÑA", "01402", "744", "%", "Sin dato oficial"],
        [2022, "CAMIÑA", "01402", "1000", "REG", "DE TARAPACÁ"],
        [2022, "SUBDERE_", "11111", "879", "M$", "5"],
    ]
    sheets = made(LONG, *rows)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert result.rows[["comuna", "codigo", "unidad", "valor"]].values.tolist() == [
        ["01101", "879", "M$", "34745945"],
        ["01101", "1087", "%", "7.29"],
        ["01405", "1109", "%", "20521.43"],
        ["01402", "744", "%", ""],
        ["01402", "1000", "REG", ""],
    ]
    assert [list(s.records) for s in result.skipped if "SUBDERE_" in s.reason] == [[7]]
    assert nothing_lost(result, sheets)


def test_the_long_form_in_another_encoding_is_refused() -> None:
    row = [2022, "CAMIÑA", "01402", "879", "M$", "5"]
    with pytest.raises(FileRefused, match="UTF-8"):
        SOURCE.read(made(LONG, row, encoding="latin-1"))


@pytest.mark.parametrize(
    "text", ["No Recepcionado", "No Aplica", "Sin Servicio", "Costo Fijo", "Descontinuado"]
)
def test_texts_that_mean_no_data_set_nothing_aside(text: str) -> None:
    result = SOURCE.read(by_variable(["01101", "IQUIQUE", text, "10.85"]))
    assert list(result.rows["valor"]) == ["", "10.85"]
    assert not result.set_aside


def test_other_texts_unknown_comunas_and_negative_counts_are_set_aside() -> None:
    rows = [["01101", "IQUIQUE", "doce", "10.85"], ["99998", "OTRA", "1", "2"]]
    sheets = by_variable(*rows)
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "código de comuna: código desconocido": [5],
        "IADM75 2023: texto": [4],
    }
    assert list(result.rows["anio"]) == ["2022"]
    assert nothing_lost(result, sheets)
    teachers = by_variable(["01101", "IQUIQUE", "-3", "9"], variable="DNDA (N°) Docentes de Aula")
    assert reasons(SOURCE.read(teachers)) == {"DNDA 2023: negativo": [4]}


def test_a_renamed_column_is_named() -> None:
    renamed = download(NOTE, ["", "", DEPENDENCE], ["CODIGO", "COMUNA", 2022], ["01101", "IQUIQUE", "1"])
    found = SOURCE.recognise(renamed)
    assert found.missing == ("municipio",)
    assert "comuna" in found.extra
    assert 0.6 <= found.score < 1


def test_implausible_green_areas_are_set_aside_and_the_other_years_stay() -> None:
    sheets = by_variable(
        ["13401", "SAN BERNARDO", "1550000", "1550419", "1540000"],
        ["06106", "GRANEROS", "180000", "18000000", "150000"],
        variable=GREEN,
        years=(2023, 2022, 2021),
    )
    result = SOURCE.read(sheets)
    assert reasons(result) == {"MAVM 2022: poco creíble": [5]}
    graneros = result.rows[result.rows["comuna"] == "06106"]
    assert graneros[["anio", "valor"]].values.tolist() == [["2023", "180000"], ["2021", "150000"]]
    assert nothing_lost(result, sheets)


def test_a_variable_is_known_by_its_name_under_another_code() -> None:
    name = variables()["1272"].name
    assert reference("IADM75", "%", name) == variables()["IADM75"].reference
    assert reference("NUEVA", "%", name) in {v.reference for v in variables().values() if v.name == name}
    assert reference("NUEVA", "%", "Otra cosa") == DEFAULT_REFERENCE
    assert reference("879", "M$", "Ingresos") == ""


def off_scale(rows: pd.DataFrame) -> set[tuple[str, ...]]:
    """Groups (variable, year) that the suite finds critically wrong."""
    outcomes = run_suite(load_suite("sinim"), rows)
    return {group for o in outcomes if not o.ok and o.demand.gravedad == "critica" for group in o.groups}


@pytest.mark.parametrize(
    ("factor", "found"), [(1, set()), (0.01, {("IADM75", "2022")}), (100, {("IADM75", "2022")})]
)
def test_one_year_off_scale_by_a_hundred_is_caught_alone(factor: float, found: set[tuple[str, ...]]) -> None:
    rows = [["01101", "IQUIQUE", "12.49", 10.85 * factor], ["13401", "SAN BERNARDO", "40.1", 39.87 * factor]]
    assert off_scale(SOURCE.read(by_variable(*rows)).rows) == found


@pytest.mark.parametrize("factor", [0.01, 100])
def test_an_unknown_percentage_off_scale_is_caught_too(factor: float) -> None:
    rows = [
        ["01101", "IQUIQUE", 30 * factor, 45 * factor],
        ["13401", "SAN BERNARDO", 40 * factor, 60 * factor],
    ]
    delivered = SOURCE.read(by_variable(*rows, variable="NUEVA (%) Porcentaje de algo nuevo")).rows
    assert off_scale(delivered) == {("NUEVA", "2022"), ("NUEVA", "2023")}


@pytest.mark.real
def test_every_download_by_variable_is_read_whole(datos: Path) -> None:
    paths = sorted((datos / "sinim").glob("*.xls"))
    assert len(paths) == 16
    found = {}
    for path in paths:
        sheets = official(path)
        assert SOURCE.recognise(sheets).score == 1
        result = SOURCE.read(sheets)
        assert nothing_lost(result, sheets)
        code = result.rows["codigo"].iloc[0]
        found[code] = result
        apart = sum(len(item.records) for item in result.set_aside)
        # green areas, parks and squares that no town has: the rest comes whole
        assert apart == {"MAVM": 70, "MMPQC": 51, "MPQC": 8, "MPZC": 18, "MCOSAM": 1}.get(code, 0)
        assert len(result.rows) == 345 * 6 - apart
    dependence = found["IADM75"].rows
    one = dependence[(dependence["comuna"] == "13401") & (dependence["anio"] == "2022")]
    assert list(one["valor"]) == ["39.87"]
    green = found["MAVM"]
    mine = green.rows[(green.rows["comuna"] == "13401") & (green.rows["anio"] == "2022")]
    assert list(mine["valor"]) == ["1550419"]


@pytest.mark.real
def test_the_finance_download_has_120_variables(datos: Path) -> None:
    sheets = official(datos / "sinim" / "sinim_finanzas_municipales_20260813T185601Z.xlsx.gz")
    result = SOURCE.read(sheets)
    assert result.rows["codigo"].nunique() == 120
    assert set(result.rows["anio"]) == {"2024"}
    assert len(result.rows) == 120 * 345
    assert nothing_lost(result, sheets)


@pytest.mark.real
def test_no_real_percentage_is_refused_and_every_one_off_by_a_hundred_is(datos: Path) -> None:
    for path in sorted((datos / "sinim").glob("sinim_scraping_20*.csv.gz")):
        rows = SOURCE.read(official(path)).rows
        assert rows["codigo"].nunique() == 214
        assert rows["comuna"].nunique() == 345
        percentages = rows[(rows["unidad"] == "%") & (rows["valor"] != "")]
        numbers = pd.to_numeric(percentages["valor"])
        whole = set(zip(percentages["codigo"], percentages["anio"], strict=True))
        assert off_scale(percentages) == set()
        for factor in (0.01, 100):
            assert off_scale(percentages.assign(valor=(numbers * factor).astype(str))) == whole
