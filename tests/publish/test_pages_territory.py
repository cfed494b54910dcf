"""A territory's page is a headline set and short tables; everything else is one step away."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish.account import Account, build_account
from publish.pages.home import widest
from publish.pages.territory import area_pages, territory_page
from tests.publish import made_up, small
from tests.publish.made_up_kinds import KINDS
from tests.publish.one_page import desk_of, shared_desk, written
from tests.publish.pages import words

COPIES = 3


def with_many_cards() -> Account:
    """The made-up account with every card three times, all of them featured."""
    given = made_up.inputs(["13401"])
    figures = given.indicator_values
    figures = figures[figures["territory_id"].isin(["13401", "13", "CL"])]
    names = [f"-{n}" if n else "" for n in range(COPIES)]
    cards: list[dict[str, Any]] = [
        card | {"id": card["id"] + name, "nombre": card["nombre"] + name, "destacado": True}
        for name in names
        for card in given.cards
    ]
    values = [figures.assign(indicator_id=figures["indicator_id"] + name) for name in names]
    many = dataclasses.replace(given, cards=cards, indicator_values=pd.concat(values, ignore_index=True))
    return build_account(many)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    desk = desk_of(with_many_cards())
    out: Path = tmp_path_factory.mktemp("territorio")
    return written(desk, territory_page(desk, desk.places["13401"], []), out)


def test_a_page_of_sixty_indicators_stays_light(page: str) -> None:
    assert len(KINDS) * COPIES > 60
    assert len(page.encode()) < 60_000


def test_a_group_shows_at_most_four_tiles_and_a_line_for_each_of_the_rest(page: str) -> None:
    groups = re.findall(r'<section class="area .*?</section>', page, re.DOTALL)
    assert len(groups) == 5
    for group in groups:
        tiles, lines = group.count('<article class="ficha">'), len(re.findall(r'<tr><th scope="row">', group))
        shown = re.search(r"(?:de los (\d+) indicadores|del indicador)", words(group))
        assert shown is not None
        assert tiles == min(4, int(shown[1])) and tiles + lines == int(shown[1])


def test_every_indicator_with_a_figure_is_shown_in_full_where_its_link_leads() -> None:
    desk = shared_desk()
    place = desk.places["13401"]
    full = {
        f"{path}#{card['id']}" for path, _, view in area_pages(desk, place) for card in view["cards"]
    }  # fmt: skip
    view = territory_page(desk, place, [])[2]
    led = {
        f"{area['url']}#{each['id']}" for area in view["areas"] for each in [*area["tiles"], *area["rows"]]
    }
    assert led == full and len(full) == sum(desk.figures.has_data(c, "13401") for c in desk.account.cards)


def test_featured_cards_are_tiles_and_open_their_group() -> None:
    desk = shared_desk()
    place = desk.places["13401"]
    first = area_pages(desk, place)[0][2]["cards"][0]["id"]
    tiles = [tile["id"] for area in territory_page(desk, place, [])[2]["areas"] for tile in area["tiles"]]
    assert tiles == ["maternidad-adolescente", "desvinculacion", "pobreza-multidimensional"]
    assert first == "maternidad-adolescente"


@pytest.mark.parametrize(
    ("listed", "place"),
    [(["13401"], "13401"), (["13401", "13402"], "134"), (["13401", "08110"], "CL"), (["13", "13401"], "13")],
)
def test_the_front_page_opens_with_the_territory_that_holds_all_others(listed: list[str], place: str) -> None:
    assert widest(desk_of(build_account(small.inputs(territorios=listed)))).id == place


@pytest.mark.parametrize("featured", [True, False])
def test_an_unreliable_figure_has_its_sign_on_its_tile_and_in_its_line(
    featured: bool, tmp_path: Path
) -> None:
    rows = [small.figure(small.SHARE, "13401", "2022", 15, 90, mark="u", mark_reason="Menos de 20 casos.")]
    given = small.inputs(rows)
    cards = [card | {"destacado": featured} for card in given.cards]
    desk = desk_of(build_account(dataclasses.replace(given, cards=cards)))
    shown = written(desk, territory_page(desk, desk.places["13401"], []), tmp_path)
    group = re.search(r'<section class="area .*?</section>', shown, re.DOTALL)
    assert group is not None and group[0].count(">u</abbr>") == 1
    assert ('<article class="ficha">' in group[0]) is featured
