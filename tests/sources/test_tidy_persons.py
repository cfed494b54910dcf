"""Declared tables of one row per person: ids are hashed, never kept; recipes that make no sense."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipelines.catalog.recipes import load_recipes
from pipelines.errors import SettingsError
from pipelines.sources.tidy.source import TidySource
from pipelines.sources.tidy.values import keyed_hashes
from tests.catalog.written import faults, write
from tests.sources.delivered import made, nothing_lost, reasons
from tests.sources.tidy_recipes import PEOPLE, source


def test_persons_are_counted_by_a_hash_and_never_by_their_id(tmp_path: Path) -> None:
    sheets = made(
        ["comuna", "mrun", "sit.fin", "asistencia"],
        ["SAN BERNARDO", 771, "P", "90"],
        ["San  Bernardo", 771, "R", "90"],
        ["Ñuñoa", 772, "P", "40"],
        ["Sin comuna", 773, "P", "100"],
    )
    result = source(tmp_path, PEOPLE).read(sheets)
    rows = result.rows
    assert not rows.astype(str).apply(lambda column: column.str.contains("77[123]", regex=True)).any().any()
    pupils = rows[rows["medida"] == "estudiantes"]
    assert list(pupils["comuna"]) == ["13401", "13401", "13120"]
    assert pupils["clave"].nunique() == 2
    passed = rows[rows["medida"] == "aprobados"]
    assert list(passed["valor"]) == ["1", "0", "0"]
    assert [key != "" for key in passed["clave"]] == [True, False, False]
    assert set(rows[rows["medida"] == "matriculas"]["clave"]) == {""}
    assert reasons(result) == {"comuna: fuera de cobertura": [5]}
    assert TidySource(load_recipes(tmp_path / "fuentes")[0]).info.measures[0].person_level
    assert nothing_lost(result, sheets)


def test_a_record_without_the_id_that_is_counted_is_set_aside(tmp_path: Path) -> None:
    sheets = made(
        ["comuna", "mrun", "sit.fin", "asistencia"], ["MAIPÚ", "", "P", 90], ["MAIPÚ", 5, "P", "mucha"],
        ["MAIPO", 6, "P", 90],
    )  # fmt: skip
    result = source(tmp_path, PEOPLE).read(sheets)
    assert reasons(result) == {
        "mrun: vacío": [2],
        "asistencia: texto": [3],
        "comuna: nombre desconocido": [4],
    }
    assert nothing_lost(result, sheets)


def test_the_same_person_in_two_files_has_unrelated_hashes() -> None:
    one, other = keyed_hashes(pd.Series(["7", "8", "7"])), keyed_hashes(pd.Series(["7", "9"]))
    assert one[0] == one[2] != one[1]
    assert one[0] != other[0]
    assert keyed_hashes(pd.Series(["7", "8", "7"])).tolist() == one.tolist()
    assert keyed_hashes(pd.Series(["", "7"]))[0] == ""


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("contar: filas}", "contar: personas}"), 12, "medidas[3].contar"),
        (("sit.fin = 'P' and", "sit.fin = 'P' or"), 11, "medidas[2].donde"),
        (("contar: filas}", "contar: filas, valor: x}"), 12, "medidas[3]"),
        (("periodo: {fijo: 2024}", "periodo: {fijo: 2024, columna: x}"), 8, "periodo"),
        (("nivel: personas", "nivel: gente"), 5, "nivel"),
        (("id: aprobados", "id: estudiantes"), 1, "id"),
        (("CL-st}", "13}"), 7, "territorio"),
        (
            ("medidas:", "publicados:\n  - {id: media, nombre: Media, unidad: '%', valor: x}\nmedidas:"),
            9,
            "publicados",
        ),
    ],
)
def test_a_recipe_that_does_not_hold_together_says_where(
    tmp_path: Path, change: tuple[str, str], line: int, field: str
) -> None:
    write(tmp_path / "receta.yml", PEOPLE.replace(*change))
    with pytest.raises(SettingsError) as raised:
        load_recipes(tmp_path)
    assert ("receta.yml", line, field) in faults(raised)
