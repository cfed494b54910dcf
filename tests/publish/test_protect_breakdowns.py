"""A reserved age or category cannot be worked out from the total and the others of the same figure."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from publish.protect.minimum import protect_values
from tests.publish import small

SEXES = {"total": ("mujer", "hombre"), "mujer": ("mujer",), "hombre": ("hombre",)}
DIVIDED = ["0-4", "5-9", "10-17", "18+"]
OVERLAPPING = ["0-4", "0-5", "6-17", "0-17", "5-9", "18+"]
AGES = {"total": (0, 99), "0-4": (0, 4), "0-5": (0, 5), "5-9": (5, 9), "6-17": (6, 17), "0-17": (0, 17),
        "10-17": (10, 17), "18+": (18, 99)}  # fmt: skip


def row(cases: float, below: float | None = None, **more: Any) -> dict[str, Any]:
    indicator = small.COUNT if below is None else small.SHARE
    return {**small.figure(indicator, "13401", "2022", cases, below), **more}


def by(dimension: str, **cases: float) -> list[dict[str, Any]]:
    """A total and its categories."""
    parts = [row(count, dimension=dimension, category=name) for name, count in cases.items()]
    return [row(sum(cases.values())), *parts]


def by_age(**cases: float) -> list[dict[str, Any]]:
    bands = {name.strip("_").replace("_", "-"): count for name, count in cases.items()}
    return [row(sum(cases.values())), *(row(count, age_band=band) for band, count in bands.items())]


def reserved(rows: list[dict[str, Any]]) -> list[str]:
    """What is reserved: the ages, categories and sexes of the rows, in their order."""
    found = protect_values(pd.DataFrame(rows), {small.SHARE}, 10)
    found = found[found["mark"] == "s"]
    names = found["category"] + found["age_band"].where(found["age_band"] != "total", "")
    return (names + found["sex"].where(found["sex"] != "total", "")).tolist()


def test_the_only_reserved_category_beside_an_open_total_takes_the_next_smallest_along() -> None:
    assert reserved(by("ruralidad", urbano=40, rural=3)) == ["urbano", "rural"]
    assert reserved(by("dependencia", municipal=40, slep=3, subvencionado=25)) == ["slep", "subvencionado"]
    assert reserved(by("dependencia", municipal=40, slep=30, subvencionado=25)) == []


def test_the_only_reserved_age_takes_the_next_smallest_along_and_a_zero_stays() -> None:
    assert reserved(by_age(_0=4, _1_4=0, _5_9=60, _10_14=31)) == ["0", "10-14"]


def test_reserved_categories_that_are_few_together_take_another_along() -> None:
    assert reserved(by("dependencia", municipal=40, slep=3, delegada=4)) == ["municipal", "slep", "delegada"]
    assert reserved(by("dependencia", municipal=40, slep=6, delegada=7)) == ["slep", "delegada"]


def test_a_category_alone_stays_alone_where_what_is_not_shown_is_enough() -> None:
    rows = by("dependencia", municipal=40, slep=3)
    assert reserved([row(400), *rows[1:]]) == ["slep"]
    assert reserved([row(44), *rows[1:]]) == ["municipal", "slep"]


def test_a_reserved_sex_is_not_the_sum_of_its_open_ages() -> None:
    sexes = [row(50), row(5, sex="mujer"), row(45, sex="hombre")]
    assert reserved([*sexes, row(45, sex="hombre", age_band="60+")]) == ["mujer", "hombre", "60+hombre"]


def test_one_reserved_category_of_women_leaves_no_way_back_through_men_nor_through_other_categories() -> None:
    cases = {
        ("mujer", "rural"): 3,
        ("mujer", "urbano"): 50,
        ("hombre", "rural"): 20,
        ("hombre", "urbano"): 60,
    }
    rows = []
    for sex, category in product(SEXES, ["", "rural", "urbano"]):
        counted = [n for (s, c), n in cases.items() if s in SEXES[sex] and category in ("", c)]
        dimension = "ruralidad" if category else ""
        rows.append(row(sum(counted), sex=sex, dimension=dimension, category=category))
    assert reserved(rows) == ["ruralmujer", "urbanomujer", "ruralhombre", "urbanohombre"]


def test_a_share_is_not_told_by_its_denominators_nor_by_those_left_out() -> None:
    def share(few: tuple[float, float]) -> list[dict[str, Any]]:
        rest = {"dimension": "ruralidad"}
        return [row(60 + few[0], 400 + few[1]), row(60, 400, **rest, category="urbano"),
                row(*few, **rest, category="rural")]  # fmt: skip

    assert reserved(share((3, 40))) == ["urbano", "rural"]
    assert reserved(share((0, 8))) == ["urbano", "rural"]
    assert reserved(share((38, 40))) == ["urbano", "rural"]
    assert reserved(share((20, 40))) == []


def test_bands_that_overlap_do_not_tell_what_is_between_them() -> None:
    assert reserved([row(400), row(50, age_band="0-4"), row(53, age_band="0-5")]) == ["0-5"]
    assert reserved([row(400), row(50, age_band="0-4"), row(70, age_band="0-5")]) == []


def test_what_a_ministry_prints_is_left_as_printed() -> None:
    printed = [each | {"person_level": False} for each in by("ruralidad", urbano=40, rural=3)]
    assert reserved(printed) == []


CELLS = [*range(10), *range(10), 20, 35, 60, 200]


def _told(rows: list[dict[str, Any]], atoms: list[np.ndarray], published: pd.DataFrame) -> list[str]:
    """Small figures that are a linear combination of the open ones; what an attacker can work out exactly."""
    is_open = (published["mark"] != "s").to_numpy()
    given_away = []
    known = np.array([atom for atom, seen in zip(atoms, is_open, strict=True) if seen])
    rank = np.linalg.matrix_rank(known) if len(known) else 0
    for each, atom, seen in zip(rows, atoms, is_open, strict=True):
        small_one = not seen and 0 < each["numerator"] < 10 and len(known)
        if small_one and np.linalg.matrix_rank(np.vstack([known, atom])) == rank:
            given_away.append(f"{each['sex']} {each['age_band']} {each['category']}")
    return given_away


@given(st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)), min_size=2, max_size=5),
       st.randoms(use_true_random=False))  # fmt: skip
@settings(max_examples=15, deadline=None, phases=[Phase.generate])
def test_no_small_category_of_any_sex_can_be_worked_out(cells: list[tuple[int, int]], order: Any) -> None:
    counts = np.array(cells, dtype="float64")
    names = [f"c{number}" for number in range(len(counts))]
    rows, atoms = [], []
    for sex, category in product(SEXES, ["", *names]):
        of_sex = np.array([each in SEXES[sex] for each in ("mujer", "hombre")])
        of_category = np.array([category in ("", name) for name in names])
        atom = np.outer(of_category, of_sex)
        rows.append(row(float((counts * atom).sum()), sex=sex, dimension="d" if category else "",
                        category=category))  # fmt: skip
        atoms.append(atom.ravel().astype("float64"))
    published = protect_values(pd.DataFrame(rows), {small.SHARE}, 10)
    assert _told(rows, atoms, published) == []
    mixed = list(range(len(rows)))
    order.shuffle(mixed)
    again = protect_values(pd.DataFrame([rows[place] for place in mixed]), {small.SHARE}, 10)
    assert again["mark"].tolist() == [published["mark"].iloc[place] for place in mixed]


@pytest.mark.parametrize("bands", [DIVIDED, OVERLAPPING])
@given(data=st.data())
@settings(max_examples=15, deadline=None, phases=[Phase.generate])
def test_no_small_age_of_any_sex_can_be_worked_out(bands: list[str], data: Any) -> None:
    cuts = sorted({AGES[band][0] for band in ["total", *bands]} | {AGES[band][1] + 1 for band in bands})
    starts = np.array([cut for cut in cuts if cut < 100])
    size = 2 * len(starts)
    drawn = data.draw(st.lists(st.sampled_from(CELLS), min_size=size, max_size=size))
    counts = np.array(drawn, dtype="float64").reshape(-1, 2)
    rows, atoms = [], []
    for sex, band in product(SEXES, ["total", *bands]):
        of_sex = np.array([each in SEXES[sex] for each in ("mujer", "hombre")])
        of_band = (starts >= AGES[band][0]) & (starts <= AGES[band][1])
        atom = np.outer(of_band, of_sex)
        rows.append(row(float((counts * atom).sum()), sex=sex, age_band=band))
        atoms.append(atom.ravel().astype("float64"))
    published = protect_values(pd.DataFrame(rows), {small.SHARE}, 10)
    assert _told(rows, atoms, published) == []
