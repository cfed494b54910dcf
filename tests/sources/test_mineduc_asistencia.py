"""Attendance by pupil: months in days, years in rates, each in a block of its own."""

from __future__ import annotations

import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.duck import in_memory
from pipelines.sources.bulk import Header
from pipelines.sources.mineduc_asistencia import SOURCE, _rate
from pipelines.sources.registry import official_sources
from pipelines.sources.shape import find_header
from tests.flow.students import sheets_of
from tests.sources.delivered import made, nothing_lost, reasons

BARE = ("MRUN", "RBD", "CATEGORIA_ASIS_ANUAL", "TASA_ASISTENCIA_ANUAL")


@pytest.mark.parametrize("kind", ["asistencia", "asistencia-anual", "asistencia-anual-completa"])
def test_every_layout_is_recognised_by_this_source_alone(kind: str) -> None:
    sheets = sheets_of(kind)
    fitting = [source.info.id for source in official_sources() if source.recognise(sheets).score == 1]
    assert fitting == ["mineduc-asistencia"]
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets) and not result.set_aside
    assert all(outcome.ok for outcome in run_suite(load_suite("mineduc_asistencia"), result.rows))


def test_a_month_is_a_block_and_counts_days() -> None:
    fault = {"MES_ESCOLAR": "3", "DIAS_ASISTIDOS": "15", "DIAS_TRABAJADOS": "020", "ASIS_PROMEDIO": "0,75"}
    row = SOURCE.read(sheets_of("asistencia", 4, {0: fault})).rows.iloc[0]
    assert row[["anio", "mes", "dias_asistidos", "dias_trabajados", "tasa", "_bloque"]].tolist() == [
        *("2023", "03", "15", "20", "75", "2023-03"),
    ]


def test_days_that_cannot_be_are_set_aside() -> None:
    faults = {
        0: {"DIAS_ASISTIDOS": "21", "DIAS_TRABAJADOS": "20"},
        1: {"DIAS_TRABAJADOS": "40"},
        2: {"DIAS_ASISTIDOS": ""},
        3: {"MES_ESCOLAR": "13"},
        4: {"MES_ESCOLAR": "marzo"},
    }
    sheets = sheets_of("asistencia", 8, faults)
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "MES_ESCOLAR: fuera de rango": [5, 6],
        "DIAS_ASISTIDOS: vacío o texto": [4],
        "DIAS_TRABAJADOS: fuera de rango": [3],
        "DIAS_ASISTIDOS: mayor que el total": [2],
    }
    assert nothing_lost(result, sheets)


def test_a_bare_yearly_table_is_of_2025_and_of_the_country_and_says_so() -> None:
    result = SOURCE.read(
        made(BARE, [5, 9, 1, "0,985"], [6, 9, "NA", "NA"], [7, 9, 4, "0,5"], [8, 9, 4, "0,25"])
    )
    rows = result.rows[["anio", "mes", "comuna_establecimiento", "tasa", "categoria", "_bloque"]]
    assert rows.values.tolist() == [
        ["2025", "", "", "98.5", "1", "2025"],
        ["2025", "", "", "", "", "2025"],
        ["2025", "", "", "50", "4", "2025"],
        ["2025", "", "", "25", "4", "2025"],
    ]
    assert len(result.warnings) == 1 and "AGNO" in result.warnings[0]
    assert not result.set_aside


def test_a_rate_in_per_cent_is_not_taken_for_a_fraction() -> None:
    result = SOURCE.read(made(BARE, [5, 9, 1, "98,5"], [6, 9, 1, "100"], [7, 9, 4, "1"], [8, 9, 4, "140"]))
    assert result.rows["tasa"].tolist() == ["98.5", "100", "1", ""]
    assert reasons(result) == {"TASA_ASISTENCIA_ANUAL: fuera de escala": [5]}


@pytest.mark.parametrize(
    ("told", "value", "read"),
    [
        (["NA", "NA"], "98,5", "98.5"),
        (["NA", "NA"], "0", "0"),
        (["NA", "NA"], "0,985", ""),  # a fraction, or less than one per cent
        (["NA", "0,5"], "0,985", "98.5"),
        (["NA", "50"], "0,985", "0.985"),
    ],
)
def test_a_rate_whose_scale_the_first_records_do_not_tell_is_not_guessed(
    told: list[str], value: str, read: str
) -> None:
    (sheet,) = made(BARE, *([5, 9, 1, text] for text in told))
    column = "tasa_asistencia_anual"
    asked = _rate(Header(sheet, find_header(sheet, [column])), column)
    with in_memory() as connection:
        found = connection.execute(f"select {asked} from (select ? as {column})", [value]).fetchone()
    assert found == (read,)


def test_the_whole_yearly_table_has_its_year_its_comuna_and_its_dependence() -> None:
    rows = SOURCE.read(sheets_of("asistencia-anual-completa", 300)).rows
    assert set(rows["_bloque"]) == {"2023"} and set(rows["mes"]) == {""}
    assert set(rows["depe"]) <= {"1", "3", "4", "5", "6"} and "3" in set(rows["depe"])
    assert (rows["comuna_establecimiento"] != "").all()
    assert rows["dias_asistidos"].astype(int).le(rows["dias_trabajados"].astype(int)).all()
