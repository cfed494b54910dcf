"""Figures that anyone can check against what the ministries published."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from tests.real.account import figure
from tests.real.conftest import RealEdition

pytestmark = pytest.mark.real

SHARES = [
    ("desvinculacion", "13201", "2023", 1_701, 87_218),
    ("desvinculacion", "CL", "2023", 63_331, 3_045_584),
    ("matricula-publica", "13401", "2022", 17_467, 60_920),
    ("vulnerabilidad-escolar", "13401", "2021", 40_062, 46_877),
    ("rsh-40", "13401", "2024", 161_699, 284_807),
    ("maternidad-adolescente", "13401", "2014", 593, 4_827),
]
COUNTS = [
    ("poblacion-0-17", "13401", "2022", 88_060),
    ("defunciones-menores-1", "CL", "2024", 169),
    ("matricula-total", "CL", "2022", 3_644_548),
    ("fonasa-beneficiarios", "CL", "2023", 16_058_254),
]
ABOUT = [
    ("simce-4b-lectura-insuficiente", "CL", "2024", 24.90),
    ("areas-verdes", "13401", "2022", 4.53),
    ("dependencia-fcm", "13401", "2022", 39.87),
]


@pytest.mark.parametrize(("indicator", "territory", "period", "numerator", "denominator"), SHARES)
def test_a_share_comes_from_its_two_counts(
    values: pd.DataFrame, indicator: str, territory: str, period: str, numerator: int, denominator: int
) -> None:
    row = figure(values, indicator, territory, period)
    assert (row["numerador"], row["denominador"]) == (numerator, denominator)
    assert row["valor"] == pytest.approx(100 * numerator / denominator, abs=1e-6)
    assert row["ic_inf"] < row["valor"] < row["ic_sup"]


@pytest.mark.parametrize(("indicator", "territory", "period", "count"), COUNTS)
def test_a_count_is_its_own_value(
    values: pd.DataFrame, indicator: str, territory: str, period: str, count: int
) -> None:
    row = figure(values, indicator, territory, period)
    assert (row["valor"], row["numerador"]) == (count, count)
    assert pd.isna(row["denominador"])


@pytest.mark.parametrize(("indicator", "territory", "period", "about"), ABOUT)
def test_a_mean_or_a_printed_figure_to_two_decimals(
    values: pd.DataFrame, indicator: str, territory: str, period: str, about: float
) -> None:
    assert figure(values, indicator, territory, period)["valor"] == pytest.approx(about, abs=0.005)


def test_poverty_keeps_the_interval_of_its_producer(values: pd.DataFrame) -> None:
    row = figure(values, "pobreza-multidimensional", "12101", "2022")
    assert (row["valor"], row["ic_inf"], row["ic_sup"]) == (7.077181, 6.139509, 8.014852)
    assert pd.isna(row["numerador"])


def test_few_deaths_are_measured_and_not_published(values: pd.DataFrame, real_edition: RealEdition) -> None:
    row = figure(values, "defunciones-menores-1", "13201", "2024")
    assert (row["marca"], row["estado"]) == ("s", "p")
    assert pd.isna(row["valor"])
    measures = pd.read_parquet(real_edition.workspace / "datos/resultados/measures.parquet")
    of_deaths = (measures["measure_id"] == "defunciones") & (measures["territory_id"] == "13201")
    of_infants = of_deaths & (measures["age_band"] == "0") & (measures["sex"] == "total")
    assert measures.loc[of_infants, "value"].tolist() == [5]


def test_a_rate_of_a_split_comuna_waits_until_the_map_is_one(values: pd.DataFrame) -> None:
    assert figure(values, "fecundidad-adolescente", "08110", "2004")["marca"] == "nd"
    assert figure(values, "fecundidad-adolescente", "08110", "2005")["marca"] == ""
    assert figure(values, "fecundidad-adolescente", "08", "2004")["marca"] == ""


def test_an_unknown_file_stops_nothing_and_is_said(real_edition: RealEdition) -> None:
    page = (real_edition.folder / "estado/index.html").read_text(encoding="utf-8")
    assert "comunas.geojson" not in page, "names of files that are not used stay with the steward"
    assert "Que no se parecen a ninguna fuente conocida: 2" in " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "Tramos_RSH_2016-2024.csv" in page
