"""Higher education: a campus by the name of its comuna, empty counts as zero, totals compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.ingest.containers import unpack
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Conformed
from pipelines.sources.mineduc_superior import COUNTS, KEYS, SOURCE
from tests.sources.delivered import made, nothing_lost, reasons

HEADER = [*KEYS.values(), *COUNTS.values(), "NOMBRE CARRERA"]


def programme(**given: object) -> list[object]:
    """A programme of ten students, six women; what is not given is empty."""
    values: dict[str, object] = {
        "anio": "MAT_2024", "comuna": "PUNTA ARENAS", "carrera": "I1", "institucion": "Universidades",
        "nivel": "Pregrado", "total": 10, "mujeres": 6, "hombres": 4, "edad_15_19": 10, **given,
    }  # fmt: skip
    return [*(values.get(name, "") for name in (*KEYS, *COUNTS)), "DERECHO"]


def read(*rows: list[object]) -> Conformed:
    sheets = made(HEADER, *rows, encoding="latin-1")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    return result


def test_an_empty_count_is_zero_and_the_comuna_is_found_by_its_name() -> None:
    rows = read(programme(), programme(carrera="I2", comuna="ÑUÑOA", nivel="Postítulo", total="1.250")).rows
    kept = ["anio", "comuna", "nivel", "institucion", "total", "mujeres", "primero_total", "_bloque"]
    assert rows[kept].values.tolist() == [
        ["2024", "12101", "pregrado", "universidad", "10", "6", "0", "superior|2024"],
        ["2024", "13120", "postitulo", "universidad", "1250", "6", "0", "superior|2024"],
    ]


def test_a_name_or_code_that_is_not_known_is_set_aside() -> None:
    result = read(
        programme(comuna="CIUDAD PERDIDA"),
        programme(nivel="Otro"),
        programme(hombres="muchos"),
        programme(carrera=""),
    )
    assert reasons(result) == {
        "comuna: nombre desconocido": [2],
        "codigo carrera: vacío": [5],
        "nivel global: código desconocido": [3],
        "matriculados hombres por programa: texto": [4],
    }
    assert result.unknown[["comuna", "total"]].values.tolist() == [["12101", ""], ["12101", ""]]


def test_totals_are_compared_by_sex_and_age() -> None:
    controls = read(programme(), programme(carrera="I2", no_binario=1)).controls
    assert [(c.name, c.printed, c.recomputed) for c in controls] == [
        ("Matrícula total y suma por sexo", 20, 21),
        ("Matrícula total y suma por edad", 20, 20),
        ("Matrícula de primer año y suma por sexo", 0, 0),
    ]


@pytest.mark.real
def test_the_official_file_adds_up(datos: Path) -> None:
    path = datos / "mineduc" / "MAT_2024_WEB_02072024.zip"
    sheets = read_sheets(unpack(path.read_bytes(), path.name)[0].data, path.name)
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    assert (len(result.rows), len(result.set_aside)) == (15_884, 0)
    assert {(c.printed, c.recomputed) for c in result.controls} == {
        (1_385_828, 1_385_828),
        (403_549, 403_549),
    }
