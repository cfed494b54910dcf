"""Census books: totals are controls, notes are skipped, ages become bands, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import FileRefused
from pipelines.sources.base import Conformed
from pipelines.sources.ine_censo import SOURCE
from tests.sources.delivered import nothing_lost, official, reasons
from tests.sources.workbook import Rows, workbook

PLACE = ["Código región", "Región", "Código provincia", "Provincia", "Código comuna", "Comuna"]
COUNTRY = [0, "País", 0, "País", 0, "País"]
ARICA = [15, "Arica y Parinacota", 151, "Arica", 15101, "Arica"]
ANGOL = [9, "La Araucanía", 92, "Malleco", 9201, "Angol"]
FOOT = ["Fuente: Censo de Población y Vivienda 2024 - Instituto Nacional de Estadísticas."]
AGES = [*PLACE, "Grupos de edad", "Población censada", "Hombres", "Mujeres", "Razón hombre-mujer"]
POPULATION: Rows = [
    [], [], ["4. Población censada, según grupos de edad y comuna."], AGES,
    [*COUNTRY, "Total País", 12, 7, 5, 140],
    [*COUNTRY, "0 a 4", 5, 3, 2, 150], [*COUNTRY, "85 o más", 7, 4, 3, 1],
    [*ARICA, "Total Comuna", 7, 4, 3, 133],
    [*ARICA, "0 a 4", 3, 2, 1, 200], [*ARICA, "85 o más", 4, 2, 2, 100],
    [*ANGOL, "Total Comuna", 5, 3, 2, 150],
    [*ANGOL, "0 a 4", 2, 1, 1, 100], [*ANGOL, "85 o más", 3, 2, 1, 200],
    [], FOOT,
]  # fmt: skip


def read(**pages: Rows) -> Conformed:
    sheets = workbook(pages)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    return result


def cells(result: Conformed, *columns: str) -> set[tuple[str, ...]]:
    return set(result.rows[list(columns)].itertuples(index=False, name=None))


def test_a_comuna_gives_its_total_and_each_age_by_sex() -> None:
    result = read(**{"Nota": [["Nota de presentación"]], "4": POPULATION})
    angol = result.rows[result.rows["territorio"] == "09201"]
    assert set(angol[["sexo", "edad", "valor"]].itertuples(index=False, name=None)) == {
        ("total", "total", "5"), ("total", "0-4", "2"), ("total", "85+", "3"),
        ("hombre", "total", "3"), ("hombre", "0-4", "1"), ("hombre", "85+", "2"),
        ("mujer", "total", "2"), ("mujer", "0-4", "1"), ("mujer", "85+", "1"),
    }  # fmt: skip
    assert set(result.rows["periodo"]) == {"2024"}


def test_the_printed_country_is_compared_and_never_added() -> None:
    result = read(**{"4": POPULATION})
    assert "CL" not in set(result.rows["territorio"])
    assert [(c.printed, c.recomputed) for c in result.controls] == [
        (12, 12),
        (7, 7),
        (5, 5),
        (7, 7),
        (5, 5),
        (12, 12),
    ]
    broken = [*POPULATION[:-1], ["x"], FOOT]
    broken[7] = [*ARICA, "Total Comuna", 8, 4, 4, 133]
    assert {(c.printed, c.recomputed) for c in read(**{"4": broken}).controls} >= {(12, 13), (13, 12)}


def test_a_cell_that_is_no_count_is_set_aside_and_stays_unknown() -> None:
    broken = [list(row) for row in POPULATION]
    broken[8][8] = "muchos"
    broken[12][6] = "85 y tantos"
    result = read(**{"4": broken})
    assert reasons(result) == {"Hombres: texto": [9], "Grupos de edad: fuera de la lista": [13]}
    assert result.unknown[["territorio", "sexo", "edad", "valor"]].values.tolist() == [
        ["15101", "hombre", "0-4", ""]
    ]


def test_an_average_is_published_for_every_territory_and_a_dash_is_no_figure() -> None:
    rates = [f"Tasa de asistencia neta Educación {n}" for n in ("Parvularia", "Básica", "Media", "Superior")]
    result = read(
        **{
            "7": [
                ["7. Tasa"],
                ["Código región", "Región", *rates],
                [0, "País", 1, 2, 3, 4],
                [15, "A", 5, 6, 7, 8],
                FOOT,
            ],
            "8": [
                ["8. Tasa"],
                [*PLACE, *rates],
                [*COUNTRY, 52.3, 95.4, 87.4, 46.6],
                [*ARICA, 53, "-", 88, 45],
                FOOT,
            ],
        }
    )
    basic = result.rows[result.rows["medida"] == "censo-asistencia-basica"]
    assert basic[["clase", "territorio", "valor"]].values.tolist() == [
        ["publicado", "15", "6"], ["publicado", "CL", "95.4"], ["publicado", "15101", ""],
    ]  # fmt: skip
    assert result.set_aside == () and result.controls == ()


def test_women_with_children_come_by_age_for_a_region_and_in_all_for_a_comuna() -> None:
    women = [
        "Total de mujeres de 15 años o más",
        "Mujeres con hijos o hijas",
        "Mujeres sin hijos o hijas",
        "Mujeres con fecundidad ignorada",
    ]
    result = read(
        **{
            "3": [
                ["3."], ["Código región", "Región", "Grupos de edad", *women],
                [15, "A", "Total Región", 9, 5, 3, 1], [15, "A", "15 a 19 años", 4, 1, 3, 0], FOOT,
            ],
            "4": [["4."], [*PLACE, *women], [*ARICA, 9, 5, 3, 1], FOOT],
        }
    )  # fmt: skip
    assert cells(result, "medida", "territorio", "edad", "valor") == {
        ("censo-mujeres-15-y-mas", "15", "15-19", "4"), ("censo-mujeres-con-hijos", "15", "15-19", "1"),
        ("censo-mujeres-sin-hijos", "15", "15-19", "3"), ("censo-mujeres-15-y-mas", "15101", "total", "9"),
        ("censo-mujeres-con-hijos", "15101", "total", "5"),
        ("censo-mujeres-sin-hijos", "15101", "total", "3"),
    }  # fmt: skip


def test_who_lives_abroad_is_no_resident_and_who_did_not_say_the_comuna_is() -> None:
    nowhere = [17, "No declarada", 170, "No declarada", 17000, "No declarada", 0, 4]
    abroad = [18, "Otro país", 180, "Otro país", 18000, "Otro país", 0, 9]
    header = [*PLACE, "Población censada", "Residentes habituales"]
    foot = ["Fuente: Censo de Población y Vivienda 2017 - Instituto Nacional de Estadística"]
    result = read(**{"2": [["2."], header, [*COUNTRY, 20, 24], [*ANGOL, 20, 20], nowhere, abroad, foot]})
    assert cells(result, "medida", "territorio", "periodo", "valor") == {
        ("censo-poblacion", "09201", "2017", "20"), ("censo-residentes", "09201", "2017", "20"),
        ("censo-poblacion", "CL-st", "2017", "0"), ("censo-residentes", "CL-st", "2017", "4"),
    }  # fmt: skip
    assert [(c.printed, c.recomputed) for c in result.controls] == [(20, 20), (24, 24)]


def test_a_table_that_does_not_say_its_census_is_refused() -> None:
    with pytest.raises(FileRefused, match="de qué censo"):
        SOURCE.read(workbook({"4": POPULATION[:-1]}))


def test_another_census_table_is_not_taken_for_a_known_one() -> None:
    other = workbook({"1": [[*PLACE, "Población censada", "Con discapacidad"], [*ARICA, 5, 1], FOOT]})
    assert SOURCE.recognise(other).score < 0.6
    assert SOURCE.recognise(workbook({"1": [[*PLACE, "Sexo"], [*ARICA, "Hombre"]]})).score < 0.6


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "cells_read"),
    [
        pytest.param(
            "D1_Poblacion-censada-por-sexo-y-edad-en-grupos-quinquenales.xlsx",
            19_722,
            marks=pytest.mark.proof,
        ),
        ("D6_Fecundidad.xlsx", 5_198),
        pytest.param("P7_Educacion.xlsx", 18_468, marks=pytest.mark.proof),
        ("Poblacion-censada-y-residentes-habituales-Censo-2017.xlsx", 694),
    ],
)
def test_the_official_books_add_up(datos: Path, name: str, cells_read: int) -> None:
    sheets = official(datos / "poblacion" / name)
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    assert (len(result.rows), len(result.set_aside), len(result.unknown)) == (cells_read, 0, 0)
    assert all(control.printed == control.recomputed for control in result.controls)
