"""A broken row of any register tells file, row, column and what to do, and the good ones come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.registers.base import Column, Register
from pipelines.registers.faults import Fault
from pipelines.registers.header import HEADER
from tests.registers.written import ALL, good, read_rows


def columns(*kinds: str) -> list[tuple[Register, Column]]:
    """Every written column of these kinds, of every register."""
    return [(register, column) for register in ALL for column in register.written if column.kind in kinds]


def named(value: object) -> str:
    return value.name if isinstance(value, Register | Column) else str(value)


def only_fault(folder: Path, register: Register, change: dict[str, str]) -> Fault:
    """The one fault of a file whose second row of three has these cells; the other two rows come in."""
    rows = [good(register, 1), good(register, 2) | change, good(register, 3)]
    read = read_rows(folder, register, rows)
    assert [row["_fila"] for row in read.rows] == [2, 4]
    assert (read.received, len(read.faults)) == (3, 1)
    fault = read.faults[0]
    assert (fault.file, fault.row) == (f"{register.name}.csv", 3)
    assert fault.what and fault.todo and "fila 3" in fault.error().text()
    return fault


@pytest.mark.parametrize("register", ALL, ids=named)
def test_three_good_rows_come_in(register: Register, tmp_path: Path) -> None:
    read = read_rows(tmp_path, register, [good(register, number) for number in (1, 2, 3)])
    assert (len(read.rows), read.faults) == (3, ())


@pytest.mark.parametrize("register", ALL, ids=named)
def test_without_a_required_column_nothing_of_the_file_comes_in(register: Register, tmp_path: Path) -> None:
    for column in register.written:
        row = {name: cell for name, cell in good(register).items() if name != column.name}
        read = read_rows(tmp_path, register, [row])
        missing = [fault.column for fault in read.faults if fault.reason == HEADER]
        assert missing == ([column.name] if column.required else [])
        assert not (missing and read.rows)


@pytest.mark.parametrize("register", [register for register in ALL if register.spans], ids=named)
def test_two_dates_swapped(register: Register, tmp_path: Path) -> None:
    for first, last in register.spans:
        fault = only_fault(tmp_path, register, {first: "2025-12-31", last: "2025-01-01"})
        assert (fault.reason, fault.column) == ("fechas cambiadas", last)


@pytest.mark.parametrize(("register", "column"), columns("territorio"), ids=named)
def test_a_territory_that_does_not_exist(register: Register, column: Column, tmp_path: Path) -> None:
    fault = only_fault(tmp_path, register, {column.name: "13411"})
    assert (fault.reason, fault.column) == ("territorio que no existe", column.name)
    assert "«13401»" in fault.todo


@pytest.mark.parametrize(("register", "column"), columns("numero", "porcentaje", "pesos", "anio"), ids=named)
def test_text_or_a_negative_where_a_number_goes(register: Register, column: Column, tmp_path: Path) -> None:
    fault = only_fault(tmp_path, register, {column.name: "muchas"})
    assert (fault.reason, fault.column) == ("texto donde va un número", column.name)
    fault = only_fault(tmp_path, register, {column.name: "-3"})
    assert (fault.reason, fault.column) == ("número negativo", column.name)


@pytest.mark.parametrize(("register", "column"), columns("fecha", "fecha_parcial"), ids=named)
def test_a_day_that_does_not_exist(register: Register, column: Column, tmp_path: Path) -> None:
    fault = only_fault(tmp_path, register, {column.name: "30-02-2025"})
    assert (fault.reason, fault.column) == ("fecha que no existe", column.name)


@pytest.mark.parametrize(("register", "column"), columns("opcion", "sexo", "si_no"), ids=named)
def test_what_is_none_of_the_options(register: Register, column: Column, tmp_path: Path) -> None:
    fault = only_fault(tmp_path, register, {column.name: "otra cosa"})
    assert (fault.reason, fault.column) == ("no es una de las opciones", column.name)
    assert all(option in fault.todo for option in column.options)


@pytest.mark.parametrize(("register", "column"), columns("indicador", "meta"), ids=named)
def test_a_card_or_a_goal_that_does_not_exist(register: Register, column: Column, tmp_path: Path) -> None:
    fault = only_fault(tmp_path, register, {column.name: "area-verde"})
    assert fault.reason.endswith("que no existe") and fault.column == column.name
    right = "areas-verdes" if column.kind == "indicador" else "plazas-para-todos"
    assert read_rows(tmp_path, register, [good(register) | {column.name: right}]).faults == ()


@pytest.mark.parametrize("register", ALL, ids=named)
def test_a_repeated_key_tells_its_first_row(register: Register, tmp_path: Path) -> None:
    rows = [good(register, 1), good(register, 2), {k: v.upper() for k, v in good(register, 1).items()}]
    read = read_rows(tmp_path, register, rows)
    assert [row["_fila"] for row in read.rows] == [2, 3]
    (fault,) = read.faults
    assert (fault.row, fault.reason) == (4, "fila repetida")
    assert "la clave de la fila 2" in fault.what


@pytest.mark.parametrize("register", ALL, ids=named)
def test_what_tells_a_person_is_out_and_never_repeated(register: Register, tmp_path: Path) -> None:
    for column in register.written:
        for secret in ("Juana 12.345.678-5", "escriba a juana@correo.cl"):
            fault = only_fault(tmp_path, register, {column.name: secret})
            assert fault.column == column.name
            assert "uana" not in fault.error().text() and "345" not in fault.error().text()


@pytest.mark.parametrize("register", ALL, ids=named)
def test_an_empty_required_cell(register: Register, tmp_path: Path) -> None:
    for column in register.written:
        if column.required:
            assert only_fault(tmp_path, register, {column.name: ""}).column == column.name
