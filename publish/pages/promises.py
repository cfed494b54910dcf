"""The block that opens each account: what was promised in the one before, and its state of today."""

from __future__ import annotations

from typing import Any

from publish import text
from publish.commitment_words import title
from publish.pages.commitments import URL as COMMITMENTS
from publish.pages.commitments import has_plans
from publish.pages.desk import Desk
from publish.pages.goal_story import STATES
from publish.plan_promises import PlanPromise
from publish.promises import GONE, Promise

_STATES = STATES | {GONE: ("⊘", "Ya no está en la cuenta")}
_COUNTED = {
    "cumplida": ("cumplido", "cumplidos"),
    "en_curso": ("en curso", "en curso"),
    "pendiente": ("pendiente", "pendientes"),
    "no_cumplida": ("no cumplido", "no cumplidos"),
    "eliminada": ("eliminado", "eliminados"),
    GONE: ("que ya no está en la cuenta", "que ya no están en la cuenta"),
}


def promises_block(desk: Desk) -> dict[str, Any] | None:
    """Title, count and rows of the promises; None when there are none."""
    found = desk.account.promises
    if not found.rows and not found.plans and not found.gone:
        return None
    before = f"la cuenta de {found.previous}" if found.previous else "años anteriores"
    return {
        "title": f"Lo que se prometió en {before}",
        "count": _count(found.rows) if found.rows else "",
        "rows": [_row(promise) for promise in found.rows],
        "plans": [_plan(plan) for plan in found.plans],
        "plans_url": COMMITMENTS if has_plans(desk) else "",
        "gone": list(found.gone),
    }


def _plan(made: PlanPromise) -> str:
    """«Mesa local 2024: de 11 acciones planificadas, hoy hay 6 hechas, 4 pendientes y 1 eliminada.»"""
    name = title(made.plan)
    whole = f"{name}: {_actions(made.planned, 'acción planificada', 'acciones planificadas')} entonces"
    if not made.listed:
        return f"{whole}; el plan ya no está en la cuenta."
    parts = [
        _actions(count, one, many)
        for count, one, many in (
            (made.done, "hecha", "hechas"),
            (made.pending, "pendiente", "pendientes"),
            (made.cancelled, "eliminada", "eliminadas"),
        )
        if count is not None
    ]
    return (
        f"{whole}; hoy, {text.listing(parts)}."
        if parts
        else f"{whole}; hoy no se informa cuántas se hicieron."
    )


def _actions(count: float, one: str, many: str) -> str:
    return f"{text.plain(count)} {one if count == 1 else many}"


def _count(rows: tuple[Promise, ...]) -> str:
    """«De 5 compromisos, 2 cumplidos, 2 en curso y 1 pendiente»."""
    states = [promise.state for promise in rows]
    parts = [
        f"{states.count(state)} {one if states.count(state) == 1 else many}"
        for state, (one, many) in _COUNTED.items()
        if state in states
    ]
    whole = "1 compromiso" if len(rows) == 1 else f"{len(rows)} compromisos"
    return f"De {whole}: {text.listing(parts)}."


def _row(promise: Promise) -> dict[str, Any]:
    symbol, words = _STATES.get(promise.state, ("○", promise.state))
    due = promise.due
    return {
        "what": promise.what,
        "who": promise.who or "Sin responsable",
        "when": text.date(due) if len(due) > 7 else text.period(due) if due else "Sin fecha",
        "symbol": symbol,
        "state": words,
        "why": promise.reason,
        "goal": promise.statement,
        "url": f"metas/{promise.goal}/index.html" if promise.listed else "",
    }
