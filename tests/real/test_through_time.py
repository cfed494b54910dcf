"""Series through the changes of the map, on the official files: old codes, new regions, divided comunas."""

from __future__ import annotations

import pandas as pd
import pytest

from pipelines.territories import all_territories, ancestors
from tests.real.conftest import RealEdition

pytestmark = pytest.mark.real

RATE, SHARE = "fecundidad-adolescente", "maternidad-adolescente"
YEARS = [str(year) for year in range(2001, 2015)]
NUBLE = [t.id for t in all_territories().values() if t.level == "comuna" and "16" in ancestors(t.id)]


@pytest.fixture(scope="module")
def results(real_edition: RealEdition) -> pd.DataFrame:
    """The share of births of mothers under 20, by territory and year, as the models leave it."""
    values = pd.read_parquet(real_edition.workspace / "datos/resultados/indicator_values.parquet")
    itself = (values["sex"] == "total") & (values["age_band"] == "total") & (values["dimension"] == "")
    return values[itself].set_index(["indicator_id", "territory_id", "period"]).sort_index()


def test_the_comunas_of_nuble_have_their_whole_series_under_todays_codes(results: pd.DataFrame) -> None:
    assert len(NUBLE) == 21
    births = results.loc[SHARE, "denominator"]
    assert births.loc[NUBLE].groupby("territory_id").apply(lambda s: sorted(set(YEARS) - set(
        s.index.get_level_values("period")))).tolist() == [[]] * 21  # fmt: skip
    for year in YEARS:
        assert births.loc["16", year] == sum(births.loc[comuna, year] for comuna in NUBLE)
    assert not any(code.startswith("084") for code in births.index.get_level_values("territory_id"))


def test_talcahuano_breaks_in_2005_and_shows_both_sides_of_what_has_one_map(
    real_edition: RealEdition, results: pd.DataFrame
) -> None:
    points = pd.read_parquet(real_edition.workspace / "datos/resultados/series_break_points.parquet")
    ours = points[points["indicator_id"].isin([RATE, SHARE]) & points["territory_id"].eq("08110")]
    assert set(zip(ours["indicator_id"], ours["period"], strict=True)) == {(RATE, "2005"), (SHARE, "2005")}
    births = results.loc[(SHARE, "08110"), "denominator"]
    assert (births["2001"], births["2005"]) == (3829, 2255)
    assert results.loc[(RATE, "08110", "2004"), "mark"] == "nd"
    assert results.loc[(RATE, "08110", "2005"), "value"] > 0
    assert points[points["territory_id"].isin([*NUBLE, "16", "08"])].query("kind == 'territorio'").empty


def test_old_codes_of_2007_and_2010_lead_to_one_series_each(results: pd.DataFrame) -> None:
    births = results.loc[SHARE, "denominator"]
    for comuna in ("15101", "14101", "01402", "05801"):
        series = births.loc[comuna].reindex(YEARS)
        assert series.notna().all(), comuna
