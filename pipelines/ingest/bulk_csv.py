"""A CSV of any size as batches of the few columns that a plan reads, its records counted meanwhile."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from pipelines.errors import FileRefused, Where
from pipelines.ingest.bulk_text import TextWatch
from pipelines.ingest.count_csv import RecordCounter
from pipelines.ingest.csv_reader import AGAIN, END, MAX_RAGGED
from pipelines.ingest.detect import BLANK
from pipelines.ingest.limits import LIMITS, Limits, size_text
from pipelines.ingest.text_frame import with_text
from pipelines.sources.base import Records
from pipelines.sources.plan import BulkPlan
from pipelines.sources.plan_work import Batch

_BLOCK = 8 << 20


class BlankRecord(Exception):
    """A record has none of the plan's columns: only the whole of it tells whether it is a record."""


@dataclass
class CsvStream:
    """One pass over a CSV. `fields`, `separator`: how it is cut; `header`: number of its header record.

    After `batches` is exhausted, `received` counts the records by other means than the parser's,
    `ragged` lists those of the wrong width below the header (number, found, due).
    """

    plan: BulkPlan
    label: str
    separator: str
    fields: int
    header: int
    limits: Limits = LIMITS
    whole: bool = False  # look at every column, to tell blank records from bare ones
    ragged: list[tuple[int, int, int]] = field(default_factory=list)
    received: int = 0
    encoding: str = ""
    last: int = 0  # number of the last record of the right width
    _line: int = 0  # lines with something in them that the parser has cut
    _blank: list[int] = field(default_factory=list)  # those that hold separators and quotes only
    _odd: list[tuple[int, int]] = field(default_factory=list)  # those of the wrong width, and theirs
    _final: bytes = b""

    def batches(self, pieces: Iterator[bytes]) -> Iterator[Batch]:
        """What the plan reads of each record below the header, without blanks around it.

        Raises `FileRefused` when the file is cut, ragged in more than 1 % of its records, or over
        the limits; `BlankRecord` when it must be gone through again with `whole`.
        """
        watch, counter = TextWatch(self.label), RecordCounter()
        ended = False
        for batch in self._parsed(watch.utf8(self._counted(pieces, counter))):
            lines = self._lines(batch.num_rows)
            if batch.num_rows and batch.column(0)[batch.num_rows - 1].as_py() == END:
                batch, lines, ended = batch.slice(0, batch.num_rows - 1), lines[:-1], True
            if not batch.num_rows:
                continue
            full = with_text([pa.chunked_array([column]) for column in batch.columns])
            if not full.all() and not self.whole:
                raise BlankRecord
            self._blank += lines[~full].tolist()
            records = self._records(lines)
            self._check_last(int(records[-1]))
            keep = full & (records > self.header)
            if not keep.all():
                batch, records = batch.filter(pa.array(keep)), records[keep]
            texts = [_trimmed(batch.column(str(at))) for at in self.plan.inputs.values()]
            yield Batch(records, texts)
        self.received, self.encoding = counter.finish(), watch.encoding
        self._close(ended)

    def _counted(self, pieces: Iterator[bytes], counter: RecordCounter) -> Iterator[bytes]:
        for piece in pieces:
            counter.feed(piece)
            self._final = piece[-1:]
            yield piece

    def _parsed(self, text: Iterator[bytes]) -> Iterator[pa.RecordBatch]:
        names = [str(position) for position in range(self.fields)]
        wanted = names if self.whole else [str(at) for at in sorted({0, *self.plan.inputs.values()})]
        tail = f"\n{END}{self.separator * (self.fields - 1)}\n".encode()
        try:
            yield from pa.csv.open_csv(
                pa.PythonFile(_Pieces(chain(text, [tail])), mode="r"),
                read_options=pa.csv.ReadOptions(use_threads=False, column_names=names, block_size=_BLOCK),
                parse_options=pa.csv.ParseOptions(
                    delimiter=self.separator, newlines_in_values=True, invalid_row_handler=self._note_odd
                ),
                convert_options=pa.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    include_columns=wanted,
                    strings_can_be_null=False,
                    check_utf8=False,  # it comes out of TextWatch
                ),
            )
        except pa.ArrowInvalid as error:
            raise FileRefused(
                f"Trae un registro de más de {size_text(_BLOCK)}; suele ser una comilla sin cerrar.",
                Where(self.label, row=self.last + 1),
                AGAIN,
            ) from error

    def _note_odd(self, row: Any) -> str:
        """Handler for pyarrow: `row.number` counts the non-empty lines from 1."""
        if row.text.strip(BLANK + self.separator + '"'):
            self._odd.append((row.number, row.actual_columns))
        else:
            self._blank.append(row.number)
        return "skip"

    def _lines(self, rows: int) -> Records:
        """Line numbers of the next `rows` rows: those in a row that are not odd ones."""
        skipped = [number for number, _ in self._odd if number > self._line]
        skipped += [number for number in self._blank if number > self._line]
        candidates = np.arange(self._line + 1, self._line + 1 + rows + len(skipped), dtype=np.int64)
        if skipped:
            candidates = np.setdiff1d(candidates, np.array(skipped, dtype=np.int64))
        lines = candidates[:rows]
        self._line = int(lines[-1]) if rows else self._line
        return lines

    def _records(self, lines: Records) -> Records:
        """Record numbers of `lines`: what is blank is no record."""
        if not self._blank:
            return lines
        return lines - np.searchsorted(np.sort(np.array(self._blank, dtype=np.int64)), lines)

    def _check_last(self, record: int) -> None:
        self.last = record
        if record > self.limits.records:
            raise FileRefused(
                f"Trae más de {self.limits.records} registros, que es el límite.",
                Where(self.label),
                "Entréguelo en partes (por ejemplo, un archivo por año).",
            )

    def _close(self, ended: bool) -> None:
        """Sort out the odd records; refuse a file that is cut or mostly odd."""
        if not ended:
            raise self._cut(self.last + 1)
        numbers = self._records(np.array([number for number, _ in self._odd], dtype=np.int64))
        self.ragged = [
            (number, found, self.fields)
            for number, (_, found) in zip(numbers.tolist(), self._odd, strict=True)
            if number > self.header
        ]
        if not self.ragged:
            return
        number, found, _ = self.ragged[-1]
        if found < self.fields and number > self.last and self._final not in (b"\n", b"\r"):
            raise self._cut(number)
        total = max(self.last, number)
        if len(self.ragged) > MAX_RAGGED and len(self.ragged) * 100 > total:
            number, found, due = self.ragged[0]
            raise FileRefused(
                f"{len(self.ragged)} de sus {total} registros no tienen los {due} campos del resto; "
                f"el primero trae {found}.",
                Where(self.label, row=number),
                "Revise el separador y las comillas, o descárguelo otra vez.",
            )

    def _cut(self, record: int) -> FileRefused:
        return FileRefused(
            f"El archivo está cortado en la fila {record}: el registro no termina.",
            Where(self.label, row=record),
            "Descárguelo otra vez; si esa línea es una nota suya, bórrela o ciérrela con un salto de línea.",
        )


def _trimmed(texts: pa.Array) -> pa.Array:
    """Text without blanks around it; only looked at closely when there is a blank at all."""
    letters = texts.buffers()[2]
    if letters is None or not (np.frombuffer(letters, dtype=np.uint8) <= ord(" ")).any():
        return texts
    return pc.ascii_trim_whitespace(texts)


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that is read in blocks."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """The next `size` bytes, fewer at the end only."""
        wanted = _BLOCK if size is None or size < 0 else size
        parts, have = [self._rest], len(self._rest)
        while have < wanted and (piece := next(self._pieces, None)) is not None:
            parts.append(piece)
            have += len(piece)
        data = b"".join(parts)
        self._rest = data[wanted:]
        return data[:wanted]
