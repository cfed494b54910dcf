"""Counts the rows with text of XLSX books and of spreadsheet-XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from pipelines.ingest.containers import read_members
from pipelines.ingest.xlsx_parts import sheet_parts

_BLANK = " \t\r\n\v\f"
_WORKSHEET = re.compile(r'<(?:\w+:)?Worksheet\b[^>]*?\b(?:\w+:)?Name="([^"]*)"')
_DATA = re.compile(r"<(?:\w+:)?Data\b[^>]*>(.*?)</(?:\w+:)?Data>", re.DOTALL)
_ROW_END = re.compile(r"</(?:\w+:)?Row>")
_SHEET_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*?(?:/>|>([^<]*)<)")
_INLINE = re.compile(rb"<(?:\w+:)?is\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)<")
_TAG = re.compile(r"<[^>]*>")


def count_xlsx(data: bytes) -> dict[str, int]:
    """Rows of each worksheet with a cell that has a value; blank texts do not count."""
    parts = dict(read_members(data, ""))
    strings = next(
        (content for name, content in parts.items() if name.lower() == "xl/sharedstrings.xml"), b""
    )
    with_text = _shared_texts(strings) if strings else []
    return {
        part.name: _rows(parts[part.path], with_text) if part.path in parts else 0
        for part in sheet_parts(parts, "")
    }


def _rows(xml: bytes, with_text: list[bool]) -> int:
    """Rows with a value, by plain search: stops at the first value of each row."""
    return sum(
        any(_has_value(*cell, with_text) for cell in _cells(row)) for row in _SHEET_ROW_END.split(xml)[:-1]
    )


def _cells(row: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Attributes and content of each cell of a row that is not empty."""
    for match in _CELL.finditer(row):
        if match[2]:
            yield match[1], match[2]


def _has_value(attributes: bytes, content: bytes, with_text: list[bool]) -> bool:
    if _INLINE.search(content):
        return any(text.strip(_BLANK) for text in map(_plain, _TEXT.findall(content)))
    value = _VALUE.search(content)
    if value is None:
        return _FORMULA.search(content) is not None  # never calculated: a record to be explained
    text = _plain(value[1] or b"").strip(_BLANK)
    if text and b't="s"' in attributes:
        return with_text[int(text)]
    return bool(text)


def _plain(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", errors="replace"))


def _shared_texts(xml: bytes) -> list[bool]:
    """Whether each shared string holds something besides blanks."""
    found = []
    for _, element in iterparse(BytesIO(xml)):
        if element.tag.rpartition("}")[2] == "si":
            found.append(bool(_string_text(element).strip(_BLANK)))
            element.clear()
    return found


def _string_text(element: Element) -> str:
    """Text of a string item: its own or that of its runs, without phonetic hints."""
    text = ""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            text += child.text or ""
        elif name == "r":
            text += _string_text(child)
    return text


def count_spreadsheet_xml(data: bytes) -> dict[str, int]:
    """Rows of each worksheet with a non-blank <Data>, by plain search in the text."""
    declared = re.search(rb'encoding="([\w-]+)"', data[:200])
    default = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = data.decode(declared[1].decode() if declared else default)
    pieces = _WORKSHEET.split(text)
    return {
        unescape(name): sum(
            any(unescape(_TAG.sub("", value)).strip(_BLANK) for value in _DATA.findall(row))
            for row in _ROW_END.split(body)
        )
        for name, body in zip(pieces[1::2], pieces[2::2], strict=True)
    }
