"""One count in two cards: what one of them reserves is not read, nor worked out, in the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.protect.operands import joined
from publish.protect.twins import protect_figures
from tests.publish import small

DEATHS, BIRTHS, PUPILS = "muertes", "nacidos", "estudiantes"
MOTHERS = {"medida": BIRTHS, "edad": ["0-14", "15-16", "17-19"]}
CARDS: list[dict[str, Any]] = [
    {"id": "muertes", "tipo": "conteo", "numerador": [{"medida": DEATHS}]},
    {"id": "muertes-0", "tipo": "conteo", "numerador": [{"medida": DEATHS, "edad": ["0"]}]},
    {"id": "muertes-0-9", "tipo": "conteo", "numerador": [{"medida": DEATHS, "edad": ["0", "1-4", "5-9"]}]},
    {"id": "nacimientos", "tipo": "conteo", "numerador": [{"medida": BIRTHS}]},
    {"id": "maternidad", "tipo": "proporcion", "numerador": [MOTHERS], "denominador": [{"medida": BIRTHS}]},
    {"id": "fecundidad", "tipo": "tasa", "numerador": [MOTHERS], "denominador": [{"medida": "poblacion"}]},
    {"id": "repitencia", "tipo": "proporcion", "numerador": [{"medida": "repiten"}],
     "denominador": [{"medida": PUPILS}]},
    {"id": "retiro", "tipo": "proporcion", "numerador": [{"medida": "se-retiran"}],
     "denominador": [{"medida": PUPILS}]},
    {"id": "rurales", "tipo": "conteo",
     "numerador": [{"medida": PUPILS, "dimension": "ruralidad", "categoria": ["rural"]}]},
    {"id": "habitantes", "tipo": "conteo", "numerador": [{"medida": "poblacion"}]},
]  # fmt: skip
CARDS = [card | {"nombre": card["id"].capitalize()} for card in CARDS]
PERSONS = [DEATHS, BIRTHS, PUPILS, "repiten", "se-retiran"]
MEASURES = pd.DataFrame(
    {"measure_id": [*PERSONS, "poblacion"], "source_id": "fuente", "person_level": [True] * 5 + [False]}
)


def row(card: str, cases: float, below: float | None = None, **more: Any) -> dict[str, Any]:
    return {**small.figure(card, "13401", "2022", cases, below), **more}


def by_age(card: str, *counts: float) -> list[dict[str, Any]]:
    bands = ("0", "1-4", "5-9", "10+")
    ages = [row(card, count, age_band=band) for band, count in zip(bands, counts, strict=True)]
    return [row(card, sum(counts)), *ages]


def by(card: str, **counts: tuple[float, float]) -> list[dict[str, Any]]:
    """A share by «dependencia» and its total."""
    parts = [row(card, *pair, dimension="dependencia", category=name) for name, pair in counts.items()]
    above, below = (sum(pair[i] for pair in counts.values()) for i in (0, 1))
    return [row(card, above, below), *parts]


def protected(*rows: dict[str, Any]) -> pd.DataFrame:
    return protect_figures(pd.DataFrame(list(rows)), CARDS, MEASURES, small.TERRITORIES, 10)


def reserved(*rows: dict[str, Any]) -> list[str]:
    """Card and part of what is reserved, in the order of the rows."""
    found = protected(*rows)
    part = found["category"] + found["age_band"].where(found["age_band"] != "total", "")
    return (found["indicator_id"] + " " + part).str.strip()[found["mark"] == "s"].tolist()


def test_an_age_that_another_card_shows_is_not_the_one_that_hides_its_neighbour() -> None:
    deaths = by_age("muertes", 11, 4, 12, 273)
    assert reserved(*deaths) == ["muertes 0", "muertes 1-4"]
    assert reserved(*deaths, row("muertes-0", 11)) == ["muertes 1-4", "muertes 5-9"]


def test_where_nothing_else_can_hide_it_the_other_card_goes_too() -> None:
    assert reserved(*by_age("muertes", 11, 4, 0, 0), row("muertes-0", 11)) == [
        "muertes 0", "muertes 1-4", "muertes-0",
    ]  # fmt: skip


def test_ages_that_two_cards_put_together_in_other_ways_are_subtracted_too() -> None:
    few = by_age("muertes", 30, 4, 40, 20)
    assert reserved(*few) == ["muertes 1-4", "muertes 10+"]
    assert reserved(*few, row("muertes-0-9", 74)) == ["muertes 1-4", "muertes 10+", "muertes-0-9"]
    assert reserved(*by_age("muertes", 30, 24, 40, 273), row("muertes-0-9", 94)) == []


def test_a_share_is_not_read_in_two_other_cards() -> None:
    births = [row("maternidad", 12, 18), row("nacimientos", 18), row("fecundidad", 12, 900)]
    assert reserved(*births) == ["maternidad", "fecundidad"]
    assert reserved(*births[:2]) == ["maternidad"]  # how many of them, no other card says


def test_shares_of_the_same_persons_reserve_the_same_categories() -> None:
    repeating = by("repitencia", municipal=(40, 400), slep=(0, 5), delegada=(12, 300), particular=(30, 200))
    leaving = by("retiro", municipal=(11, 400), slep=(0, 5), delegada=(50, 300), particular=(70, 200))
    hidden = reserved(*repeating, *leaving)
    assert hidden == [
        "repitencia slep", "repitencia delegada", "retiro municipal", "retiro slep", "retiro delegada",
    ]  # fmt: skip


def test_what_a_card_fixes_is_the_breakdown_of_another() -> None:
    parts = [row("repitencia", 2, 8, dimension="ruralidad", category="rural")]
    parts += [row("repitencia", 30, 400, dimension="ruralidad", category="urbano")]
    assert reserved(row("repitencia", 60, 520), *parts, row("rurales", 8)) == ["repitencia rural", "rurales"]


def test_counts_that_are_no_secret_stay() -> None:
    few = by("repitencia", municipal=(40, 400), slep=(3, 100))
    same = by("retiro", municipal=(40, 400), slep=(30, 100))
    assert reserved(*few, *same) == ["repitencia municipal", "repitencia slep"]
    population = row("habitantes", 900, person_level=False)
    assert reserved(row("fecundidad", 4, 900), population) == ["fecundidad"]


def test_other_places_and_periods_are_not_touched() -> None:
    births = [row("maternidad", 12, 18), row("nacimientos", 18), row("fecundidad", 12, 900)]
    elsewhere = [births[2] | {"territory_id": "08110"}, births[2] | {"period": "2021"}]
    assert protected(*births, *elsewhere)["mark"].tolist() == ["s", "", "s", "", ""]


@pytest.mark.parametrize(
    ("ages", "band"),
    [(("0-14", "15-16", "17-19"), "0-19"), (("60-64", "65+"), "60+"), (("0", "1-4"), "0-4"),
     (("total",), "total"), (("0-4", "10-14"), ""), (("0-4", "3-9"), "")],
)  # fmt: skip
def test_ages_that_follow_on_one_another_are_one_band(ages: tuple[str, ...], band: str) -> None:
    assert joined(ages) == band


#: Which of the four ages each figure counts.
SHOWN = {
    ("muertes", "total"): (1, 1, 1, 1), ("muertes", "0"): (1, 0, 0, 0), ("muertes", "1-4"): (0, 1, 0, 0),
    ("muertes", "5-9"): (0, 0, 1, 0), ("muertes", "10+"): (0, 0, 0, 1), ("muertes-0", "total"): (1, 0, 0, 0),
    ("muertes-0-9", "total"): (1, 1, 1, 0),
}  # fmt: skip


@settings(max_examples=3, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 24)] * 4), min_size=20, max_size=25))
def test_no_small_count_can_be_worked_out_from_all_that_the_cards_show(years: list[tuple[int, ...]]) -> None:
    rows = [
        row(card, float(np.dot(ages, counts)), age_band=band, period=str(year))
        for year, counts in enumerate(years, start=1900)
        for (card, band), ages in SHOWN.items()
    ]
    found = protected(*rows)
    for year, counts in enumerate(years, start=1900):
        marks = found.loc[found["period"] == str(year), "mark"].tolist()
        opened = [ages for ages, mark in zip(SHOWN.values(), marks, strict=True) if mark == ""]
        rank = np.linalg.matrix_rank(opened) if opened else 0
        for ages in SHOWN.values():
            if 0 < np.dot(ages, counts) < 10:
                assert not opened or np.linalg.matrix_rank([*opened, ages]) > rank
