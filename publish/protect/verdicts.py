"""Whether the state of a need may be told when its demand is reserved: several demands must fit it."""

from __future__ import annotations

import numpy as np
import pandas as pd

#: States that compare a demand with a capacity, which is published.
COMPARED = ("alcanza", "bajo_umbral", "sobre_margen")
#: Demands that a state must leave possible.
LEAST = 3


def telling(needs: pd.DataFrame, reserved: np.ndarray, threshold: int) -> np.ndarray:
    """Which reserved demands their state would tell, or nearly: fewer than LEAST would give the same one.

    needs: rows of resource_needs with their demand, not yet emptied. threshold: counts below it are
    reserved, and whoever reads «reservado» knows it.
    """
    capacity, own = needs["capacity"].fillna(0), needs["own_capacity"].fillna(0)
    enough = capacity * 100 / needs["threshold"]
    too_much = own * 100 / (100 + needs["surplus_margin"])
    reason = needs["reason"]
    low = np.where(reason == "alcanza", np.ceil(too_much), 1.0)
    low = np.where(reason == "bajo_umbral", np.floor(enough) + 1, low)
    high = np.where(reason == "alcanza", np.floor(enough), np.inf)
    high = np.where(reason == "sobre_margen", np.ceil(too_much) - 1, high)
    high = np.where(needs["demand"] < threshold, np.minimum(high, threshold - 1), high)
    left = high - np.maximum(low, 1) + 1
    found: np.ndarray = reserved & reason.isin(COMPARED).to_numpy() & (left < LEAST)
    return found
