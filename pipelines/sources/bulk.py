"""Sources whose files run to millions of records: one plan per header, put to work in one pass.

A large delivery is streamed through the plan by ingest (`pipelines/ingest/bulk_*.py`); a book or
another odd container comes as sheets, through the same plan.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.sources import shape
from pipelines.sources.base import META_COLUMNS, Conformed, Recognition, Sheet, SourceInfo
from pipelines.sources.plan import BulkPlan
from pipelines.sources.plan_query import rows_of
from pipelines.sources.plan_work import Batch
from pipelines.sources.review import open_table


class BulkSource(ABC):
    """A source with a plan. `contracts`: required headers of each known layout, best first.

    `foreign`: headers that tell another layout with the same columns and more.
    """

    info: SourceInfo
    contracts: tuple[tuple[str, ...], ...]
    foreign: frozenset[str] = frozenset()

    @abstractmethod
    def plan(self, contract: int, header: Header) -> BulkPlan:
        """The plan for a file with this header, which fits the contract of that number."""

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header against the best contract; 0 when the file is another of the family."""
        match = shape.best_sheet(sheets, *self.contracts)[1]
        if self.foreign & set(map(sql_name, match.positions)):
            return Recognition(0)
        return Recognition(match.score, match.missing, match.extra)

    def plan_for(self, sheets: Sequence[Sheet]) -> tuple[Sheet, shape.HeaderMatch, BulkPlan]:
        """The sheet with the table, its header and the plan. Raises FileRefused when none fits."""
        sheet, match, number = open_table(sheets, self.info.name, *self.contracts)
        shape.refuse_repeated(sheet, match)
        return sheet, match, self.plan(number, Header(sheet, match))

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """Sheets in memory through the plan. Raises `FileRefused` as `plan_for` does."""
        sheet, match, plan = self.plan_for(sheets)
        start = match.row_index + 1
        below = sheet.cells.iloc[start:]
        columns = [
            pa.array(shape.text(below.iloc[:, at]).astype(object), pa.string()) for at in plan.inputs.values()
        ]
        batch = Batch(np.asarray(sheet.records[start:], dtype=np.int64), columns)
        table, noted = rows_of(plan, [batch], sheet.name)
        rows = pd.DataFrame({name: _plain(table[name]) for name in (*self.info.columns, *META_COLUMNS)})
        return Conformed(
            rows=rows,
            set_aside=(*noted.set_aside(sheet.name), *noted.cells(sheet.name)),
            skipped=(
                *shape.skip_header(sheet, match),
                *noted.skipped(sheet.name),
                *shape.skip_unused(sheets, [sheet]),
            ),
            warnings=plan.warnings,
        )


class Header:
    """The columns of one file by SQL name, dots of other tools read as underscores."""

    def __init__(self, sheet: Sheet, match: shape.HeaderMatch) -> None:
        self.positions: dict[str, int] = {}
        self.labels: dict[str, str] = {}
        for name, column in match.positions.items():
            self.positions.setdefault(sql_name(name), column)
            self.labels.setdefault(sql_name(name), match.labels[name])
        self._sheet, self._row = sheet, match.row_index

    def __contains__(self, name: str) -> bool:
        return name in self.positions

    def label(self, name: str) -> str:
        """The header as printed; the name in capitals when the file lacks it."""
        return self.labels.get(name, name.upper())

    def inputs(self, names: Iterable[str]) -> Mapping[str, int]:
        """Positions of those of `names` that the file has. Raises FileRefused when one is there twice."""
        printed = [sql_name(shape.normalise_header(str(cell))) for cell in self._sheet.cells.iloc[self._row]]
        for name in names:
            if printed.count(name) > 1:
                raise shape.column_twice(self._sheet, self._row, self.label(name))
        return {name: self.positions[name] for name in names if name in self.positions}

    def sample(self, name: str) -> pd.Series:
        """Cells of a column as far as the file was looked at."""
        return shape.text(self._sheet.cells.iloc[self._row + 1 :, self.positions[name]])


def sql_name(header: str) -> str:
    """A normalised header as the plan calls it: `prom.gral` -> `prom_gral`."""
    return header.replace(".", "_").replace(" ", "_")


def dotted(*names: str) -> tuple[str, ...]:
    """Required headers that may come with dots instead of underscores."""
    return tuple(
        "|".join(option for one in name.split("|") for option in dict.fromkeys((one, one.replace("_", "."))))
        for name in names
    )


def _plain(column: pa.ChunkedArray) -> pd.Series:
    values = column.to_pandas()
    return values if pa.types.is_integer(column.type) else values.astype(object)
