"""What the recomputation marks as little reliable, and the years that it puts together (decision 0011)."""

from __future__ import annotations

import pandas as pd

from tests.real.arithmetic import Z
from tests.real.places import UNKNOWN

FEW_CASES = 20
WIDE = 20  # percentage points
#: Split around 2004: births on the old map, women on the new one.
SPLIT = ["01101", "01107", "08110", "08112", "08311", "08314", "09111", "09121"]


def with_pools(sums: pd.DataFrame) -> pd.DataFrame:
    """Numerators and denominators by (territorio, periodo, sexo), and those of 2021/2023, 2018/2020, etc.

    A pool needs its three years, somebody in the denominator of each, and fewer than 20 cases in one. The
    comunas that were split in 2004 have none of 2003 to 2005.
    """
    years = sums[sums["denominador"] > 0].reset_index()
    years = years[(years["periodo"].str.len() == 4) & (years["territorio"] != UNKNOWN)]
    last = years["periodo"].astype(int)
    last += (1 - last) % 3
    years["periodo"] = (last - 2).astype(str) + "/" + last.astype(str)
    group = years.groupby(["territorio", "periodo", "sexo"])
    pools = group[["numerador", "denominador"]].sum()
    pools = pools[(group.size() == 3) & (group["numerador"].min() < FEW_CASES)]
    split = pools.index.get_level_values("territorio").isin(SPLIT)
    pools = pools[~(split & (pools.index.get_level_values("periodo") == "2003/2005"))]
    return pd.concat([sums, pools.assign(marca="")])


def unreliable_share(found: pd.DataFrame) -> pd.DataFrame:
    """Marked `u` with 1 to 19 cases, or with 20 points or more between its limits."""
    few = (found["numerador"] > 0) & (found["numerador"] < FEW_CASES)
    wide = found["ic_sup"] - found["ic_inf"] >= WIDE if "ic_sup" in found else False
    return _marked(found, few | wide)


def unreliable_rate(found: pd.DataFrame) -> pd.DataFrame:
    """Marked `u` with fewer than 20 events."""
    return _marked(found, found["numerador"] < FEW_CASES)


def estimated(found: pd.DataFrame) -> pd.DataFrame:
    """An estimated percentage with its limits: `u` over the standard error that the INE accepts."""
    error = (found["ic_sup"] - found["ic_inf"]) / (2 * Z) / 100
    share = found["valor"] / 100
    accepted = share.where(share <= 0.5, 1 - share) ** (2 / 3) / 9
    return _marked(found, error > accepted)


def _marked(found: pd.DataFrame, weak: pd.Series) -> pd.DataFrame:
    return found.assign(marca=found["marca"].mask(weak & (found["marca"] == ""), "u"))
