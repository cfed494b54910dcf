"""A goal's page: what was agreed and by whom, how far it is, and what each partner undertook to do."""

from __future__ import annotations

from typing import Any

from publish import text
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.prose import paragraphs
from publish.pages.questions import goal_questions

TEMPLATE = "meta.html.j2"
STATES = {
    "pendiente": ("○", "Pendiente"),
    "en_curso": ("▶", "En curso"),
    "cumplida": ("✔", "Cumplida"),
    "no_cumplida": ("✗", "No cumplida"),
}


def url(goal: str) -> str:
    """Address of a goal's page from the edition's root."""
    return f"metas/{goal}/index.html"


def goal_page(desk: Desk, goal: Record, rows: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of one goal. rows: those of this goal."""
    goals = desk.account.goals
    at = goals.index(goal)
    agreement = goal.get("acuerdo") or {}
    attendance = agreement.get("asistencia") or {}
    view = {
        "title": goal["enunciado"],
        "goal": goal,
        "before": goals[at - 1] if at else None,
        "after": goals[at + 1] if at + 1 < len(goals) else None,
        "agreed_on": text.date(str(agreement.get("fecha") or "")),
        "place": agreement.get("lugar") or "",
        "assembly": agreement.get("asamblea") or "",
        "women": attendance.get("mujeres"),
        "men": attendance.get("hombres"),
        "places": [desk.places[t] for t in _codes(goal) if t in desk.account.names],
        "rows": [
            {"row": row, "label": f"frase-{n}", "chart": desk.chart("meta", row.key, "", f"frase-{n}")}
            for n, row in enumerate(rows, 1)
        ],
        "story": paragraphs(goal.get("historia") or ""),
        "partners": [_partner(each) for each in goal.get("socios") or []],
        "actions": [_action(each) for each in goal.get("acciones") or []],
        "questions": goal_questions(desk.account.programmes.questions, goal),
    }
    return url(goal["id"]), TEMPLATE, view


def _codes(goal: Record) -> list[str]:
    given = goal.get("territorios") or []
    return [given] if isinstance(given, str) else [str(code) for code in given]


def _partner(entry: Record | str) -> dict[str, str]:
    """Name and role; a partner may be written as its name alone."""
    known = {"nombre": entry} if isinstance(entry, str) else entry
    return {"name": str(known.get("nombre") or ""), "role": str(known.get("rol") or "")}


def _action(entry: Record) -> dict[str, str]:
    symbol, words = STATES.get(entry.get("estado") or "pendiente", ("○", str(entry.get("estado"))))
    when = str(entry.get("fecha") or "")
    return {
        "what": str(entry.get("accion", "")),
        "who": str(entry.get("responsable") or "Sin responsable"),
        "when": text.date(when) if len(when) > 7 else text.period(when) if when else "Sin fecha",
        "symbol": symbol,
        "state": words,
    }
