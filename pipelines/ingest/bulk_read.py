"""The bulk lane: a large table of a source with a plan goes to a candidate in one pass.

It is chosen by what the first records say, never by size: small files of the same layouts take
the same way. What is no such table is left to the ordinary lane.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pipelines.errors import StewardError
from pipelines.ingest.ahead import ahead
from pipelines.ingest.bulk_csv import BlankRecord, CsvStream
from pipelines.ingest.bulk_open import Packed
from pipelines.ingest.csv_reader import read_csv
from pipelines.ingest.detect import kind_of
from pipelines.ingest.ledger import Counts
from pipelines.ingest.quarantine import ragged_rows
from pipelines.ingest.readers import reading_notes
from pipelines.ingest.recognise import NEARLY, recognise
from pipelines.sources import shape
from pipelines.sources.base import SetAside, Sheet, Skipped, Source
from pipelines.sources.bulk import BulkSource
from pipelines.sources.plan import BulkPlan
from pipelines.sources.plan_query import write_rows


@dataclass(frozen=True)
class Opening:
    """The first records of a large table: enough to tell its source and its plan."""

    source: BulkSource
    sheet: Sheet
    match: shape.HeaderMatch
    plan: BulkPlan


@dataclass
class BulkReading:
    """What one pass over a file left: rows in the candidate file, the rest as lists of records.

    `cells`: values left out of records that are among the rows.
    """

    rows: int
    received: int
    set_aside: list[SetAside]
    cells: list[SetAside]
    skipped: list[Skipped]
    notes: list[str]

    def counts(self) -> Counts:
        """Where every record ended; each in one place only."""
        return Counts(
            received=self.received,
            accepted=self.rows,
            set_aside=sum(len(item.records) for item in self.set_aside),
            skipped=sum(len(item.records) for item in self.skipped),
            cells_aside=len(np.unique(np.concatenate([np.empty(0), *(c.records for c in self.cells)]))),
            bronze_rows=self.rows,
        )


def opening(packed: Packed, sources: Sequence[Source], label: str) -> Opening | None:
    """The source and plan of a file, None when the ordinary lane is to look at it.

    `sources` in order of preference, all of them: one without a plan may know the file too.
    Raises `FileRefused` when the header is nearly that of a large table, or names a column twice.
    """
    sheet = _first_records(packed)
    if sheet is None:
        return None
    large = [source for source in sources if isinstance(source, BulkSource)]
    if max((source.recognise([sheet]).score for source in large), default=0) < NEARLY:
        return None
    source = recognise([sheet], sources, label)
    return Opening(source, *source.plan_for([sheet])) if isinstance(source, BulkSource) else None


def _first_records(packed: Packed) -> Sheet | None:
    """The head of a CSV as a sheet, cut at its last line end; None for any other kind.

    Some years carry the mark of UTF-8 and are Latin-1 all the same: the mark proves nothing.
    """
    try:
        head = packed.head().removeprefix(codecs.BOM_UTF8)
        whole = head[: head.rfind(b"\n") + 1] or head
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or kind_of(whole, "") != "csv":
            return None
        return read_csv(whole, packed.name)
    except StewardError:
        return None  # the ordinary lane says what is wrong


def read_bulk(found: Opening, packed: Packed, label: str, part_id: str, target: Path) -> BulkReading:
    """Accepted rows of the file to the Parquet file `target`, everything else counted and listed.

    Raises `FileRefused` as `CsvStream.batches` does.
    """
    try:
        return _pass(found, packed, label, part_id, target, whole=False)
    except BlankRecord:
        return _pass(found, packed, label, part_id, target, whole=True)


def _pass(found: Opening, packed: Packed, label: str, part_id: str, target: Path, whole: bool) -> BulkReading:
    sheet = found.sheet
    header = int(sheet.records[found.match.row_index])
    stream = CsvStream(found.plan, label, sheet.separator, sheet.cells.shape[1], header, whole=whole)
    aside = target.with_name(f".{target.name}.tmp")
    aside.parent.mkdir(parents=True, exist_ok=True)
    try:
        batches = ahead(stream.batches(packed.pieces()))  # reading, working out and writing: a thread each
        rows, noted = write_rows(found.plan, batches, "", part_id, aside, handed=ahead)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    ragged = replace(sheet, ragged=tuple(stream.ragged))
    return BulkReading(
        rows=rows,
        received=stream.received,
        set_aside=[*noted.set_aside(""), *ragged_rows([ragged])],
        cells=noted.cells(""),
        skipped=[*shape.skip_header(sheet, found.match), *noted.skipped("")],
        notes=[*reading_notes(b"", [sheet], label), *found.plan.warnings],
    )
