"""The families' matrix: every answer in one moment only, and the calendar decides which."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.catalog.people_rules import FamilyCalendar, stage_rows
from tests.dbt.compiled import register_table, run

quick = settings(max_examples=3, deadline=None)
Row = dict[str, Any]
ITEMS = [{"item": f"i{n}", "dimension": f"D{n % 2}", "texto": f"T{n}"} for n in range(4)]


def matrix(answers: list[Row], last_months: list[int] | None = None) -> pd.DataFrame:
    calendar = FamilyCalendar.model_validate({"etapas": last_months} if last_months else {})
    return run(
        ["wellbeing"],
        {
            "matriz_bienestar": register_table("matriz_bienestar", answers),
            "matriz_items": register_table("matriz_items", ITEMS),
            "family_stages": pd.DataFrame(list(stage_rows(calendar))),
        },
    )["wellbeing"]


def test_the_calendar_of_27_months_begins_and_ends_with_a_stage_of_its_own() -> None:
    stages = [tuple(row.values()) for row in stage_rows(FamilyCalendar())]
    assert stages == [(1, 1, 1), (2, 2, 3), (3, 4, 23), (4, 24, 25), (5, 26, 27)]


def test_another_calendar_moves_an_answer_from_now_to_exit() -> None:
    answer = {"familia": "f1", "item": "i1", "respuesta": "logrado", "territorio": "13401", "mes": 20}
    assert set(matrix([answer])["moment"]) == {"ahora"}
    assert set(matrix([answer], [1, 18, 24])["moment"]) == {"salida"}


_answer = st.builds(
    lambda family, month, item, answer: {
        "familia": f"f{family}", "mes": month, "item": f"i{item}", "respuesta": answer,
        "territorio": ("13401", "13201")[family % 2],
    },
    st.integers(0, 40), st.integers(1, 30), st.integers(0, 3),
    st.sampled_from(("logrado", "no_logrado", "no_aplica")),
)  # fmt: skip


_sessions = st.lists(
    _answer, min_size=40, max_size=150, unique_by=lambda row: (row["familia"], row["mes"], row["item"])
)


@quick
@given(_sessions)
def test_parts_add_up_and_who_has_left_is_not_among_those_accompanied(answers: list[Row]) -> None:
    found = matrix(answers)
    for moment, rows in found.groupby("moment"):
        whole = rows[(rows["level"] == "total") & (rows["territory_id"] == "")]
        for name in ("answers", "achieved"):
            parts = [
                rows[(rows["level"] == "total") & (rows["territory_id"] != "")],
                rows[(rows["level"] == "dimension") & (rows["territory_id"] == "")],
                rows[(rows["level"] == "dimension") & (rows["territory_id"] != "")],
                rows[rows["level"] == "item"],
            ]
            assert {part[name].sum() for part in parts} == {whole[name].item()}, moment
    left = {row["familia"] for row in answers if row["mes"] >= 26}
    last = {
        (row["familia"], row["item"]): row["respuesta"]
        for row in sorted(answers, key=lambda row: row["mes"])
        if 1 < row["mes"] < 26 and row["familia"] not in left
    }
    now = {family for (family, _), answer in last.items() if answer != "no_aplica"}
    shown = found[(found["level"] == "total") & (found["territory_id"] == "") & (found["moment"] == "ahora")]
    assert shown["families"].sum() == len(now)
