"""Three years together, less the years that are shown, would tell a reserved one: such a pool is reserved.

It is the pool that goes, not a second year: by the time its third year is complete, earlier editions have
already shown the other two.
"""

from __future__ import annotations

import pandas as pd

from publish.protect.threshold import is_few

_SAME = ["indicator_id", "territory_id", "sex", "age_band", "dimension", "category"]


def told_by_years(values: pd.DataFrame, few: pd.Series, threshold: int) -> pd.Series:
    """True for the pools that give away reserved years, on the index of `values`.

    values: indicator_values, with `rest` (what a share leaves out, empty for the others). few: its reserved
    rows. One reserved year is the pool minus the other two; of two or three, the pool gives their sum,
    which is a count like any other.
    """
    told = pd.Series(data=False, index=values.index)
    pools = values.loc[is_pool(values["period"]) & ~few & values["numerator"].notna(), [*_SAME, "period"]]
    if pools.empty:
        return told
    hidden = values.loc[few & ~is_pool(values["period"])]
    parts = ["numerator", "denominator", "rest"]
    years = pools.rename(columns={"period": "pool"}).reset_index(names="row").merge(hidden, on=_SAME)
    inside = (years["period"] >= years["pool"].str[:4]) & (years["period"] <= years["pool"].str[5:])
    of_pool = years[inside & (years["period"].str.len() == 4)].groupby("row")
    sums = of_pool[parts].sum(min_count=1)
    gives = of_pool.size() == 1
    for part in parts:
        gives |= is_few(sums[part], threshold)
    told.loc[gives.index[gives]] = True
    return told


def is_pool(periods: pd.Series) -> pd.Series:
    """Whether a period is several years together: 2021/2023."""
    return periods.astype("str").str.contains("/", regex=False)
