"""Reads a binary .xls book (BIFF): every worksheet as text."""

from __future__ import annotations

import struct
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from pipelines.ingest.biff import filled_cells
from pipelines.ingest.detect import protected
from pipelines.ingest.grid import grid_sheet
from pipelines.ingest.xlsx_parts import damaged
from pipelines.sources.base import Sheet


def read_xls(data: bytes, label: str) -> list[Sheet]:
    """One Sheet per worksheet, in the order of the book. Raises `FileRefused` when damaged or protected."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            errors = _error_cells(data)
            sheets = []
            for meta in book.sheets_metadata:
                if meta.typ == SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(meta.name)
                    sheets.append(
                        grid_sheet(
                            meta.name, sheet.to_python(), sheet.start or (0, 0), "xls", errors.get(meta.name)
                        )
                    )
            return sheets
    except PasswordError as error:
        raise protected(label) from error
    except (CalamineError, ValueError, OSError, struct.error, IndexError) as error:
        raise damaged(label) from error


def _error_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Text of the error cells (``#REF!``) by sheet and position, which calamine hands over as empty."""
    return {
        name: {(cell.row, cell.column): cell.error for cell in cells if cell.error}
        for name, cells in filled_cells(data).items()
    }
