"""Reads a CSV of any size into one Sheet of text, a column at a time."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from pipelines.errors import FileRefused, Where
from pipelines.ingest.csv_shape import NONE, shape_of
from pipelines.ingest.decode import ascii_compatible, text_encoding
from pipelines.ingest.detect import BLANK, NotATable
from pipelines.ingest.limits import LIMITS, Limits, size_text
from pipelines.ingest.text_frame import frame, with_text
from pipelines.sources.base import Sheet

AGAIN = "Descárguelo otra vez; si lo editó, guárdelo de nuevo como CSV."
#: A last record added while reading: when it does not come out last, a quote was left open.
END = "\x02fin\x03"
MAX_RAGGED = 5
#: One ragged record in so many, under a first record that is no header, is prose and no table.
_PROSE = 5


def read_csv(data: bytes, label: str, limits: Limits = LIMITS) -> Sheet:
    """Read `data` as one sheet without name; the header is the first row of its cells.

    `records` counts the records that hold some text, from 1. Single-field records before the
    first whole one (titles) are kept as cells; other records of the wrong width go to `ragged`.
    Raises `FileRefused` when the file is cut, ragged in more than 1 % of its records, or over
    the limits; `NotATable` for plain prose.
    """
    encoding = text_encoding(data, label)
    plain, now = ascii_compatible(data, encoding, label)
    shape = shape_of(plain, now)
    if shape.fields > limits.columns:
        raise FileRefused(
            f"Trae {shape.fields} columnas; el límite es {limits.columns}.",
            Where(label),
            "Entregue otra tabla.",
        )
    odd = _OddRecords(shape.separator)
    table = _parse(plain, now, shape.separator, shape.fields, odd, label, limits)
    if not table.num_rows or table.column(0)[-1].as_py() != END:
        raise _cut(plain, shape.separator, label)
    table = table.slice(0, table.num_rows - 1)
    sheet = _assemble(table, odd, label, limits)
    _refuse_cut_last(plain, sheet, label)
    separator = "" if shape.separator == NONE else shape.separator
    return Sheet("", sheet.cells, sheet.records, "csv", encoding, separator, sheet.ragged)


@dataclass
class _OddRecords:
    """Collects the records whose width is not that of the rest."""

    separator: str
    blank: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int, int]] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)

    def __call__(self, row: Any) -> str:
        """Handler for pyarrow: `row.number` counts the non-empty lines from 1."""
        if not row.text.strip(BLANK + self.separator + '"'):
            self.blank.append(row.number)
        else:
            self.ragged.append((row.number, row.actual_columns, row.expected_columns))
            if row.actual_columns == 1 and row.number == len(self.ragged) + len(self.blank):
                self.titles[row.number] = row.text
        return "skip"


def _parse(
    plain: bytes, encoding: str, separator: str, fields: int, odd: _OddRecords, label: str, limits: Limits
) -> pa.Table:
    names = [str(position) for position in range(fields)]
    tail = f"\n{END}{separator * (fields - 1)}\n".encode()
    try:
        return pa.csv.read_csv(
            pa.PythonFile(_WithTail(plain, tail), mode="r"),
            read_options=pa.csv.ReadOptions(
                use_threads=False, column_names=names, block_size=limits.field, encoding=encoding
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=separator, newlines_in_values=True, invalid_row_handler=odd
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        if separator == NONE:
            raise NotATable("Es texto corrido, no una tabla.", Where(label), "Entregue la tabla.") from error
        raise FileRefused(
            f"Trae un registro de más de {size_text(limits.field)}; suele ser una comilla sin cerrar.",
            Where(label),
            AGAIN,
        ) from error


def _assemble(table: pa.Table, odd: _OddRecords, label: str, limits: Limits) -> Sheet:
    """Drop blank records, number the rest, put titles back on top."""
    total = table.num_rows + len(odd.blank) + len(odd.ragged)
    if total > limits.records:
        raise FileRefused(
            f"Trae {total} registros; el límite es {limits.records}.",
            Where(label),
            "Entréguelo en partes (por ejemplo, un archivo por año).",
        )
    regular = np.ones(total + 1, dtype=bool)
    regular[0] = False
    irregular = np.array(odd.blank + [number for number, _, _ in odd.ragged], dtype=np.int64)
    regular[irregular] = False
    text = np.ones(total + 1, dtype=bool)
    text[0] = False
    text[np.array(odd.blank, dtype=np.int64)] = False
    numbers = np.flatnonzero(regular)
    has_text = with_text(table.columns)
    text[numbers] = has_text
    ordinal = np.cumsum(text)
    if not has_text.all():
        table = table.filter(pa.array(has_text))
    records = ordinal[numbers[has_text]].astype(np.int64)
    if odd.titles:
        width = table.num_columns
        first = pa.array([_unquoted(title) for title in odd.titles.values()], pa.large_string())
        rest = pa.array([""] * len(odd.titles), pa.large_string())
        top = pa.Table.from_arrays([first, *[rest] * (width - 1)], names=table.column_names)
        table = pa.concat_tables([top, table])
        records = np.concatenate([ordinal[list(odd.titles)].astype(np.int64), records])
    ragged = tuple(
        (int(ordinal[number]), found, due) for number, found, due in odd.ragged if number not in odd.titles
    )
    kept = int(ordinal[-1]) if total else 0
    if len(ragged) > MAX_RAGGED and len(ragged) * 100 > kept:
        number, found, due = ragged[0]
        if not regular[1] and len(ragged) * _PROSE > kept:
            raise NotATable(
                "Es texto corrido, no una tabla.", Where(label), "Entregue la tabla en CSV o Excel."
            )
        raise FileRefused(
            f"{len(ragged)} de sus {kept} registros no tienen los {due} campos del resto; "
            f"el primero trae {found}.",
            Where(label, row=number),
            "Revise el separador y las comillas, o descárguelo otra vez.",
        )
    return Sheet("", frame(table), records, "csv", ragged=ragged)


def _refuse_cut_last(plain: bytes, sheet: Sheet, label: str) -> None:
    """A last record that is too short and has no line end was cut on its way."""
    if not sheet.ragged or plain.endswith((b"\n", b"\r")):
        return
    number, found, due = sheet.ragged[-1]
    if found < due and (not len(sheet.records) or number > sheet.records[-1]):
        raise _cut_at(plain, len(plain), label)


def _cut(plain: bytes, separator: str, label: str) -> FileRefused | NotATable:
    """The refusal of a file that ends inside quotes, with the line where that quote opens."""
    if separator == NONE:
        return NotATable("Es texto corrido, no una tabla.", Where(label), "Entregue la tabla en CSV o Excel.")
    cut = re.escape(separator.encode())
    quoted = re.compile(rb'(?:\A|(?<=[\r\n%s]))"(?:[^"]|"")*+("?)' % cut)
    opened = next((match.start() for match in quoted.finditer(plain) if not match[1]), len(plain))
    return _cut_at(plain, opened, label)


def _cut_at(plain: bytes, offset: int, label: str) -> FileRefused:
    ends = plain.count(b"\n", 0, offset) or plain.count(b"\r", 0, offset)
    return FileRefused(
        f"El archivo está cortado en la línea {ends + 1}: el registro no termina.",
        Where(label, row=ends + 1),
        "Descárguelo otra vez; si esa línea es una nota suya, bórrela o ciérrela con un salto de línea.",
    )


def _unquoted(text: str) -> str:
    text = text.rstrip("\r\n")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


class _WithTail(io.RawIOBase):
    """`data` followed by `tail`, without a copy of `data`."""

    def __init__(self, data: bytes, tail: bytes) -> None:
        self._parts = [memoryview(data), memoryview(tail)]

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """The next `size` bytes (all when negative), fewer at the end of a part."""
        while self._parts and not len(self._parts[0]):
            self._parts.pop(0)
        if not self._parts:
            return b""
        part = self._parts[0]
        size = len(part) if size is None or size < 0 else size
        self._parts[0] = part[size:]
        return bytes(part[:size])
