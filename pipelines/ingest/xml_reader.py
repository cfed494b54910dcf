"""Reads the spreadsheet-XML of 2003 that SINIM delivers with the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pipelines.errors import FileRefused, Where
from pipelines.ingest.detect import BLANK
from pipelines.ingest.grid import grid_sheet, number_text
from pipelines.ingest.limits import LIMITS, Limits
from pipelines.sources.base import Sheet

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DIGITS = re.compile(r"-?\d+")


def read_spreadsheet_xml(data: bytes, label: str, limits: Limits = LIMITS) -> list[Sheet]:
    """One Sheet per worksheet, honouring ss:Index and merged cells.

    Blank lines before the XML declaration, which SINIM writes, are passed over. Raises
    `FileRefused` when the XML is cut, damaged or declares entities.
    """
    sheets: list[Sheet] = []
    try:
        for name, rows in _worksheets(data.lstrip(BLANK.encode()), limits):
            width = max((len(cells) for cells in rows.values()), default=0)
            if width > limits.columns:
                raise FileRefused(
                    f"Trae {width} columnas; el límite es {limits.columns}.", Where(label, sheet=name)
                )
            overrides = {
                (row, column): text
                for row, cells in rows.items()
                for column, text in enumerate(cells)
                if text
            }
            sheets.append(grid_sheet(name, [], (0, 0), "xml", overrides))
    except ParseError as error:
        line = error.position[0] + data[: len(data) - len(data.lstrip(BLANK.encode()))].count(b"\n")
        raise FileRefused(
            f"La planilla XML está cortada o dañada en la línea {line}.",
            Where(label, row=line),
            "Descárguela otra vez.",
        ) from error
    except (DefusedXmlException, LookupError, ValueError) as error:
        raise FileRefused(
            "La planilla XML está dañada o declara entidades, que ninguna planilla necesita.",
            Where(label),
            "Descárguela otra vez.",
        ) from error
    return sheets


def _worksheets(data: bytes, limits: Limits) -> Iterator[tuple[str, dict[int, list[str]]]]:
    """Name and rows (by number from 0) of each worksheet."""
    name, row = "", 0
    rows: dict[int, list[str]] = {}
    parents: list[Element] = []
    for event, element in iterparse(BytesIO(data), events=("start", "end")):
        if event == "start":
            parents.append(element)
            if element.tag == f"{_SS}Worksheet":
                name, rows, row = element.get(f"{_SS}Name", ""), {}, 0
            continue
        parents.pop()
        if element.tag == f"{_SS}Row":
            row = _index(element, row)
            cells = _cells(element, limits)
            if cells:
                rows[row] = cells
            row += 1
            parents[-1].remove(element)  # read and done with: memory stays flat
        elif element.tag == f"{_SS}Worksheet":
            yield name, rows


def _cells(row: Element, limits: Limits) -> list[str]:
    texts: list[str] = []
    column = 0
    for cell in row:
        if cell.tag != f"{_SS}Cell":
            continue
        column = _index(cell, column)
        if column > limits.columns:
            raise ValueError("column out of limits")
        data = cell.find(f"{_SS}Data")
        if data is not None:
            texts.extend([""] * (column + 1 - len(texts)))
            texts[column] = _text(data)
        column += 1 + int(cell.get(f"{_SS}MergeAcross", 0))
    return texts


def _text(data: Element) -> str:
    text = "".join(data.itertext())
    kind: Any = data.get(f"{_SS}Type")
    if kind == "Number" and not _DIGITS.fullmatch(text):
        try:
            return number_text(float(text))
        except ValueError:
            return text
    if kind == "Boolean":
        return {"1": "VERDADERO", "0": "FALSO"}.get(text.strip(), text)
    if kind == "DateTime":
        return text.removesuffix("T00:00:00.000")
    return text


def _index(element: Element, following: int) -> int:
    """Position from 0: the one declared, or the one that follows."""
    declared = element.get(f"{_SS}Index")
    return int(declared) - 1 if declared else following
