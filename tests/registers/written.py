"""Registers written for tests: good rows from what each declares, as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from pipelines.registers.base import Column, Register
from pipelines.registers.registry import registers
from pipelines.registers.rows import Read, read_register
from pipelines.registers.templates import example, header
from pipelines.registers.values import Known

ALL = tuple(registers().values())
KNOWN = Known(
    {"13401": "San Bernardo", "08110": "Talcahuano", "CL": "Chile", "13401-villa-1": "Villa Los Aromos"},
    indicators=frozenset({"areas-verdes"}),
    goals=frozenset({"plazas-para-todos"}),
    items=frozenset({"i01", "i32"}),
)

Written = dict[str, str]


def good(register: Register, number: int = 1) -> Written:
    """A row that reads well; each `number` has another key."""
    row = dict(zip(header(register), example(register), strict=True))
    first = register.column(register.keys[0])
    if number > 1:
        row[first.name] = _other(first, row[first.name], number)
    return row


def _other(column: Column, value: str, number: int) -> str:
    return f"20{number:02}-S1" if column.kind in ("periodo", "semestre") else f"{value}{number}"


def csv_text(rows: Sequence[Mapping[str, str]], separator: str = ";") -> str:
    """A header and its rows; the columns are those of the first row."""
    names = list(rows[0])
    return "".join(f"{separator.join(line)}\n" for line in (names, *([r[n] for n in names] for r in rows)))


def read_rows(
    folder: Path, register: Register, rows: Sequence[Mapping[str, str]], known: Known = KNOWN
) -> Read:
    """What the engine makes of `rows`, written as CSV."""
    path = folder / f"{register.name}.csv"
    path.write_text(csv_text(rows), encoding="utf-8")
    return read_register(register, path, known)


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these sheets; numbers are numbers and dates are days of Excel."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def with_numbers(register: Register, row: Mapping[str, str]) -> list[object]:
    """The cells of `row` as Excel keeps them: numbers as numbers."""
    numeric = {column.name for column in register.columns if column.numeric}
    return [
        float(value.replace(".", "").replace(",", ".")) if name in numeric and value else value
        for name, value in row.items()
    ]
