"""Green areas: a value that cannot be true is found whatever the slip of the hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.sinim_green_areas import implausible
from pipelines.territories import all_territories

SAN_BERNARDO = "13401"
PEOPLE = all_territories()[SAN_BERNARDO].reference_population


def verdict(*per_head: float) -> list[bool]:
    """Which years are implausible, given m² per inhabitant of one comuna."""
    values = pd.Series([value * PEOPLE for value in per_head])
    return implausible(pd.Series([SAN_BERNARDO] * len(values)), values).tolist()


def test_a_steady_comuna_is_believed() -> None:
    assert verdict(4.5, 4.6, 4.4, 5.0, 3.1, 4.5) == [False] * 6


@pytest.mark.parametrize(
    ("per_head", "expected"),
    [
        ((4.5, 450.0, 4.6), [False, True, False]),  # two zeros too many
        ((4.5, 0.00045, 4.6), [False, True, False]),  # hectares
        ((4.5, 45.0, 4.6), [False, True, False]),  # one digit too many
        ((4.5, 0.45, 4.6), [False, True, False]),  # one digit short
        ((4.5, 0.0, 4.6), [False, True, False]),  # all of it gone for one year
        ((0.0, 0.0, 0.0), [False, False, False]),  # a comuna that maintains none
        ((0.001, 0.001, 0.001, 4.8, 4.9), [True, True, True, False, False]),  # wrong most of the time
        ((400.0, 400.0, 4.5, 4.6), [True, True, False, False]),
        ((4.5, 32.0, 4.6), [False, False, False]),  # seven times more may be true
    ],
)
def test_slips_are_told_from_changes(per_head: tuple[float, ...], expected: list[bool]) -> None:
    assert verdict(*per_head) == expected


def test_a_single_year_is_judged_by_its_size_alone() -> None:
    assert verdict(45.0) == [False]
    assert verdict(450.0) == [True]


def test_a_jump_needs_two_other_years() -> None:
    assert verdict(4.5, 60.0) == [False, False]
    assert verdict(4.5, np.nan, 60.0) == [False, False, False]


@given(
    st.lists(st.floats(min_value=1, max_value=7), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_years_does_not_matter(per_head: list[float], random: object) -> None:
    values = [*per_head, 500.0]
    order = list(range(len(values)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, turned = verdict(*values), verdict(*[values[i] for i in order])
    assert turned == [straight[i] for i in order]
    assert straight == [False] * len(per_head) + [True]
