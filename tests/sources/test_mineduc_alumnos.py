"""Enrolment by pupil: every year's layout gives the same rows; what cannot be counted is set aside."""

from __future__ import annotations

import pytest

from example.student_layouts import LAYOUTS
from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.sources.base import META_COLUMNS
from pipelines.sources.mineduc_alumnos import SOURCE
from pipelines.sources.registry import official_sources
from tests.flow.students import sheets_of
from tests.sources.delivered import made, nothing_lost, reasons

VARIANTS = [name for name in LAYOUTS if name.startswith("matricula")]
RESTRICTED = ["etnia", "nacionalidad", "integracion"]
COMMON = [name for name in SOURCE.info.columns if name not in RESTRICTED]


@pytest.mark.parametrize("kind", VARIANTS)
def test_every_year_is_recognised_by_this_source_alone_and_gives_the_same_pupils(kind: str) -> None:
    sheets = sheets_of(kind)
    fitting = [source.info.id for source in official_sources() if source.recognise(sheets).score == 1]
    assert fitting == ["mineduc-matricula-alumnos"]
    result = SOURCE.read(sheets)
    assert list(result.rows.columns) == [*SOURCE.info.columns, *META_COLUMNS]
    assert nothing_lost(result, sheets) and not result.set_aside
    plain = SOURCE.read(sheets_of("matricula")).rows
    assert result.rows[COMMON].values.tolist() == plain[COMMON].values.tolist()


def test_columns_that_a_year_lacks_are_empty_and_those_of_restricted_access_are_read() -> None:
    plain = SOURCE.read(sheets_of("matricula")).rows
    assert set(plain[RESTRICTED].values.ravel()) == {""}
    rows = SOURCE.read(sheets_of("matricula-restringida", 400)).rows
    assert [sorted(set(rows[name])) for name in RESTRICTED] == [["0", "7"], ["C", "E", "N"], ["0", "1"]]


def test_a_row_is_what_the_file_says_in_the_words_of_the_platform() -> None:
    fault = {
        "RBD": "0012", "COD_COM_RBD": "8401", "COD_COM_ALU": "0", "COD_REG_ALU": "8", "GEN_ALU": "2",
        "MRUN": " 777 ", "FEC_NAC_ALU": "20130512", "EDAD_ALU": "10", "COD_ENSE": "110", "COD_ENSE2": "2",
        "COD_GRADO": "5", "COD_DEPE": "6", "RURAL_RBD": "1", "COD_JOR": "3", "COD_TIP_CUR": "0",
    }  # fmt: skip
    row = SOURCE.read(sheets_of("matricula", 3, {1: fault})).rows.iloc[1]
    assert row[COMMON].tolist() == [
        *(
            "2023",
            "777",
            "12",
            "08401",
            "",
            "08",
            "6",
            "1",
            "110",
            "2",
            "5",
            "mujer",
            "201305",
            "10",
            "3",
            "0",
        ),
    ]
    assert (row["_registro"], row["_bloque"], row["_corte"], row["_derivada"]) == (3, "2023", "", "")


def test_what_cannot_be_counted_is_set_aside_with_its_column_and_no_value() -> None:
    faults = {
        1: {"AGNO": ""},
        2: {"AGNO": "23"},
        3: {"RBD": ""},
        4: {"MRUN": ""},
        5: {"MRUN": "11111111-K"},
        6: {"COD_COM_RBD": "99998"},
        7: {"COD_COM_RBD": "0"},
        8: {"COD_DEPE": "9"},
        9: {"RURAL_RBD": "2"},
        10: {"COD_ENSE": "básica"},
        11: {"MRUN": "", "COD_DEPE": "9"},
    }
    sheets = sheets_of("matricula", 20, faults)
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "AGNO: vacío": [3],
        "AGNO: texto": [4],
        "RBD: vacío": [5],
        "MRUN: vacío": [6, 13],
        "MRUN: texto": [7],
        "COD_COM_RBD: código desconocido": [8],
        "COD_COM_RBD: vacío": [9],
        "COD_DEPE: código desconocido": [10],
        "RURAL_RBD: código desconocido": [11],
        "COD_ENSE: código desconocido": [12],
    }
    assert len(result.rows) == 9 and nothing_lost(result, sheets)
    assert "11111111-K" not in repr(result)


def test_a_value_that_is_nonsense_is_left_out_and_its_pupil_stays() -> None:
    faults = {
        0: {"GEN_ALU": "7"},
        1: {"FEC_NAC_ALU": "201313"},
        2: {"EDAD_ALU": "diez"},
        3: {"COD_COM_ALU": "99998", "EDAD_ALU": "300"},
        4: {"GEN_ALU": "0", "FEC_NAC_ALU": "", "EDAD_ALU": ""},
    }
    result = SOURCE.read(sheets_of("matricula", 6, faults))
    assert len(result.rows) == 6
    assert result.rows[["sexo", "nacimiento", "edad"]].iloc[4].tolist() == ["", "", ""]
    assert reasons(result) == {
        "COD_COM_ALU: código desconocido": [5],
        "GEN_ALU: código desconocido": [2],
        "FEC_NAC_ALU: no es fecha": [3],
        "EDAD_ALU: no es edad": [4, 5],
    }


def test_rows_of_totals_are_skipped() -> None:
    result = SOURCE.read(sheets_of("matricula", 4, {3: {"AGNO": "Total", "MRUN": ""}}))
    assert [(item.reason, item.records.tolist()) for item in result.skipped] == [
        ("Encabezado.", [1]),
        ("Fila de totales.", [5]),
    ]
    assert not result.set_aside


def test_a_missing_column_is_named_and_a_repeated_one_refuses_the_file() -> None:
    header = [name for name in LAYOUTS["matricula"].columns if name != "COD_COM_ALU"]
    found = SOURCE.recognise(made(header, ["1"] * len(header)))
    assert found.missing == ("cod_com_alu",) and 0.6 <= found.score < 1
    for column in ("MRUN", "EDAD_ALU"):
        twice = [*LAYOUTS["matricula"].columns, column]
        with pytest.raises(FileRefused, match=f"La columna «{column}» está dos veces"):
            SOURCE.read(made(twice, ["1"] * len(twice)))


def test_the_suite_holds_and_catches_a_file_without_sexes() -> None:
    suite = load_suite("mineduc_matricula_alumnos")
    rows = SOURCE.read(sheets_of("matricula", 200)).rows
    assert all(outcome.ok for outcome in run_suite(suite, rows))
    failed = [o.demand.mensaje for o in run_suite(suite, rows.assign(sexo="")) if not o.ok]
    assert failed == ["La mayoría de los estudiantes trae su sexo."]
