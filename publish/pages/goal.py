"""A goal's page: what was agreed and by whom, how far it is, and what each partner undertook to do."""

from __future__ import annotations

from typing import Any

from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.goal_story import story_view
from publish.pages.goal_table import path_table
from publish.pages.questions import goal_questions

TEMPLATE = "meta.html.j2"


def url(goal: str) -> str:
    """Address of a goal's page from the edition's root."""
    return f"metas/{goal}/index.html"


def goal_page(desk: Desk, goal: Record, rows: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of one goal. rows: those of this goal."""
    goals = desk.account.goals
    at = goals.index(goal)
    view = {
        "title": goal["enunciado"],
        "goal": goal,
        "before": goals[at - 1] if at else None,
        "after": goals[at + 1] if at + 1 < len(goals) else None,
        **story_view(goal),
        "places": [desk.places[t] for t in _codes(goal) if t in desk.account.names],
        "rows": [
            {
                "row": row,
                "label": f"frase-{n}",
                "chart": desk.chart("meta", row.key, "", f"frase-{n}"),
                "table": path_table(row),
            }
            for n, row in enumerate(rows, 1)
        ],
        "change_unsaid": desk.account.promises.unsaid.get(goal["id"], []),
        "questions": goal_questions(
            desk.account.programmes.questions,
            goal,
            any(row.values["latest_value"] is not None for row in rows),
        ),
    }
    return url(goal["id"]), TEMPLATE, view


def _codes(goal: Record) -> list[str]:
    given = goal.get("territorios") or []
    return [given] if isinstance(given, str) else [str(code) for code in given]
