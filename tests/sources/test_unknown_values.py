"""A record set aside for its value leaves a row without value; one set aside for its keys leaves none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.sources import (
    ine_proyecciones,
    junaeb_ive,
    mineduc_directorio,
    mineduc_matricula,
    simce,
)
from pipelines.sources.base import META_COLUMNS, Conformed, Sheet, Source
from tests.sources.delivered import made, nothing_lost
from tests.sources.tidy_recipes import HEADER, PEOPLE, TABLE, source


def read(of: Source, sheets: list[Sheet], *columns: str) -> list[list[str]]:
    """The unknown rows of a file: the columns named; every other column of the source is empty."""
    result = of.read(sheets)
    assert nothing_lost(result, sheets)
    assert list(result.unknown.columns) == [*of.info.columns, *META_COLUMNS]
    assert set(result.unknown["_bloque"]) <= set(result.rows["_bloque"])
    rest = result.unknown[[name for name in of.info.columns if name not in columns]]
    assert rest.eq("").all(axis=None)
    return result.unknown[list(columns)].values.tolist()


def test_a_school_whose_enrolment_was_set_aside_is_known_to_exist() -> None:
    header = [*mineduc_matricula.REQUIRED]
    school = dict.fromkeys(header, "0") | {
        "agno": "2022", "cod_com_rbd": "13401", "cod_depe": "2", "rural_rbd": "0", "estado_estab": "1",
    }  # fmt: skip
    changes: tuple[dict[str, str], ...] = (
        {},
        {"mat_total": "muchos"},
        {"cod_depe": "9"},
        {"mat_total": "x", "cod_com_rbd": "99998"},
    )
    rows = [[*(school | {"rbd": str(n)} | change).values()] for n, change in enumerate(changes, start=1)]
    assert read(mineduc_matricula.SOURCE, made(header, *rows), "anio", "rbd", "comuna") == [
        ["2022", "2", "13401"],
        ["2022", "3", "13401"],
    ]


def test_a_school_of_which_nobody_knows_whether_it_functions_is_known_to_exist() -> None:
    header = [*mineduc_directorio.REQUIRED]
    school = dict.fromkeys(header, "1") | {"agno": "2024", "cod_com_rbd": "13401"}
    changes: tuple[dict[str, str], ...] = ({}, {"matricula": "12"}, {"agno": "dos mil"})
    rows = [[*(school | {"rbd": str(n)} | change).values()] for n, change in enumerate(changes, start=1)]
    assert read(mineduc_directorio.SOURCE, made(header, *rows), "anio", "rbd", "comuna") == [
        ["2024", "2", "13401"]
    ]


def test_a_school_whose_priorities_were_set_aside_is_known_to_exist() -> None:
    header = [name.split("~")[0] for name in junaeb_ive.LAYOUT_2021.values()]
    header[-2:] = ["TOTAL MATRICULA BASICA 2021", "IVE-SINAE BÁSICA 2021"]
    sheets = made(
        header,
        ["1", "13401", "M", "U", "4", "1", "0", "3", "2", "10", "50%"],
        ["2", "12402", "M", "R", "4", "1", "0", "3", "2", "-10", "50%"],
        ["", "12402", "M", "R", "4", "1", "0", "3", "2", "-10", "50%"],
        separator=",",
    )
    assert read(junaeb_ive.SOURCE, sheets, "anio", "nivel", "rbd", "comuna") == [
        ["2021", "basica", "2", "12402"]
    ]


def test_a_school_whose_score_was_set_aside_keeps_its_place_without_figures() -> None:
    figures = ("nalu", "prom", "palu_eda_ins", "palu_eda_ele", "palu_eda_ade")
    header = ["rbd", "cod_com_rbd", "agno", "grado"]
    header += [f"{figure}_{test}4b_rbd" for test in ("lect", "mate") for figure in figures]
    good = ["20", "250", "30", "40", "30"]
    sheets = made(
        header,
        ["1", "13401", "2024", "4b", *good, *good],
        ["2", "12402", "2024", "4b", "veinte", *good[1:], *good],
        ["3", "99998", "2024", "4b", "veinte", *good[1:], *good],
    )
    assert read(simce.SOURCE, sheets, "rbd", "comuna", "anio", "grado", "prueba") == [
        ["2", "12402", "2024", "4b", "lectura"]
    ]


def test_an_age_whose_population_was_set_aside_is_not_nobody() -> None:
    header = [
        "Region", "Nombre Region", "Provincia", "Nombre Provincia", "Comuna", "Nombre Comuna",
        "Sexo (1=Hombre 2=Mujer)", "Edad", "Poblacion 2022", "Poblacion 2023",
    ]  # fmt: skip
    place = ["13", "Metropolitana", "134", "Maipo", "13401", "San Bernardo"]
    sheets = made(header, [*place, "1", "0", "900", "ND"], [*place, "2", "0", "800", "810"])
    assert read(ine_proyecciones.SOURCE, sheets, "comuna", "sexo", "edad", "anio") == [
        ["13401", "hombre", "0", "2023"]
    ]


def _known(result: Conformed) -> pd.DataFrame:
    columns = ["medida", "comuna", "sexo", "edad", "valor", "clave"]
    return result.unknown[columns].reset_index(drop=True)


def test_a_declared_figure_set_aside_keeps_its_keys(tmp_path: Path) -> None:
    sheets = made(
        HEADER,
        [13401, 2023, "F", "niñez", 10],
        [13401, 2023, "M", "niñez", -4],
        [13401, 2023, "M", "adultez", "muchas"],
        [13401, 2023, "X", "adultez", -4],
    )
    result = source(tmp_path, TABLE).read(sheets)
    assert nothing_lost(result, sheets)
    assert result.rows["valor"].tolist() == ["10"]
    assert _known(result).values.tolist() == [
        ["lectores", "13401", "hombre", "0-17", "", ""],
        ["lectores", "13401", "hombre", "18+", "", ""],
    ]


def test_a_person_who_may_or_may_not_count_is_neither_one_nor_zero(tmp_path: Path) -> None:
    sheets = made(
        ["comuna", "mrun", "sit.fin", "asistencia"],
        ["Maipú", 1, "P", 90],
        ["Maipú", 2, "P", "mucha"],
        ["Maipú", 3, "R", "mucha"],
        ["Maipú", "", "P", 90],
    )
    result = source(tmp_path, PEOPLE).read(sheets)
    assert nothing_lost(result, sheets)
    counted = {name: rows["valor"].tolist() for name, rows in result.rows.groupby("medida")}
    assert counted == {
        "estudiantes": ["1", "1", "1"],
        "aprobados": ["1", "0"],  # the third did not pass, whatever its attendance
        "matriculas": ["1", "1", "1", "1"],
    }
    assert _known(result)["medida"].tolist() == ["estudiantes", "aprobados", "aprobados"]
    assert _known(result)[["valor", "clave"]].eq("").all(axis=None)
    assert [item.records.tolist() for item in result.set_aside] == [[5], [3, 4]]  # said once each
