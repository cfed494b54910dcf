"""The catalogue as a whole: unknown measures, repeated ids and unknown territories, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalog.check import Catalog, load_catalog
from pipelines.catalog.recipes import SHIPPED
from pipelines.catalog.settings import Settings, load_settings
from pipelines.errors import SettingsError
from pipelines.sources.registry import official_sources
from tests.catalog.written import CARD, GOAL, SETTINGS, faults, write


def load(folder: Path, settings: Settings) -> Catalog:
    return load_catalog(
        settings,
        [source.info for source in official_sources()],
        own_cards=folder / "indicadores",
        goals=folder / "metas",
        recipes=folder / "fuentes",
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS))


def test_a_workspace_adds_its_own_to_what_ships(tmp_path: Path, settings: Settings) -> None:
    write(tmp_path / "indicadores" / "bibliotecas.yml", CARD)
    write(tmp_path / "metas" / "verdes.yaml", GOAL)
    catalog = load(tmp_path, settings)
    assert "bibliotecas" in {card.id for card in catalog.cards}
    assert catalog.goals[0].indicators[0].target.value == 6.5
    assert catalog.goals[0].indicators[0].baseline.period == "2022"
    assert catalog.recipes == []


def test_an_unknown_measure_names_file_line_field_and_the_closest_ones(
    tmp_path: Path, settings: Settings
) -> None:
    write(
        tmp_path / "indicadores" / "bibliotecas.yml",
        CARD.replace("medida: est", "medida: extableci_est"[:14]),
    )
    write(
        tmp_path / "indicadores" / "otra.yml",
        CARD.replace("medida: establecimientos", "medida: stablecimiento"),
    )
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, settings)
    assert ("otra.yml", 10, "numerador[1].medida") in faults(raised)
    message = str(raised.value)
    assert "La medida «stablecimiento» no la entrega ninguna fuente ni receta." in message
    assert "¿Quiso decir «establecimientos»" in message


def test_a_measure_of_a_shipped_recipe_is_known_without_its_file(tmp_path: Path, settings: Settings) -> None:
    card = CARD.replace("medida: establecimientos", "medida: nacidos-vivos, edad: [0-14, 15-16]")
    write(tmp_path / "indicadores" / "bibliotecas.yml", card)
    assert len(load(tmp_path, settings).cards) > 28


def test_every_problem_of_every_file_comes_in_one_go(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS.replace("08110", "08199")))
    write(tmp_path / "indicadores" / "repetida.yml", CARD.replace("id: bibliotecas", "id: rsh-40"))
    goal = GOAL.replace("[13401]", "[13499]").replace("indicador: areas-verdes", "indicador: area-verde")
    write(tmp_path / "metas" / "verdes.yaml", goal)
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, settings)
    found = faults(raised)
    assert ("colaborativa.yaml", 2, "territorios[2]") in found
    assert ("verdes.yaml", 3, "territorios[1]") in found
    assert ("verdes.yaml", 6, "indicadores[1].indicador") in found
    assert {("repetida.yml", 1, "id"), ("rsh-40.yml", 1, "id")} & set(found)
    assert len(found) == 4
    assert "¿Quiso decir «areas-verdes»" in str(raised.value)


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_the_others(
    tmp_path: Path, settings: Settings
) -> None:
    write(tmp_path / "indicadores" / "mala.yml", CARD.replace("tipo: conteo", "tipo: cuenta"))
    write(tmp_path / "indicadores" / "otra.yml", CARD.replace("medida: establecimientos", "medida: nada"))
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, settings)
    assert faults(raised) == [("mala.yml", 7, "tipo"), ("otra.yml", 10, "numerador[1].medida")]


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("periodo: 2026", "periodo: 2021"), 9, "indicadores[1].meta.periodo"),
        (("periodo: 2026", "periodo: pronto"), 9, "indicadores[1].meta.periodo"),
        (("rol: principal", "rol: secundario"), 5, "indicadores"),
        (("fecha: 2025-03-31", "fecha: marzo"), 4, "acuerdo.fecha"),
        (("meta:", "metas:"), 9, "indicadores[1].metas"),
    ],
)
def test_a_goal_that_makes_no_sense_says_where(
    tmp_path: Path, settings: Settings, change: tuple[str, str], line: int, field: str
) -> None:
    write(tmp_path / "metas" / "verdes.yaml", GOAL.replace(*change))
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, settings)
    assert ("verdes.yaml", line, field) in faults(raised)


def test_a_recipe_may_not_take_the_name_of_an_official_source(tmp_path: Path, settings: Settings) -> None:
    shipped = (SHIPPED / "fonasa-sexo-2023.yml").read_text(encoding="utf-8")
    write(tmp_path / "fuentes" / "copia.yml", shipped.replace("id: fonasa-sexo-2023", "id: simce", 1))
    with pytest.raises(SettingsError, match="nombre de una fuente oficial") as raised:
        load(tmp_path, settings)
    assert faults(raised)[0][::2] == ("copia.yml", "id")
