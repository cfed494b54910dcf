"""A figure becomes text in one place, and the text reads back as the figure."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import text


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(1234.5, 1, "1.234,5"), (39.87, 1, "39,9"), (0, 0, "0"), (-3.25, 1, "−3,3"), (999.95, 1, "1.000,0"),
     (3644548, 0, "3.644.548"), (0.05, 1, "0,1"), (2.675, 2, "2,68"), (-0.01, 1, "0,0"), (1e15, 0,
     "1.000.000.000.000.000"), (np.float64(7.077181), 1, "7,1"), (np.int64(17467), 0, "17.467")],
)  # fmt: skip
def test_numbers_are_written_as_in_chile(value: float, decimals: int, shown: str) -> None:
    assert text.number(value, decimals) == shown


def parse_number(shown: str) -> Decimal:
    """The number that a shown text begins with: the way back of number() and with_unit()."""
    found = re.match(rf"([{text.MINUS}]?)(\d+(?:\.\d{{3}})*)(?:,(\d+))?", shown)
    assert found is not None
    sign, whole, fraction = found.groups()
    return Decimal(f"{'-' if sign else ''}{whole.replace('.', '')}.{fraction or '0'}")


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_shown_number_reads_back_exactly(units: int, decimals: int) -> None:
    value = Decimal(units).scaleb(-decimals)
    assert parse_number(text.number(value, decimals)) == value


@given(
    st.floats(-1e9, 1e9), st.integers(0, 6), st.sampled_from(["%", "puntos", "por 1.000", "m² por habitante"])
)
def test_a_shown_figure_reads_back_within_half_of_its_last_digit(
    value: float, decimals: int, unit: str
) -> None:
    back = parse_number(text.with_unit(value, unit, decimals))
    assert abs(back - Decimal(repr(value))) <= Decimal("0.5").scaleb(-decimals)


def test_missing_numbers_give_no_text() -> None:
    assert text.number(None) == text.number(float("nan"), 1) == text.with_unit(None, "%") == ""
    assert text.interval(None, 3.0, "%") == ""


def test_units_follow_the_number_and_one_is_singular() -> None:
    assert text.with_unit(39.87, "%", 1) == "39,9 %"
    assert text.with_unit(12.5, "por 1.000", 1) == "12,5 por 1.000"
    assert (text.people(1), text.people(34)) == ("1 persona", "34 personas")


def test_a_mark_speaks_in_place_of_the_value() -> None:
    assert text.figure(None, "s", "%", 1) == "reservado"
    assert text.figure(float("nan"), "nd", "%", 1) == "no disponible"
    assert text.figure(None, "na") == "no aplica"
    assert text.figure(None, "") == "no disponible"
    assert text.figure(3.04, "u", "%", 1) == "3,0 %"
    assert text.MARK_NOTES["s"] == "Dato reservado para proteger a las personas"


def test_a_reserved_figure_never_shows_a_value_even_if_given_one() -> None:
    assert text.figure(5.0, "s", "personas") == "reservado"


def test_intervals_repeat_the_unit_only_for_percentages() -> None:
    assert text.interval(6.139509, 8.014852, "%", 1) == "entre 6,1 % y 8,0 %"
    assert text.interval(2.814, 14.423, "por 1.000", 1) == "entre 2,8 y 14,4 por 1.000"


def test_fractions_are_said_in_full() -> None:
    assert text.fraction(1701, 87218) == "1.701 de 87.218"
    assert text.fraction(593, None) == "593"
    assert text.plain(7.077181) == "7,077181" and text.plain(1200.0) == "1.200"


def test_a_change_of_a_percentage_is_in_percentage_points() -> None:
    assert text.difference(-3.24, "%", 1) == "3,2 puntos porcentuales"
    assert text.difference(1.0, "%", 0) == "1 punto porcentual"
    assert text.difference(12, "puntos") == "12 puntos"
    assert text.difference(float("nan"), "%") == ""


@pytest.mark.parametrize(
    ("code", "shown", "ends"),
    [("2023", "2023", (2023, 12)), ("2023-S1", "primer semestre de 2023", (2023, 6)),
     ("2023-05", "mayo de 2023", (2023, 5)), ("2021/2023", "2021 a 2023", (2023, 12)),
     ("2023-S2", "segundo semestre de 2023", (2023, 12))],
)  # fmt: skip
def test_periods_are_said_in_words_and_end_in_a_month(code: str, shown: str, ends: tuple[int, int]) -> None:
    assert text.period(code) == shown
    assert text.period_end(code) == ends


def test_dates_ages_and_lists() -> None:
    assert text.date("2024-03-07") == "7 de marzo de 2024" and text.date("sin fecha") == "sin fecha"
    assert text.date("2024-13-07") == "2024-13-07"
    assert [text.age(code) for code in ("total", "0-17", "60+")] == [
        "Todas las edades", "0 a 17 años", "60 años y más",
    ]  # fmt: skip
    assert text.listing(["Buin", "Maipo"]) == "Buin y Maipo"
    assert text.listing(["Maipo", "Talca", "Iquique"]) == "Maipo, Talca e Iquique"
    assert text.listing(["Ancud", "Hierro"]) == "Ancud y Hierro" and text.listing(["Lota"]) == "Lota"


def test_sizes_of_files_are_in_units_people_know() -> None:
    assert [text.file_size(size) for size in (812, 34_200, 1_234_567)] == ["812 bytes", "34 kB", "1,2 MB"]


def test_a_period_that_is_not_over_says_until_when_it_goes() -> None:
    assert text.until("2024", "2024-03-07") == "2024, hasta el 7 de marzo"
    assert text.until("2024", "2025-01-15") == "2024, hasta el 15 de enero de 2025"
