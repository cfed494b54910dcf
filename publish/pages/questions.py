"""The accountability questions on a page: those about the effort that was made, then about the effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from publish.inputs import Record

#: What a question is about and how a page says it, the lighter first.
ABOUT = (("esfuerzo", "Lo que se hizo"), ("efecto", "Lo que cambió para las personas"))
Cell = dict[str, Any]


def question_rows(questions: Iterable[Record], cell: Callable[[Record], Cell]) -> list[dict[str, Any]]:
    """The rows of the two by two, as settings ask: `cell` says what stands under each question."""
    asked = list(questions)
    rows = []
    for about, name in ABOUT:
        cells = [{"text": str(q["texto"]), **cell(q)} for q in asked if q.get("sobre") == about]
        if cells:
            rows.append({"about": about, "name": name, "cells": cells})
    return rows


def goal_questions(questions: Iterable[Record], goal: Record, measured: bool) -> list[dict[str, Any]]:
    """What a goal answers; nothing when it answers none. Programmes never answer for it.

    measured: whether its page shows a figure of it, which is what tells of its effect.
    """
    answers = {str(name): str(said).strip() for name, said in (goal.get("respuestas") or {}).items()}
    if not any(answers.values()):
        return []

    def cell(question: Record) -> Cell:
        said = answers.get(str(question["id"]), "")
        figure = (
            " Lo que dice su cifra está más arriba." if measured and question["sobre"] == "efecto" else ""
        )
        note = "" if said else f"Sin respuesta escrita.{figure}"
        return {"note": note, "answers": [("", said)] if said else [], "more": 0}

    return question_rows(questions, cell)
