"""Simce by school: columns in any order, two tests a school, grade and year from the content."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.sources.simce import SOURCE
from tests.sources.delivered import nothing_lost, official, reasons
from tests.sources.workbook import workbook

FIGURES = ("nalu", "prom", "palu_eda_ins", "palu_eda_ele", "palu_eda_ade")


def header(grade: str = "4b") -> list[object]:
    return [
        *("agno", "grado", "rbd", "nom_rbd", "cod_com_rbd"),
        *(f"{figure}_{test}{grade}_rbd" for figure in FIGURES for test in ("lect", "mate")),
        *("noaplica", "codigo_bbdd"),
    ]


def school(
    rbd: object = 5,
    comuna: object = 13401,
    grade: str = "4b",
    year: object = 2024,
    pupils: object = 20,
    score: object = 250,
    low: object = 27.3,
) -> list[object]:
    return [
        *(year, grade, rbd, "ESCUELA", comuna),
        *(pupils, 18, score, 240, low, 30, 33.3, 30, 39.4, 40),
        *(0, "final"),
    ]


def test_a_school_gives_reading_and_mathematics() -> None:
    sheets = workbook({"Hoja1": [header(), school()]})
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    columns = ["rbd", "comuna", "anio", "grado", "prueba", "nalu", "prom", "palu_ins", "palu_ele", "palu_ade"]
    assert result.rows[columns].values.tolist() == [
        ["5", "13401", "2024", "4b", "lectura", "20", "250", "27.3", "33.3", "39.4"],
        ["5", "13401", "2024", "4b", "matematica", "18", "240", "30", "30", "40"],
    ]
    assert set(result.rows["_bloque"]) == {"4b|2024"}
    assert nothing_lost(result, sheets)


def test_the_kind_of_school_is_kept_where_the_file_tells_it() -> None:
    kinds = [*header(), "cod_depe1", "cod_grupo", "cod_rural_rbd"]
    rows = SOURCE.read(workbook({"Hoja1": [kinds, [*school(), 6, "", 2]]})).rows
    assert rows[["depe", "grupo", "rural"]].values.tolist() == [["6", "", "2"]] * 2
    assert set(SOURCE.read(workbook({"Hoja1": [header(), school()]})).rows["depe"]) == {""}


def test_columns_may_come_in_any_order() -> None:
    straight = SOURCE.read(workbook({"Hoja1": [header("2m"), school(grade="2m")]}))
    turned = SOURCE.read(workbook({"Hoja1": [header("2m")[::-1], school(grade="2m")[::-1]]}))
    pd.testing.assert_frame_equal(straight.rows, turned.rows)
    assert set(straight.rows["_bloque"]) == {"2m|2024"}


def test_no_result_stays_empty_or_zero_as_it_came() -> None:
    result = SOURCE.read(
        workbook({"Hoja1": [header(), school(score="", low=""), school(rbd=6, score=0, low=0)]})
    )
    reading = result.rows[result.rows["prueba"] == "lectura"]
    assert reading[["rbd", "prom", "palu_ins"]].values.tolist() == [["5", "", ""], ["6", "0", "0"]]
    assert not result.set_aside


def test_bad_keys_and_bad_cells_are_set_aside_with_their_column() -> None:
    rows = [
        school(comuna=99998),
        school(rbd=""),
        school(year="s/a"),
        school(grade="2m"),
        school(pupils=-3),
        school(score="n/d"),
        school(rbd=9),
    ]
    sheets = workbook({"Hoja1": [header(), *rows]})
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "cod_com_rbd: código desconocido": [2],
        "rbd: vacío o texto": [3],
        "agno: vacío o texto": [4],
        "grado: otro grado": [5],
        "nalu_lect4b_rbd: negativo": [6],
        "prom_lect4b_rbd: texto": [7],
    }
    # mathematics of the schools with a bad reading cell stays
    assert list(result.rows["prueba"]) == ["lectura", "matematica", "matematica", "matematica"]
    assert nothing_lost(result, sheets)


def test_a_renamed_column_is_named_in_the_spelling_of_its_grade() -> None:
    renamed = [str(name).replace("prom_mate2m_rbd", "promedio_mate2m") for name in header("2m")]
    found = SOURCE.recognise(workbook({"Hoja1": [renamed, school(grade="2m")]}))
    assert found.missing == ("prom_mate2m_rbd",)
    assert "promedio_mate2m" in found.extra
    assert 0.6 <= found.score < 1


@pytest.mark.parametrize("factor", [0.01, 100])
def test_levels_off_scale_by_a_hundred_are_caught(factor: float) -> None:
    rows = SOURCE.read(workbook({"Hoja1": [header(), school()]})).rows
    for column in ("palu_ins", "palu_ele", "palu_ade"):
        rows[column] = (pd.to_numeric(rows[column]) * factor).astype(str)
    failed = [o.demand for o in run_suite(load_suite("simce"), rows) if not o.ok]
    assert "suma_niveles" in {d.argumentos.get("column") for d in failed if d.gravedad == "critica"}


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "schools", "block"),
    [
        ("simce4b2018", 7414, "4b|2018"),
        ("simce4b2022", 7210, "4b|2022"),
        ("simce4b2024", 7185, "4b|2024"),
        ("simce2m2018", 2935, "2m|2018"),
        ("simce2m2022", 2976, "2m|2022"),
        ("simce2m2024", 3000, "2m|2024"),
    ],
)
def test_every_official_workbook_is_read_whole(datos: Path, name: str, schools: int, block: str) -> None:
    sheets = official(datos / "mineduc" / f"{name}_rbd_final.xlsx")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert len(result.rows) == 2 * schools
    assert set(result.rows["_bloque"]) == {block}
    assert not result.set_aside
    assert nothing_lost(result, sheets)


@pytest.mark.real
def test_a_quarter_of_the_country_reads_insufficiently_in_2024(datos: Path) -> None:
    rows = SOURCE.read(official(datos / "mineduc" / "simce4b2024_rbd_final.xlsx")).rows
    reading = rows[rows["prueba"] == "lectura"]
    pupils, low, middle, high = (
        pd.to_numeric(reading[c].replace("", None)) for c in ("nalu", "palu_ins", "palu_ele", "palu_ade")
    )
    counted = (low + middle + high).between(99, 101) & (pupils > 0)
    assert counted.sum() == 5118
    assert round((pupils * low)[counted].sum() / pupils[counted].sum(), 2) == 24.90
