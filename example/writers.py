"""Write the formats that offices deliver, always the same bytes: no clock, no user, no host."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
import xlsxwriter

FIXED_DATE = dt.datetime(2024, 1, 1)


def csv_bytes(
    table: pd.DataFrame,
    separator: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\n",
    quoted: bool = True,
) -> bytes:
    """The table as delimited text. `encoding` may be utf-8-sig (with BOM) or latin-1."""
    text = table.to_csv(
        index=False, sep=separator, lineterminator=line_end, quoting=0 if quoted else 3, na_rep=""
    )
    return text.encode(encoding)


def write(path: Path, data: bytes) -> None:
    """Write bytes, making the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_gzip(path: Path, data: bytes) -> None:
    """Write gzip without date nor name in its header."""
    write(path, gzip.compress(data, compresslevel=6, mtime=0))


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> None:
    """Write one workbook; empty text and None leave the cell out, as the real files do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": FIXED_DATE, "author": "", "comments": "Datos sintéticos"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is None or value == "":
                        continue
                    if isinstance(value, str):
                        sheet.write_string(at, column, value)
                    else:
                        sheet.write_number(at, column, value)


def spreadsheet_xml(rows: Iterable[Sequence[tuple[str, str]]], columns: int, count: int) -> bytes:
    """Spreadsheet XML as SINIM delivers it under the name «.xls».

    Each cell is (type, text), type being Number or String. The file begins with an empty line.
    """
    head = (
        '\n<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"\n'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"\n'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"\n'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
        '<Worksheet ss:Name="Hoja1">\n'
        f'  <Table ss:ExpandedColumnCount="{columns}" ss:ExpandedRowCount="{count}">\n'
    )
    body = "".join(
        "<Row>\n"
        + "".join(f'<Cell ><Data ss:Type="{kind}">{escape(text)}</Data></Cell>\n' for kind, text in row)
        + "</Row>\n"
        for row in rows
    )
    return (head + body + "</Table>\n </Worksheet>\n</Workbook>\n").encode()
