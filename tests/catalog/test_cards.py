"""The cards that ship: all that others rely on are there, complete and in agreement with the sources."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from pipelines.catalog.card_parts import Lens
from pipelines.catalog.cards import Card
from pipelines.catalog.check import SHIPPED_CARDS, check_catalog, known_ids
from pipelines.catalog.model import load_file, load_folders
from pipelines.catalog.recipe_info import recipe_info
from pipelines.catalog.recipes import shipped_recipes
from pipelines.catalog.settings import load_settings
from pipelines.errors import SettingsError
from pipelines.sources.registry import official_sources
from tests.catalog.written import CARD, SETTINGS, faults, write

RELIED_ON = {
    "poblacion-0-17": "conteo",
    "poblacion-0-17-parte": "proporcion",
    "maternidad-adolescente": "proporcion",
    "fecundidad-adolescente": "tasa",
    "matricula-total": "conteo",
    "matricula-publica": "proporcion",
    "desvinculacion": "proporcion",
    "desvinculacion-global": "proporcion",
    "simce-4b-lectura": "promedio",
    "simce-4b-matematica": "promedio",
    "simce-2m-lectura": "promedio",
    "simce-2m-matematica": "promedio",
    "simce-4b-lectura-insuficiente": "promedio",
    "simce-4b-matematica-insuficiente": "promedio",
    "simce-2m-lectura-insuficiente": "promedio",
    "simce-2m-matematica-insuficiente": "promedio",
    "vulnerabilidad-escolar": "proporcion",
    "pobreza-ingresos": "publicado",
    "pobreza-ingresos-antigua": "publicado",
    "pobreza-multidimensional": "publicado",
    "rsh-40": "proporcion",
    "fonasa-beneficiarios": "conteo",
    "dependencia-fcm": "publicado",
    "areas-verdes": "razon",
    "mortalidad-infantil-sinim": "publicado",
    "defunciones": "conteo",
    "defunciones-menores-1": "conteo",
}


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    return {card.id: card for card in load_folders([SHIPPED_CARDS], Card)}


def test_every_card_that_others_rely_on_ships(cards: dict[str, Card]) -> None:
    assert {card_id: cards[card_id].kind for card_id in RELIED_ON} == RELIED_ON
    assert len(cards) >= 28
    assert len({card.area for card in cards.values()}) == 5


def test_the_cards_are_as_wide_as_a_childhood(cards: dict[str, Card]) -> None:
    with_figures = [card for card in cards.values() if card.kind != "pendiente"]
    assert len(with_figures) >= 60
    for area, least in (
        ("nacer-y-crecer", 15), ("aprender", 20), ("vivir-sin-pobreza", 5), ("barrio-y-servicios", 10),
        ("proteccion-y-participacion", 9),
    ):  # fmt: skip
        assert sum(card.area == area for card in cards.values()) >= least, area


def test_no_source_gives_more_than_a_third_of_the_cards(cards: dict[str, Card]) -> None:
    given = {
        item.id: info.id
        for info in (
            *(source.info for source in official_sources()),
            *(recipe_info(recipe) for recipe in shipped_recipes()),
        )
        for item in (*info.measures, *info.published)
    }
    measured = [card for card in cards.values() if card.kind != "pendiente"]
    sources = Counter(
        given[card.published or next(operand.measure for _, _, operand in card.operands())]
        for card in measured
    )
    assert sum(sources.values()) == len(measured)
    most, count = sources.most_common(1)[0]
    assert count * 3 <= len(measured), most


def test_each_area_has_a_short_headline_set(cards: dict[str, Card]) -> None:
    for area in {card.area for card in cards.values()}:
        featured = [card.id for card in cards.values() if card.area == area and card.featured]
        assert 1 <= len(featured) <= 4, (area, featured)


def test_every_card_says_of_each_lens_what_it_has_or_why_not(cards: dict[str, Card]) -> None:
    for card in cards.values():
        shown = {"edad" if each.ages else each.dimension for each in card.breakdowns}
        said = {lens for none in card.no_breakdowns for lens in none.lenses}
        assert {*get_args(Lens)} - {"sexo"} <= shown | said, card.id


def test_every_card_tells_what_matters_and_what_is_weak_in_it(cards: dict[str, Card]) -> None:
    for card in cards.values():
        assert card.key_points, card.id
        if card.kind != "pendiente":
            assert card.next_release and card.producer_words and card.processing and card.weaknesses, card.id
            assert card.producer_words != card.processing, card.id


def test_shipped_cards_use_only_measures_that_somebody_gives(cards: dict[str, Card], tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "c.yaml", SETTINGS))
    known = known_ids([source.info for source in official_sources()], [])
    check_catalog(list(cards.values()), [], known, settings)


def test_each_card_stands_in_the_folder_of_its_area_under_its_id(cards: dict[str, Card]) -> None:
    for card in cards.values():
        assert (card.origin.file.parent.name, card.origin.file.stem) == (card.area, card.id)


def test_lay_and_technical_words_are_kept_apart(cards: dict[str, Card]) -> None:
    for card in cards.values():
        assert card.definition != card.technical
        assert card.definition.endswith(".")
        assert not any(word in card.definition for word in ("COD_", "nalu", "dividid", "palu"))


@pytest.mark.parametrize("age", ["<1", "menores", "10-5", "5 a 9", "1-4-9"])
@pytest.mark.parametrize("part", ["operando", "desglose"])
def test_an_age_that_is_no_band_is_refused_where_it_is_written(tmp_path: Path, age: str, part: str) -> None:
    in_operand = 'numerador: {medida: establecimientos, edad: [0-4, "' + age + '"]}'
    in_breakdown = CARD + 'desgloses:\n  - {edad: [0-4, "' + age + '"]}\n'
    text = CARD.replace("numerador: {medida: establecimientos}", in_operand)
    with pytest.raises(SettingsError, match="no es un tramo de edad") as raised:
        load_file(write(tmp_path / "t.yml", in_breakdown if part == "desglose" else text), Card)
    assert faults(raised)[0][2].endswith("edad[2]")


def test_the_total_is_no_age_to_show_apart(tmp_path: Path) -> None:
    for age in ("total", "sin_dato"):
        path = write(tmp_path / "t.yml", CARD + "desgloses:\n  - {edad: [0-4, " + age + "]}\n")
        with pytest.raises(SettingsError, match="no es un tramo de edad"):
            load_file(path, Card)


def test_teenage_births_add_the_bands_under_twenty(cards: dict[str, Card]) -> None:
    births = cards["maternidad-adolescente"].numerator[0]
    assert births.ages == ("0-14", "15-16", "17-19")
    rate = cards["fecundidad-adolescente"]
    assert (rate.denominator[0].sex, rate.denominator[0].ages, rate.scale) == ("mujer", ("15-19",), 1000)
    gone = rate.breaks[0]
    assert set(gone.territories) == {
        "01101", "01107", "08110", "08112", "08311", "08314", "09111", "09121",
    }  # fmt: skip
    assert (gone.period_from, gone.period_to) == ("", "2004")


def test_scale_and_interval_follow_the_kind_of_figure(cards: dict[str, Card]) -> None:
    assert (cards["rsh-40"].scale, cards["rsh-40"].interval) == (100, "wilson")
    assert (cards["simce-4b-lectura"].scale, cards["simce-4b-lectura"].interval) == (1, "ninguno")
    assert cards["pobreza-ingresos"].interval == "publicado"
    assert cards["areas-verdes"].why_no_interval


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("tipo: conteo", "tipo: proporcion"), 7, "tipo"),
        (("tipo: conteo", "tipo: publicado"), 7, "tipo"),
        (("tipo: conteo", "tipo: cuenta"), 7, "tipo"),
        (("motivo_sin_sexo: Cuenta edificios.\n", ""), 11, "por_sexo"),
        (
            ("medida: establecimientos", "medida: establecimientos, dimension: nivel"),
            10,
            "numerador[1].dimension",
        ),
        (("medida:", "mesura:"), 10, "numerador[1].medida"),
        (("id: bibliotecas", "id: Bibliotecas públicas"), 1, "id"),
        (("nombre: Bibliotecas públicas\n", "nombre:\n"), 2, "nombre"),
    ],
)
def test_a_card_that_does_not_hold_together_says_where(
    tmp_path: Path, change: tuple[str, str], line: int, field: str
) -> None:
    path = write(tmp_path / "bibliotecas.yml", CARD.replace(*change))
    with pytest.raises(SettingsError) as raised:
        load_folders([tmp_path], Card)
    assert ("bibliotecas.yml", line, field) in faults(raised)
    assert path.exists()
