"""The reach of programmes: how many people. Small ones are reserved, and the totals that would tell them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.protect.counts import NOT_PEOPLE
from publish.protect.threshold import is_few

_OVER = ("dimension", "component", "access")


def few_reached(programmes: pd.DataFrame, threshold: int) -> np.ndarray:
    """Which programmes reach some people, but fewer than the threshold."""
    people = ~programmes["unit"].isin(NOT_PEOPLE)
    return (people & is_few(programmes["reach"], threshold)).to_numpy(dtype=bool)


def totals_of(totals: pd.DataFrame, reserved: pd.DataFrame) -> np.ndarray:
    """Which totals of a unit hold a reserved programme: less the others, they would tell it.

    totals: rows of programme_totals, where an empty text is all of them. reserved: programmes.
    """
    found = np.zeros(len(totals), dtype=bool)
    for row in reserved.to_dict("records"):
        inside = (totals["year"] == row["year"]) & (totals["unit"] == row["unit"])
        for name in _OVER:
            inside &= totals[name].isin(["", row[name]])
        found |= inside.to_numpy(dtype=bool)
    return found
