"""The whole public account as one document, and the account of one territory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publish import text
from publish.documents import frame as frames
from publish.documents.goals import goal_part
from publish.documents.places import place_part, plan_part, resources_part, summary_part
from publish.documents.words import Content, of_grid, table
from publish.pages.agreed import menu
from publish.pages.commitments import commitments_page, has_plans
from publish.pages.community import PARTICIPATION
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.home import findings, widest
from publish.pages.participation import participation_page
from publish.pages.pending import is_pending
from publish.pages.places import Place
from publish.pages.promises import promises_block
from publish.pages.resources import findings_of

#: Up to this many territories have their lines in the document of them all.
MOST_PLACES = 40


def whole_account(desk: Desk, goals: list[GoalRow]) -> Content:
    """Everything that `cuenta-publica.pdf` says."""
    year = desk.account.year
    listed = desk.places.listed
    few = len(listed) <= MOST_PLACES
    told = listed if few else [widest(desk)]
    count = "un territorio" if len(listed) == 1 else f"{text.number(len(listed))} territorios"
    others = "" if few else f" Los {count} están cada uno en su propio documento, en el sitio."
    names = text.listing([place.title for place in listed]) if few and listed else ""
    return frames.frame(desk, f"Cuenta pública de resultados {year}") | {
        "places_line": f"Territorios: {names}." if names else f"Con {count}.",
        "findings": [each["sentence"] for each in findings(desk, goals)],
        "promises": _promises(desk),
        "goals": [
            goal_part(desk, goal, [row for row in goals if row.goal["id"] == goal["id"]])
            for goal in desk.account.goals
        ],
        "territories": [summary_part(desk, place, goals) for place in told],
        "territories_title": "Los territorios" if few else "Lo principal",
        "territories_note": "De cada territorio, lo principal. Cada uno tiene además su propio documento, "
        f"con todos sus indicadores.{others}",
        "resources": _resources(desk),
        "plans": _plans(desk),
        "participation": _participation(desk),
        "pending": [card["nombre"] for card in desk.account.indicators if is_pending(card)],
        "method": list(frames.METHOD),
        "sources": frames.all_sources(desk),
    }


def territory_account(desk: Desk, place: Place, goals: list[GoalRow], sources: Iterable[str]) -> Content:
    """Everything that the document of one territory says. sources: ids of those behind its figures."""
    parents = [parent.title for parent in reversed(desk.places.parents(place.id)) if parent.level != "pais"]
    year = desk.account.year
    return (
        frames.frame(desk, f"Cuenta pública {year}: {place.title}")
        | {
            "over": desk.account.settings.get("nombre") or "",
            "under": " · ".join([place.level_name, *parents]),
            "sources": frames.sources_of(desk, set(sources)),
        }
        | place_part(desk, place, goals)
    )


def _resources(desk: Desk) -> Content | None:
    found = desk.account.resources
    if found.is_empty:
        return None
    return resources_part({"offers": len(found.offers), "groups": findings_of(desk, None)})


def _promises(desk: Desk) -> Content | None:
    found = promises_block(desk)
    if not found:
        return None
    rows = [
        [
            f"{each['what']}\n{each['goal']}",
            each["who"],
            each["when"],
            "\n".join(filter(None, (f"{each['symbol']} {each['state']}", each["why"]))),
        ]
        for each in found["rows"]
    ]
    return {
        "title": found["title"],
        "count": found["count"],
        "table": table("", ("Compromiso", "Responsable", "Plazo", "Hoy"), rows),
        "plans": found["plans"],
        "gone": found["gone"],
    }


def _plans(desk: Desk) -> list[Content]:
    if not has_plans(desk):
        return []
    view = commitments_page(desk)[2]
    return [plan_part(plan, _said(plan)) for plan in view["plans"]]


def _said(plan: dict[str, Any]) -> list[str]:
    contradicts = plan["contradicts"]
    return [*plan["summary"], *([f"La fuente se contradice. {contradicts}"] if contradicts else [])]


def _participation(desk: Desk) -> Content | None:
    if PARTICIPATION not in {url for _, url in menu(desk)}:
        return None
    view = participation_page(desk)[2]
    grids = [*view["totals"], *view["seats"]]
    return {
        "summary": view["summary"],
        "tables": [made for each in grids if (made := of_grid(each))],
        "seats": view["seat_note"] if view["seats"] else "",
    }
