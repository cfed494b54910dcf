"""The front page of an edition: findings, goals, territories, indicators, downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publish.formats import linked
from publish.inputs import Record
from publish.pages import blocks
from publish.pages.desk import Desk
from publish.pages.former import LIST_URL
from publish.pages.goal_rows import GoalRow
from publish.pages.pending import is_pending
from publish.pages.places import COUNTRY, Place
from publish.pages.promises import promises_block
from publish.pages.territory import headline, indicator_url

TEMPLATE = "inicio.html.j2"
FINDINGS = 3
#: Verdicts of a goal that say more than noise.
_CHANGED = ("alcanzada", "en_camino", "se_aleja")
#: Files that the front page offers; the rest are on the page of downloads.
_TAKEN = (".pdf", ".xlsx", "todo.zip", "valores.csv")
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
                    "pending": is_pending(c),
                }
                for c in cards
            ],
        }
        for area, name, cards in desk.areas
    ]
    view = {
        "title": f"Cuenta pública de resultados {desk.account.year}",
        "description": desk.account.settings.get("descripcion") or "",
        "linked": linked.of_account(desk.account, desk.terms),
        "promises": promises_block(desk),
        "findings": findings(desk, goals),
        "headline": _headline(desk),
        "pending": sum(is_pending(card) for card in desk.account.indicators),
        "goals": _goal_cards(desk, goals),
        "regions": desk.places.by_region(),
        "changed": LIST_URL if desk.formers else "",
        "count": len(desk.places.listed),
        "fold": len(desk.places.listed) >= FOLD_FROM,
        "areas": areas,
        "files": [file for file in desk.edition.files if file.path.endswith(_TAKEN)],
    }
    return "index.html", TEMPLATE, view


def findings(desk: Desk, goals: list[GoalRow]) -> list[dict[str, str]]:
    """Up to three sentences, each of another goal or indicator, and of other areas and territories if it
    can be. What changed beyond noise comes first; goals before featured indicators.
    """
    waiting = [*_of_goals(goals), *_of_indicators(desk)]
    chosen: list[_Finding] = []
    while waiting and len(chosen) < FINDINGS:
        areas, places = {f.area for f in chosen}, {f.place for f in chosen}
        best = min(waiting, key=lambda f: (not f.changed, f.area in areas, f.place in places))
        chosen.append(best)
        waiting = [f for f in waiting if f.goal != best.goal and f.indicator != best.indicator]
    return [{"sentence": f.sentence, "url": f.url} for f in chosen]


@dataclass(frozen=True)
class _Finding:
    """What the front page might say. `goal` tells its goal, or its indicator when it is of none."""

    goal: str
    indicator: str
    area: str
    place: str
    changed: bool
    url: str
    sentence: str


def widest(desk: Desk) -> Place:
    """The smallest territory that contains every one with a page: the only one, their región, or Chile."""
    paths = [[*(p.id for p in desk.places.parents(t)), t] for t in desk.account.listed]
    shared = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
    return desk.places[shared[-1] if shared else COUNTRY]


def _headline(desk: Desk) -> dict[str, Any]:
    """The headline set of the widest territory: the tiles of each group, with where each leads."""
    place = widest(desk)
    groups = [
        {
            "name": name,
            "id": area,
            "tiles": [
                (blocks.tile(desk, c, place), indicator_url(c, place)) for c in headline(desk, cards, place)
            ],
        }
        for area, name, cards in desk.areas
    ]
    return {"place": place, "groups": [group for group in groups if group["tiles"]]}


def _of_goals(goals: list[GoalRow]) -> list[_Finding]:
    return [
        _Finding(
            f"meta {row.goal['id']}",
            row.card["id"],
            row.card.get("area", ""),
            row.place.id,
            row.values["verdict"] in _CHANGED and not row.met_at_start,
            f"metas/{row.goal['id']}/index.html",
            row.sentence,
        )
        for row in goals
        if row.role == "principal" and row.values["latest_value"] is not None
    ]


def _of_indicators(desk: Desk) -> list[_Finding]:
    places = desk.places.listed if len(desk.places.listed) < FOLD_FROM else [desk.places[COUNTRY]]
    return [
        _Finding(
            card["id"],
            card["id"],
            card.get("area", ""),
            place.id,
            _moved(desk, card, place),
            indicator_url(card, place),
            desk.sentence(card, place),
        )
        for card in desk.account.indicators
        if card.get("destacado")
        for place in places
        if (latest := desk.latest(card, place)) is not None and latest.is_open
    ]


def _moved(desk: Desk, card: Record, place: Place) -> bool:
    change = desk.change(card, place)
    return change is not None and change.verdict in ("better", "worse")


def _goal_cards(desk: Desk, goals: list[GoalRow]) -> list[dict[str, Any]]:
    cards = []
    for goal in desk.account.goals:
        rows = [row for row in goals if row.goal["id"] == goal["id"]]
        cards.append({"goal": goal, "row": rows[0] if rows else None, "more": max(len(rows) - 1, 0)})
    return cards
