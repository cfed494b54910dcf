"""SINIM's additive variables: what each one is, and the values of them that cannot be true."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipelines.sources.sinim import SOURCE
from pipelines.sources.sinim_measures import added, alone, implausible, measures
from tests.sources.delivered import made, nothing_lost, reasons

LONG = [
    "user_year",
    "sinim_year_code",
    "municipio",
    "municipio_name",
    "cut_comuna",
    "var_code",
    "unit",
    "value",
]


def figure(code: str, value: str, unit: str = "N°", comuna: str = "13401") -> list[object]:
    return [2022, 23, 1, "SAN BERNARDO", comuna, code, unit, value]


def test_a_variable_says_its_measure_and_sex_and_the_rest_say_none() -> None:
    sheets = made(LONG, figure("4073", "585"), figure("4071", "1.110"), figure("839", "6", "TAS"))
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    assert result.rows[["codigo", "medida", "sexo", "valor"]].values.tolist() == [
        ["4073", "funcionarios-municipales", "mujer", "585"],
        ["4071", "funcionarios-municipales", "total", "1110"],
        ["839", "", "", "6"],
    ]


def test_pesos_written_as_thousands_are_set_aside_with_their_variable_and_year() -> None:
    result = SOURCE.read(
        made(LONG, figure("1128", "4.055.420.260", "M$"), figure("1128", "40.554.202", "M$"))
    )
    assert reasons(result) == {"1128 2022: poco creíble": [2]}
    assert result.rows["valor"].tolist() == ["40554202"]


@pytest.mark.parametrize(
    ("code", "comuna", "value", "beyond"),
    [
        ("MMPQC", "12402", "1814140000", True),  # a national park for the squares of its town
        ("MMPQC", "13401", "60000000", False),
        ("MPQC", "08102", "217783", True),
        ("MPQC", "08102", "12", False),
        ("MPQC", "99999", "217783", False),  # nobody knows how many live there
        ("MAVM", "13401", "9999999999", False),  # green areas have a rule of their own
        ("839", "13401", "9999999999", False),
        ("MPQC", "08102", "", False),
    ],
)
def test_a_bound_is_per_inhabitant(code: str, comuna: str, value: str, beyond: bool) -> None:
    given = (pd.Series([text]) for text in (code, comuna, value))
    assert implausible(*given).tolist() == [beyond]


def test_a_measure_has_one_name_and_unit_whatever_its_variables() -> None:
    by_measure = {each.measure: {(e.name, e.unit) for e in added().values() if e.measure == each.measure}
                  for each in added().values()}  # fmt: skip
    assert all(len(names) == 1 for names in by_measure.values())
    assert [measure.id for measure in measures()] == list(by_measure)
    assert len(by_measure) >= 20


@pytest.mark.parametrize(
    ("code", "years", "expected"),
    [
        # one year as if a national park were a square, and the year after as before
        ("MMPQC", [5400, 5400, 14000, 4143474, 19450], [False, False, False, True, False]),
        ("MPZC", [6, 6, 6, 6, 6, 297], [False, False, False, False, False, True]),
        ("MPZC", [3, 523, 525, 523], [True, False, False, False]),
        # a second year bears it out
        ("MMPQC", [400, 400, 9000, 9000], [False, False, False, False]),
        # nothing to compare with, and another kind of variable
        ("MPZC", [6, 297], [False, False]),
        ("IADM88", [10, 10, 10, 900], [False, False, False, False]),
        ("MPZC", [0, 0, 0, 25], [False, False, False, False]),
    ],
)
def test_one_year_apart_from_all_the_others_is_a_slip(
    code: str, years: list[int], expected: list[bool]
) -> None:
    size = len(years)
    found = alone(
        pd.Series([code] * size),
        pd.Series(["13503"] * size),
        pd.Series([str(year) for year in years]),
        np.ones(size, dtype=bool),
    )
    assert found.tolist() == expected
