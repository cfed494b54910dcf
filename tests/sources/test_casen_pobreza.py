"""CASEN poverty by comuna: every layout, in percent, with the printed interval."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.sources.casen_pobreza import SOURCE
from tests.sources.delivered import made, nothing_lost, official, reasons
from tests.sources.workbook import workbook

VALUES = ["comuna", "dimension", "anio", "valor", "limite_inferior", "limite_superior"]
NOTE = ["Fuente: una nota larga al pie de la tabla"]


def modern(measure: str = "por ingresos", year: str = "2017") -> list[object]:
    return [
        "Código",
        "Región",
        "Nombre comuna",
        "Número de personas* en situación de pobreza",
        f"Porcentaje de personas en situación de pobreza {measure} {year}",
        "Límite inferior\n",
        "Límite superior",
        "Metodología de Estimación",
    ]


def test_fractions_become_percent_without_losing_digits() -> None:
    rows = [12101, "Magallanes", "Punta Arenas", 9, 0.070771812345678, 0.0613950937, 0.0801485309, "SAE"]
    sheets = workbook({"Ingresos": [["Título"], [], modern(), rows, NOTE]})
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert result.rows[VALUES].values.tolist() == [
        ["12101", "ingresos", "2017", "7.0771812345678", "6.13950937", "8.01485309"]
    ]
    assert list(result.rows["metodologia"]) == ["SAE"]
    assert nothing_lost(result, sheets)


@given(st.decimals(min_value=0, max_value=1, places=17))
def test_a_hundred_times_the_fraction_is_exact(fraction: Decimal) -> None:
    printed = format(fraction, "f")
    header = [str(name).strip() for name in modern()]
    row = ["12101", "Magallanes", "Punta Arenas", 9, printed, "0", "1", "SAE"]
    rows = SOURCE.read(made(header, row)).rows
    assert [Decimal(value) for value in rows["valor"]] == [fraction * 100]
    assert list(rows["limite_superior"]) == ["100"]


def test_the_column_header_is_trusted_and_not_the_title() -> None:
    title = ["Estimaciones de Tasa de Pobreza Multidimensional por Comuna, 2015"]
    row = [1101, "I", "Iquique", 9, 0.05, 0.03, 0.08, "SAE"]
    pages = {
        "Ingresos2015": [title, modern("por ingresos", "2015"), row],
        "Multidimensional2015": [title, modern("multidimensional", "2015"), row],
    }
    result = SOURCE.read(workbook(pages))
    assert list(result.rows["dimension"]) == ["ingresos", "multidimensional"]
    assert list(result.rows["_bloque"]) == ["ingresos|2015", "multidimensional|2015"]


def test_the_wide_design_of_recent_years_is_read_by_its_names() -> None:
    header = [
        "Código",
        "Región",
        "Nombre comuna",
        "Número de personas según proyecciones de población (*)",
        "Número de personas en situación de pobreza multidimensional (**)",
        "Porcentaje de personas en situación de pobreza multidimensional 2024",
        "Límite inferior\n",
        "Límite superior",
        "Presencia de la comuna en la muestra Casen",
        "Tipo de estimación SAE \n(***)",
    ]
    row = [13401, "Metropolitana", "San Bernardo", 300000, 30000.5, 0.1, 0.09, 0.11, "Si", "Sintética"]
    result = SOURCE.read(workbook({"Estimaciones": [["Título"], header, row, NOTE]}))
    assert result.rows[[*VALUES, "metodologia", "personas", "muestra"]].values.tolist() == [
        ["13401", "multidimensional", "2024", "10", "9", "11", "Sintética", "30000.5", "sí"]
    ]


def test_a_comuna_without_interval_keeps_its_rate() -> None:
    rows = [
        [15202, "XV", "General Lagos", 244, 0.455, "-", "-", "IMC"],
        [15201, "XV", "Putre", 244, 0.4, "", "", "IMC"],
    ]
    result = SOURCE.read(workbook({"Hoja1": [modern(), *rows]}))
    assert result.rows[["valor", "limite_inferior", "limite_superior"]].values.tolist() == [
        ["45.5", "", ""],
        ["40", "", ""],
    ]
    assert not result.set_aside


def test_the_old_methodology_is_a_series_of_its_own() -> None:
    top = ["Identificador Comuna", "Comuna", "Año 2009", "", "", "Año 2011", "", "", "Diferencia"]
    limits = ["Límite inferior IC", "Incidencia pobreza", "Límite superior IC"]
    rows = [
        ["Incidencia de la Pobreza"],
        top,
        ["", "", *limits, *limits, ""],
        [1101, "Iquique", 0.116, 0.14, 0.185, 0.083, 0.093, 0.104, -0.04],
        [15202, "General Lagos", 0.157, 0.205, 0.276, "-", "-", "-", "-"],
        NOTE,
    ]
    sheets = workbook({"Hoja1": rows, "Hoja2": []})
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert result.rows[VALUES].values.tolist() == [
        ["01101", "ingresos-antigua", "2009", "14", "11.6", "18.5"],
        ["15202", "ingresos-antigua", "2009", "20.5", "15.7", "27.6"],
        ["01101", "ingresos-antigua", "2011", "9.3", "8.3", "10.4"],
        ["15202", "ingresos-antigua", "2011", "", "", ""],
    ]
    assert nothing_lost(result, sheets)


DERIVED = ["codigo_comuna", "anio", "dimension", "tasa", "limite_inferior", "limite_superior", "metodologia"]


def test_a_derived_table_already_comes_in_percent() -> None:
    result = SOURCE.read(
        made(DERIVED, ["01101", 2022, "ingresos", "7.89", "6.49", "9.29", "SAE"], separator=",")
    )
    assert result.rows[VALUES].values.tolist() == [["01101", "ingresos", "2022", "7.89", "6.49", "9.29"]]
    assert list(result.rows["_derivada"]) == ["1"]


def test_a_derived_table_in_another_encoding_is_refused() -> None:
    row = ["01101", 2022, "ingresos", "7.89", "6.49", "9.29", "Estimación"]
    with pytest.raises(FileRefused, match="UTF-8"):
        SOURCE.read(made(DERIVED, row, separator=",", encoding="latin-1"))


def test_unknown_codes_and_texts_are_set_aside() -> None:
    rows = [
        [99998, "I", "Otra", 9, 0.05, 0.03, 0.08, "SAE"],
        [1101, "I", "Iquique", 9, "alto", 0.03, 0.08, "SAE"],
        [1107, "I", "Alto Hospicio", 9, -0.2, 0.03, 0.08, "SAE"],
    ]
    sheets = workbook({"Hoja1": [modern(), *rows]})
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "Código: código desconocido": [2],
        "Porcentaje: texto": [3],
        "Porcentaje: negativo": [4],
    }
    assert nothing_lost(result, sheets)


def test_a_missing_column_is_named_in_plain_words() -> None:
    header = modern()
    header[4] = "Tasa"
    found = SOURCE.recognise(workbook({"Hoja1": [header]}))
    assert found.missing == (
        "Porcentaje de personas en situación de pobreza por ingresos (o multidimensional)",
    )
    assert 0.6 <= found.score < 1


def test_a_second_sheet_that_lost_a_column_refuses_the_file() -> None:
    row = [1101, "I", "Iquique", 9, 0.05, 0.03, 0.08, "SAE"]
    broken = [name for name in modern("multidimensional") if name != "Límite superior"]
    with pytest.raises(FileRefused, match="limite superior") as caught:
        SOURCE.read(workbook({"Ingresos": [modern(), row], "Otra": [broken, row]}))
    assert caught.value.where.sheet == "Otra"


@pytest.mark.parametrize("factor", [0.01, 100])
def test_rates_off_scale_by_a_hundred_are_caught(factor: float) -> None:
    rates = [0.05 * factor, 0.1 * factor, 0.15 * factor]
    rows = [
        [code, "I", "x", 9, rate, 0, 0, "SAE"] for code, rate in zip((1101, 1107, 1401), rates, strict=True)
    ]
    delivered = SOURCE.read(workbook({"Hoja1": [modern(), *rows]})).rows
    failed = [o for o in run_suite(load_suite("casen_pobreza"), delivered) if not o.ok]
    assert ("ingresos", "2017") in {g for o in failed if o.demand.gravedad == "critica" for g in o.groups}


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("PobrezaporComunas_SAE_20092011.xlsx", {"ingresos-antigua|2009": 334, "ingresos-antigua|2011": 334}),
        ("Estimacion_tasa_de_pobreza_comunal_2011_(nueva _metodologia).xlsx", {"ingresos|2011": 345}),
        (
            "PLANILLA_Estimaciones_comunales_tasa_pobreza_por_ingresos_multidimensional_2015.xlsx",
            {"ingresos|2015": 345, "multidimensional|2015": 345},
        ),
        (
            "PLANILLA_Estimaciones_comunales_tasa_pobreza_por_ingresos_multidimensional_2017.xlsx",
            {"ingresos|2017": 345, "multidimensional|2017": 345},
        ),
        ("Estimaciones_Indice_Pobreza_Multidimensional_Comunas_2022.xlsx", {"multidimensional|2022": 345}),
        ("pobreza_ingresos_2022_chile-hub.csv", {"ingresos|2022": 345}),
    ],
)
def test_every_official_file_is_read_whole(datos: Path, name: str, blocks: dict[str, int]) -> None:
    sheets = official(datos / "casen" / name)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert result.rows["_bloque"].value_counts().to_dict() == blocks
    assert not result.set_aside
    assert nothing_lost(result, sheets)


@pytest.mark.real
def test_the_printed_interval_of_2022_is_kept(datos: Path) -> None:
    sheets = official(datos / "casen" / "Estimaciones_Indice_Pobreza_Multidimensional_Comunas_2022.xlsx")
    rows = SOURCE.read(sheets).rows
    one = rows[rows["comuna"] == "12101"][["valor", "limite_inferior", "limite_superior"]]
    assert [round(float(value), 6) for value in one.iloc[0]] == [7.077181, 6.139509, 8.014852]


@pytest.mark.real
def test_general_lagos_has_no_interval_in_2015(datos: Path) -> None:
    name = "PLANILLA_Estimaciones_comunales_tasa_pobreza_por_ingresos_multidimensional_2015.xlsx"
    rows = SOURCE.read(official(datos / "casen" / name)).rows
    far = rows[rows["comuna"] == "15202"]
    assert list(far["limite_inferior"]) == ["", ""]
    assert pd.to_numeric(far["valor"]).round(2).tolist() == [27.74, 41.99]
