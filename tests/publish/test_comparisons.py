"""What may be said of two figures is said once: by the models, and by the same formula in publish."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish import differences
from publish.account import build_account
from publish.comparisons import VERDICTS
from publish.figures import Figures, apart
from tests.dbt.rendered import macro, select
from tests.publish import small
from tests.publish.pairs import with_changes

_number = st.floats(-1e4, 1e4, allow_nan=False).map(lambda value: round(value, 6))
_arm = st.one_of(st.floats(0, 1e3, allow_nan=False).map(lambda value: round(value, 6)), st.just(-0.5))
#: a figure whose interval holds it, misses it, or is not known
_figure = st.tuples(_number, _arm, _arm, st.booleans()).map(
    lambda f: (f[0], f[0] - f[1], f[0] + f[2]) if f[3] else (f[0], None, None)
)


@dataclasses.dataclass(frozen=True)
class Row:
    value: float
    low: float | None
    high: float | None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(_figure, _figure, st.sampled_from([1, -1, 0])), min_size=1, max_size=40))
def test_publish_and_the_models_say_the_same_of_every_pair(pairs: list[Any]) -> None:
    names = [f"{name}_{part}" for name in ("one", "other") for part in ("value", "ci_low", "ci_high")]
    frame = pd.DataFrame([[*one, *other] for one, other, _ in pairs], columns=names, dtype="float64")
    frame["better"] = [better for _, _, better in pairs]
    limits = {"amount": "other_value - one_value"} | {
        side: macro("differences", "mover", "one_", "other_", side) for side in ("low", "high")
    }
    said = {"verdict": macro("differences", "change_verdict", "amount", "low", "high", "better")}
    found = select(limits, frame, said)
    ways = {1: "mayor_es_mejor", -1: "menor_es_mejor", 0: "sin_direccion"}
    for (one, other, better), row in zip(pairs, found.to_dict("records"), strict=True):
        own = differences.difference(Row(*one), Row(*other))
        assert own.amount == row["amount"]
        if own.low is None or own.high is None:
            assert pd.isna(row["low"]) and pd.isna(row["high"])
        else:
            assert (own.low, own.high) == pytest.approx((row["low"], row["high"]), rel=1e-12, abs=1e-9)
            if min(abs(own.low), abs(own.high)) < 1e-9:  # on the edge the last digit decides
                continue
        assert differences.verdict(own, ways[better]) == VERDICTS[row["verdict"]]


def figures(rows: list[dict[str, Any]], **changed: Any) -> Figures:
    given_ = with_changes(small.inputs(rows))
    if changed:
        given_ = dataclasses.replace(given_, indicator_changes=given_.indicator_changes.assign(**changed))
    return Figures(build_account(given_))


def share(period: str, cases: int, territory: str = "13401") -> dict[str, Any]:
    return small.figure(small.SHARE, territory, period, cases, 1000)


def test_the_verdict_and_the_interval_of_a_change_are_those_of_the_models() -> None:
    told = {"verdict": "empeora", "ci_low": 1.25, "ci_high": 2.5}
    change = figures([share("2021", 400), share("2022", 300)], **told).change(small.SHARE, "13401", "")
    assert change is not None and change.verdict == "worse"
    assert (change.difference.low, change.difference.high) == (1.25, 2.5)


def test_a_series_is_read_from_its_break_on() -> None:
    rows = [share(year, cases) for year, cases in (("2019", 900), ("2020", 400), ("2021", 390))]
    breaks = pd.DataFrame(
        [{"indicator_id": small.SHARE, "territory_id": "13401", "period": "2020", "reason": "", "kind": ""}]
    )
    given_ = with_changes(dataclasses.replace(small.inputs(rows), series_break_points=breaks))
    change = Figures(build_account(given_)).change(small.SHARE, "13401", "menor_es_mejor")
    assert change is not None
    assert (change.earlier.period, change.verdict) == ("2020", "same")


def test_a_reserved_beginning_leaves_the_first_open_figure_to_compare_with() -> None:
    rows = [share("2019", 4), share("2020", 400), share("2021", 5), share("2022", 250)]
    found = figures(rows)
    change = found.change(small.SHARE, "13401", "menor_es_mejor")
    assert change is not None
    assert (change.earlier.period, change.later.period, change.verdict) == ("2020", "2022", "better")
    assert change.difference == differences.difference(change.earlier, change.later)


def test_a_gap_is_that_of_the_figure_that_stands_now() -> None:
    gap = {
        "indicator_id": small.SHARE, "territory_id": "13401", "sex": "total", "age_band": "total",
        "dimension": "", "category": "", "kind": "region", "value": 3.0, "reference_value": 2.0,
        "difference": 1.0, "diff_low": 0.5, "diff_high": 1.5, "ratio": 1.5, "ratio_low": 1.1,
        "ratio_high": None, "people": 10.0, "verdict": "mayor", "mark": "u",
    }  # fmt: skip
    regions = [small.figure(small.SHARE, "13", year, 20, 1000) for year in ("2021", "2022")]
    given_ = dataclasses.replace(
        small.inputs([share("2021", 40), share("2022", 30), *regions]),
        indicator_gaps=pd.DataFrame([gap | {"period": "2021", "people": 20.0}, gap | {"period": "2022"}]),
    )
    found = Figures(build_account(given_)).gap(small.SHARE, "13401", "region")
    assert found is not None
    assert (found.side, found.people, found.ratio_high, found.mark) == ("more", 10, None, "u")
    assert (found.difference.low, found.difference.is_clear) == (0.5, True)
    assert Figures(build_account(given_)).gap(small.SHARE, "13401", "pais") is None


def test_two_figures_are_apart_when_their_difference_is_more_than_noise() -> None:
    found = figures([share("2021", 300), share("2022", 250)])
    earlier, later = found.series(small.SHARE, "13401")
    # 27 to 33 and 22.5 to 27.5: they overlap, and yet −5 + √(3² + 2.5²) < 0
    assert earlier.low is not None and later.high is not None and earlier.low < later.high
    assert apart(earlier, later) and apart(later, earlier)
    assert not apart(earlier, dataclasses.replace(later, low=None))
