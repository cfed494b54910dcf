"""«Si todo sigue igual»: the line and its band against another program, and what they may never do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.dbt.curves import forecasts, seed

GOLDEN = Path(__file__).parent / "golden" / "trend_bands.csv"
SIDES = {"mejor": "peor", "peor": "mejor"}
WAYS = ("mayor", "menor")
#: Figures to one decimal, as they are published, and the series of them since 2010.
FIGURE = st.integers(1, 999).map(lambda tenths: tenths / 10)
SERIES = st.lists(FIGURE, min_size=5, max_size=10)
#: A query is slow and twenty series cost no more than one: few examples of many series each.
BATCH: Any = {"min_size": 12, "max_size": 20}
MANY = settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def goal(name: str, agreed: int, **more: object) -> dict[str, object]:
    return {
        "goal_id": name, "agreed_on": f"{agreed}-12-31", "baseline_period": str(agreed),
        "target_period": str(agreed + 5), **more,
    }  # fmt: skip


def by_year(values: list[float], first: int = 2010) -> dict[int, float]:
    return dict(zip(range(first, first + len(values)), values, strict=True))


def test_lines_and_bands_are_those_of_another_program() -> None:
    golden = pd.read_csv(GOLDEN)
    goals, figures = [], {}
    for name, rows in golden.groupby("name"):
        known = rows.iloc[0]
        pairs = [point.split(":") for point in known["points"].split()]
        figures[str(name)] = {int(year): float(value) for year, value in pairs}
        last = max(figures[str(name)])
        goals.append(goal(str(name), last, trend=known["scale"], whole=float(known["whole"])))
    found = forecasts(goals, figures, widening=1).astype({"period": "int64"})
    both = golden.merge(
        found, left_on=["name", "year"], right_on=["goal_id", "period"], suffixes=("", "_sql")
    )
    assert len(both) == len(golden) == 20
    for column in ("value", "low", "high"):
        assert both[f"{column}_sql"].tolist() == pytest.approx(both[column].tolist(), rel=1e-9, abs=1e-9)


def test_the_quantiles_are_students() -> None:
    table = seed("trend_quantiles")
    assert table["degrees"].tolist() == list(range(3, 101))
    assert table["quantile"].tolist() == pytest.approx(stats.t.ppf(0.9, table["degrees"]).tolist(), rel=1e-12)


def test_the_published_band_is_as_many_times_wider_as_the_seed_says() -> None:
    series = by_year([250, 254, 251, 259, 262])
    asked = [goal("g", 2014)]
    wide, plain = forecasts(asked, {"g": series}), forecasts(asked, {"g": series}, widening=1)
    ratio = (wide["high"] - wide["low"]) / (plain["high"] - plain["low"])
    assert ratio.tolist() == pytest.approx([1.25, 1.45, 1.6, 1.6, 1.6])


def test_a_line_asks_for_five_figures_of_one_series_up_to_the_agreement() -> None:
    figures = {
        "four": by_year([1, 2, 3, 5], 2011),
        "five": by_year([1, 2, 3, 5, 4], 2010),
        "four-since-a-break": by_year([1, 2, 3, 5, 4, 6], 2009),
        "five-since-a-break": by_year([1, 2, 3, 5, 4, 6], 2009),
        "two-after-the-agreement": by_year([1, 2, 3, 5, 4, 6], 2011),
    }
    territories = {"four-since-a-break": "13402", "five-since-a-break": "13403"}
    asked = [goal(name, 2014, territory_id=territories.get(name, "13401")) for name in figures]
    breaks = [
        {"indicator_id": "i", "territory_id": territory, "period": period}
        for territory, period in (("13402", "2011"), ("13403", "2010"))
    ]
    found = forecasts(asked, figures, breaks=breaks)
    assert sorted(set(found["goal_id"])) == ["five", "five-since-a-break"]
    assert found["goal_id"].value_counts().tolist() == [5, 5]


@MANY
@given(batch=st.lists(st.tuples(st.integers(-500, 500), st.integers(-40, 40), st.integers(5, 12)), **BATCH))
def test_a_perfect_line_goes_on_exactly_and_has_no_band(batch: list[tuple[int, int, int]]) -> None:
    lines = {
        str(n): by_year([start + step * k for k in range(years)])
        for n, (start, step, years) in enumerate(batch)
    }
    found = forecasts([goal(name, max(line)) for name, line in lines.items()], lines)
    for name, rows in found.groupby("goal_id"):
        start, step, years = batch[int(str(name))]
        expected = [start + step * (years - 1 + n) for n in range(1, 6)]
        assert rows["value"].tolist() == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert (found["high"] - found["low"]).abs().max() < 1e-9


@MANY
@given(batch=st.lists(st.tuples(SERIES, st.lists(FIGURE, min_size=1, max_size=3)), **BATCH))
def test_what_comes_after_the_agreement_changes_no_forecast(
    batch: list[tuple[list[float], list[float]]],
) -> None:
    before = {str(n): by_year(series) for n, (series, _) in enumerate(batch)}
    after = {str(n): by_year([*series, *later]) for n, (series, later) in enumerate(batch)}
    asked = [goal(name, max(series), trend="logit", whole=100.0) for name, series in before.items()]
    numbers = ["goal_id", "period", "value", "low", "high"]
    pd.testing.assert_frame_equal(
        forecasts(asked, before)[numbers], forecasts(asked, after)[numbers], check_exact=True
    )


@MANY
@given(batch=st.lists(st.tuples(SERIES, FIGURE), **BATCH))
def test_what_is_better_for_one_direction_is_worse_for_the_other(
    batch: list[tuple[list[float], float]],
) -> None:
    figures = {
        f"{way}{n}": by_year([*series, later]) for n, (series, later) in enumerate(batch) for way in WAYS
    }
    asked = [goal(name, max(line) - 1, direction=name[:5]) for name, line in figures.items()]
    found = forecasts(asked, figures)
    up, down = (found[found["goal_id"].str.startswith(way)]["verdict"].tolist() for way in WAYS)
    assert [SIDES.get(verdict, verdict) for verdict in up] == down


@MANY
@given(batch=st.lists(SERIES, **BATCH), scale=st.sampled_from(["logit", "log"]))
def test_a_share_stays_between_nothing_and_everything_and_a_rate_over_zero(
    batch: list[list[float]], scale: str
) -> None:
    figures = {str(n): by_year([0.0, *series, 100.0]) for n, series in enumerate(batch)}
    found = forecasts([goal(name, max(s), trend=scale, whole=100.0) for name, s in figures.items()], figures)
    assert found["low"].min() >= 0
    assert found["value"].between(found["low"], found["high"]).all()
    assert scale == "log" or found["high"].max() <= 100
