"""The theory of change, drawn and as an equal list, and the plan of action line by line."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import text
from publish.charts.steps import draw_steps
from publish.pages.community import THEORY, community_pages
from publish.pages.declared import VERDICTS
from publish.pages.desk import Desk
from publish.pages.grids import Grid, grid, records, shown

TEMPLATE = "teoria.html.j2"
LEVELS = {
    "necesidad": "Necesidad",
    "insumo": "Con qué se cuenta",
    "actividad": "Qué se hace",
    "producto": "Qué se obtiene",
    "resultado_intermedio": "Qué cambia primero",
    "resultado_final": "Qué cambia al final",
}
STATES = {
    "logrado": "✓ Logrado",
    "en_curso": "◐ En curso",
    "pendiente": "○ Pendiente",
    "no_logrado": "✗ No logrado",
}


def theory_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the theory of change and the plan."""
    steps = records(desk.account.people["theory_steps"].sort_values(["position", "row_number", "step_id"]))
    called = {step["step_id"]: step["wording"] for step in steps}
    leads = {step["step_id"]: step["leads_to"].split() for step in steps}
    levels = [
        (name, [step for step in steps if step["level"] == level])
        for level, name in LEVELS.items()
        if any(step["level"] == level for step in steps)
    ]
    view = {
        "title": "Teoría del cambio y plan de acción",
        "pages": community_pages(desk),
        "levels": [(name, [_step(desk, step, called, leads) for step in level]) for name, level in levels],
        "drawing": draw_steps(
            [[(step["step_id"], step["wording"]) for step in level] for _, level in levels], leads
        ),
        "unknown": sorted({each for ids in leads.values() for each in ids if each not in called}),
        "plan": _plan(desk),
        "plan_said": _plan_said(desk.account.people["action_lines"]),
    }
    return THEORY, TEMPLATE, view


def _step(
    desk: Desk, step: dict[str, Any], called: dict[str, str], leads: dict[str, list[str]]
) -> dict[str, Any]:
    goals = {goal["id"]: goal.get("enunciado", goal["id"]) for goal in desk.account.goals}
    card = desk.account.cards.get(step["indicator_id"])
    return {
        **step,
        "then": [called[each] for each in leads[step["step_id"]] if each in called],
        "goal": goals.get(step["goal_id"], ""),
        "card": card["nombre"] if card else "",
    }


def _plan(desk: Desk) -> list[Grid]:
    """One table per component, in the order of the register."""
    rows = desk.account.people["action_lines"].sort_values(["row_number", "line_id"])
    heads = (
        "Objetivo y meta", "Cómo se mide", "#Planificado", "#Logrado", "Resultado", "Impacto", "Estado",
        "#Declarado", "#Documentado", "Contraste",
    )  # fmt: skip
    found = []
    for component in dict.fromkeys(rows["component"]):
        lines = [_line(row) for row in records(rows[rows["component"] == component])]
        made = grid(f"Plan de acción: {component}", heads, lines)
        if made:
            found.append(made)
    return found


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    due = f" | para el {text.date(row['due_on'])}" if row["due_on"] else ""
    symbol, word = VERDICTS.get(row["verdict"], ("", ""))
    return (
        f"{row['objective']} | {row['goal_text']}",
        row["indicator_text"],
        shown(row["planned"], decimals=None),
        shown(row["achieved"], decimals=None),
        row["result"],
        row["impact"],
        f"{STATES[row['state']]}{due}",
        shown(row["declared"], decimals=None),
        shown(row["documented"], decimals=None),
        f"{symbol} {word}".strip(),
    )


def _plan_said(rows: pd.DataFrame) -> str:
    """«16 líneas: 15 logradas y 1 en curso. De 16 resultados declarados, 15 no tienen registro.»"""
    if rows.empty:
        return ""
    words = {
        "logrado": "logradas",
        "en_curso": "en curso",
        "pendiente": "pendientes",
        "no_logrado": "no logradas",
    }
    counts = rows["state"].value_counts()
    parts = [f"{text.number(counts[state])} {word}" for state, word in words.items() if state in counts.index]
    said = f"{text.with_unit(len(rows), 'líneas')}: {text.listing(parts)}."
    declared = rows[rows["verdict"] != ""]
    alone, apart = (declared["verdict"] == "sin_respaldo").sum(), (declared["verdict"] == "difiere").sum()
    if len(declared):
        said += (
            f" De {text.with_unit(len(declared), 'resultados declarados')}, {text.number(alone)} sin registro"
        )
        said += f" y {text.number(apart)} que no coinciden con él." if apart else "."
    return said
