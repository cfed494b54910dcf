"""What a document declares beside what has a record, in words: both figures, and what lies between them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import text
from publish.pages.desk import Desk
from publish.pages.grids import RESERVED, money, records, when

VERDICTS = {
    "calza": ("✓", "Coinciden"),
    "difiere": ("≠", "No coinciden"),
    "sin_respaldo": ("○", "Sin ningún registro"),
}
_EVENTS = {"jornada": ("jornada", "jornadas"), "capacitacion": ("curso o pasantía", "cursos o pasantías")}


def declared_rows(desk: Desk, subject: str) -> list[dict[str, str]]:
    """Name, date, badge and sentence of each declared meeting or course."""
    rows = desk.account.people["declared_contrasts"]
    rows = rows[rows["subject"] == subject].sort_values(["held_on", "event_id"], ascending=[False, True])
    return [
        {
            "name": row["name"],
            "when": "" if row["held_on"][:4] in row["name"] else when(row["held_on"]),
            "symbol": VERDICTS[row["verdict"]][0],
            "verdict": VERDICTS[row["verdict"]][1],
            "said": sentence(row),
        }
        for row in records(rows)
    ]


def sentence(row: dict[str, Any]) -> str:
    """«Se declaran 12 jornadas y 700 personas; hay registro de 7 jornadas y 440 personas…»"""
    declared = _listed(row, "declared")
    if row["verdict"] == "sin_respaldo":
        return f"Se declaran {declared}, y nada de eso tiene registro."
    said = f"Se declaran {declared}; hay registro de {_listed(row, 'documented')}."
    uncounted = float(row["uncounted_events"])
    if uncounted and pd.notna(row["declared_people"]):
        tell = "no dice" if uncounted == 1 else "no dicen"
        said += f" De ellas, {text.plain(uncounted)} {tell} cuántas personas asistieron."
    apart = _apart(row)
    return f"{said} {apart}" if apart else said


def _listed(row: dict[str, Any], side: str) -> str:
    parts = [_count(row[f"{side}_events"], *_EVENTS[row["subject"]])]
    if pd.notna(row[f"{side}_people"]):
        parts.append(_count(row[f"{side}_people"], "persona", "personas"))
    elif row["mark"]:
        parts.append(f"un número {RESERVED} de personas")
    if pd.notna(row[f"{side}_cost"]):
        parts.append(money(row[f"{side}_cost"], row["currency"]))
    return text.listing(parts)


def _apart(row: dict[str, Any]) -> str:
    """«Sin respaldo: 5 jornadas y 260 personas.», and what is documented beyond what is declared."""
    said = []
    for sign, words in ((1, "Sin respaldo"), (-1, "Documentado de más")):
        parts = []
        for name, one, many in (("events", *_EVENTS[row["subject"]]), ("people", "persona", "personas")):
            apart = row[f"{name}_apart"]
            if pd.notna(apart) and apart * sign > 0:
                parts.append(_count(abs(apart), one, many))
        apart = row["cost_apart"]
        if pd.notna(apart) and apart * sign > 0:
            parts.append(money(abs(apart), row["currency"]))
        if parts:
            said.append(f"{words}: {text.listing(parts)}.")
    return " ".join(said)


def _count(value: float, one: str, many: str) -> str:
    return f"{text.plain(value)} {one if value == 1 else many}"
