"""Deaths: one row a person, infants by the unit of their age, nothing beyond what is counted."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import META_COLUMNS, Sheet
from pipelines.sources.deis_defunciones import SOURCE
from tests.flow.health import base_death, base_deaths
from tests.sources.delivered import made, nothing_lost, official, reasons

VIEWER = [
    *("Año", "Fecha", "Sexo", "Frecuencia", "Edad", "Codcom", "Comuna", "Región", "ID_DP"),
    *("ID_Nivel 1", "Nivel 1", " Diagnóstico Principal", "Lugar"),
]
BASE = [
    *("AÑO", "FECHA_DEF", "SEXO_NOMBRE", "EDAD_TIPO", "EDAD_CANT", "COD_COMUNA", "COMUNA", "DIAG1"),
    *("CAPITULO_DIAG1", "GLOSA_CAPITULO_DIAG1", "LUGAR_DEFUNCION"),
]


def death(
    comuna: object = 8110,
    date: str = "2024-02-01",
    sex: str = "Mujer",
    kind: object = 1,
    age: object = 70,
    year: object = 2024,
) -> list[object]:
    return [
        *(year, date, sex, kind, age, comuna, "Talcahuano", "Del Bíobío", "C20X"),
        *("C00-D48", "Tumores", "Tumor", "Casa habitación"),
    ]


def test_only_what_measures_need_comes_in() -> None:
    sheets = made(VIEWER, death())
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert list(result.rows.columns) == [*SOURCE.info.columns, *META_COLUMNS]
    assert result.rows[list(SOURCE.info.columns)].values.tolist() == [
        ["2024", "2024-02-01", "mujer", "1", "70", "08110", "C00-D48", "sin_dato", "preliminar"]
    ]
    assert not result.rows.isin(["C20X", "Tumor", "Casa habitación"]).any(axis=None)


def test_equal_rows_are_different_persons() -> None:
    sheets = made(VIEWER, death(), death(), death())
    result = SOURCE.read(sheets)
    assert len(result.rows) == 3
    assert nothing_lost(result, sheets)


def test_each_year_is_cut_at_its_last_date() -> None:
    rows = [death(), death(date="2024-03-07"), death(date="2023-12-31", year=2023)]
    result = SOURCE.read(made(VIEWER, *rows)).rows
    assert sorted(set(zip(result["_bloque"], result["_corte"], strict=True))) == [
        ("preliminar|2023", "2023-12-31"),
        ("preliminar|2024", "2024-03-07"),
    ]


def test_deaths_without_a_known_comuna_stay_in_the_country() -> None:
    result = SOURCE.read(made(VIEWER, death(comuna=""), death(comuna=99999)))
    assert list(result.rows["comuna"]) == ["99999", "99999"]
    assert not result.set_aside


def test_a_sex_that_is_not_said_is_no_reason_to_lose_a_death() -> None:
    result = SOURCE.read(made(VIEWER, death(sex="Indeterminado"), death(sex=""), death(sex="Hombre")))
    assert list(result.rows["sexo"]) == ["sin_dato", "sin_dato", "hombre"]


def test_what_cannot_be_counted_is_set_aside_with_its_column() -> None:
    rows = [
        death(comuna=99998),
        death(year=""),
        death(date="ayer"),
        death(date="2023-05-01"),
        death(kind=7),
        death(age="setenta"),
        death(),
    ]
    sheets = made(VIEWER, *rows)
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "comuna: código desconocido": [2],
        "año: vacío o texto": [3],
        "fecha: no es fecha": [4],
        "fecha: otro año": [5],
        "tipo de edad: código desconocido": [6],
        "edad: no es edad": [7],
    }
    assert len(result.rows) == 1
    assert nothing_lost(result, sheets)


def test_the_official_base_gives_the_same_rows() -> None:
    row = [2024, "01-02-2024", "Mujer", 1, 70, 8110, "Talcahuano", "C20X", "C00-D48", "Tumores", "Casa"]
    sheets = made(BASE, row, encoding="latin-1")
    assert SOURCE.recognise(sheets).score == 1
    base = SOURCE.read(sheets).rows
    viewer = SOURCE.read(made(VIEWER, death())).rows
    assert base.values.tolist() == viewer.values.tolist()


def test_the_older_names_of_the_official_dictionary_are_known() -> None:
    older = ["ANO_DEF", "FECHA_DEF", "GLOSA_SEXO", "EDAD_TIPO", "EDAD_CANT", "CODIGO_COMUNA_RESIDENCIA"]
    row = [2016, "2016-12-31", "Hombre", 4, 3, "08110", "P00-P96"]
    result = SOURCE.read(made([*older, "CAPITULO_DIAG1"], row)).rows
    assert result[["anio", "sexo", "tipo_edad", "edad", "comuna"]].values.tolist() == [
        ["2016", "hombre", "4", "3", "08110"]
    ]


def base(*rows: dict[str, object], header: bool = True) -> list[Sheet]:
    return read_sheets(base_deaths(*rows, header=header), "defunciones.csv")


def test_the_27_columns_of_the_base_tell_the_external_cause() -> None:
    sheets = base(
        base_death(DIAG1="T71X", CAPITULO_DIAG1="S00-T98", DIAG2="X704"),
        base_death(DIAG1="I219", CAPITULO_DIAG1="I00-I99"),
        base_death(DIAG1="X709", CAPITULO_DIAG1="V01-Y98"),
        base_death(DIAG1="I219", CAPITULO_DIAG1="I00-I99", DIAG2="X704"),
        base_death(AÑO=1995, FECHA_DEF="1995-10-22", DIAG1="8629", DIAG2="966X"),
    )
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert list(result.rows["externa"]) == ["X70", "", "X70", "", "sin_dato"]
    assert nothing_lost(result, sheets)


def test_a_base_that_ends_on_31_december_is_official_and_keeps_its_years_apart() -> None:
    old, last = base_death(AÑO=2022, FECHA_DEF="2022-12-31"), base_death(FECHA_DEF="2023-12-31")
    official_rows = SOURCE.read(base(old, last)).rows
    assert set(official_rows["caracter"]) == {"oficial"}
    assert list(official_rows["_bloque"]) == ["2022", "2023"]
    preliminary = SOURCE.read(base(old, base_death(FECHA_DEF="2023-12-30"))).rows
    assert set(preliminary["caracter"]) == {"preliminar"}
    assert list(preliminary["_bloque"]) == ["preliminar|2022", "preliminar|2023"]


def test_a_year_that_stops_before_its_end_makes_the_whole_base_preliminary() -> None:
    old = base_death(AÑO=2022, FECHA_DEF="2022-12-30")
    rows = SOURCE.read(base(old, base_death(FECHA_DEF="2023-12-31"))).rows
    assert set(rows["caracter"]) == {"preliminar"}


@pytest.mark.parametrize(("a_day", "kind"), [(2, "oficial"), (0, "preliminar")])
def test_a_weekly_base_whose_last_death_is_of_31_december_is_still_coming_in(a_day: int, kind: str) -> None:
    days = pd.date_range("2023-01-01", "2023-12-31").strftime("%Y-%m-%d")
    deaths = [
        base_death(FECHA_DEF=day) for day in days for _ in range(a_day if "12-24" < day[5:] < "12-31" else 2)
    ]
    assert set(SOURCE.read(base(*deaths)).rows["caracter"]) == {kind}


def test_a_title_or_a_sheet_that_says_preliminary_is_believed() -> None:
    sheet = base(base_death(FECHA_DEF="2023-12-31"))[0]
    assert set(SOURCE.read([sheet]).rows["caracter"]) == {"oficial"}
    named = dataclasses.replace(sheet, name="BD Preliminar 2023")
    assert set(SOURCE.read([named]).rows["caracter"]) == {"preliminar"}
    title = pd.DataFrame([["Cifras PRELIMINARES", *[""] * (sheet.cells.shape[1] - 1)]])
    cells = pd.concat([title, sheet.cells], ignore_index=True)
    titled = dataclasses.replace(sheet, cells=cells, records=np.arange(1, len(cells) + 1))
    assert set(SOURCE.read([titled]).rows["caracter"]) == {"preliminar"}


def test_a_delivery_without_header_is_known_by_its_first_record() -> None:
    rows = [base_death(), base_death(SEXO_NOMBRE="Indeterminado", COD_COMUNA=99999)]
    bare, whole = base(*rows, header=False), base(*rows)
    assert SOURCE.recognise(bare).score == 1
    result = SOURCE.read(bare)
    columns = list(SOURCE.info.columns)
    assert result.rows[columns].values.tolist() == SOURCE.read(whole).rows[columns].values.tolist()
    assert list(result.rows["_registro"]) == [1, 2]
    assert nothing_lost(result, bare)


def test_an_age_without_unit_is_not_known_and_the_death_still_counts() -> None:
    sheets = base(base_death(EDAD_TIPO="", EDAD_CANT=3), base_death(AÑO="TOTAL PAÍS"))
    result = SOURCE.read(sheets)
    assert result.rows[["tipo_edad", "edad"]].values.tolist() == [["0", "0"]]
    assert not result.set_aside and nothing_lost(result, sheets)


def test_a_missing_column_is_named() -> None:
    renamed = ["Tipo edad" if name == "Frecuencia" else name for name in VIEWER]
    found = SOURCE.recognise(made(renamed, death()))
    assert found.missing == ("frecuencia",)
    assert 0.6 <= found.score < 1


@pytest.mark.real
def test_the_official_file_counts_169_infants_and_5_in_puente_alto(datos: Path) -> None:
    sheets = official(datos / "deis" / "defunciones_2024_al_20240307.xlsx")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    rows = result.rows
    assert len(rows) == 21113
    assert not result.set_aside
    assert nothing_lost(result, sheets)
    infant = rows["tipo_edad"].isin(["2", "3", "4"]) | ((rows["tipo_edad"] == "1") & (rows["edad"] == "0"))
    assert infant.sum() == 169
    assert (infant & (rows["comuna"] == "13201")).sum() == 5
    assert (rows["comuna"] == "99999").sum() == 6
    assert (set(rows["_corte"]), set(rows["caracter"])) == ({"2024-03-07"}, {"preliminar"})
    assert all(outcome.ok for outcome in run_suite(load_suite("deis_defunciones"), rows))
    cells = sheets[0].cells
    raw = cells.iloc[1:].set_axis(cells.iloc[0], axis=1)
    years = raw["Frecuencia"].eq("1") & pd.to_numeric(raw["Edad"]).between(1, 17)
    injured = raw["ID_CEXTGRAL"].fillna("").str[:1].isin(list("VWXY"))
    ours = rows["tipo_edad"].eq("1") & rows["edad"].astype(int).between(1, 17)
    assert (ours & rows["externa"].ne("")).sum() == (years & injured).sum() == 61
    assert rows["externa"].between("X60", "X84").sum() == raw["ID_CEXTGRAL"].eq("X60-X84").sum() == 404
