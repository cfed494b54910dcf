"""Columns of the result tables that pages read beside the values, and an empty frame of each."""

from __future__ import annotations

import pandas as pd

_KEY = ("indicator_id", "territory_id", "sex", "age_band", "dimension", "category")
#: table -> its text columns and its number columns, as the models write them.
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "indicator_changes": (
        (*_KEY, "kind", "period_from", "period_to", "method", "verdict", "mark"),
        ("value_from", "value_to", "difference", "ci_low", "ci_high"),
    ),
    "indicator_gaps": (
        (*_KEY, "period", "kind", "verdict", "mark"),
        (
            "value", "reference_value", "difference", "diff_low", "diff_high",
            "ratio", "ratio_low", "ratio_high", "people",
        ),
    ),
    "series_break_points": (("indicator_id", "territory_id", "period", "reason", "kind"), ()),
    "contrasts": (("source_id", "block", "name", "kind", "file"), ("printed", "recomputed", "difference")),
    "applied_corrections": (
        ("correction_id", "target_id", "territory_id", "period", "sex", "reason", "valid_until"),
        ("before", "after"),
    ),
    "territory_history": (
        ("former_id", "former_name", "level", "event_date", "successor_id", "kind", "reason", "law"), ()
    ),
    "placement_counts": (("source_id", "territory_id", "period"), ("placed", "unplaced")),
}  # fmt: skip


def empty(table: str) -> pd.DataFrame:
    """The table without rows: texts as objects, numbers as doubles. Raises KeyError on an unknown one."""
    texts, numbers = TABLES[table]
    columns = {name: pd.Series(dtype="object") for name in texts}
    return pd.DataFrame(columns | {name: pd.Series(dtype="float64") for name in numbers})
