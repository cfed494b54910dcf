"""Workbooks for tests, made in memory and read as a delivered file is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Sheet

Rows = Sequence[Sequence[object]]


def workbook(pages: Mapping[str, Rows]) -> list[Sheet]:
    """Sheets of an XLSX with these pages; None and "" leave the cell empty."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in pages.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value not in (None, ""):
                        page.write(number, column, value)
    return read_sheets(buffer.getvalue(), "archivo.xlsx")
