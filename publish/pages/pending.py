"""Agreed indicators without data: their page, the letter that asks for them, and the list of all."""

from __future__ import annotations

from typing import Any

from publish import lenses, text
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow

AGENDA = "agenda/index.html"
#: state of the request -> symbol and words
STATES = {
    "por_pedir": ("○", "Por pedir"),
    "pedido": ("▶", "Pedido, sin respuesta todavía"),
    "negado": ("✗", "Negado"),
    "en_camino": ("▷", "En camino: lo van a entregar"),
}
#: Years that the letter asks for, the account's one included.
YEARS = 10
#: Up to this many territories are named in the letter.
_NAMED = 6


def is_pending(card: Record) -> bool:
    """Whether the indicator is agreed and nobody gives its data yet."""
    return card.get("tipo") == "pendiente"


def letter_url(indicator: str) -> str:
    """Address of the letter that asks for the data, from the edition's root."""
    return f"indicadores/{indicator}/carta/index.html"


def pending_page(desk: Desk, card: Record, goals: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the page of an indicator without data."""
    order = [each for _, _, cards in desk.areas for each in cards]
    at = order.index(card)
    view = {
        "title": card["nombre"],
        "card": card,
        "area": text.AREA_NAMES.get(card.get("area", ""), ""),
        "entry": _entry(card),
        "why": (card.get("sin_datos") or {}).get("por_que_importa") or "",
        "key_points": card.get("puntos_clave") or [],
        "apart": _apart(card),
        "goals": _goals(desk, card, goals),
        "letter": letter_url(card["id"]),
        "before": order[at - 1] if at else None,
        "after": order[at + 1] if at + 1 < len(order) else None,
    }
    return f"indicadores/{card['id']}/index.html", "pendiente.html.j2", view


def letter_page(desk: Desk, card: Record) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the letter: one printed page, without the name of any person."""
    year = desk.account.year
    places = [place.title for place in desk.places.listed]
    view = {
        "title": f"Carta para pedir el dato: {card['nombre']}",
        "card": card,
        "area": text.AREA_NAMES.get(card.get("area", ""), ""),
        "entry": _entry(card),
        "request": (card.get("sin_datos") or {}).get("pedido") or "",
        "years": (year - YEARS + 1, year),
        "places": text.listing(places) if len(places) <= _NAMED else "",
        "count": len(places),
        "apart": _apart(card),
    }
    return letter_url(card["id"]), "carta.html.j2", view


def agenda_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the list of what is not known yet."""
    pending = [card for _, _, cards in desk.areas for card in cards if is_pending(card)]
    waiting = [
        card for _, _, cards in desk.areas for card in cards
        if not is_pending(card) and card["id"] not in desk.with_rows
    ]  # fmt: skip
    view = {
        "title": "Lo que todavía no sabemos",
        "pending": [_entry(card) for card in pending],
        "waiting": waiting,
    }
    return AGENDA, "agenda.html.j2", view


def _entry(card: Record) -> dict[str, Any]:
    """What is missing, who holds it, since when it is asked and how that goes."""
    missing = card.get("sin_datos") or {}
    symbol, words = STATES.get(missing.get("estado") or "por_pedir", STATES["por_pedir"])
    asked = str(missing.get("ultimo_pedido") or "")
    return {
        "id": card["id"],
        "name": card["nombre"],
        "missing": str(missing.get("que_falta") or ""),
        "holder": str(missing.get("quien_lo_tiene") or card.get("fuente") or ""),
        "asked": text.date(asked) if len(asked) > 7 else text.period(asked) if asked else "",
        "symbol": symbol,
        "state": words,
        "letter": letter_url(card["id"]),
    }


def _apart(card: Record) -> list[str]:
    """By whom the data are wanted apart: the breakdowns of the card, and every lens that makes sense.

    That nobody is known to collect one is no reason not to ask for it.
    """
    senseless: set[str] = set()
    for none in card.get("sin_desglose") or []:
        if none.get("estado") == "no_aplica":
            named = none.get("lente") or []
            senseless |= {named} if isinstance(named, str) else set(named)
    own = [str(each["dimension"]) for each in card.get("desgloses") or [] if each.get("dimension")]
    wanted = [*own, *(lens for lens in lenses.LENSES if lens not in senseless)]
    return [lenses.by(dimension) for dimension in dict.fromkeys(wanted)]


def _goals(desk: Desk, card: Record, goals: list[GoalRow]) -> list[Record]:
    """The goals that need this indicator, be there a row of it or not."""
    rows = {row.goal["id"] for row in goals if row.card["id"] == card["id"]}
    needing = {
        goal["id"]
        for goal in desk.account.goals
        if any(each.get("indicador") == card["id"] for each in goal.get("indicadores") or [])
    }
    return [goal for goal in desk.account.goals if goal["id"] in rows | needing]
