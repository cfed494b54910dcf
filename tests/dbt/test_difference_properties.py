"""What holds for any two figures: their difference, their ratio and what may be said of them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.rendered import differences, macro, one, select

NUMBERS = [f"{name}_{part}" for name in ("one", "other") for part in ("value", "ci_low", "ci_high")]
_value = st.floats(0, 1e6, allow_nan=False).map(lambda value: round(value, 6))
_arm = st.floats(0, 1e5, allow_nan=False).map(lambda value: round(value, 6))
#: a figure and its interval: value, low, high
_figure = st.tuples(_value, _arm, _arm).map(lambda f: (f[0], max(0.0, f[0] - f[1]), f[0] + f[2]))
_pairs = st.lists(st.tuples(_figure, _figure), min_size=1, max_size=40)
#: cases and total
_share = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
Number = tuple[float, float, float]
Pairs = list[tuple[Number, Number]]
quick = settings(max_examples=25, deadline=None)


def _frame(pairs: Pairs) -> pd.DataFrame:
    return pd.DataFrame([[*one_, *other] for one_, other in pairs], columns=NUMBERS, dtype="float64")


def _swapped(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[*NUMBERS[3:], *NUMBERS[:3]]].set_axis(NUMBERS, axis=1)


def _verdicts(frame: pd.DataFrame) -> pd.DataFrame:
    """`up`, `down` and `plain`: the verdict where more is better, where less is, without direction."""
    amount = {"amount": "other_value - one_value"}
    limits = {side: macro("differences", "mover", "one_", "other_", side) for side in ("low", "high")}
    said = {
        name: macro("differences", "change_verdict", "amount", "low", "high", better)
        for name, better in (("up", "1"), ("down", "-1"), ("plain", "0"))
    }
    said["gap"] = macro("differences", "gap_verdict", "amount", "low", "high")
    return select(amount, frame, limits, said)


@quick
@given(_pairs)
def test_the_interval_of_a_difference_holds_the_difference(pairs: Pairs) -> None:
    frame = _frame(pairs)
    found = differences(frame)
    amount = frame["other_value"] - frame["one_value"]
    assert (found["mover_low"] <= amount).all()
    assert (found["mover_high"] >= amount).all()


@quick
@given(_pairs)
def test_swapping_the_ends_mirrors_the_difference_and_inverts_the_ratio(
    pairs: Pairs,
) -> None:
    frame = _frame(pairs)
    found, mirror = differences(frame), differences(_swapped(frame))
    assert found["mover_low"].tolist() == (-mirror["mover_high"]).tolist()
    assert found["mover_high"].tolist() == (-mirror["mover_low"]).tolist()
    both = (frame[["one_ci_low", "other_ci_low"]] > 1e-3).all(axis=1)
    assert found["mover_ratio_low"][both].tolist() == pytest.approx(
        (1 / mirror["mover_ratio_high"][both]).tolist(), rel=1e-6
    )


@quick
@given(st.lists(st.tuples(_share, _share, st.integers(2, 50)), min_size=1, max_size=40))
def test_more_cases_of_the_same_shares_never_widen_the_interval(
    rows: list[tuple[tuple[int, int], tuple[int, int], int]],
) -> None:
    frame = pd.DataFrame([[*a, *b, k] for a, b, k in rows], columns=list("anbmk"), dtype="float64")
    widths = []
    for times in ("1", "k"):
        figures = {}
        for name, (cases, total) in (("one", ("a", "n")), ("other", ("b", "m"))):
            figures[f"{name}_value"] = f"{cases} / {total}"
            for side in ("low", "high"):
                figures[f"{name}_ci_{side}"] = macro(
                    "intervals", "wilson", f"({cases} * {times})", f"({total} * {times})", side
                )
        found = differences(select(figures, frame))
        widths.append(found["mover_high"] - found["mover_low"])
    assert (widths[1] <= widths[0] + 1e-12).all()


@quick
@given(_pairs)
def test_a_change_is_never_better_and_worse_at_once(pairs: Pairs) -> None:
    found = _verdicts(_frame(pairs))
    opposite = {"mejora": "empeora", "empeora": "mejora"}
    assert found["down"].tolist() == [opposite.get(verdict, verdict) for verdict in found["up"]]
    rising, falling = found["amount"] > 0, found["amount"] < 0
    assert not (found["up"].eq("mejora") & ~rising).any()
    assert not (found["up"].eq("empeora") & ~falling).any()
    words = {"sube": "mayor", "baja": "menor", "sin_cambio_distinguible": "sin_diferencia_distinguible"}
    assert found["gap"].tolist() == [words[verdict] for verdict in found["plain"]]


@quick
@given(_pairs)
def test_a_ratio_leaves_one_out_where_the_difference_leaves_zero_out(
    pairs: Pairs,
) -> None:
    """MOVER-R solves lower(one − R·other) = 0: with R = 1 it is the difference."""
    frame = _frame(pairs)
    found = differences(_swapped(frame)), differences(frame)
    low, high = found[0]["mover_low"], found[0]["mover_high"]  # of one − other
    ratio_low = found[1]["mover_ratio_low"]
    known = ratio_low.notna() & (low.abs() > 1e-3) & (high.abs() > 1e-3)
    assert ((ratio_low > 1) == (low > 0))[known].all()
    upper = found[1]["mover_ratio_high"].fillna(math.inf)
    assert ((upper < 1) == (high < 0))[known].all()


def test_a_ratio_to_what_may_be_zero_has_no_upper_limit_and_a_negative_figure_no_ratio() -> None:
    rows = [((4.0, 2.0, 7.0), (3.0, 0.0, 8.0)), ((0.0, 0.0, 3.0), (5.0, 4.0, 6.0)),
            ((4.0, -1.0, 9.0), (3.0, 2.0, 8.0)), ((4.0, 2.0, 7.0), (0.0, 0.0, 2.0)),
            ((4.0, 2.0, 7.0), (3.0, 2.0, 6.0))]  # fmt: skip
    found = differences(_frame(rows))
    assert found["mover_ratio_high"].isna().tolist() == [True, False, True, True, False]
    assert found["mover_ratio_low"].isna().tolist() == [False, False, True, True, False]
    assert found["mover_ratio_low"].iloc[1] == 0
    # the upper limit of the reference is twice its value: 0/0 in the formula as it is printed
    assert found["mover_ratio_low"].iloc[4] == pytest.approx(2 * 6 / (2 * 12))


def test_verdicts_of_the_table_of_cases() -> None:
    cases = pd.read_csv(Path(__file__).parent / "golden" / "verdicts.csv")
    frame = cases[cases.columns[:6]].set_axis(NUMBERS, axis=1).astype("float64")
    found = _verdicts(frame)
    name = {1: "up", -1: "down", 0: "plain"}
    said = [row[name[better]] for (_, row), better in zip(found.iterrows(), cases["better"], strict=True)]
    assert said == cases["change"].tolist()
    assert found["gap"].tolist() == cases["gap"].tolist()


@pytest.mark.parametrize(
    ("amount", "scale", "denominator", "people"),
    [(-5.0, 100, 1001, 51), (5.0, 100, 1000, 50), (0.1 + 0.2, 1, 10, 3), (0.0, 100, 500, 0),
     (1e-9, 100, 1000, 0), (33.333333, 100, 3, 1), (12.5, 1000, 80_000, 1000)],
)  # fmt: skip
def test_people_are_rounded_up_but_never_by_the_noise_of_a_double(
    amount: float, scale: float, denominator: float, people: int
) -> None:
    assert one(macro("differences", "people_of", "a", "s", "d"), a=amount, s=scale, d=denominator) == people


@pytest.mark.parametrize(
    ("period", "kind", "series"),
    [("2023", "anio", ""), ("2023-S1", "semestre", "S1"), ("2023-05", "mes", "05"),
     ("2021/2023", "varios", "3/1"), ("2018/2020", "varios", "3/1"), ("2019/2021", "varios", "3/2"),
     ("2022/2023", "varios", "2/1")],
)  # fmt: skip
def test_a_series_has_periods_of_one_kind_and_part_of_the_year(period: str, kind: str, series: str) -> None:
    assert one(macro("period_series", "series_kind", "p"), p=period) == kind
    assert one(macro("period_series", "period_series", "p"), p=period) == series


def test_the_interval_of_a_comuna_against_its_region_is_never_too_narrow() -> None:
    """Drawn shares of a comuna that is part w of its region: MOVER covers 95 % of the true gap or more."""
    draws = np.random.default_rng(20_240_615)
    times, comuna, rest = 2000, 400, 600
    own, others = draws.binomial(comuna, 0.3, times), draws.binomial(rest, 0.2, times)
    truth = 0.3 - (comuna * 0.3 + rest * 0.2) / (comuna + rest)
    frame = pd.DataFrame({"a": own, "n": comuna, "b": own + others, "m": comuna + rest}).astype("float64")
    figures = {}
    for name, (cases, total) in (("one", ("b", "m")), ("other", ("a", "n"))):
        figures[f"{name}_value"] = f"{cases} / {total}"
        for side in ("low", "high"):
            figures[f"{name}_ci_{side}"] = macro("intervals", "wilson", cases, total, side)
    found = differences(select(figures, frame))
    covered = ((found["mover_low"] <= truth) & (found["mover_high"] >= truth)).mean()
    assert covered >= 0.95
