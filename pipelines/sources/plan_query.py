"""Puts a plan to work: one pass over batches of records, good rows out, the rest noted by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.duck import in_memory
from pipelines.sources.plan import BulkPlan
from pipelines.sources.plan_notes import Noted
from pipelines.sources.plan_work import RECORD, Batch, Worker


def rows_of(plan: BulkPlan, batches: Iterable[Batch], sheet: str) -> tuple[pa.Table, Noted]:
    """Bronze rows as a table of plain text in memory, for small deliveries."""
    noted = Noted(plan)
    with in_memory() as connection:
        worker = Worker(plan, sheet, None, noted, connection)
        tables = [_plain(table) for table in worker.tables(batches)]
    return pa.concat_tables(tables) if tables else pa.table({name: [] for name in worker.names}), noted


def write_rows(
    plan: BulkPlan,
    batches: Iterable[Batch],
    sheet: str,
    part_id: str,
    path: Path,
    handed: Callable[[Iterator[pa.Table]], Iterator[pa.Table]] = iter,
) -> tuple[int, Noted]:
    """Bronze rows to the Parquet file `path`, in the order of the file. Returns how many.

    `handed`: how what was worked out gets to the writing of it, for who has a thread for each.
    """
    noted = Noted(plan)
    rows = 0
    file: list[pq.ParquetWriter] = []
    with in_memory() as connection:
        worker = Worker(plan, sheet, part_id, noted, connection)
        for table in handed(_one_at_least(worker, batches)):
            if not file:
                file.append(_writer(path, table.schema, worker.unrepeated))
            file[0].write_table(table, row_group_size=max(1, len(table)))
            rows += len(table)
        file[0].close()
    return rows, noted


def _one_at_least(worker: Worker, batches: Iterable[Batch]) -> Iterator[pa.Table]:
    written = False
    for table in worker.tables(batches):
        written = True
        yield table
    if not written:
        yield worker.schema.empty_table()


def _writer(path: Path, schema: pa.Schema, unrepeated: frozenset[str]) -> pq.ParquetWriter:
    """`unrepeated`: columns for which a dictionary would be begun and then given up."""
    return pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        store_schema=False,
        use_dictionary=[name for name in schema.names if name not in unrepeated],
        column_encoding={RECORD: "DELTA_BINARY_PACKED"},
    )


def _plain(table: pa.Table) -> pa.Table:
    return pa.table(
        [
            pc.cast(column, pa.string()) if pa.types.is_dictionary(column.type) else column
            for column in table.columns
        ],
        names=table.column_names,
    )
