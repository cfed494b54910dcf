"""Works a plan out over batches of records: texts in, columns of bronze out, the rest noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from pipelines.sources.base import META_COLUMNS, Records
from pipelines.sources.plan import BulkPlan
from pipelines.sources.plan_notes import Noted
from pipelines.sources.plan_values import Codes, Column, Mask, Words, ask, expanded, inputs_of

#: Rows that go to disk together.
_GROUP = 250_000
#: With more words than this, a group of rows keeps only those that it uses.
_DICTIONARY = 20_000
RECORD = "_registro"


@dataclass(frozen=True)
class Batch:
    """Some records of a file: their numbers, and one array of text per input of the plan, in its order."""

    records: Records
    texts: list[pa.Array]


class Worker:
    """Works a plan out, batch by batch. `part_id` None leaves `_archivo` out."""

    def __init__(
        self, plan: BulkPlan, sheet: str, part_id: str | None, noted: Noted, connection: Any
    ) -> None:
        self._plan, self._noted, self._connection = plan, noted, connection
        self._columns = {name: Column(name, plan.translate.get(name)) for name in plan.inputs}
        meta = {"_hoja": sheet, "_corte": "", "_derivada": "1" if plan.derived else ""}
        self._fixed = meta if part_id is None else {**meta, "_archivo": part_id}
        self._outputs = {
            name: expanded(plan, expression)
            for name, expression in {**plan.columns, "_bloque": plan.block}.items()
        }
        conditions = [*(skip.condition for skip in plan.skips), *(rule.condition for rule in plan.row_rules)]
        self._rules = [expanded(plan, condition) for condition in conditions]
        self._cells = [expanded(plan, rule.condition) for rule in plan.cell_rules]
        self.names = [*plan.columns, *META_COLUMNS, *(["_archivo"] if part_id is not None else [])]
        self._started = False

    @property
    def schema(self) -> pa.Schema:
        """All text, but for the record number."""
        return pa.schema([(n, pa.int64() if n == RECORD else pa.string()) for n in self.names])

    @property
    def unrepeated(self) -> frozenset[str]:
        """Columns of bronze about one input whose texts hardly repeat, by the first records."""
        asked = {name: inputs_of(self._plan, expression) for name, expression in self._outputs.items()}
        alone = {name: self._columns[read[0]] for name, read in asked.items() if len(read) == 1}
        return frozenset((RECORD, *(name for name, column in alone.items() if not column.repeats)))

    def tables(self, batches: Iterable[Batch]) -> Iterator[pa.Table]:
        """Rows that the plan accepts, some hundred thousand at a time."""
        waiting: list[dict[str, Any]] = []
        size = 0
        for batch in batches:
            if not len(batch.records):
                continue
            done = self._work(batch)
            waiting.append(done)
            size += len(done[RECORD])
            if size >= _GROUP:
                yield self._table(waiting)
                waiting, size = [], 0
        if size:
            yield self._table(waiting)

    def _work(self, batch: Batch) -> dict[str, Any]:
        """What each column of bronze holds for the accepted records: codes of its words, or texts."""
        if not self._started:
            self._start(batch)
        columns = self._columns.values()
        codes = {
            column.name: column.encode(texts, self._connection)
            for column, texts in zip(columns, batch.texts, strict=True)
            if column.words or column.faults
        }
        answers = self._by_record(batch)
        reasons = np.zeros(len(batch.records), dtype=np.int64)
        for number, condition in enumerate(self._rules, start=1):
            mask = self._mask(condition, codes, answers)
            if mask is not None:
                reasons[mask & (reasons == 0)] = number
        keep = reasons == 0
        for bit, condition in enumerate(self._cells):
            mask = self._mask(condition, codes, answers)
            if mask is not None:
                reasons[mask & keep] -= 1 << bit
        told = reasons != 0
        self._noted.note(batch.records[told], reasons[told])
        whole = bool(keep.all())
        done: dict[str, Any] = {RECORD: batch.records if whole else batch.records[keep]}
        for name, expression in self._outputs.items():
            if expression in answers:
                done[name] = answers[expression] if whole else answers[expression].filter(pa.array(keep))
            elif expression in self._home:
                column = self._columns[self._home[expression]]
                of_rows = codes[column.name] if whole else codes[column.name][keep]
                done[name] = column.words[expression].of_code[of_rows]
        return done

    def _start(self, first: Batch) -> None:
        """Find for each expression the one column that it is about, if there is one and it repeats."""
        self._started = True
        for column, texts in zip(self._columns.values(), first.texts, strict=True):
            column.decide(texts)
        self._home: dict[str, str] = {}
        self._texts: dict[str, None] = {}
        self._conditions: dict[str, None] = {}
        for expression in self._outputs.values():
            if home := self._only_column(expression):
                home.words.setdefault(expression, Words())
                self._home[expression] = home.name
            else:
                self._texts[expression] = None
        for condition in (*self._rules, *self._cells):
            if home := self._only_column(condition):
                home.faults.setdefault(condition, np.empty(0, dtype=bool))
                self._home[condition] = home.name
            else:
                self._conditions[condition] = None

    def _only_column(self, expression: str) -> Column | None:
        names = inputs_of(self._plan, expression)
        if not names:  # the same for every record: any column that repeats will do
            return next((column for column in self._columns.values() if column.repeats), None)
        column = self._columns[names[0]]
        return column if len(names) == 1 and column.repeats else None

    def _by_record(self, batch: Batch) -> dict[str, pa.Array]:
        """Answers that need several columns, or one that hardly repeats."""
        asked = [*self._texts, *self._conditions]
        needed = {name for expression in asked for name in inputs_of(self._plan, expression)}
        if not asked:
            return {}
        rows = pa.table(
            {
                column.name: column.changed(texts)
                for column, texts in zip(self._columns.values(), batch.texts, strict=True)
                if column.name in needed
            }
        )
        return dict(zip(asked, ask(self._connection, rows, self._texts, self._conditions), strict=True))

    def _mask(self, condition: str, codes: dict[str, Codes], answers: dict[str, pa.Array]) -> Mask | None:
        """Which records are under `condition`; None when none is."""
        if condition in answers:
            found: Mask = answers[condition].to_numpy(zero_copy_only=False).astype(bool)
        else:
            column = self._columns[self._home[condition]]
            faults = column.faults[condition]
            if not faults.any():
                return None
            found = faults[codes[column.name]]
        return found if found.any() else None

    def _table(self, waiting: list[dict[str, Any]]) -> pa.Table:
        """Columns of bronze, their words as dictionaries."""
        records = np.concatenate([done[RECORD] for done in waiting])
        nothing = np.zeros(len(records), dtype=np.int32)
        columns: dict[str, Any] = {RECORD: pa.array(records)}
        columns |= {name: _coded([text], nothing) for name, text in self._fixed.items()}
        for name, expression in self._outputs.items():
            pieces = [done[name] for done in waiting]
            if expression in self._home:
                words = self._columns[self._home[expression]].words[expression]
                columns[name] = _coded(words.texts, np.concatenate(pieces))
            else:
                columns[name] = pa.chunked_array(pieces, pa.string())
        return pa.table({name: columns[name] for name in self.names})


def _coded(texts: list[str], codes: Codes) -> pa.DictionaryArray:
    if len(texts) > _DICTIONARY:
        used, at = np.unique(codes, return_inverse=True)
        texts, codes = [texts[one] for one in used], at.astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(texts, pa.string()))
