"""Counts of persons that the community's registers bring: the few reserved, and whatever would tell them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.protect.threshold import is_few
from publish.protect.whole_lines import few_of, whole_above, whole_by, whole_period, with_their_line

#: Units of a demand or of a reach that are not people. Any other one, and none, is taken for people.
NOT_PEOPLE = ("grupos", "huertos", "jardines")
_OF_NEED = ["need", "population", "unit"]
_OF_CIRCUIT = ["from_service", "to_service"]


def few_needs(needs: pd.DataFrame, territories: pd.DataFrame, threshold: int) -> np.ndarray:
    """Which demands are of few persons, or would tell another one. needs: rows of resource_needs."""
    if needs.empty:
        return np.zeros(0, dtype=bool)
    personal = ~needs["unit"].isin(NOT_PEOPLE)
    lines = _lines(needs, _OF_NEED, territories)
    return _few(lines, [needs["demand"].where(personal)], threshold)


def few_referrals(referrals: pd.DataFrame, territories: pd.DataFrame, threshold: int) -> np.ndarray:
    """Which rows count few persons referred, attended or left out, or would tell another row.

    A month is part of its semester, a semester of its year, and a place of what contains it: in one circuit
    they add up, as the two sexes do.
    """
    if referrals.empty:
        return np.zeros(0, dtype=bool)
    lines = _lines(referrals, [*_OF_CIRCUIT, "period"], territories)
    lines.append(whole_period(referrals, [*_OF_CIRCUIT, "territory_id", "sex"]))
    counts = [referrals["referred"], referrals["attended"], referrals["referred"] - referrals["attended"]]
    return _few(lines, counts, threshold)


def _lines(rows: pd.DataFrame, of: list[str], territories: pd.DataFrame) -> list[pd.Series]:
    """The total of each sex, and the nearest territory around each place."""
    above = dict(zip(territories["territory_id"], territories["parent_id"].fillna(""), strict=True))
    return [
        whole_by(rows, [*of, "territory_id"], rows["sex"] == "total"),
        whole_above(rows, [*of, "sex"], above),
    ]


def _few(lines: list[pd.Series], counts: list[pd.Series], threshold: int) -> np.ndarray:
    """The few; parts that leave few of their whole to whom has no row; and the lines of both."""
    few = few_of(counts, threshold)
    for whole in lines:
        for count in counts:
            left = whole.map(count).astype("float64") - count.groupby(whole).transform("sum")
            few |= is_few(left, threshold)
    return with_their_line(few, lines).to_numpy(dtype=bool)
