"""Three years together never give away a reserved year."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.grid import complete, listed_territories
from publish.protect.minimum import protect_values
from tests.publish import small

YEARS = ("2021", "2022", "2023")
POOL = "2021/2023"


def marks(*rows: dict[str, Any]) -> list[str]:
    return protect_values(pd.DataFrame(list(rows)), {small.SHARE}, 10)["mark"].tolist()


def series(indicator: str, *counts: tuple[int, int], **more: Any) -> list[dict[str, Any]]:
    """A figure of each year and of the three together."""
    sums = tuple(sum(part) for part in zip(*counts, strict=True))
    each = zip((*YEARS, POOL), (*counts, sums), strict=True)
    return [small.figure(indicator, "13401", period, *count, **more) for period, count in each]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (((12, 900), (7, 900), (15, 900)), ["", "s", "", "s"]),  # 34 − 12 − 15 = 7
        (((12, 900), (7, 900), (8, 900)), ["", "s", "s", ""]),  # 27 − 12 = 15, of two years
        (((12, 900), (4, 900), (5, 900)), ["", "s", "s", "s"]),  # 21 − 12 = 9, still a small count
        (((4, 900), (5, 900), (6, 900)), ["s", "s", "s", ""]),
        (((12, 900), (0, 900), (15, 900)), ["", "", "", ""]),
    ],
)
def test_a_pool_is_reserved_when_the_open_years_would_tell_the_others(
    counts: tuple[tuple[int, int], ...], expected: list[str]
) -> None:
    assert marks(*series("tasa", *counts)) == expected


def test_the_persons_that_a_share_leaves_out_are_told_the_same_way() -> None:
    assert marks(*series(small.SHARE, (80, 100), (95, 100), (96, 100))) == ["", "s", "s", "s"]
    assert marks(*series(small.SHARE, (80, 100), (94, 100), (93, 100))) == ["", "s", "s", ""]


def test_the_other_years_other_territories_and_what_is_not_about_persons_are_not_touched() -> None:
    told = series("tasa", (12, 900), (7, 900), (15, 900))
    before = small.figure("tasa", "13401", "2020", 30, 900)
    elsewhere = [row | {"territory_id": "13"} for row in series("tasa", (12, 900), (17, 900), (15, 900))]
    assert marks(*told, before, *elsewhere) == ["", "s", "", "s", "", "", "", "", ""]
    assert marks(*series("tasa", (12, 900), (7, 900), (15, 900), person_level=False)) == [""] * 4


def test_where_the_pool_of_one_sex_is_reserved_so_is_the_others() -> None:
    women = series("tasa", (12, 900), (7, 900), (15, 900), sex="mujer")
    men = series("tasa", (30, 900), (30, 900), (30, 900), sex="hombre")
    total = series("tasa", (42, 1800), (37, 1800), (45, 1800))
    assert marks(*women, *men, *total) == ["", "s", "", "s", "", "s", "", "s", "", "", "", ""]


def test_a_pool_is_published_where_it_is_and_is_missing_nowhere() -> None:
    few = series("tasa", (12, 900), (17, 900), (15, 900))
    many = [small.figure("tasa", "CL", year, 300, 90_000) for year in YEARS]
    territories = listed_territories(small.TERRITORIES, {"territorios": ["13401"]})
    found = complete(pd.DataFrame([*few, *many]), territories)
    assert found.loc[found["periodo"] == POOL, ["territorio", "numerador", "marca"]].values.tolist() == [
        ["13401", 44, ""]
    ]
    assert set(found.loc[found["periodo"] == "2023", "territorio"]) == {"CL", "13", "134", "13401"}
    several_years = [small.figure("encuesta", "CL", POOL, 300, 90_000)]
    found = complete(pd.DataFrame(several_years), territories)
    assert found.set_index("territorio")["marca"].to_dict() == {
        "CL": "",
        "13": "nd",
        "134": "nd",
        "13401": "nd",
    }


@settings(max_examples=150, deadline=None)
@given(st.tuples(*[st.integers(0, 25)] * 3))
def test_no_reserved_year_can_be_worked_out_from_what_is_shown(years: tuple[int, int, int]) -> None:
    rows = series("tasa", *((events, 1000) for events in years))
    *shown, pool = marks(*rows)
    hidden = [events for events, mark in zip(years, shown, strict=True) if mark == "s"]
    if pool == "s" or not hidden:
        return
    assert len(hidden) > 1
    assert sum(hidden) >= 10
