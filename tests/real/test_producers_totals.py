"""The totals that the producers print beside their tables agree with the recomputed regions and country."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

pytestmark = pytest.mark.real

DROPOUT = "mineduc/OFICIAL-Tasa-Incidencia-Desvinculacion-2010-2023.xlsx"
NATIONAL = "poblacion/ine_estimaciones-y-proyecciones-de-poblacion-1992-2050_base-2017_base-de-datos.csv"
SEXES = ("total", "mujer", "hombre")
CARDS = {"Global": "desvinculacion-global", "Sistema regular": "desvinculacion"}


def _of(figures: pd.DataFrame, indicator: str, period: str, sex: str, digits: int) -> pd.DataFrame:
    """Figures of one level: 2 digits the regions, 3 the provinces, 0 the country."""
    rows = figures[figures["indicador"] == indicator]
    rows = rows[(rows["periodo"] == period) & (rows["sexo"] == sex)]
    level = rows["territorio"].str.len() == digits if digits else rows["territorio"] == "CL"
    return rows[level & (rows["territorio"].str.isdigit() | (digits == 0))]


@pytest.mark.parametrize(
    ("sheet", "first", "places", "digits"),
    [("Tasas a nivel de Región", 1, 16, 2), ("Tasas a nivel de Provincia", 2, 56, 3)],
)
def test_dropout_of_regions_and_provinces_is_what_the_ministry_prints(
    datos: Path, recomputed: pd.DataFrame, sheet: str, first: int, places: int, digits: int
) -> None:
    raw = pd.read_excel(datos / DROPOUT, sheet, engine="calamine", header=None, dtype=str)
    starts = raw.index[raw[0].fillna("").str.startswith("Tabla ")]
    kinds, heads = raw.iloc[2].ffill(), raw.iloc[3]
    for start, sex in zip(starts, SEXES, strict=True):
        body = raw.loc[start + 4 : start + 3 + places]
        for column in range(first, raw.shape[1], 3):
            period = heads[column].split()[-1]
            ours = _of(recomputed, CARDS[kinds[column]], period, sex, digits)
            printed = sorted(zip(body[column].astype(int), body[column + 1].astype(int), strict=True))
            assert sorted(zip(ours["numerador"], ours["denominador"], strict=True)) == printed, (sex, period)


def test_population_of_the_country_is_the_national_projection(datos: Path, recomputed: pd.DataFrame) -> None:
    raw = pd.read_csv(datos / NATIONAL, sep=";", encoding="latin-1", header=None, dtype=str)
    heads = raw.index[raw[0] == "EDAD"]
    for head, sex in zip(heads, ("total", "hombre", "mujer"), strict=True):
        for column in range(11, 11 + 34):
            period = raw.loc[head, column]
            people = raw.loc[head + 1 : head + 101, column].str.replace(".", "").astype(int)
            every = _of(recomputed, "poblacion-total", period, sex, 0)["valor"].item()
            minors = _of(recomputed, "poblacion-0-17", period, sex, 0)["valor"].item()
            assert (every, minors) == (people.sum(), people.iloc[:18].sum()), (sex, period)


def test_births_miss_only_those_without_age_of_the_mother(datos: Path, recomputed: pd.DataFrame) -> None:
    raw = pd.read_csv(datos / "deis/nacimientos_region_residencia.csv")
    for year in range(2001, 2015):
        official = raw.loc[raw["ANO_NAC"] == year, "Nacimientos"].sum()
        ours = _of(recomputed, "nacimientos", str(year), "total", 0)["valor"].item()
        assert 0 <= official - ours <= 63, year
    named = raw[raw["ANO_NAC"] == 2006].set_index("GLOSA_REGION_RESIDENCIA")["Nacimientos"]
    regions = _of(recomputed, "nacimientos", "2006", "total", 2)["valor"]
    assert sorted(regions) == sorted(named.drop("Ignorada", errors="ignore"))
