"""The part of the independent auditor that subtracts the rows of a register from the row around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

_LONGER = {f"{month:02}": "S1" if month <= 6 else "S2" for month in range(1, 13)}
Around = Callable[[str], list[str]]
Row = dict[Any, Any]


def told_by_wholes(
    table: pd.DataFrame, key: list[str], counts: Iterable[str], above: Mapping[str, str], threshold: int
) -> list[Row]:
    """Rows that an open row around them, less the open ones beside them, tells; of few persons, or alone.

    table: texts as published, with sexo, territorio and perhaps periodo among the key; counts: its columns of
    persons, as numbers. above: the territory that contains each one. Where nobody is reserved and few are
    left over, the row around them is named.
    """
    around: dict[str, Around] = {
        "sexo": lambda sex: [] if sex == "total" else ["total"],
        "territorio": lambda place: _containers(place, above),
        "periodo": _periods,
    }
    rows = table.to_dict("records")
    found: list[Row] = []
    for axis in [name for name in around if name in key]:
        for whole, parts in _lines(rows, key, axis, around[axis]):
            for count in counts:
                found += _told(whole, parts, count, threshold)
    return found


def _told(whole: Row, parts: list[Row], count: str, threshold: int) -> list[Row]:
    opened = [part[count] for part in parts if pd.notna(part[count])]
    if pd.isna(whole[count]) or not any(opened):
        return []
    hidden = [part for part in parts if pd.isna(part[count]) and part["marca"] == "s"]
    left = abs(whole[count] - sum(opened))
    if len(hidden) == 1 or 0 < left < threshold:
        return hidden or [whole]
    return []


def _lines(rows: list[Row], key: list[str], axis: str, around: Around) -> list[tuple[Row, list[Row]]]:
    """Each row with those for which it is the nearest around, along one axis of the key."""
    others = [name for name in key if name != axis]
    at = {(tuple(row[name] for name in others), row[axis]): row for row in rows}
    parts: dict[Any, list[Row]] = {}
    for (own, value), row in at.items():
        nearest = next(((own, longer) for longer in around(value) if (own, longer) in at), None)
        if nearest:
            parts.setdefault(nearest, []).append(row)
    return [(at[whole], inside) for whole, inside in parts.items()]


def _containers(place: str, above: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    while place := above.get(place, ""):
        found.append(place)
    return found


def _periods(period: str) -> list[str]:
    """The semester and the year of a month, the year of a semester."""
    year, _, part = period.partition("-")
    return [f"{year}-{_LONGER[part]}", year] if part in _LONGER else [year] if part else []
