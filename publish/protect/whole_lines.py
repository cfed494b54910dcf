"""Counts of few persons or families in the registers, and the parts that would tell them by subtraction.

The rule is the strictest of this room: where one part of a whole is reserved, all its parts are.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from publish.protect.threshold import is_few


def few_of(counts: Sequence[pd.Series], threshold: int) -> pd.Series:
    """True where any of these counts (or one of them minus another, given so) is of few persons."""
    few = pd.Series(False, index=counts[0].index)
    for count in counts:
        few |= is_few(count, threshold)
    return few


def with_their_line(few: pd.Series, wholes: Sequence[pd.Series]) -> pd.Series:
    """`few` with every part of a whole that has a reserved part, or is reserved itself.

    wholes: one series per way of dividing, on the same index: the index of the row that each row is a
    part of, or a missing value for a row that is part of none.
    """
    hidden = few.copy()
    while True:
        before = int(hidden.sum())
        for whole in wholes:
            part = whole.notna()
            if not part.any():
                continue
            lines = whole[part]
            touched = set(lines[hidden[part]]) | set(hidden.index[hidden])
            hidden.loc[lines.index[lines.isin(touched)]] = True
        if int(hidden.sum()) == before:
            return hidden


def whole_by(rows: pd.DataFrame, key: Sequence[str], is_whole: pd.Series) -> pd.Series:
    """For each row that is no whole, the index of the whole with the same key; missing when there is none."""
    wholes = rows[is_whole]
    found = dict(zip(wholes[list(key)].itertuples(index=False, name=None), wholes.index, strict=True))
    keys = rows[list(key)].itertuples(index=False, name=None)
    return pd.Series(
        [None if whole else found.get(own) for own, whole in zip(keys, is_whole, strict=True)],
        index=rows.index,
        dtype="object",
    )


def whole_above(rows: pd.DataFrame, key: Sequence[str], above: dict[str, str]) -> pd.Series:
    """For each row, the index of the row with the same key in the nearest territory that contains its own."""
    keys = list(rows[list(key)].itertuples(index=False, name=None))
    found = {(own, place): at for own, place, at in zip(keys, rows["territory_id"], rows.index, strict=True)}
    nearest: list[int | None] = []
    for own, place in zip(keys, rows["territory_id"], strict=True):
        container = above.get(place, "")
        while container and (own, container) not in found:
            container = above.get(container, "")
        nearest.append(found.get((own, container)))
    return pd.Series(nearest, index=rows.index, dtype="object")


def whole_period(rows: pd.DataFrame, key: Sequence[str]) -> pd.Series:
    """For each row, the index of the row with the same key in its semester or else its year."""
    keys = list(rows[list(key)].itertuples(index=False, name=None))
    found = {(own, period): at for own, period, at in zip(keys, rows["period"], rows.index, strict=True)}
    nearest = [
        next((found[own, longer] for longer in _around(str(period)) if (own, longer) in found), None)
        for own, period in zip(keys, rows["period"], strict=True)
    ]
    return pd.Series(nearest, index=rows.index, dtype="object")


def _around(period: str) -> list[str]:
    """«2025-03»: «2025-S1» and «2025»; «2025-S1»: «2025»; of a year, nothing."""
    year, _, part = period.partition("-")
    if not part:
        return []
    return [f"{year}-S{1 if int(part) <= 6 else 2}", year] if part.isdigit() else [year]
