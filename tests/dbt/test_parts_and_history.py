"""Below the comuna, a divided comuna and its parts; through time, old codes and old maps."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.dbt.conftest import Built


@pytest.fixture(scope="module")
def totals(small_region: Built) -> pd.Series:
    """Value of each figure itself, by indicator, territory and period."""
    values = small_region.result("indicator_values")
    itself = (values["sex"] == "total") & (values["age_band"] == "total") & (values["dimension"] == "")
    return values[itself].set_index(["indicator_id", "territory_id", "period"])["value"]


def test_a_divided_comuna_has_its_parts_and_they_add_up_to_it(totals: pd.Series) -> None:
    assert totals["total", "16101", "2017"] == 150
    assert totals["total", "16101-villa-1", "2017"] == 100
    assert totals["total", "16101-st", "2017"] == 50
    assert ("total", "16101-villa-2", "2017") not in totals.index


def test_parts_have_their_rates_and_add_nothing_to_region_and_country(totals: pd.Series) -> None:
    assert totals["publica", "16101-villa-1", "2017"] == 100
    assert totals["publica", "16101-st", "2017"] == 0
    comunas = [c for c in totals["total"].index.get_level_values(0).unique() if len(c) == 5]
    assert totals["total", "16", "2017"] == sum(totals["total", comuna, "2017"] for comuna in comunas)


def test_own_territories_are_a_result_beside_the_national_ones(small_region: Built) -> None:
    territories = small_region.result("territories").set_index("territory_id")
    assert len(territories) == 436 + 3
    assert territories.loc["16101-villa-2", ["level", "parent_id", "valid_from"]].tolist() == [
        "villa", "16101", "2018-01-01",
    ]  # fmt: skip


def test_births_under_the_old_code_are_of_the_comuna_and_the_region_of_today(totals: pd.Series) -> None:
    assert [totals["nacimientos", "16101", year] for year in ("2003", "2004", "2005")] == [70, 60, 50]
    assert [totals["nacimientos", "16", year] for year in ("2003", "2004", "2005")] == [70, 60, 50]
    assert [totals["nacimientos", "08", year] for year in ("2003", "2004", "2005")] == [900, 850, 800]


def test_a_division_breaks_the_series_of_both_and_shows_both_sides(
    small_region: Built, totals: pd.Series
) -> None:
    points = small_region.result("series_break_points").query("indicator_id == 'nacimientos'")
    assert points[["indicator_id", "territory_id", "period", "kind"]].to_numpy().tolist() == [
        ["nacimientos", "08110", "2005", "territorio"],
        ["nacimientos", "08112", "2005", "territorio"],
    ]
    assert set(points["reason"]) == {
        "Se creó la comuna de Hualpén, con territorio de Talcahuano (Ley 19.936)."
    }
    assert [totals["nacimientos", "08110", year] for year in ("2003", "2004", "2005")] == [900, 800, 500]
