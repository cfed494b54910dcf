"""Published precision: six decimals, halves to even, the same double in every format."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pandas as pd

DECIMALS = 6
_UNITS = 10**DECIMALS
_SMALLEST = Decimal(1).scaleb(-DECIMALS)
_SAFE = 1e9  # below it, a value in millionths keeps its integer part exactly in a double


def round_one(value: float) -> Decimal:
    """Six decimals, half even, of the decimal number that people read (its shortest text)."""
    return Decimal(repr(float(value))).quantize(_SMALLEST, rounding=ROUND_HALF_EVEN)


def round_values(column: pd.Series) -> pd.Series:
    """Doubles rounded to six decimals. Raises ValueError on an infinite value.

    2,5000005 counts as the tie that it is on paper, although its double is not one: numbers that
    close to a tie take the exact road, all others the fast one.
    """
    values = column.to_numpy(dtype="float64", na_value=np.nan)
    if np.isinf(values).any():
        raise ValueError(f"La columna «{column.name}» trae un valor infinito.")
    with np.errstate(invalid="ignore"):
        scaled = values * _UNITS
        near_tie = np.abs(scaled - np.floor(scaled) - 0.5) < 1e-3
        whole = values == np.rint(values)
        exact = ~whole & ~np.isnan(values) & (near_tie | (np.abs(values) >= _SAFE))
        rounded = np.where(whole, values, np.rint(scaled) / _UNITS)
    rounded[exact] = [float(round_one(value)) for value in values[exact].tolist()]
    return pd.Series(rounded + 0.0, index=column.index, name=column.name)  # + 0.0: no negative zero


def decimal_texts(column: pd.Series) -> list[str]:
    """'1701', '7,077181' or '' for each value, as the CSV files write them: decimal comma, no thousands."""
    values = column.to_numpy(dtype="float64", na_value=np.nan)
    distinct, places = np.unique(values, return_inverse=True)
    texts = np.array([_text(value) for value in distinct.tolist()], dtype=object)
    return texts[places].tolist() if len(values) else []


def _text(value: float) -> str:
    if value != value:
        return ""
    if value.is_integer():
        return str(int(value))
    return f"{round_one(value):f}".rstrip("0").rstrip(".").replace(".", ",")
