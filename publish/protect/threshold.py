"""How many persons are too few to be told of."""

from __future__ import annotations

import pandas as pd

DEFAULT_THRESHOLD = 10


def is_few(counts: pd.Series, threshold: int) -> pd.Series:
    """Neither zero nor enough; a missing count is not few. The sign of a difference does not matter."""
    sizes = counts.astype("float64").abs()
    return (sizes > 0) & (sizes < threshold)
