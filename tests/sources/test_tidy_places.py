"""Declared tables that name a territory below the comuna."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import SettingsError
from tests.sources.delivered import made, nothing_lost, reasons
from tests.sources.tidy_recipes import cells, source

WORKSHOPS = """
id: talleres-2024
nombre: Talleres de la junta de vecinos
productor: Colaborativa
periodicidad: anual
nivel: tabla
reconocer: {columnas: [villa, comuna, inscritos]}
territorio: {columna: villa, como: propio, comuna: comuna}
periodo: {fijo: 2024}
faltantes: [s/i]
medidas:
  - {id: inscritos, nombre: Inscritos, valor: inscritos}
cobertura: [13]
"""
HEADER = ["villa", "comuna", "inscritos"]


def test_the_place_goes_beside_the_comuna_as_names_are_compared(tmp_path: Path) -> None:
    sheets = made(HEADER, ["Villa  Ñuñoa", "13401", 5], ["s/i", 13401, 4], ["", 13402, 3])
    result = source(tmp_path, WORKSHOPS).read(sheets)
    assert cells(result, "comuna", "propio", "valor") == [
        ["13401", "VILLA NUNOA", "5"],
        ["13401", "-", "4"],
        ["13402", "-", "3"],
    ]
    assert nothing_lost(result, sheets)


def test_the_comuna_may_be_fixed_and_a_recipe_without_places_says_none(tmp_path: Path) -> None:
    fixed = WORKSHOPS.replace("comuna: comuna", 'fijo: "13401"').replace("villa, comuna,", "villa,")
    sheets = made(["villa", "inscritos"], ["uv-1", 5])
    assert cells(source(tmp_path, fixed).read(sheets), "comuna", "propio") == [["13401", "UV-1"]]
    plain = WORKSHOPS.replace("{columna: villa, como: propio, comuna: comuna}", "{columna: comuna}")
    result = source(tmp_path, plain).read(made(HEADER, ["villa-1", "13401", 5]))
    assert cells(result, "propio") == [[""]]


def test_a_comuna_that_is_not_known_is_set_aside_under_its_own_column(tmp_path: Path) -> None:
    sheets = made(HEADER, ["uv-1", "99998", 5], ["uv-1", "", 4], ["uv-1", "8110", 3])
    result = source(tmp_path, WORKSHOPS).read(sheets)
    assert reasons(result) == {
        "comuna: código desconocido": [2],
        "comuna: vacío": [3],
        "comuna: fuera de cobertura": [4],
    }


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("{columna: villa, como: propio}", "necesita su comuna"),
        ('{columna: villa, como: propio, comuna: comuna, fijo: "13401"}', "necesita su comuna"),
        ("{como: propio, comuna: comuna}", "Falta la columna"),
        ("{columna: comuna, comuna: villa}", "sólo se usa con «como: propio»"),
        ("{columna: villa, como: propio, comuna: comuna, nivel: region}", "se suman hasta la comuna"),
    ],
)
def test_a_recipe_that_does_not_say_of_which_comuna_is_refused(
    tmp_path: Path, place: str, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        source(tmp_path, WORKSHOPS.replace("{columna: villa, como: propio, comuna: comuna}", place))
