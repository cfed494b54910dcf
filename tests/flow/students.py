"""Delivered files of pupils for tests: the invented ones of `example.students`, with faults put in."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from example.student_layouts import LAYOUTS
from example.students import Class, student_pieces
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Sheet

Faults = Mapping[int, Mapping[str, str]]


def delivered(kind: str, rows: int = 60, faults: Faults | None = None, **drawn: int) -> bytes:
    """The bytes of a file of `rows` pupils. `faults`: row from 0 -> column -> what stands there."""

    def change(first: int, table: pa.Table) -> pa.Table:
        for name in {name for cells in (faults or {}).values() for name in cells}:
            texts = table[name].cast(pa.string()).to_pylist()
            for row, cells in (faults or {}).items():
                if name in cells:
                    texts[row - first] = cells[name]
            table = table.set_column(table.column_names.index(name), name, pa.array(texts, pa.string()))
        return table

    return b"".join(student_pieces(LAYOUTS[kind], Class(rows, **drawn), change))


def sheets_of(kind: str, rows: int = 60, faults: Faults | None = None) -> list[Sheet]:
    """The same, as the ordinary reader hands it over."""
    return read_sheets(delivered(kind, rows, faults), "alumnos.csv")
