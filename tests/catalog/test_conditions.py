"""`donde`: what the small parser accepts, what it means, and that nothing runs as code."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalog.conditions import Comparison, parse_conditions
from pipelines.sources import shape
from pipelines.sources.tidy.conditions import judge

CELLS = pd.DataFrame(
    {
        "sit.fin": ["P", "R", "p ", "", "P"],
        "asistencia": ["90", "85", "0", "100", ""],
        "cod ense": ["310", "310.0", "110", "410", "310"],
    },
    dtype=object,
)


def held(text: str) -> list[bool]:
    return judge(CELLS, parse_conditions(text), lambda column: shape.numbers(column, ".", "")).holds.tolist()


def test_comparisons_are_read_one_by_one() -> None:
    assert parse_conditions("sit.fin = 'P' and asistencia >= 85.5 and \"cod ense\" in (310, 410)") == (
        Comparison("sit.fin", "=", ("P",), False),
        Comparison("asistencia", ">=", ("85.5",), True),
        Comparison("cod ense", "in", ("310", "410"), True),
    )
    assert parse_conditions("nombre = 'O''Higgins'")[0].values == ("O'Higgins",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sit.fin = 'P'", [True, False, True, False, True]),
        ("sit.fin != 'P'", [False, True, False, False, False]),
        ("asistencia > 0", [True, True, False, True, False]),
        ("asistencia <= 85", [False, True, True, False, False]),
        ("asistencia != 90", [False, True, True, True, False]),
        ('"cod ense" = 310', [True, True, False, False, True]),
        ("sit.fin in ('P', 'R') and asistencia >= 85", [True, True, False, False, False]),
    ],
)
def test_a_cell_without_data_fulfils_nothing(text: str, expected: list[bool]) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "asistencia",
        "asistencia >",
        "asistencia > 0 or sit.fin = 'P'",
        "asistencia > otra",
        "sit.fin > 'P'",
        "asistencia in (1, 'dos')",
        "asistencia in 1",
        "asistencia in (1",
        "__import__('os').system('ls') = 1",
        "asistencia > 0; drop",
        "'P' = sit.fin",
        "asistencia > 0 and",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_conditions(text)


@given(st.floats(-1e6, 1e6), st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.integers(-1000, 1000))
def test_numbers_compare_as_numbers(cell: float, op: str, wanted: int) -> None:
    cells = pd.DataFrame({"x": [f"{cell:.3f}"]}, dtype=object)
    verdict = judge(cells, parse_conditions(f"x {op} {wanted}"), lambda c: shape.numbers(c, ".", ""))
    value = float(f"{cell:.3f}")
    python = {"=": value == wanted, "!=": value != wanted, "<": value < wanted, "<=": value <= wanted,
              ">": value > wanted, ">=": value >= wanted}  # fmt: skip
    assert verdict.holds.tolist() == [python[op]]


def test_a_text_where_a_number_is_due_is_told_apart() -> None:
    cells = pd.DataFrame({"x": ["1", "muchos"]}, dtype=object)
    verdict = judge(cells, parse_conditions("x > 0"), lambda c: shape.numbers(c, ".", ""))
    assert verdict.holds.tolist() == [True, False]
    assert verdict.bad["x"].tolist() == [False, True]
