"""Reads an XLSX book: every worksheet, hidden ones too, as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from pipelines.errors import FileRefused, Where
from pipelines.ingest.containers import read_members
from pipelines.ingest.detect import protected
from pipelines.ingest.grid import cell_text, grid_sheet
from pipelines.ingest.limits import LIMITS, Limits
from pipelines.ingest.xlsx_parts import check_extent, damaged, sheet_parts, special_cells
from pipelines.sources.base import Sheet

_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_XML = (".xml", ".rels")


def read_xlsx(
    data: bytes, label: str, limits: Limits = LIMITS, said: Callable[[Any], str] = cell_text
) -> list[Sheet]:
    """One Sheet per worksheet, in the order of the book; empty ones have no cells. `said`: text of each cell.

    Raises `FileRefused` when the book is damaged, protected or over the limits.
    """
    parts: dict[str, bytes] = {}
    special: dict[str, dict[tuple[int, int], str]] = {}
    for name, content in read_members(data, label, limits):
        if name.lower().endswith(_XML):
            _refuse_entities(content, label)
        if name.lower() in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            parts[name] = content
        if b"sheetData" in content:
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
                sheets.append(
                    grid_sheet(meta.name, sheet.to_python(), sheet.start or (0, 0), "xlsx", overrides, said)
                )
            return sheets
    except PasswordError as error:
        raise protected(label) from error
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(label) from error


def hidden_notes(data: bytes, label: str) -> list[str]:
    """What Excel does not show and was read all the same, in Spanish, one sentence each."""
    parts = {name: content for name, content in read_members(data, label) if name.lower().endswith(_XML)}
    notes = []
    for part in sheet_parts(parts, label):
        if part.hidden:
            notes.append(f"La hoja «{part.name}» está oculta; se leyó igual.")
        if rows := len(_HIDDEN_ROW.findall(parts.get(part.path, b""))):
            notes.append(f"La hoja «{part.name}» trae {rows} filas ocultas; se leyeron igual.")
    return notes


def _refuse_entities(content: bytes, label: str) -> None:
    """Excel never writes a document type; one is only there to pull in other files or to swell."""
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise FileRefused(
            "El libro declara entidades XML, que ninguna planilla necesita; no se abrió.",
            Where(label),
            "No lo abra; pida el archivo otra vez a quien lo entregó.",
        )
