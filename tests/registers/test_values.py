"""Cells as people of Chile write them: numbers, dates, periods, codes and places."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.registers.base import Column
from pipelines.registers.dates import read_date, read_period
from pipelines.registers.faults import CellFault, is_personal
from pipelines.registers.values import read_cell, read_number
from tests.registers.written import KNOWN

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def cell(kind: str, text: str, **more: object) -> object:
    """What `text` says in a column of this kind."""
    return read_cell(Column("columna", kind, "", **more), text, KNOWN)  # type: ignore[arg-type]


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_a_number_reads_back_from_how_it_is_written_in_chile(whole: int, cents: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{cents:02}"
    assert read_number(written) == pytest.approx(whole + cents / 100, rel=1e-15)
    assert read_number(f"$ {whole}") == whole


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.916.863.000", 1_916_863_000), ("65,5", 65.5), ("s/i", None), ("0", 0)],
)
def test_numbers_of_the_source_documents(text: str, value: float | None) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["142..000", "1.91.863", "tres", "1e5", "12 a 15", "nan", "inf"])
def test_what_is_no_number_for_certain_is_told(text: str) -> None:
    with pytest.raises(CellFault, match="texto donde va un número"):
        read_number(text)


@pytest.mark.parametrize(
    "text", ["M$ 5.013", "MM$ 5", "m$5.013", "US$ 28.000", "U$ 28.000.-", "USD 8.000", "UF 320"]
)
def test_thousands_and_other_currencies_are_never_pesos(text: str) -> None:
    for kind in ("pesos", "numero"):
        with pytest.raises(CellFault, match="cantidad en miles o en otra moneda") as told:
            cell(kind, text)
        assert "pesos completos" in told.value.todo


def test_a_percent_goes_only_where_one_is_asked() -> None:
    assert [cell("porcentaje", text) for text in ("136%", "65,5 %", "44")] == [136, 65.5, 44]
    with pytest.raises(CellFault, match="porcentaje donde va una cantidad"):
        cell("numero", "136%")


def test_a_year_is_whole_and_has_four_figures() -> None:
    assert [cell("anio", text) for text in ("2025", "2.025", "1900", "2100")] == [2025, 2025, 1900, 2100]
    for text in ("25", "2025,5", "99999999999999", "1899", "2101"):
        with pytest.raises(CellFault, match="año que no se entiende"):
            cell("anio", text)


def test_a_number_beyond_any_figure_is_told() -> None:
    assert cell("pesos", "1.000.000.000.000.000") == 10**15
    with pytest.raises(CellFault, match="número fuera de rango"):
        cell("pesos", "1" + "0" * 23)


def test_a_number_within_its_bounds_and_whole_where_it_counts_one_by_one() -> None:
    bounds = {"minimum": 1, "maximum": 100}
    assert [cell("porcentaje", text, **bounds) for text in ("1", "65,5", "100%", "")] == [1, 65.5, 100, None]
    for text in ("0,8", "0", "150"):
        with pytest.raises(CellFault, match="número fuera de rango"):
            cell("porcentaje", text, **bounds)
    assert cell("numero", "4", whole=True) == 4
    with pytest.raises(CellFault, match="número con decimales"):
        cell("numero", "4,25", whole=True)


def test_a_required_number_that_nobody_knows_is_missing() -> None:
    with pytest.raises(CellFault, match="falta un dato obligatorio"):
        cell("numero", "s/i", required=True)


@given(DAYS)
def test_a_day_reads_back_from_every_way_of_writing_it(day: date) -> None:
    ways = (day.isoformat(), f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", f"{day}T00:00:00")
    assert {read_date(written) for written in ways} == {day.isoformat()}


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_an_edge_completes_a_month_and_a_year(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert read_date(f"{year}-{month:02}", edge="desde") == f"{year}-{month:02}-01"
    assert read_date(f"{month:02}-{year}", edge="hasta") == f"{year}-{month:02}-{last}"
    assert read_date(str(year), edge="hasta") == f"{year}-12-31"
    assert read_date(f"{year}-{month:02}", partial=True) == f"{year}-{month:02}"
    with pytest.raises(CellFault, match="fecha sin día"):
        read_date(f"{year}-{month:02}")


@pytest.mark.parametrize("text", ["2025-13-01", "31-04-2025", "29-02-2023", "1825-01-01", "2025-00-10"])
def test_a_date_that_does_not_exist(text: str) -> None:
    with pytest.raises(CellFault, match="fecha que no existe"):
        read_date(text)


def test_periods_and_the_month_that_excel_makes_a_day() -> None:
    written = ("2025", "2025-S1", "2025-s2", "2025-03", "2025-03-01", "01-03-2025")
    assert [*map(read_period, written)] == ["2025", "2025-S1", "2025-S2", "2025-03", "2025-03", "2025-03"]
    for text in ("2025-S3", "marzo", "2025-03-15"):
        with pytest.raises(CellFault, match="período"):
            read_period(text)


def test_codes_go_to_lower_case_and_keep_their_zeros() -> None:
    assert [cell("codigo", text) for text in ("Oferta-01", "007", "n_1.b")] == ["oferta-01", "007", "n_1.b"]
    for text in ("con espacio", "niñez", "a--b", "-a"):
        with pytest.raises(CellFault, match="código mal escrito"):
            cell("codigo", text)


def test_a_place_by_its_code_with_or_without_zero_or_of_the_workspace() -> None:
    assert cell("territorio", "8110") == "08110"
    assert cell("territorio", "13401-villa-1") == "13401-villa-1"
    with pytest.raises(CellFault) as told:
        cell("territorio", "talcahuano")
    assert told.value.todo == "¿Quiso decir «08110»?"


def test_words_for_sex_options_and_yes_or_no() -> None:
    assert [cell("sexo", text, default="total") for text in ("", "Mujeres", "HOMBRE", "ambos sexos")] == [
        "total", "mujer", "hombre", "total",
    ]  # fmt: skip
    assert [cell("si_no", text) for text in ("Si", "sí", "NO", "VERDADERO", "")] == [
        "sí",
        "sí",
        "no",
        "sí",
        "",
    ]
    assert cell("opcion", "Servicio Formal", options=("servicio_formal",)) == "servicio_formal"


@pytest.mark.parametrize("text", ["12.345.678-5", "RUN 1234567-k", "a.b@c.cl", "12345678 - 9"])
def test_what_may_tell_a_person(text: str) -> None:
    assert is_personal(text)


@pytest.mark.parametrize("text", ["2025-2026", "1.916.863.000", "2025-03-31", "oferta-01", "10 @ 12 horas"])
def test_what_tells_nobody(text: str) -> None:
    assert not is_personal(text)
