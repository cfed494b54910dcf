"""Which tables of what the community writes changed since the edition before, and by how many rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from publish.account import Account
from publish.revisions import TableChange
from publish.tables import Table, community_tables


def table_changes(edition: Path, account: Account) -> tuple[TableChange, ...]:
    """The tables that are not as `edition` published them, in their order; not one that it did not have."""
    found = (
        _change(edition / "datos" / f"{table.name}.parquet", table) for table in community_tables(account)
    )
    return tuple(change for change in found if change is not None)


def _change(path: Path, table: Table) -> TableChange | None:
    if not path.is_file():
        return None
    before = pd.read_parquet(path)
    shared = [name for name in table.frame.columns if name in before.columns]
    then, now = (_rows(frame[shared], table.key) for frame in (before, table.frame))
    both = then.keys() & now.keys()
    change = TableChange(
        table.title,
        added=len(now.keys() - then.keys()),
        removed=len(then.keys() - now.keys()),
        changed=sum(then[key] != now[key] for key in both),
    )
    return change if change.added or change.removed or change.changed else None


def _rows(frame: pd.DataFrame, key: tuple[str, ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Rows by their key, as text: a missing number equals a missing number."""
    shown = frame.astype("str")
    keys = shown[[name for name in key if name in shown]].itertuples(index=False, name=None)
    return dict(zip(keys, shown.itertuples(index=False, name=None), strict=True))
