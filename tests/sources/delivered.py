"""Delivered files for tests: made from text, or the official ones; and the nothing-lost sum."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Conformed, Sheet


def made(
    header: Sequence[str], *rows: Sequence[object], separator: str = ";", encoding: str = "utf-8"
) -> list[Sheet]:
    """Sheets of a CSV with this header and rows; a cell that holds the separator is quoted."""
    lines = [separator.join(_cell(cell, separator) for cell in row) for row in (header, *rows)]
    return read_sheets(("\n".join(lines) + "\n").encode(encoding), "archivo.csv")


def _cell(cell: object, separator: str) -> str:
    text = str(cell)
    return f'"{text}"' if separator in text else text


def official(path: Path) -> list[Sheet]:
    """Sheets of an official file, unpacked when it comes as .gz."""
    data = path.read_bytes()
    return read_sheets(gzip.decompress(data) if path.suffix == ".gz" else data, path.name)


def nothing_lost(conformed: Conformed, sheets: Sequence[Sheet]) -> bool:
    """Each delivered record gave rows, or was set aside, or was skipped; none is invented."""
    delivered = {(sheet.name, int(record)) for sheet in sheets for record in sheet.records}
    rows = set(zip(conformed.rows["_hoja"], conformed.rows["_registro"].astype(int), strict=True))
    aside = {(item.sheet, int(record)) for item in conformed.set_aside for record in item.records}
    skipped = [(item.sheet, int(record)) for item in conformed.skipped for record in item.records]
    once = len(skipped) == len(set(skipped)) and not set(skipped) & (rows | aside)
    return once and rows | aside | set(skipped) == delivered


def reasons(conformed: Conformed) -> dict[str, list[int]]:
    """«column: kind of value» -> records set aside."""
    return {
        f"{item.column}: {item.value_class}": [int(r) for r in item.records] for item in conformed.set_aside
    }
