"""A territory's pages: the headline set with a short table of the rest, and one page per group in full."""

from __future__ import annotations

from typing import Any

from publish import sentences, text
from publish.inputs import Record
from publish.pages import blocks
from publish.pages.commitments import place_commitments
from publish.pages.desk import Desk, cell
from publish.pages.detail import detail
from publish.pages.former import notes_of
from publish.pages.goal_rows import GoalRow
from publish.pages.pending import is_pending
from publish.pages.places import Place
from publish.pages.resources import block

TEMPLATE = "territorio.html.j2"
AREA_TEMPLATE = "territorio-area.html.j2"
#: Tiles of a group on a territory's page and on the front page.
TILES = 4


def area_url(place: Place, area: str) -> str:
    """Address of a group's page of a territory, from the edition's root."""
    return f"territorios/{place.id}/{area}/index.html"


def indicator_url(card: Record, place: Place) -> str:
    """Where an indicator is shown in full for a place: its group's page, or the indicator's own."""
    if not place.listed:
        return f"indicadores/{card['id']}/index.html"
    return f"{area_url(place, card.get('area', ''))}#{card['id']}"


def headline(desk: Desk, cards: list[Record], place: Place) -> list[Record]:
    """The featured cards of a group that have a figure in a place, at most TILES."""
    found = [c for c in cards if c.get("destacado") and desk.figures.has_data(c["id"], place.id)]
    return found[:TILES]


def territory_page(desk: Desk, place: Place, goals: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of one territory: tiles and short tables, each leading to the whole."""
    before, after = desk.places.neighbours(place.id)
    areas: list[dict[str, Any]] = []
    empty: list[dict[str, str]] = []
    for area, name, cards in desk.areas:
        shown = [card for card in cards if desk.figures.has_data(card["id"], place.id)]
        first = headline(desk, shown, place)
        empty += [
            {"id": card["id"], "name": card["nombre"], "why": desk.absent(card, place)}
            for card in cards
            if card not in shown and not is_pending(card)
        ]
        if shown:
            areas.append(
                {
                    "id": area,
                    "name": name,
                    "url": area_url(place, area),
                    "count": len(shown),
                    "tiles": [blocks.tile(desk, card, place) for card in first],
                    "rows": [_row(desk, card, place) for card in shown if card not in first],
                }
            )
    view = {
        "title": place.title,
        "place": place,
        "parents": desk.places.parents(place.id),
        "parts": desk.places.parts(place.id),
        "past": notes_of(desk, place.id),
        "before": before,
        "after": after,
        "areas": areas,
        "empty": [] if place.is_part else empty,
        "comuna": desk.places.comuna(place.id),
        "pending": sum(is_pending(card) for card in desk.account.indicators),
        "goals": [row for row in goals if row.place.id == place.id],
        "commitments": place_commitments(desk, place),
        "resources": block(desk, place),
    }
    return place.url, TEMPLATE, view


def area_pages(desk: Desk, place: Place) -> list[tuple[str, str, dict[str, Any]]]:
    """Path, template and view of each group of a territory that has figures, headline set first."""
    groups = [
        (area, name, [card for card in cards if desk.figures.has_data(card["id"], place.id)])
        for area, name, cards in desk.areas
    ]
    groups = [group for group in groups if group[2]]
    pages = []
    for at, (area, name, cards) in enumerate(groups):
        first = headline(desk, cards, place)
        near = [groups[n] if 0 <= n < len(groups) else None for n in (at - 1, at + 1)]
        view = {
            "title": f"{name} en {place.title}",
            "place": place,
            "parents": desk.places.parents(place.id),
            "area": area,
            "cards": [_whole(desk, c, place) for c in [*first, *(c for c in cards if c not in first)]],
            "near": [(each[1], area_url(place, each[0])) if each else None for each in near],
        }
        pages.append((area_url(place, area), AREA_TEMPLATE, view))
    return pages


def _row(desk: Desk, card: Record, place: Place) -> dict[str, Any]:
    """A line of the short table: the newest figure, how it changed, and the same period elsewhere."""
    latest, change = desk.latest(card, place), desk.change(card, place)
    region, country = desk.compared(card, place, latest.period) if latest else (None, None)
    symbol, words = sentences.badge(card, change)
    return {
        "id": card["id"],
        "name": card["nombre"],
        "unit": card.get("unidad", ""),
        "period": text.period(latest.period) if latest else "",
        "value": cell(card, latest)
        if latest
        else {"text": "", "code": "nd", "note": desk.absent(card, place)},
        "since": text.period(change.earlier.period) if change else "",
        "symbol": symbol,
        "words": words,
        "verdict": change.verdict if change else "none",
        "region": cell(card, region),
        "country": cell(card, country),
    }


def _whole(desk: Desk, card: Record, place: Place) -> dict[str, Any]:
    label = f"frase-{card['id']}"
    return detail(desk, card, place, label, desk.chart("territorio", card["id"], place.id, label))
