"""JUNAEB index: counts with a thousands comma, empty is zero, year from the header, levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.sources.base import Sheet
from pipelines.sources.junaeb_ive import SOURCE
from tests.sources.delivered import made, nothing_lost, official, reasons

HEADER = [
    "ID_RBD",
    "DS_NOM_ESTABLE",
    "ID_COMUNA_ESTABLE",
    "DS_TIPO_DEPENDENCIA",
    "DS_RURALIDAD",
    " PRIMERA PRIORIDAD ",
    " SEGUNDA PRIORIDAD ",
    " TERCERA PRIORIDAD ",
    " NO PRIORIZADO EN VULNERABILIDAD ",
    " SIN INFORMACION ",
    "TOTAL MATRICULA BÁSICA DIC 2020",
    "IVE-SINAE BÁSICA 2021",
]
HEADER_2016 = [
    "RBD",
    "DV_RBD",
    "NOMBRE_ESTABLECIMIENTO",
    "DEPENDENCIA",
    "AREA",
    "COD_REGION",
    "COD_PROV",
    "COD_COM_EST",
    "COMUNA",
    "PRIMERA_PRIORIDAD",
    "SEGUNDA_PRIORIDAD",
    "TERCERA_PRIORIDAD",
    "NO_VULNERABLES",
    "SIN_INFORMACION",
    "TOTAL_MATRICULA_2015",
    "IVE_SINAE_2016",
]


def school(
    rbd: object = 5, counts: tuple[object, ...] = (171, 2, 29, 39, 1, 242), index: object = 83.47
) -> list:
    return [rbd, "ESCUELA", 13401, "Municipal DAEM", "Urbano", *counts, index]


def delivered(*rows: list, header: list[str] = HEADER, encoding: str = "utf-8-sig") -> list[Sheet]:
    return made(header, *rows, separator=",", encoding=encoding)


def test_counts_lose_spaces_and_commas_and_empty_is_zero() -> None:
    sheets = delivered(school(counts=(" 1,276 ", "", " 1 ", "", "", " 1,277 "), index=100))
    result = SOURCE.read(sheets)
    row = result.rows.iloc[0]
    assert [row[name] for name in ("primera", "segunda", "tercera", "matricula")] == [
        "1276",
        "0",
        "1",
        "1277",
    ]
    assert (row["anio"], row["nivel"], row["_bloque"]) == ("2021", "basica", "ive|2021|basica")
    assert nothing_lost(result, sheets)


def test_a_file_whose_schools_repeat_holds_several_levels() -> None:
    result = SOURCE.read(delivered(school(), school(counts=(427, 1, 49, 61, 2, 540)), school(rbd=8)))
    assert result.rows["nivel"].tolist() == ["varios"] * 3
    assert set(result.rows["_bloque"]) == {"ive|2021|varios"}


def test_the_layout_of_2016_is_read_too() -> None:
    row = [5, 1, "ESCUELA", "MUNICIPAL", "URBANO", 1, 11, 1101, "IQUIQUE", 5, 1, 0, 3, 1, 10, 60.0]
    sheets = delivered(row, header=HEADER_2016)
    assert SOURCE.recognise(sheets).score == 1
    found = SOURCE.read(sheets).rows.iloc[0]
    assert (found["anio"], found["nivel"], found["comuna"]) == ("2016", "", "01101")
    assert (found["no_priorizado"], found["matricula"], found["_bloque"]) == ("3", "10", "ive|2016")


def test_records_that_break_the_contract_are_set_aside() -> None:
    sheets = delivered(
        school(),
        school(rbd=6, counts=(200, 40, 29, 0, 0, 242)),
        school(rbd=7, counts=(-1, 2, 29, 39, 1, 242)),
        school(rbd=8, counts=(171, 2, 29, 39, 1, "")),
        ["TOTAL", "", "", "", "", 9, 9, 9, 9, 9, 45, 60],
    )
    result = SOURCE.read(sheets)
    assert len(result.rows) == 1
    assert reasons(result) == {
        "TOTAL MATRICULA BÁSICA DIC 2020: numerador mayor que el denominador": [3],
        "PRIMERA PRIORIDAD: negativo": [4],
        "TOTAL MATRICULA BÁSICA DIC 2020: vacío": [5],
    }
    assert nothing_lost(result, sheets)


def test_latin_text_is_refused_with_a_way_out() -> None:
    with pytest.raises(FileRefused, match="CSV UTF-8"):
        SOURCE.read(delivered(school(), encoding="latin-1"))


def test_a_header_without_the_total_is_named_in_words() -> None:
    found = SOURCE.recognise(delivered(school(), header=[*HEADER[:10], "MATRICULA", HEADER[11]]))
    assert found.missing == ("total matricula",)
    assert found.score > 0.6


@pytest.mark.parametrize(("factor", "refused"), [(0.01, True), (1, False), (100, True)])
def test_an_index_off_scale_by_a_hundred_is_critical(factor: float, refused: bool) -> None:
    rows = SOURCE.read(delivered(*(school(rbd=n, index=83.47 * factor) for n in (5, 6, 7)))).rows
    failed = [o.demand for o in run_suite(load_suite("junaeb_ive"), rows) if not o.ok]
    critical = {demand.mensaje for demand in failed if demand.gravedad == "critica"}
    assert ("El índice viene en porcentaje, de 0 a 100." in critical) is refused


@pytest.mark.real
def test_the_official_file_gives_the_index_of_san_bernardo(datos: Path) -> None:
    sheets = official(datos / "junaeb" / "ive_colegios_basica_2021.csv.gz")
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert (len(result.rows), result.set_aside) == (10_125, ())
    here = result.rows[result.rows["comuna"] == "13401"]
    prioritised = sum(here[name].astype(int).sum() for name in ("primera", "segunda", "tercera"))
    assert (prioritised, here["matricula"].astype(int).sum()) == (40_062, 46_877)
    assert all(control.printed == control.recomputed for control in result.controls)
    # the header names básica only, but the schools with media come again at the end of the file
    assert set(result.rows["nivel"]) == {"varios"}
