"""Reads an XLSX book: every worksheet, hidden ones too, as text."""

from __future__ import annotations

import re
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from pipelines.errors import FileRefused, Where
from pipelines.ingest.containers import read_members
from pipelines.ingest.detect import protected
from pipelines.ingest.grid import grid_sheet
from pipelines.ingest.limits import LIMITS, Limits
from pipelines.ingest.xlsx_parts import check_extent, damaged, sheet_parts, special_cells
from pipelines.sources.base import Sheet

_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


def read_xlsx(data: bytes, label: str, limits: Limits = LIMITS) -> list[Sheet]:
    """One Sheet per worksheet, in the order of the book; empty ones have no cells.

    Raises `FileRefused` when the book is damaged, protected or over the limits.
    """
    parts: dict[str, bytes] = {}
    special: dict[str, dict[tuple[int, int], str]] = {}
    for name, content in read_members(data, label, limits):
        if name.lower().endswith((".xml", ".rels")):
            _refuse_entities(content, label)
        if name.lower() in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            parts[name] = content
        if _is_sheet(content):
            check_extent(content, label, limits)
            if cells := special_cells(content):
                special[name] = cells
    paths = {part.name: part.path for part in sheet_parts(parts, label)}
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = []
            for meta in book.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                overrides = special.get(paths.get(meta.name, ""), {})
                sheets.append(grid_sheet(meta.name, sheet.to_python(), sheet.start or (0, 0), "xlsx", overrides))
            return sheets
    except PasswordError as error:
        raise protected(label) from error
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(label) from error


def hidden_parts(data: bytes, label: str) -> list[str]:
    """Notes in Spanish about what Excel does not show and was read all the same."""
    parts = {name: content for name, content in read_members(data, label) if name.lower().startswith("xl/w") or name.lower().startswith("xl/_rels")}
    notes = []
    for part in sheet_parts(parts, label):
        if part.hidden:
            notes.append(f"La hoja «{part.name}» está oculta; se leyó igual.")
        rows = len(_HIDDEN_ROW.findall(parts.get(part.path, b"")))
        if rows:
            notes.append(f"La hoja «{part.name}» tiene filas ocultas ({rows}); se leyeron igual.")
    return notes
