"""Cells of a spreadsheet, as libraries hand them over, become a Sheet of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from pipelines.ingest.detect import BLANK
from pipelines.ingest.text_frame import empty_frame, frame
from pipelines.sources.base import Sheet


@lru_cache(maxsize=1 << 16)
def number_text(value: float) -> str:
    """The shortest text that reads back as `value`, without exponent: 1101.0 -> ``1101``."""
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    text = repr(value)
    return np.format_float_positional(value, trim="-") if "e" in text else text


def cell_text(value: Any) -> str:
    """Text of one cell: dates in ISO, booleans as Excel prints them in Spanish, '' when empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return "" if value is None else str(value)


def grid_sheet(
    name: str,
    rows: Iterable[Sequence[Any]],
    origin: tuple[int, int],
    kind: Literal["xlsx", "xls", "xml"],
    overrides: Mapping[tuple[int, int], str] | None = None,
    said: Callable[[Any], str] = cell_text,
) -> Sheet:
    """A Sheet whose column 0 is column A and whose records are the row numbers that Excel shows.

    `rows` start at `origin` (row, column from 0). `overrides` replaces single cells, by (row,
    column) from 0. `said`: the text of each cell that is not text already.
    """
    first_row, first_column = origin
    pad = [""] * first_column
    texts = {
        first_row + offset: pad + [value if type(value) is str else said(value) for value in row]
        for offset, row in enumerate(rows)
    }
    for (row, column), text in (overrides or {}).items():
        line = texts.setdefault(row, [])
        line.extend([""] * (column + 1 - len(line)))
        line[column] = text
    kept = sorted(row for row, line in texts.items() if any(text.strip(BLANK) for text in line))
    if not kept:
        return Sheet(name, empty_frame(), np.zeros(0, dtype=np.int64), kind)
    width = max(_used(texts[row]) for row in kept)
    columns = [
        pa.array([line[column] if column < len(line) else "" for line in map(texts.__getitem__, kept)])
        for column in range(width)
    ]
    table = pa.table(
        {str(position): column.cast(pa.large_string()) for position, column in enumerate(columns)}
    )
    return Sheet(name, frame(table), np.array(kept, dtype=np.int64) + 1, kind)


def _used(line: Sequence[str]) -> int:
    """Columns up to the last one with text."""
    return next((position + 1 for position in reversed(range(len(line))) if line[position].strip(BLANK)), 0)
