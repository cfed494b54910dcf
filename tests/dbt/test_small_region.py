"""From rows of a ministry's file to figures of a region and a goal, all the way through the models."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.dbt.conftest import ABSENT, Built


@pytest.fixture(scope="module")
def values(small_region: Built) -> pd.DataFrame:
    assert small_region.ok, small_region.output[-4000:]
    return small_region.result("indicator_values").set_index(["indicator_id", "territory_id", "sex"])


def test_only_the_newest_official_file_in_use_counts_and_the_old_code_is_todays_comuna(
    values: pd.DataFrame,
) -> None:
    chillan = values.loc[("total", "16101", "total")]
    assert (chillan.value, chillan.level, chillan.period) == (150, "comuna", "2017")
    assert ("total", "08401", "total") not in values.index


def test_the_region_adds_all_its_comunas_as_they_are_today(values: pd.DataFrame) -> None:
    assert values.loc[("total", "16", "total")].value == 150 + 19 * 10
    assert values.loc[("total", "161", "total")].value == 150 + 8 * 10
    assert ("total", "08", "total") not in values.index


def test_pupils_of_unknown_sex_are_in_the_total_only(values: pd.DataFrame) -> None:
    assert values.loc[("total", "16101", "mujer")].value == 90
    assert values.loc[("total", "16101", "hombre")].value == 59


def test_a_comuna_without_schools_in_a_covered_region_is_zero_and_its_share_does_not_apply(
    values: pd.DataFrame,
) -> None:
    assert values.loc[("total", ABSENT, "total")].value == 0
    share = values.loc[("publica", ABSENT, "total")]
    assert (share.mark, share.denominator) == ("na", 0)
    assert pd.isna(share.value)


def test_a_share_has_its_operands_and_its_wilson_interval(values: pd.DataFrame) -> None:
    share = values.loc[("publica", "16101", "total")]
    assert (share.numerator, share.denominator, share.method) == (100, 150, "wilson")
    assert share.value == pytest.approx(66.666667, abs=1e-6)
    # closed form of Newcombe (1998), method 3, worked out by hand for 100 of 150
    assert share.ci_low == pytest.approx(58.789757, abs=1e-6)
    assert share.ci_high == pytest.approx(73.711235, abs=1e-6)


def test_the_country_has_no_figure_from_one_region(values: pd.DataFrame) -> None:
    country = values.loc[("total", "CL", "total")]
    assert (country.mark, country.mark_reason) == (
        "nd",
        "Las comunas con dato reúnen menos del 95 % de la población.",
    )
    assert pd.isna(country.value)


def test_a_figure_names_its_source(values: pd.DataFrame) -> None:
    assert set(values["sources"]) == {"mineduc-matricula"}


def test_a_goal_without_newer_figures_says_so_and_counts_the_pupils_that_are_missing(
    small_region: Built,
) -> None:
    goal = small_region.result("goal_progress").iloc[0]
    assert (goal.verdict, goal.latest_period) == ("sin_datos", "2017")
    assert goal.distance == pytest.approx(80 - 100 / 1.5)
    assert goal.gap_people == 20
