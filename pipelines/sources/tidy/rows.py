"""The records of one file and what became of each: still in use, set aside or skipped."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Records, SetAside, Sheet, Skipped
from pipelines.sources.shape import Mask


@dataclass
class Rows:
    """Cells below the header (columns by normalised name), shrinking as records are put apart.

    A record that fails one step is not looked at by the next: it has one reason, the first.
    """

    sheet: Sheet
    cells: pd.DataFrame
    records: Records
    set_aside: list[SetAside] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def put_aside(self, bad: Mask | pd.Series, column: str, kind: str, reason: str, todo: str) -> Mask:
        """Set aside the records under `bad` and go on without them. Returns the mask of the rest."""
        self.set_aside += shape.set_aside(self.sheet, self.records, bad, column, kind, reason, todo)
        return self.keep(~np.asarray(bad, dtype=bool))

    def report(self, bad: Mask | pd.Series, column: str, kind: str, reason: str, todo: str) -> None:
        """Set aside one cell of the records under `bad`, once however many figures use it."""
        for item in shape.set_aside(self.sheet, self.records, bad, column, kind, reason, todo):
            said = [old.records for old in self.set_aside if (old.column, old.reason) == (column, reason)]
            if not any(np.array_equal(item.records, records) for records in said):
                self.set_aside.append(item)

    def skip(self, unused: Mask | pd.Series, reason: str) -> Mask:
        """Skip the records under `unused` and go on without them. Returns the mask of the rest."""
        self.skipped += shape.skipped(self.sheet, self.records, unused, reason)
        return self.keep(~np.asarray(unused, dtype=bool))

    def keep(self, good: Mask) -> Mask:
        """Go on with the records under `good` alone; the others must be accounted for elsewhere."""
        if not good.all():
            self.cells = self.cells[good].reset_index(drop=True)
            self.records = self.records[good]
        return good

    def __len__(self) -> int:
        return len(self.records)
