"""Every published figure is the one that the raw official files give, computed by another road."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.real.account import CLOSE, FIGURE, NUMBERS, differences, itself, told
from tests.real.arithmetic import byar, wilson
from tests.real.finer import BREAKDOWN, finer
from tests.real.recompute import due

#: Cards with breakdowns whose source is a list of persons: their small counts are reserved.
OF_PERSONS = {"defunciones", "asistencia-grave", "promedio-notas"}
CARDS = Path(__file__).resolve().parents[2] / "dbt_project" / "indicators"


def test_intervals_have_their_printed_values() -> None:
    assert [round(100 * limit, 2) for limit in wilson(3, 40)] == [2.58, 19.86]
    assert [round(limit, 3) for limit in byar(7)] == [2.814, 14.423]
    assert [round(limit, 3) for limit in byar(20)] == [12.211, 30.890]
    assert byar(0)[0] == 0
    assert byar(0)[1] == pytest.approx(3.688879, abs=1e-6)


@pytest.mark.real
def test_every_card_with_a_figure_is_recomputed(values: pd.DataFrame, recomputed: pd.DataFrame) -> None:
    cards = {path.stem for path in CARDS.glob("*/*.yml")}
    assert set(recomputed["indicador"]) <= cards
    assert set(values.loc[values["valor"].notna(), "indicador"]) == set(recomputed["indicador"])


@pytest.mark.real
def test_every_published_figure_equals_the_recomputed_one(
    values: pd.DataFrame, recomputed: pd.DataFrame, listed: list[str]
) -> None:
    lines = differences(due(recomputed, listed), itself(values))
    assert not lines, told(lines)


@pytest.mark.real
def test_a_reserved_or_missing_figure_shows_no_number(values: pd.DataFrame) -> None:
    hidden = values[values["marca"].isin(["s", "nd"])]
    assert set(hidden["marca"]) == {"s", "nd"}
    assert hidden[NUMBERS].isna().all(axis=None)


@pytest.mark.real
def test_figures_by_age_and_by_kind_equal_the_recomputed_ones(values: pd.DataFrame, datos: Path) -> None:
    expected = finer(datos)
    shown = values[(values["edad"] != "total") | (values["desglose"] != "")]
    expected = expected[expected["territorio"].isin(shown["territorio"])]
    key = [*FIGURE, *BREAKDOWN]
    both = expected.merge(
        shown[shown["valor"].notna() | (shown["marca"] == "s")],
        on=key,
        how="outer",
        suffixes=("", "_publicado"),
        indicator="lado",
    )
    assert len(both) > 50_000
    reserved = both["marca"] == "s"
    assert set(both.loc[reserved, "indicador"]) <= OF_PERSONS
    equal = (both["lado"] == "both") & ((both["valor"] - both["valor_publicado"]).abs() <= CLOSE)
    assert both.loc[~(reserved | equal), [*key, "valor", "valor_publicado"]].values.tolist() == []


@pytest.mark.real
def test_no_open_figure_by_age_counts_one_to_nine_persons(values: pd.DataFrame) -> None:
    by_age = values[(values["indicador"] == "defunciones") & (values["edad"] != "total")]
    assert by_age["marca"].eq("s").any()
    assert not by_age["valor"].between(1, 9).any()
