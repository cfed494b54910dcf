"""Counts of persons that the community's registers bring, reserved by the rules that hold for figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.protect.minimum import RESERVED, protect_values
from publish.protect.parts import protect_parts

#: Units of a demand that are not people. Any other one, and none, is taken for people.
NOT_PEOPLE = ("grupos", "huertos", "jardines")


def few_needs(needs: pd.DataFrame, territories: pd.DataFrame, threshold: int) -> np.ndarray:
    """Which demands are of few persons, or would tell another one. needs: rows of resource_needs."""
    of = needs["need"] + "|" + needs["population"] + "|" + needs["unit"]
    personal = ~needs["unit"].isin(NOT_PEOPLE)
    return _few(needs, of, needs["demand"], None, personal, territories, threshold)


def few_referrals(referrals: pd.DataFrame, territories: pd.DataFrame, threshold: int) -> np.ndarray:
    """Which rows count few persons referred, attended or left out, or would tell another row."""
    of = referrals["from_service"] + "|" + referrals["to_service"]
    personal = pd.Series(True, index=referrals.index)
    return _few(referrals, of, referrals["attended"], referrals["referred"], personal, territories, threshold)


def _few(
    rows: pd.DataFrame,
    of: pd.Series,
    above: pd.Series,
    below: pd.Series | None,
    personal: pd.Series,
    territories: pd.DataFrame,
    threshold: int,
) -> np.ndarray:
    """The rows as figures of one indicator each (`of`), and which of them the rules reserve."""
    if rows.empty:
        return np.zeros(0, dtype=bool)
    nothing = pd.Series(np.nan, index=rows.index)
    figures = pd.DataFrame(
        {
            "indicator_id": of,
            "territory_id": rows["territory_id"],
            "period": rows.get("period", "2000"),
            "sex": rows["sex"],
            "age_band": "total",
            "dimension": "",
            "category": "",
            "value": above,
            "numerator": above,
            "denominator": nothing if below is None else below,
            "ci_low": nothing,
            "ci_high": nothing,
            "mark": "",
            "mark_reason": "",
            "person_level": personal,
        }
    )
    shares = set() if below is None else set(of)
    protected = protect_parts(protect_values(figures, shares, threshold), territories, shares, threshold)
    return (protected["mark"] == RESERVED).to_numpy()
