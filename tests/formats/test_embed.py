"""A chart made to be embedded says by itself what it shows, whose it is and where the rest is."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from publish.charts import ChartBook
from publish.inputs import Record
from publish.links import problems
from publish.pages.desk import Desk
from publish.pages.drawings import indicator_chart, territory_chart
from publish.pages.embed import FOLDER, embed_pages, snippet
from publish.pages.environment import POLICY
from tests.publish.one_page import shared_desk, written


@pytest.fixture(scope="module")
def card() -> Record:
    """An indicator with a chart for the country and for some territory."""
    desk = shared_desk()
    return next(
        card
        for card in desk.account.indicators
        if indicator_chart(desk, card) and territory_chart(desk, card, desk.places[desk.account.listed[0]])
    )


@pytest.fixture(scope="module")
def desk(card: Record) -> Desk:
    """A desk whose only charts are those of that indicator."""
    book = ChartBook()
    made = Desk(shared_desk().account, shared_desk().edition, book)
    place = made.places[made.account.listed[0]]
    for about, drawing in (
        (("indicador", card["id"], ""), indicator_chart(made, card)),
        (("territorio", card["id"], place.id), territory_chart(made, card, place)),
    ):
        key = book.add(drawing) if drawing else None
        made.charts[about] = key or ""
    book.render()
    return made


def test_there_is_one_for_the_country_and_each_large_territory_with_a_chart(desk: Desk, card: Record) -> None:
    paths = [path for path, _, _ in embed_pages(desk, card)]
    assert paths == [f"{FOLDER}/{card['id']}/{code}.html" for code in ("CL", desk.account.listed[0])]


def test_it_carries_sentence_chart_source_edition_and_the_way_to_the_rest(
    desk: Desk, card: Record, tmp_path: Path
) -> None:
    for page in embed_pages(desk, card):
        shown = written(desk, page, tmp_path)
        assert '<svg role="img" aria-labelledby="frase"' in shown and shown.count("<h1>") == 1
        assert "<script" not in shown and html.escape(POLICY).replace("&#x27;", "&#39;") in shown
        assert "frame-ancestors" not in POLICY  # anyone may embed it
        told = html.unescape(shown).replace("\u00a0", " ")
        source = str(card["fuente"]).rstrip(".")
        assert str(page[2]["sentence"]).replace("\u00a0", " ") in told and f"Fuente: {source}." in told
        assert f"edición {desk.edition.id}" in told
        (link,) = re.findall(r'<a href="([^"]+)" target="_top">', shown)
        assert link == f"../../{page[2]['url']}"


def test_the_snippet_shows_the_page_of_the_country(desk: Desk, card: Record, tmp_path: Path) -> None:
    pasted = tmp_path / "pagina.html"
    pasted.write_text(f"<!doctype html><html lang=es>{snippet(desk, card)}</html>", encoding="utf-8")
    for page in embed_pages(desk, card):
        written(desk, page, tmp_path)
    assert not [fault for fault in problems(tmp_path) if fault.startswith("«pagina.html»")]
    assert snippet(desk, next(c for c in desk.account.indicators if c is not card)) == ""
