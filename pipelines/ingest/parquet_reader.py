"""Reads a Parquet file into one Sheet of text whose first record holds the column names."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.errors import FileRefused, Where
from pipelines.ingest.grid import number_text
from pipelines.ingest.limits import LIMITS, Limits, size_text
from pipelines.ingest.text_frame import frame
from pipelines.sources.base import Sheet


def read_parquet(data: bytes, label: str, limits: Limits = LIMITS) -> Sheet:
    """One Sheet without name. Record 1 is the header; every row of the table is a record, even a null one.

    Raises `FileRefused` when the file is cut, over the limits or holds nested or binary columns.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        _check(file.metadata, label, limits)
        table = file.read()
    except (pa.ArrowInvalid, OSError, pa.ArrowNotImplementedError) as error:
        raise FileRefused(
            "El archivo Parquet está cortado o dañado.", Where(label), "Descárguelo o cópielo otra vez."
        ) from error
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        header = pa.array([name], pa.large_string())
        columns.append(pa.chunked_array([header, *_as_text(column, name, label).chunks]))
    names = [str(position) for position in range(len(columns))]
    records = np.arange(1, table.num_rows + 2, dtype=np.int64)
    return Sheet("", frame(pa.Table.from_arrays(columns, names=names)), records, "parquet", "utf-8")


def _check(metadata: pq.FileMetaData, label: str, limits: Limits) -> None:
    size = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    if metadata.num_rows > limits.records or metadata.num_columns > limits.columns or size > limits.member:
        raise FileRefused(
            f"Trae {metadata.num_rows} filas y {metadata.num_columns} columnas ({size_text(size)}), "
            "más de lo que se puede leer.",
            Where(label),
            "Entréguelo en partes (por ejemplo, un archivo por año).",
        )


def _as_text(column: pa.ChunkedArray, name: str, label: str) -> pa.ChunkedArray:
    """The column as large_string, '' where there is nothing."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_null(kind):
        return pa.chunked_array([pa.array([""] * len(column), pa.large_string())])
    if pa.types.is_boolean(kind):
        text = pc.if_else(column, "VERDADERO", "FALSO")
    elif pa.types.is_floating(kind):
        text = _float_text(column)
    elif pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise FileRefused(
            f"La columna «{name}» no es de texto, número ni fecha.",
            Where(label, column=name),
            "Entregue la tabla sin columnas compuestas.",
        )
    else:
        text = column.cast(pa.large_string())
    return pc.fill_null(text.cast(pa.large_string()), "")


def _float_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers as `number_text` writes them; whole ones a column at a time, NaN as nothing."""
    usable = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    small = pc.less(pc.abs(usable), 1e15)
    whole = pc.and_(small, pc.equal(pc.floor(usable), usable))
    integers = (
        pc.if_else(whole, usable, pa.scalar(None, column.type)).cast(pa.int64()).cast(pa.large_string())
    )
    rest = pc.if_else(whole, pa.scalar(None, column.type), usable)
    decimals = rest.cast(pa.large_string())
    exponent = pc.fill_null(pc.match_substring(decimals, "e"), False)
    if pc.any(exponent).as_py():
        plain = [
            number_text(float(text)) if text is not None and "e" in text else text
            for text in decimals.to_pylist()
        ]
        decimals = pa.chunked_array([pa.array(plain, pa.large_string())])
    return pc.coalesce(integers, decimals)
