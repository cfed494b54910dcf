"""A territory's page: tiles by area, then each indicator with sentence, chart and table."""

from __future__ import annotations

from typing import Any

from publish import sentences
from publish.inputs import Record
from publish.pages import blocks
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.places import Place

TEMPLATE = "territorio.html.j2"


def territory_page(desk: Desk, place: Place, goals: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of one territory."""
    before, after = desk.places.neighbours(place.id)
    areas: list[dict[str, Any]] = []
    empty: list[dict[str, str]] = []
    for area, name, cards in desk.areas:
        shown = [card for card in cards if desk.figures.has_data(card["id"], place.id)]
        empty += [
            {"id": card["id"], "name": card["nombre"], "why": desk.absent(card, place)}
            for card in cards
            if card not in shown
        ]
        if shown:
            areas.append({"id": area, "name": name, "cards": [_block(desk, card, place) for card in shown]})
    view = {
        "title": place.title,
        "place": place,
        "parents": desk.places.parents(place.id),
        "before": before,
        "after": after,
        "areas": areas,
        "empty": empty,
        "goals": [row for row in goals if row.place.id == place.id],
    }
    return place.url, TEMPLATE, view


def _block(desk: Desk, card: Record, place: Place) -> dict[str, Any]:
    label = f"frase-{card['id']}"
    return {
        "tile": blocks.tile(desk, card, place),
        "label": label,
        "sentence": desk.sentence(card, place),
        "headline": sentences.headline(card, desk.latest(card, place), desk.change(card, place)),
        "chart": desk.chart("territorio", card["id"], place.id, label),
        "table": blocks.series_table(desk, card, place),
        "sex": blocks.sex_table(desk, card, place) if card.get("por_sexo") else None,
        "why_no_sex": blocks.why_no_sex(card),
        "source": card.get("fuente", ""),
    }
