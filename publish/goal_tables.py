"""The tables of goals: how far each is, where it was going, and what each partner undertook to do."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import columns, text
from publish.account import Account
from publish.columns_goals import OUTLOOK_NAMES
from publish.curves import LINE
from publish.inputs import Record


def goal_table_rows(account: Account) -> dict[str, list[Record]]:
    """Rows of `metas` and of GOAL_TABLES."""
    return {"metas": _goals(account), "metas_acciones": actions(account.goals)}


def actions(goals: list[Record]) -> list[Record]:
    """Every action of every goal, in the order in which they are written."""
    return [
        {
            "meta": goal["id"],
            "numero": float(position),
            "accion": str(entry.get("accion") or ""),
            "responsable": str(entry.get("responsable") or ""),
            "comprometida": str(entry.get("comprometida") or (goal.get("acuerdo") or {}).get("fecha") or ""),
            "plazo": str(entry.get("fecha") or ""),
            "presupuesto": entry.get("presupuesto"),
            "estado": str(entry.get("estado") or "pendiente"),
            "motivo": str(entry.get("motivo") or ""),
        }
        for goal in goals
        for position, entry in enumerate(goal.get("acciones") or [], 1)
    ]


def _goals(account: Account) -> list[Record]:
    goals = {goal["id"]: goal for goal in account.goals}
    outlook = account.curves.outlook
    told = outlook[[*LINE, *OUTLOOK_NAMES]]
    rows = account.goal_progress.merge(told, on=LINE, how="left")
    rows = rows.sort_values(["goal_id", "role", "indicator_id", "territory_id", "sex"])
    milestones = _milestones(account)
    return [
        _goal(row, goals.get(row["goal_id"], {}), milestones.get(tuple(row[name] for name in LINE), ""))
        for row in rows.to_dict("records")
    ]


def _goal(row: dict[Any, Any], goal: Record, milestones: str) -> Record:
    names = columns.GOAL_NAMES | OUTLOOK_NAMES
    renamed = {spanish: row.get(english) for english, spanish in names.items()}
    agreed = (goal.get("acuerdo") or {}).get("fecha")
    return renamed | {"enunciado": goal.get("enunciado"), "acordada_el": agreed, "hitos": milestones}


def _milestones(account: Account) -> dict[tuple[Any, ...], str]:
    found: dict[tuple[Any, ...], list[str]] = {}
    rows: pd.DataFrame = account.curves.milestones.sort_values([*LINE, "period"])
    for row in rows.to_dict("records"):
        key = tuple(row[name] for name in LINE)
        found.setdefault(key, []).append(f"{row['period']}: {text.plain(row['value'])} {row['state']}")
    return {key: " | ".join(parts) for key, parts in found.items()}
