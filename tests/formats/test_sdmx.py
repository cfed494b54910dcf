"""SDMX-CSV says what valores says, in the codes of SDMX and nothing more, as pysdmx reads it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from publish.account import VALUE_COLUMNS, Account
from publish.formats import sdmx
from publish.rounding import decimal_texts

NUMBERS = {
    "OBS_VALUE": "valor",
    "CI_LOW": "ic_inf",
    "CI_HIGH": "ic_sup",
    "NUMERATOR": "numerador",
    "DENOMINATOR": "denominador",
}


@pytest.fixture(scope="module")
def read(edition: Path) -> pd.DataFrame:
    written = gzip.decompress((edition / "datos" / sdmx.FILE).read_bytes()).decode()
    message = read_sdmx(written)
    (dataset,) = message.data or []
    assert dataset.short_urn == "Dataflow=CUENTA_COMUN:VALORES(1.0.0)"
    return dataset.data


def row(read: pd.DataFrame, **keys: str) -> dict[str, str]:
    chosen = read
    for name, value in keys.items():
        chosen = chosen[chosen[name] == value]
    (found,) = chosen.to_dict("records")
    return {str(name): str(value) for name, value in found.items()}


def test_every_row_of_valores_is_there_with_the_same_numbers(read: pd.DataFrame, account: Account) -> None:
    rows = account.valores[VALUE_COLUMNS]
    assert read["REF_AREA"].tolist() == rows["territorio"].tolist()
    assert read["INDICATOR"].tolist() == rows["indicador"].tolist()
    for name, column in NUMBERS.items():
        assert read[name].tolist() == [text.replace(",", ".") for text in decimal_texts(rows[column])]


def test_no_two_observations_share_their_key(read: pd.DataFrame) -> None:
    assert not read.duplicated(list(sdmx.DIMENSIONS)).any()


def test_an_open_figure_is_normal_and_free(read: pd.DataFrame) -> None:
    found = row(read, INDICATOR="desvinculacion", REF_AREA="13", TIME_PERIOD="2022", SEX="_T")
    assert (found["OBS_VALUE"], found["OBS_STATUS"], found["CONF_STATUS"]) == ("1.950285", "A", "F")
    assert (found["FREQ"], found["UNIT_MEASURE"], found["UNIT_MULT"], found["DECIMALS"]) == (
        "A",
        "PT",
        "0",
        "1",
    )


def test_a_reserved_figure_is_suppressed_and_confidential_and_has_no_number(read: pd.DataFrame) -> None:
    reserved = read[read["CONF_STATUS"] == "C"]
    assert len(reserved) == (read["OBS_STATUS"] == "Q").sum() > 3
    assert (reserved[list(NUMBERS)] == "").all(axis=None)
    women = row(read, INDICATOR="desvinculacion", REF_AREA="13401", TIME_PERIOD="2022", SEX="F")
    assert (women["OBS_STATUS"], women["OBS_VALUE"], women["NUMERATOR"]) == ("Q", "", "")


def test_a_provisional_figure_and_a_missing_one_say_so(read: pd.DataFrame) -> None:
    whole = row(read, INDICATOR="defunciones", REF_AREA="CL", TIME_PERIOD="2024")
    assert (whole["OBS_VALUE"], whole["OBS_STATUS"]) == ("169", "P")
    missing = row(read, INDICATOR="defunciones", REF_AREA="08", TIME_PERIOD="2024")
    assert (missing["OBS_VALUE"], missing["OBS_STATUS"], missing["CONF_STATUS"]) == ("", "O", "F")


@pytest.mark.parametrize(
    ("period", "frequency", "written"),
    [
        ("2023", "A", "2023"),
        ("2023-S1", "S", "2023-S1"),
        ("2023-05", "M", "2023-05"),
        ("2021/2023", "A3", "2021-01-01/P3Y"),
    ],
)
def test_periods_are_written_as_sdmx_does(period: str, frequency: str, written: str) -> None:
    assert (sdmx.frequency(period), sdmx.time_period(period)) == (frequency, written)


@pytest.mark.parametrize(
    ("band", "code"), [("total", "_T"), ("5", "Y5"), ("0-17", "Y0T17"), ("60+", "Y_GE60")]
)
def test_ages_are_those_of_the_list_of_ages(band: str, code: str) -> None:
    assert sdmx.age(band) == code


def test_thousands_are_a_multiplier_and_not_a_unit() -> None:
    assert sdmx.unit("miles de pesos") == sdmx.unit("pesos") == "PESOS"
    assert (sdmx.unit("m² por habitante"), sdmx.unit("por 1.000")) == ("M2_POR_HABITANTE", "POR_1_000")


@given(st.text(max_size=30))
def test_any_unit_has_a_code_that_sdmx_accepts(words: str) -> None:
    assert re.fullmatch(r"[A-Z0-9_]+", sdmx.unit(words))
