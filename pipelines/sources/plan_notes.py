"""What a plan leaves out while it works: records by the number of their rule, never their values."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from pipelines.sources.base import Records, SetAside, Skipped
from pipelines.sources.plan import BulkPlan, Rule

_NONE: Records = np.array([], dtype=np.int64)


@dataclass
class Noted:
    """Records that the plan left out, by the number of their rule; filled while it works.

    A reason counts from 1, skips first and then row rules; negative, the cell rules as bits.
    """

    plan: BulkPlan
    records: list[Records] = field(default_factory=list)
    reasons: list[Records] = field(default_factory=list)

    def note(self, records: Records, reasons: Records) -> None:
        """Records with something to say, and what."""
        if len(records):
            self.records.append(records)
            self.reasons.append(reasons)

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
