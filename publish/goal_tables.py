"""The tables of goals: how far each is, where it was going, and what each partner undertook to do."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import columns, text
from publish.account import Account
from publish.columns_goals import OUTLOOK_NAMES
from publish.curves import LINE
from publish.inputs import Record
from publish.promises import actions


def goal_table_rows(account: Account) -> dict[str, list[Record]]:
    """Rows of `metas` and of GOAL_TABLES."""
    return {"metas": _goals(account), "metas_acciones": actions(account.goals)}


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
    return renamed | {
        "enunciado": goal.get("enunciado"),
        "acordada_el": agreed,
        "hitos": milestones,
        "cambios_escritos": float(len(goal.get("historial") or [])),
    }


def _milestones(account: Account) -> dict[tuple[Any, ...], str]:
    found: dict[tuple[Any, ...], list[str]] = {}
    rows: pd.DataFrame = account.curves.milestones.sort_values([*LINE, "period"])
    for row in rows.to_dict("records"):
        key = tuple(row[name] for name in LINE)
        found.setdefault(key, []).append(f"{row['period']}: {text.plain(row['value'])} {row['state']}")
    return {key: " | ".join(parts) for key, parts in found.items()}
