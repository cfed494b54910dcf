"""From rows of a ministry's file to figures of a region and a goal, all the way through the models."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.dbt.conftest import ABSENT, Built


@pytest.fixture(scope="module")
def values(small_region: Built) -> pd.DataFrame:
    assert small_region.ok, small_region.output[-4000:]
    figures = small_region.result("indicator_values").query("period == '2017'")
    return figures.set_index(["indicator_id", "territory_id", "sex"])


@pytest.fixture(scope="module")
def births(small_region: Built) -> pd.DataFrame:
    figures = small_region.result("indicator_values").query("age_band == 'total'")
    return figures.set_index(["indicator_id", "territory_id", "period"]).loc[["maternidad", "nacimientos"]]


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


UNKNOWN = "La fuente no publicó este dato, o venía con errores y quedó apartado."


@pytest.mark.parametrize("indicator", ["maternidad", "nacimientos"])
@pytest.mark.parametrize("at", [("16105", "2010"), ("16101", "2011")])
def test_a_comuna_with_a_part_set_aside_has_no_figure_and_no_zero(
    births: pd.DataFrame, indicator: str, at: tuple[str, str]
) -> None:
    figure = births.loc[(indicator, *at)]
    assert (figure.mark, figure.mark_reason) == ("nd", UNKNOWN)
    assert pd.isna(figure.value)


def test_a_comuna_without_rows_in_a_covered_region_still_has_zero_births(births: pd.DataFrame) -> None:
    assert births.loc[("nacimientos", ABSENT, "2010")].value == 0
    assert births.loc[("maternidad", ABSENT, "2010")].mark == "na"


def test_the_region_leaves_out_a_small_unknown_comuna_and_cannot_do_without_a_large_one(
    births: pd.DataFrame,
) -> None:
    share = births.loc[("maternidad", "16", "2010")]
    assert (share.numerator, share.denominator, share.value) == (19 * 10, 19 * 100, 10)
    assert births.loc[("nacimientos", "16", "2010")].value == 19 * 100
    large = births.loc[("maternidad", "16", "2011")]
    assert (large.mark, large.mark_reason) == (
        "nd",
        "Las comunas con dato reúnen menos del 95 % de la población.",
    )


def test_a_share_of_few_cases_says_so_and_its_three_years_stand_beside(births: pd.DataFrame) -> None:
    year, pool = births.loc[("maternidad", "16201", "2010")], births.loc[("maternidad", "16201", "2009/2011")]
    assert (year.numerator, year.mark, year.mark_reason) == (10, "u", "Se basa en menos de 20 casos.")
    assert (pool.numerator, pool.denominator, pool.value, pool.mark) == (30, 300, 10, "")
    assert year.ci_low < pool.ci_low < 10 < pool.ci_high < year.ci_high
    assert pool.sources == "nacimientos"


@pytest.mark.parametrize("territory", ["16105", "16101", "16", ABSENT])
def test_no_pool_with_a_year_missing_nor_where_cases_are_enough(births: pd.DataFrame, territory: str) -> None:
    assert ("maternidad", territory, "2009/2011") not in births.index


def test_ages_are_added_up_to_the_region_and_those_that_are_not_shown_stay_inside(
    small_region: Built,
) -> None:
    figures = small_region.result("indicator_values").query(
        "indicator_id == 'nacimientos' and period == '2009'"
    )
    by_age = figures.set_index(["territory_id", "age_band"])
    assert set(figures["age_band"]) == {"total", "17-19"}
    assert by_age.loc[("16201", "17-19")].value == 10
    assert by_age.loc[("16", "17-19")].value == 20 * 10
    assert by_age.loc[(ABSENT, "17-19")].value == 0


def test_women_beside_men_and_a_comuna_beside_its_region(small_region: Built) -> None:
    gaps = small_region.result("indicator_gaps").query("indicator_id == 'publica' and period == '2017'")
    gaps = gaps.set_index(["territory_id", "kind", "sex"])
    sexes = gaps.loc[("16101", "sexo", "")]
    assert (sexes.value, sexes.reference_value) == pytest.approx((100 * 60 / 90, 100 * 40 / 59))
    # 1.13 points of 90 women are 1.02 of them: two would have to change
    assert (sexes.people, sexes.verdict) == (2, "sin_diferencia_distinguible")
    assert (sexes.diff_low, sexes.diff_high) == pytest.approx((-15.810851, 14.359672), abs=1e-6)
    region = gaps.loc[("16101", "region", "total")]
    assert region.ratio == pytest.approx((100 / 150) / (290 / 340))
    assert (region.verdict, region.mark) == ("menor", "")
    assert ("16", "region", "total") not in gaps.index


def test_a_count_that_stays_is_no_change_and_an_unknown_year_is_passed_over(small_region: Built) -> None:
    changes = small_region.result("indicator_changes").query("indicator_id == 'nacimientos'")
    changes = changes[(changes["kind"] == "anterior") & (changes["age_band"] == "total")]
    changes = changes[changes["period_to"] > "2009"]
    steps = changes.set_index("territory_id")[["period_from", "period_to", "verdict", "method"]]
    same = "sin_cambio_distinguible"
    assert steps.loc["16201"].to_numpy().tolist() == [["2009", "2010", same, ""], ["2010", "2011", same, ""]]
    # the older mothers of Ninhue in 2010 were set aside: its total of that year is not known
    assert steps.loc["16105"].tolist() == ["2009", "2011", same, ""]
