"""The front page of an edition: findings, goals, territories, indicators, downloads."""

from __future__ import annotations

from typing import Any

from publish.inputs import Record
from publish.pages import blocks
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.places import COUNTRY, Place

TEMPLATE = "inicio.html.j2"
FINDINGS = 3
#: From this many pages on, the finder folds each región.
FOLD_FROM = 30


def home_page(desk: Desk, goals: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the front page."""
    areas = [
        {
            "id": area,
            "name": name,
            "cards": [
                {
                    "id": c["id"],
                    "name": c["nombre"],
                    "lay": c.get("definicion", ""),
                    "until": blocks.freshness(desk, c),
                }
                for c in cards
            ],
        }
        for area, name, cards in desk.areas
    ]
    view = {
        "title": f"Cuenta pública de resultados {desk.account.year}",
        "description": desk.account.settings.get("descripcion") or "",
        "findings": findings(desk, goals),
        "goals": _goal_cards(desk, goals),
        "regions": desk.places.by_region(),
        "count": len(desk.places.listed),
        "fold": len(desk.places.listed) >= FOLD_FROM,
        "areas": areas,
        "files": [file for file in desk.edition.files if file.path.endswith((".zip", "valores.csv"))],
    }
    return "index.html", TEMPLATE, view


def findings(desk: Desk, goals: list[GoalRow]) -> list[dict[str, str]]:
    """Up to three sentences: goals first, then featured indicators whose change is more than noise."""
    found = [
        {"sentence": row.sentence, "url": f"metas/{row.goal['id']}/index.html"}
        for row in goals
        if row.role == "principal"
    ]
    places = desk.places.listed if len(desk.places.listed) < FOLD_FROM else [desk.places[COUNTRY]]
    said = {row.card["id"] for row in goals}
    featured = [c for c in desk.account.indicators if c.get("destacado") and c["id"] not in said]
    pairs = [(card, _speaker(desk, card, places, turn)) for turn, card in enumerate(featured)]
    for card, place in sorted(pairs, key=lambda pair: not _moved(desk, *pair)):
        if desk.latest(card, place) is not None:
            found.append({"sentence": desk.sentence(card, place), "url": _where(card, place)})
    return found[:FINDINGS]


def _speaker(desk: Desk, card: Record, places: list[Place], turn: int) -> Place:
    """Which place a finding is about: each in its turn, those where something changed first."""
    moved = [place for place in places if _moved(desk, card, place)] or places
    return moved[turn % len(moved)]


def _moved(desk: Desk, card: Record, place: Place) -> bool:
    change = desk.change(card, place)
    return change is not None and change.verdict in ("better", "worse")


def _where(card: Record, place: Place) -> str:
    return f"{place.url}#{card['id']}" if place.listed else f"indicadores/{card['id']}/index.html"


def _goal_cards(desk: Desk, goals: list[GoalRow]) -> list[dict[str, Any]]:
    cards = []
    for goal in desk.account.goals:
        rows = [row for row in goals if row.goal["id"] == goal["id"]]
        cards.append({"goal": goal, "row": rows[0] if rows else None, "more": max(len(rows) - 1, 0)})
    return cards
