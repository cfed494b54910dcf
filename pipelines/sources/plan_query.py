"""Puts a plan to work: one pass over batches of records, good rows out, the rest noted by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.duck import QueryError, in_memory, quoted
from pipelines.sources.base import Records, SetAside, Skipped
from pipelines.sources.plan import BulkPlan, Rule

#: Name of the record number among the inputs; no header can have it.
RECORD = "_registro"
_NONE: Records = np.array([], dtype=np.int64)


@dataclass
class Noted:
    """Records that the plan left out, by the number of their rule; filled while the query runs."""

    plan: BulkPlan
    records: list[Records] = field(default_factory=list)
    reasons: list[Records] = field(default_factory=list)

    def note(self, record: pa.Array, reason: pa.Array) -> pa.Array:
        """Called by the query for the few records that have something to say; False drops the row.

        `reason`: from 1, skips and then row rules; negative, the cell rules as bits.
        """
        numbers = np.asarray(reason, dtype=np.int64)
        self.records.append(np.asarray(record, dtype=np.int64))
        self.reasons.append(numbers)
        return pa.array(numbers < 0)

    def _of(self, reason: int) -> Records:
        records, reasons = self._all()
        return np.sort(records[reasons == reason])

    def _all(self) -> tuple[Records, Records]:
        if not self.records:
            return _NONE, _NONE
        return np.concatenate(self.records), np.concatenate(self.reasons)

    def skipped(self, sheet: str) -> list[Skipped]:
        """Records that are no data."""
        found = [(skip, self._of(number)) for number, skip in enumerate(self.plan.skips, start=1)]
        return [Skipped(sheet, records, skip.reason) for skip, records in found if len(records)]

    def set_aside(self, sheet: str) -> list[SetAside]:
        """Records that break a rule, each for its first one."""
        first = len(self.plan.skips) + 1
        numbered = enumerate(self.plan.row_rules, start=first)
        return [aside for number, rule in numbered for aside in _aside(sheet, rule, self._of(number))]

    def cells(self, sheet: str) -> list[SetAside]:
        """Cells left out of records that were kept."""
        records, reasons = self._all()
        bits, kept = -reasons[reasons < 0], records[reasons < 0]
        return [
            aside
            for bit, rule in enumerate(self.plan.cell_rules)
            for aside in _aside(sheet, rule, np.sort(kept[(bits >> bit) & 1 == 1]))
        ]


def _aside(sheet: str, rule: Rule, records: Records) -> list[SetAside]:
    found = SetAside(sheet, records, rule.column, rule.value_class, rule.reason, rule.todo)
    return [found] if len(records) else []


def query(plan: BulkPlan, sheet: str, part_id: str | None) -> str:
    """The whole plan as one statement over `lote`. `part_id` None leaves `_archivo` out."""
    conditions = [skip.condition for skip in plan.skips] + [rule.condition for rule in plan.row_rules]
    whens = "\n".join(f"when {condition} then {n}" for n, condition in enumerate(conditions, start=1))
    bits = " + ".join(
        f"case when {rule.condition} then {1 << bit} else 0 end" for bit, rule in enumerate(plan.cell_rules)
    )
    steps = "".join(f", {expression} as {name}" for name, expression in plan.steps.items())
    columns = ",\n".join(f"{expression} as {name}" for name, expression in plan.columns.items())
    archive = "" if part_id is None else f", {quoted(part_id)} as _archivo"
    return f"""
        with steps as (select *{steps} from lote),
        judged as (
            select *, case {whens} else -({bits or "0"}) end as _motivo from steps
        ),
        kept as (
            select * from judged where case when _motivo = 0 then true else apartar({RECORD}, _motivo) end
        )
        select {columns},
            {quoted(sheet)} as _hoja,
            {RECORD},
            {plan.block} as _bloque,
            '' as _corte,
            {quoted("1" if plan.derived else "")} as _derivada{archive}
        from kept
    """


def rows_of(plan: BulkPlan, batches: Iterable[pa.RecordBatch], sheet: str) -> tuple[pa.Table, Noted]:
    """Bronze rows as a table in memory, for small deliveries. `batches` as `clean_batch` gives them."""
    noted = Noted(plan)
    with _prepared(plan, batches, noted) as connection:
        return connection.sql(query(plan, sheet, None)).to_arrow_table(), noted


def write_rows(
    plan: BulkPlan, batches: Iterable[pa.RecordBatch], sheet: str, part_id: str, path: Path
) -> tuple[int, Noted]:
    """Bronze rows to the Parquet file `path`, in the order of the file. Returns how many."""
    noted = Noted(plan)
    with _prepared(plan, batches, noted) as connection:
        rows = query(plan, sheet, part_id)
        written = connection.execute(
            f"copy ({rows}) to {quoted(str(path))} (format parquet, compression zstd)"
        )
        return int(written.fetchone()[0]), noted


@contextmanager
def _prepared(plan: BulkPlan, batches: Iterable[pa.RecordBatch], noted: Noted) -> Iterator[Any]:
    """A connection that knows the batches as `lote` and notes what the plan leaves out.

    What goes wrong while a batch is read comes out as it was raised, not as the query's error.
    """
    trouble: list[BaseException] = []
    reader = pa.RecordBatchReader.from_batches(batch_schema(plan), _watched(batches, trouble))
    with in_memory() as connection:
        connection.create_function(
            "apartar", noted.note, ["BIGINT", "BIGINT"], "BOOLEAN", type="arrow", side_effects=True
        )
        connection.register("lote", reader)
        try:
            yield connection
        except QueryError as error:
            raise (trouble[0] if trouble else error) from error
        finally:
            connection.unregister("lote")
            connection.remove_function("apartar")


def _watched(batches: Iterable[pa.RecordBatch], trouble: list[BaseException]) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except Exception as error:
        trouble.append(error)
        raise


def batch_schema(plan: BulkPlan) -> pa.Schema:
    """Inputs of the plan as text, and the record number."""
    return pa.schema([*((name, pa.string()) for name in plan.inputs), (RECORD, pa.int64())])


def clean_batch(plan: BulkPlan, columns: list[pa.Array], records: Records) -> pa.RecordBatch:
    """A batch of the inputs of `plan`, in their order, trimmed and translated."""
    cleaned = [
        _translated(_trimmed(column), plan.translate[name]) if name in plan.translate else _trimmed(column)
        for name, column in zip(plan.inputs, columns, strict=True)
    ]
    return pa.record_batch([*cleaned, pa.array(records)], schema=batch_schema(plan))


def _trimmed(column: pa.Array) -> pa.Array:
    """Text without blanks around it; only looked at closely when there is a blank at all."""
    letters = column.buffers()[2]
    if letters is None or not len(column):
        return column
    blank = np.frombuffer(letters, dtype=np.uint8) <= 32
    return pc.ascii_trim_whitespace(column) if blank.any() else column


def _translated(column: pa.Array, change: Any) -> pa.Array:
    coded = column.dictionary_encode()
    changed = pa.array([change(str(text)) for text in coded.dictionary.to_pylist()], pa.string())
    return changed.take(coded.indices)
