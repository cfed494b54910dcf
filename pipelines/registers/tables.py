"""Registers as Parquet: one typed table each in datos/registros, empty when nothing came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.files import write_parquet
from pipelines.registers.base import FILE, ROW, Register


def schema_of(register: Register) -> pa.Schema:
    """Its columns, then the row and the file that each comes from. Text is never null, numbers may be."""
    columns = [
        pa.field(column.name, pa.float64())
        if column.numeric
        else pa.field(column.name, pa.string(), nullable=False)
        for column in register.columns
    ]
    origin = [pa.field(ROW, pa.int32(), nullable=False), pa.field(FILE, pa.string(), nullable=False)]
    return pa.schema([*columns, *origin])


def write_register(folder: Path, register: Register, rows: Iterable[Mapping[str, object]] = ()) -> Path:
    """Write `rows` (in their order) as <folder>/<name>.parquet. Same rows, same bytes."""
    path = folder / f"{register.name}.parquet"
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema_of(register))
    write_parquet(path, table)
    return path
