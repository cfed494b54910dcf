"""Headers, numbers and text are read as official files write them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import FileRefused
from pipelines.sources import shape
from pipelines.sources.base import Sheet
from pipelines.sources.count import counts


def sheet(*rows: list[str], encoding: str = "utf-8") -> Sheet:
    return Sheet("hoja", pd.DataFrame(rows), np.arange(1, len(rows) + 1), "csv", encoding, ";")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("\ufeffAGNO", "agno"),
        ("ïagno", "agno"),
        ("ï»¿AGNO", "agno"),
        (" TOTAL  MATRÍCULA\nBÁSICA* ", "total matricula basica"),
        ("Año", "ano"),
        ("", ""),
    ],
)
def test_headers_lose_case_accents_marks_and_line_breaks(printed: str, name: str) -> None:
    assert shape.normalise_header(printed) == name


def test_a_header_is_found_under_titles_and_says_what_it_lacks() -> None:
    found = shape.find_header(
        sheet(["Título", "", ""], ["Código", "Nombre", "Año 2022"], ["1", "a", "5"]),
        ("codigo|cod", "anual~ano \\d{4}", "valor"),
    )
    assert (found.row_index, found.missing, found.extra) == (1, ("valor",), ("nombre",))
    assert found.positions["codigo"] == 0
    assert found.positions["anual"] == 2
    assert found.labels["anual"] == "Año 2022"
    assert found.score == pytest.approx(2 / 3)


def test_a_header_is_not_looked_for_beyond_the_first_records() -> None:
    rows = [["x", "y"]] * 30 + [["codigo", "valor"]]
    assert shape.find_header(sheet(*rows), ("codigo", "valor")).score == 0


def test_alternative_names_are_found_under_the_first_one() -> None:
    found = shape.find_header(sheet(["id_rbd", "b"]), ("rbd|id_rbd",))
    assert found.positions["rbd"] == 0
    assert found.missing == ()


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("1.234,50", "1234.5"),
        (" 7 ", "7"),
        ("-3", "-3"),
        ("-0", "0"),
        ("007", "7"),
        (",5", "0.5"),
        ("1.234.567", "1234567"),
        ("1e-05", "0.00001"),
        ("", ""),
    ],
)
def test_numbers_with_decimal_comma_become_canonical(printed: str, canonical: str) -> None:
    number, bad = shape.numbers(pd.Series([printed]))
    assert (number[0], bool(bad[0])) == (canonical, False)


@pytest.mark.parametrize(
    "printed", ["S/I", "1.2", "12.34.567", "1,2,3", "-", "5 %", "Valores entre 1 y 9", "1 234"]
)
def test_what_is_no_number_is_bad_and_never_guessed(printed: str) -> None:
    number, bad = shape.numbers(pd.Series([printed]))
    assert (number[0], bool(bad[0])) == ("", True)


@pytest.mark.parametrize(
    "printed",
    ["1e30", "1E15", "-1e15", "9" * 16, "1.000.000.000.000.000", "1" + "0" * 30 + ",5", "2,5e+15", "1e999"],
)
def test_numbers_beyond_fifteen_digits_are_bad(printed: str) -> None:
    number, bad = shape.numbers(pd.Series([printed]))
    assert (number[0], bool(bad[0])) == ("", True)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [("9" * 15, "9" * 15), ("1e14", "1" + "0" * 14), ("0" * 20 + "7", "7"), ("0e30", "0"),
     ("999999999999999,25", "999999999999999.25")],
)  # fmt: skip
def test_numbers_of_fifteen_digits_still_pass(printed: str, canonical: str) -> None:
    number, bad = shape.numbers(pd.Series([printed]))
    assert (number[0], bool(bad[0])) == (canonical, False)


@given(st.integers(-(10**40), 10**40), st.integers(0, 40))
def test_no_number_that_passes_is_too_large_to_add_up(whole: int, power: int) -> None:
    number, bad = shape.numbers(pd.Series([str(whole), f"{whole}e{power}"]))
    assert [abs(Decimal(text or "0")) < 10**15 for text in number] == [True, True]
    assert bad.tolist() == [abs(whole) >= 10**15, abs(whole) * 10**power >= 10**15]


def test_percent_sign_is_dropped_only_when_the_contract_says_so() -> None:
    assert shape.numbers(pd.Series(["7,29%"]), percent=True)[0][0] == "7.29"
    assert shape.numbers(pd.Series(["7,29%"]))[1][0]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_any_number_printed_the_chilean_way_comes_back(value: Decimal) -> None:
    printed = f"{value:,.4f}".translate(str.maketrans(",.", ".,"))
    number, bad = shape.numbers(pd.Series([printed]))
    assert not bad[0]
    assert Decimal(number[0]) == value


@given(st.lists(st.text(max_size=12), max_size=8))
def test_text_is_trimmed_once_and_for_all(values: list[str]) -> None:
    once = shape.text(pd.Series(values, dtype=object))
    assert list(once) == [" ".join(value.split()) for value in values]
    assert list(shape.text(once)) == list(once)


def test_counts_say_what_is_wrong_with_each_record() -> None:
    cells = pd.Series(["5", "-1", "1.5", "nueve", "", "1,276"])
    number, good, aside = counts(cells, sheet([""]), np.arange(10, 16), "N", thousands=",")
    assert list(number[good]) == ["5", "1276"]
    assert {item.value_class: list(item.records) for item in aside} == {
        "texto": [13],
        "negativo": [11],
        "con decimales": [12],
        "vacío": [14],
    }


def test_counts_that_no_table_can_hold_are_out_of_range() -> None:
    cells = pd.Series(["999999999", "1000000000", "99999999999", "1e30", "9" * 20, "-" + "9" * 20, "siete"])
    number, good, aside = counts(cells, sheet([""]), np.arange(1, 8), "N")
    assert list(number[good]) == ["999999999"]
    assert {item.value_class: list(item.records) for item in aside} == {
        "texto": [7],
        "fuera de rango": [2, 3, 4, 5, 6],
    }


def test_an_empty_count_may_stand_for_zero() -> None:
    number, good, aside = counts(pd.Series([""]), sheet([""]), np.array([2]), "N", empty="0")
    assert (list(number), list(good), aside) == (["0"], [True], [])


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ISO-8859-1"])
def test_latin_text_is_refused_where_utf8_is_due(encoding: str) -> None:
    with pytest.raises(FileRefused, match="UTF-8"):
        shape.require_encoding([sheet([""], encoding=encoding)], shape.UTF8_ONLY, "una fuente")
    shape.require_encoding([sheet([""], encoding=encoding)], shape.UTF8_OR_LATIN, "una fuente")


def test_unicode_and_spreadsheets_are_always_accepted() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", ""):
        shape.require_encoding([sheet([""], encoding=encoding)], shape.UTF8_ONLY, "una fuente")


def test_a_required_column_that_is_there_twice_is_said_as_printed() -> None:
    twice = sheet(["Título", "", ""], ["Código", " Valor*", "valor", "Nota", "nota"], ["1", "2", "3", "", ""])
    found = shape.find_header(twice, ("codigo", "valor"))
    assert (found.score, found.repeated) == (1, ("Valor*",))
    with pytest.raises(FileRefused, match=r"La columna «Valor\*» está dos veces\.") as raised:
        shape.body(twice, found)
    assert (raised.value.where.row, raised.value.where.column) == (2, "Valor*")


def test_a_column_that_nobody_needs_may_be_there_twice() -> None:
    twice = sheet(["codigo", "nota", "nota"], ["1", "a", "b"])
    frame, _ = shape.body(twice, shape.find_header(twice, ("codigo",)))
    assert frame["codigo"].tolist() == ["1"]
