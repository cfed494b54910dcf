"""Made-up results about people, practice and families, in the shape that the models give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from publish.inputs import Inputs
from publish.shapes_people import PEOPLE, no_people, shaped
from tests.publish import small

Row = dict[str, Any]


def with_people(**tables: list[Row]) -> Inputs:
    """The small inputs with these rows; columns that they leave out are empty."""
    assert set(tables) <= set(PEOPLE)
    made = {name: shaped(pd.DataFrame(rows), name) for name, rows in tables.items()}
    return replace(small.inputs(), people=no_people() | made)


def asked(
    satisfied: int, of: int, sex: str = "total", place: str = "13401", service: str = "Servicio A"
) -> Row:
    """A row of satisfaction."""
    return {
        "study": "e", "service": service, "question": "Trato", "territory_id": place, "sex": sex,
        "asked_on": "2024-08-31", "satisfied": satisfied, "asked": of, "share": 100 * satisfied / of,
        "ci_low": 1, "ci_high": 99,
    }  # fmt: skip


def answers(moment: str, families: int, of: int, achieved: int, place: str = "", dimension: str = "",
            item: str = "") -> Row:  # fmt: skip
    """A row of the families' matrix."""
    level = "item" if item else "dimension" if dimension else "total"
    return {
        "level": level, "dimension": dimension, "item": item, "wording": "", "territory_id": place,
        "moment": moment, "families": families, "answers": of, "achieved": achieved,
        "share": 100 * achieved / of,
    }  # fmt: skip
