"""The pieces of an XLSX book: which part is which sheet, and cells that the reader cannot tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipelines.errors import FileRefused, Where
from pipelines.ingest.limits import Limits

UNCALCULATED = "#SIN_CALCULAR!"

_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_CELL_COLUMN = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})\d')
_VALUE_MARKS = (b"<v>", b"<v ", b":v>", b":v ", b"<is", b":is")
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)</', re.DOTALL
)
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*</(?:\w+:)?c>"
)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')


@dataclass(frozen=True)
class SheetPart:
    """`path`: of its XML inside the book. `hidden`: not shown by Excel."""

    name: str
    path: str
    hidden: bool


def sheet_parts(parts: Mapping[str, bytes], label: str) -> list[SheetPart]:
    """Worksheets in the order of the book (chart sheets left out).

    `parts` holds at least xl/workbook.xml and its relations. Raises `FileRefused`.
    """
    names = {name.lower(): name for name in parts}
    try:
        book = fromstring(parts[names["xl/workbook.xml"]])
        relations = fromstring(parts[names["xl/_rels/workbook.xml.rels"]])
    except (ParseError, DefusedXmlException, KeyError) as error:
        raise damaged(label) from error
    targets = {
        item.get("Id"): item.get("Target", "")
        for item in relations
        if item.get("Type", "").endswith("/worksheet")
    }
    found = []
    for item in book.iter():
        if item.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for key, value in item.attrib.items() if key.endswith("}id")), None)
        if relation in targets:
            path = posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")
            hidden = item.get("state", "visible") != "visible"
            found.append(SheetPart(item.get("name", ""), names.get(path.lower(), path), hidden))
    return found


def damaged(label: str) -> FileRefused:
    """The refusal of a book that cannot be read."""
    return FileRefused(
        "El libro de Excel está dañado y no se puede leer.",
        Where(label),
        "Ábralo en Excel y guárdelo otra vez.",
    )


def check_extent(xml: bytes, label: str, limits: Limits) -> None:
    """Refuse a sheet whose filled area would not fit in memory; the declared dimension is not asked."""
    rows = [(match.start(), int(match[1])) for match in _ROW.finditer(xml)]
    if any(later[1] <= earlier[1] for earlier, later in pairwise(rows)):
        raise damaged(label)
    last = max(xml.rfind(mark) for mark in _VALUE_MARKS)
    height = next((number for start, number in reversed(rows) if start < last), 0)
    if height * limits.columns <= limits.cells:
        width = 0
    elif height * 702 <= limits.cells and not re.search(rb'\br="[A-Z]{3}\d', xml):
        width = 702  # columns A to ZZ
    else:
        width = max(
            (column_number(letters.decode()) for letters in set(_CELL_COLUMN.findall(xml))), default=0
        )
    if height * width > limits.cells or width > limits.columns:
        raise FileRefused(
            f"Una hoja ocupa {height} filas y {width} columnas, más de lo que se puede leer.",
            Where(label),
            "Borre las celdas que sobran lejos de la tabla, o guárdela como CSV.",
        )


def special_cells(xml: bytes) -> dict[tuple[int, int], str]:
    """Text of the cells that hold an error (``#REF!``) or a formula that was never calculated.

    Keys are (row, column) from 0.
    """
    found = {}
    if b't="e"' in xml:
        for attributes, text in _ERROR.findall(xml):
            if position := _position(attributes):
                found[position] = unescape(text.decode("utf-8"))
    if b"</f" in xml or b"<f" in xml or b":f" in xml:
        for attributes in _NO_VALUE.findall(xml):
            if position := _position(attributes):
                found[position] = UNCALCULATED
    return found


def column_number(letters: str) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _position(attributes: bytes) -> tuple[int, int] | None:
    match = _REFERENCE.search(attributes)
    return (int(match[2]) - 1, column_number(match[1].decode()) - 1) if match else None
