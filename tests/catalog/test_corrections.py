"""Known errors of a producer: what may be written, and the rows that the models get."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalog.corrections import Correction, correction_rows
from pipelines.catalog.model import load_file
from pipelines.catalog.settings import load_settings
from pipelines.errors import SettingsError
from tests.catalog.written import SETTINGS, catalog_in, faults, write

CORRECTION = """
id: verdes-2021
cifra: areas-verdes-m2
territorios: ["13401", 8110]
periodos: [2020, "2021"]
accion: multiplicar
valor: 0,001
que: Vino en milímetros.
por_que: Lo confirmó el municipio.
vigente_hasta: 2026
"""


def check(folder: Path) -> list[Correction]:
    settings = load_settings(write(folder / "colaborativa.yaml", SETTINGS))
    return catalog_in(folder, settings).corrections


def test_a_correction_gives_one_row_per_territory_and_period(tmp_path: Path) -> None:
    correction = load_file(write(tmp_path / "c.yml", CORRECTION), Correction)
    rows = list(correction_rows([correction]))
    assert [(row["territory_id"], row["period"]) for row in rows] == [
        ("13401", "2020"),
        ("13401", "2021"),
        ("08110", "2020"),
        ("08110", "2021"),
    ]
    assert rows[0]["value"] == 0.001
    assert rows[0]["reason"] == "Vino en milímetros. Lo confirmó el municipio."


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("valor: 0,001\n", ""), 5, "accion"),
        (("accion: multiplicar", "accion: quitar"), 6, "valor"),
        (("valor: 0,001", "valor: 0"), 6, "valor"),
        (("vigente_hasta: 2026", "vigente_hasta: 2026\nsexo: mujer"), 10, "sexo"),
        (("por_que: Lo confirmó el municipio.\n", ""), 1, "por_que"),
    ],
)
def test_a_correction_that_does_not_hold_together_says_where(
    tmp_path: Path, change: tuple[str, str], line: int, field: str
) -> None:
    path = write(tmp_path / "c.yml", CORRECTION.replace(*change))
    with pytest.raises(SettingsError) as raised:
        load_file(path, Correction)
    assert field in {fault[2] for fault in faults(raised)}
    assert line in {fault[1] for fault in faults(raised)}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("4.000", "escriba 4000 o 4,000."),
        ("-1.234.567", "escriba -1234567."),
        ("12.500", "escriba 12500 o 12,500."),
    ],
)
def test_a_value_with_points_is_asked_again_and_never_taken_for_a_thousandth(
    tmp_path: Path, written: str, said: str
) -> None:
    path = write(tmp_path / "c.yml", CORRECTION.replace("0,001", written))
    with pytest.raises(SettingsError, match="no se sabe si el punto") as raised:
        load_file(path, Correction)
    assert said in str(raised.value) and faults(raised)[0][1:] == (6, "valor")


def test_a_whole_number_with_points_is_asked_again_too(tmp_path: Path) -> None:
    path = write(tmp_path / "c.yml", CORRECTION.replace("2026", "2.026"))
    with pytest.raises(SettingsError, match="escriba 2026 o 2,026"):
        load_file(path, Correction)


@pytest.mark.parametrize(
    ("written", "value"), [("0.001", 0.001), ("4.5", 4.5), ("4000", 4000.0), ("4,000", 4.0)]
)
def test_a_value_that_can_only_be_read_in_one_way_is_read(tmp_path: Path, written: str, value: float) -> None:
    path = write(tmp_path / "c.yml", CORRECTION.replace("0,001", written))
    assert load_file(path, Correction).value == value


def test_two_corrections_of_one_figure_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "correcciones" / "a.yml", CORRECTION)
    write(tmp_path / "correcciones" / "b.yml", CORRECTION.replace("verdes-2021", "verdes-otra"))
    with pytest.raises(SettingsError, match="ya cambia esta cifra") as raised:
        check(tmp_path)
    assert [fault[0] for fault in faults(raised)] == ["b.yml"]


def test_each_sex_may_be_replaced_by_its_own_correction(tmp_path: Path) -> None:
    one = CORRECTION.replace("multiplicar", "reemplazar")
    write(tmp_path / "correcciones" / "a.yml", one)
    write(tmp_path / "correcciones" / "b.yml", one.replace("verdes-2021", "b") + "sexo: mujer\n")
    assert [correction.id for correction in check(tmp_path)] == ["verdes-2021", "b"]


def test_a_figure_that_nobody_gives_cannot_be_corrected(tmp_path: Path) -> None:
    write(tmp_path / "correcciones" / "a.yml", CORRECTION.replace("areas-verdes-m2", "areas-verdes-m3"))
    with pytest.raises(SettingsError, match="¿Quiso decir «areas-verdes-m2»") as raised:
        check(tmp_path)
    assert faults(raised)[0][2] == "cifra"
