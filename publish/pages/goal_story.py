"""What a goal's page tells besides figures: who agreed it, what moves it, what works, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish import text
from publish.inputs import Record
from publish.pages.prose import paragraphs

STATES = {
    "pendiente": ("○", "Pendiente"),
    "en_curso": ("▶", "En curso"),
    "cumplida": ("✔", "Cumplida"),
    "no_cumplida": ("✗", "No cumplida"),
    "eliminada": ("⊘", "Eliminada"),
}
#: States that owe a reason.
_OWE_A_REASON = ("no_cumplida", "eliminada")


def story_view(goal: Record) -> dict[str, Any]:
    """The words of a goal, ready for its page. Everything may be missing but the statement."""
    agreement = goal.get("acuerdo") or {}
    attendance = agreement.get("asistencia") or {}
    ideas = [_idea(each) for each in goal.get("que_funciona") or []]
    return {
        "agreed_on": text.date(str(agreement.get("fecha") or "")),
        "place": agreement.get("lugar") or "",
        "assembly": agreement.get("asamblea") or "",
        "women": attendance.get("mujeres"),
        "men": attendance.get("hombres"),
        "kinds": [_kind(each) for each in attendance.get("por_clase") or []],
        "plans": [_plan(each) for each in goal.get("planes") or []],
        "story": paragraphs(goal.get("historia") or ""),
        "factors": _factors(goal.get("factores") or []),
        "partners": [_partner(each) for each in goal.get("socios") or []],
        "ideas": ideas,
        "no_low_cost": not any(idea["low_cost"] for idea in ideas),
        "actions": [action(each) for each in goal.get("acciones") or []],
        "changes": [_change(each) for each in goal.get("historial") or []],
    }


def action(entry: Record) -> dict[str, str]:
    """An action as a row: what, who, when, how much, in what state and why."""
    state = str(entry.get("estado") or "pendiente")
    symbol, words = STATES.get(state, ("○", state))
    when = str(entry.get("fecha") or "")
    budget = entry.get("presupuesto")
    why = str(entry.get("motivo") or "")
    return {
        "what": str(entry.get("accion", "")),
        "who": str(entry.get("responsable") or "Sin responsable"),
        "when": text.date(when) if len(when) > 7 else text.period(when) if when else "Sin fecha",
        "budget": "" if budget is None else f"$ {text.number(float(budget))}",
        "symbol": symbol,
        "state": words,
        "why": why or ("Sin motivo escrito." if state in _OWE_A_REASON else ""),
    }


def _kind(entry: Record) -> dict[str, str]:
    women, men, people = (entry.get(name) for name in ("mujeres", "hombres", "personas"))
    total = people
    if people is None and women is not None and men is not None:
        total = women + men
    shown = [text.number(count) if count is not None else "" for count in (women, men, total)]
    return {"name": str(entry.get("clase") or ""), "women": shown[0], "men": shown[1], "total": shown[2]}


def _plan(entry: Record) -> str:
    """«PADEM, objetivo 2.3: Retención escolar»."""
    code, objective = str(entry.get("codigo") or ""), str(entry.get("objetivo") or "")
    named = f"{entry.get('plan', '')}, objetivo {code}" if code else str(entry.get("plan", ""))
    return f"{named}: {objective}" if objective else named


def _factors(entries: Sequence[Record]) -> list[dict[str, Any]]:
    """What helps and what hinders, each with of whom it is said; a side without any is left out."""
    sides = (("ayuda", "+", "Lo que ayuda"), ("dificulta", "−", "Lo que dificulta"))
    found = []
    for effect, symbol, title in sides:
        of_side = [
            {"what": str(each.get("factor", "")), "sex": _of_whom(str(each.get("sexo") or "total"))}
            for each in entries
            if each.get("efecto") == effect
        ]
        if of_side:
            found.append({"symbol": symbol, "title": title, "factors": of_side})
    return found


def _of_whom(sex: str) -> str:
    return "" if sex == "total" else text.SEX_NAMES[sex].lower()


def _partner(entry: Record | str) -> dict[str, str]:
    """Name and role; a partner may be written as its name alone."""
    known = {"nombre": entry} if isinstance(entry, str) else entry
    return {"name": str(known.get("nombre") or ""), "role": str(known.get("rol") or "")}


def _idea(entry: Record) -> dict[str, Any]:
    return {
        "what": str(entry.get("idea", "")).rstrip("."),
        "evidence": str(entry.get("evidencia") or "Sin evidencia escrita."),
        "low_cost": bool(entry.get("bajo_costo")),
    }


def _change(entry: Record) -> dict[str, str]:
    return {
        "when": text.date(str(entry.get("fecha") or "")),
        "what": str(entry.get("cambio") or ""),
        "why": str(entry.get("motivo") or "Sin motivo escrito."),
        "who": str(entry.get("asamblea") or ""),
    }
