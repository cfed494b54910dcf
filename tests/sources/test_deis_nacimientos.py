"""Births: one row each, by region, in both eras; what is not told is neither low nor normal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.errors import FileRefused
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import META_COLUMNS, Sheet
from pipelines.sources.deis_nacimientos import SOURCE, age_band, weight
from tests.flow.health import birth, births
from tests.sources.delivered import nothing_lost, reasons


def delivered(*rows: dict[str, object], encoding: str = "utf-8") -> list[Sheet]:
    return read_sheets(births(*rows, encoding=encoding), "nacimientos.csv")


def test_a_birth_keeps_only_what_is_counted() -> None:
    sheets = delivered(
        birth(SEMANAS=36, RANGO_PESO="2.000 A 2.499", NACIONALIDAD_MADRE="E", REGION_RESIDENCIA=8)
    )
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert list(result.rows.columns) == [*SOURCE.info.columns, *META_COLUMNS]
    assert result.rows[list(SOURCE.info.columns)].values.tolist() == [
        ["2020", "mujer", "08", "25-29", "bajo", "36", "extranjera"]
    ]
    assert set(result.rows["_bloque"]) == {"2020"}


def test_both_eras_give_the_same_age_of_the_mother() -> None:
    old = delivered(birth(ANO_NAC=2019, GRUPO_ETARIO_MADRE="MENORES 15 AÑO"), encoding="latin-1")
    new = delivered(birth(GRUPO_ETARIO_MADRE="MENORES 15 AÑOS"))
    assert {old[0].encoding, new[0].encoding} == {"cp1252", "utf-8"}
    assert [list(SOURCE.read(sheets).rows["edad_madre"]) for sheets in (old, new)] == [["0-14"], ["0-14"]]


def test_the_series_of_2001_to_2019_has_four_columns_more() -> None:
    more = birth(HIJ_VIVOS=1, HIJ_FALL=0, HIJ_MORT=0, HIJ_TOTAL=1)
    assert len(more) == 29
    assert len(SOURCE.read(delivered(more)).rows) == 1


def test_what_is_not_told_is_empty_and_the_birth_still_counts() -> None:
    untold = birth(
        SEMANAS=99, RANGO_PESO="NO ESPECIFICADO", GRUPO_ETARIO_MADRE="NO ESPECIFICADO", SEXO=9,
        NACIONALIDAD_MADRE="", REGION_RESIDENCIA=99, GLOSA_REGION_RESIDENCIA="Ignorada",
    )  # fmt: skip
    sheets = delivered(untold, birth(SEMANAS=""), birth(SEMANAS="38.0"))
    result = SOURCE.read(sheets)
    assert result.rows[list(SOURCE.info.columns)].values.tolist()[0] == ["2020", "sin_dato", *[""] * 5]
    assert list(result.rows["semanas"]) == ["", "", "38"]
    assert nothing_lost(result, sheets)


@pytest.mark.parametrize(
    ("code", "name", "region"),
    [
        (5, "De Valparaíso", "05"),
        ("", "De Aisén del Gral. C. Ibáñez del Campo", "11"),
        ("", "Del Libertador B. O'Higgins", "06"),
        ("", "De Los Ríos", "14"),
        ("", "Del Bíobío", "08"),
        (16, "De Ñuble", "16"),
        (99, "Ignorada", ""),
    ],
)
def test_the_region_comes_from_its_code_and_else_from_its_name(code: object, name: str, region: str) -> None:
    sheets = delivered(birth(REGION_RESIDENCIA=code, GLOSA_REGION_RESIDENCIA=name))
    assert list(SOURCE.read(sheets).rows["region"]) == [region]


def test_what_cannot_be_counted_is_set_aside_and_a_total_is_no_birth() -> None:
    sheets = delivered(
        birth(REGION_RESIDENCIA=17, GLOSA_REGION_RESIDENCIA="De la Costa"),
        birth(ANO_NAC="mil"),
        birth(ANO_NAC="TOTAL"),
        birth(),
    )
    result = SOURCE.read(sheets)
    assert reasons(result) == {"ANO_NAC: texto": [3], "región: código desconocido": [2]}
    assert (len(result.rows), len(result.skipped[1].records)) == (1, 1)
    assert nothing_lost(result, sheets)


def test_a_missing_column_is_named() -> None:
    sheets = delivered({name: value for name, value in birth().items() if name != "RANGO_PESO"})
    assert SOURCE.recognise(sheets).missing == ("rango_peso",)
    with pytest.raises(FileRefused, match="rango_peso"):
        SOURCE.read(sheets)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("MENOS DE 500", "bajo"),
        ("MENORES DE 1.500 GRS", "bajo"),
        ("2000 A 2499", "bajo"),
        ("2.500 A 2.999", "no_bajo"),
        ("4000 Y MAS", "no_bajo"),
        ("2.000 A 2.999", ""),
        ("MENOS DE 3.000", ""),
        ("NO ESPECIFICADO", ""),
    ],
)
def test_a_range_is_low_only_when_it_ends_before_2500_grams(printed: str, kind: str) -> None:
    assert weight(printed) == kind


@given(st.integers(0, 4000), st.integers(1, 999))
def test_no_range_is_both_and_one_that_takes_in_2500_is_neither(low: int, width: int) -> None:
    found = weight(f"{low} A {low + width}")
    assert (found == "bajo") == (low + width < 2500)
    assert (found == "no_bajo") == (low >= 2500)


def test_the_last_group_of_ages_is_open() -> None:
    assert [age_band(text) for text in ("50 O MAS AÑOS", "15 A 19 AÑOS", "NO ESPECIFICADO")] == [
        "50+", "15-19", "",
    ]  # fmt: skip


def test_the_suite_holds_and_catches_weights_that_nobody_understands() -> None:
    good = SOURCE.read(delivered(*(birth(REGION_RESIDENCIA=n) for n in range(1, 17)))).rows
    assert [o.demand.mensaje for o in run_suite(load_suite("deis_nacimientos"), good) if not o.ok] == []
    bad = [o for o in run_suite(load_suite("deis_nacimientos"), good.assign(peso="")) if not o.ok]
    assert [(o.demand.gravedad, o.demand.argumentos["column"]) for o in bad] == [("critica", "peso")]
