"""Results by pupil: a grade is the same however it is written, and a filtered table never looks official."""

from __future__ import annotations

from pathlib import Path

import pytest

from example.student_layouts import LAYOUTS
from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.catalog.recipes import shipped_recipes
from pipelines.sources.mineduc_rendimiento import SOURCE
from pipelines.sources.registry import official_sources
from pipelines.sources.tidy.source import TidySource
from tests.flow.students import sheets_of
from tests.sources.delivered import made, nothing_lost, official, reasons

VARIANTS = [name for name in LAYOUTS if name.startswith("rendimiento")]
FILTERED = [
    *("AGNO", "MRUN", "RBD", "NOM_RBD", "NOM_COM_ALU", "NOM_COM_RBD", "COD_DEPE", "COD_GRADO", "RURAL_RBD"),
    *("LET_CUR", "COD_JOR", "GEN_ALU", "FEC_NAC_ALU", "EDAD_ALU", "PROM_GRAL", "ASISTENCIA"),
]


@pytest.mark.parametrize("kind", VARIANTS)
def test_every_year_is_recognised_by_this_source_alone_and_gives_the_same_results(kind: str) -> None:
    sheets = sheets_of(kind)
    fitting = [source.info.id for source in official_sources() if source.recognise(sheets).score == 1]
    assert fitting == ["mineduc-rendimiento"]
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets) and not result.set_aside
    plain = SOURCE.read(sheets_of("rendimiento")).rows
    columns = [name for name in SOURCE.info.columns if name not in ("integracion", "promedio")]
    assert result.rows[columns].values.tolist() == plain[columns].values.tolist()
    assert result.rows["promedio"].tolist() == plain["promedio"].tolist()


@pytest.mark.parametrize(
    ("written", "grade"),
    [("5,5", "5.5"), ("5.5", "5.5"), ("55", "5.5"), ("70", "7.0"), ("7,0", "7.0"), ("10", "1.0"), ("6", "6"),
     ("0", ""), ("0,0", ""), ("", "")],
)  # fmt: skip
def test_a_grade_is_the_same_however_it_is_written(written: str, grade: str) -> None:
    result = SOURCE.read(sheets_of("rendimiento", 2, {0: {"PROM_GRAL": written}}))
    assert result.rows["promedio"].iloc[0] == grade
    assert not result.set_aside


def test_what_is_no_grade_no_attendance_and_no_situation_is_left_out_of_its_record() -> None:
    faults = {
        0: {"PROM_GRAL": "7,1"},
        1: {"PROM_GRAL": "71"},
        2: {"PROM_GRAL": "bueno"},
        3: {"ASISTENCIA": "101"},
        4: {"SIT_FIN": "X"},
        5: {"SIT_FIN": "", "SIT_FIN_R": "T", "ASISTENCIA": "92,5"},
    }
    result = SOURCE.read(sheets_of("rendimiento", 8, faults))
    assert reasons(result) == {
        "SIT_FIN: código desconocido": [6],
        "PROM_GRAL: fuera de escala": [2, 3, 4],
        "ASISTENCIA: fuera de escala": [5],
    }
    rows = result.rows
    assert rows["promedio"].tolist()[:3] == ["", "", ""]
    assert rows[["sit_fin", "sit_fin_r", "asistencia"]].iloc[5].tolist() == ["", "T", "92.5"]


def test_a_filtered_table_comes_by_names_and_is_no_official_download() -> None:
    row = [2019, 7, 8485, "LICEO", "ñuñoa", "Santiago", 2, 1, 0, "A", 2, 1, 200411, 14, 55, 81]
    odd = [*row[:4], "Narnia", *row[5:]]
    lost = [*row[:5], "Narnia", *row[6:]]
    result = SOURCE.read(made(FILTERED, row, odd, lost))
    rows = result.rows
    places = rows[["comuna_establecimiento", "comuna_estudiante", "promedio", "_derivada", "_bloque"]]
    assert places.values.tolist() == [
        ["13101", "13120", "5.5", "1", "2019"],
        ["13101", "", "5.5", "1", "2019"],
    ]
    assert reasons(result) == {
        "NOM_COM_RBD: nombre desconocido": [4],
        "NOM_COM_ALU: código desconocido": [3],
    }


def test_the_suite_holds() -> None:
    rows = SOURCE.read(sheets_of("rendimiento", 300)).rows
    assert all(outcome.ok for outcome in run_suite(load_suite("mineduc_rendimiento"), rows))


@pytest.mark.real
@pytest.mark.parametrize(("year", "rows"), [(2019, 7799), (2020, 7322), (2021, 5110)])
def test_the_filtered_tables_are_read_whole_and_each_record_has_its_grade(
    datos: Path, year: int, rows: int
) -> None:
    sheets = official(datos / "mineduc" / f"FRendimiento{year}Filtrado.csv.gz")
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    assert len(result.rows) == rows
    assert result.rows["promedio"].astype(float).between(1, 7).all()
    assert set(result.rows["_derivada"]) == {"1"}


@pytest.mark.real
def test_the_table_of_2024_of_one_region_is_still_a_recipe(datos: Path) -> None:
    sheets = official(datos / "mineduc" / "rendimiento_2024_media_hc_rm.parquet")
    recipes = [TidySource(recipe) for recipe in shipped_recipes()]
    fitting = [s.info.id for s in (*official_sources(), *recipes) if s.recognise(sheets).score == 1]
    assert fitting == ["rendimiento-2024"]
