"""Ages that overlap: which bands divide the whole, and which wider ones would tell a reserved count."""

from __future__ import annotations

from itertools import product

import pandas as pd

from publish.protect.threshold import is_few

_SAME = ["indicator_id", "territory_id", "period", "sex", "dimension", "category"]
_COUNTS = ["numerator", "denominator", "rest"]
OLDEST = 200
Band = tuple[int, int]


def limits(band: str) -> Band:
    """First and last age of a band: «0», «1-4», «60+». Raises ValueError for any other text."""
    first, dash, last = band.rstrip("+").partition("-")
    return int(first), int(last) if dash else (OLDEST if band.endswith("+") else int(first))


def base_bands(rows: pd.DataFrame) -> tuple[pd.Series, set[str]]:
    """Which rows are of a band that overlaps no shorter one, and the indicators that have other bands.

    rows: indicator_values. The shortest bands come first, of equal ones the youngest.
    """
    base: dict[str, set[str]] = {}
    overlapping = set()
    shown = rows.loc[rows["age_band"] != "total", ["indicator_id", "age_band"]].drop_duplicates()
    for indicator, bands in shown.groupby("indicator_id", observed=True)["age_band"]:
        kept: list[Band] = []
        names = set()
        for band in sorted(bands, key=lambda name: (limits(name)[1] - limits(name)[0], limits(name))):
            if any(_meet(limits(band), other) for other in kept):
                overlapping.add(str(indicator))
                continue
            kept.append(limits(band))
            names.add(str(band))
        base[str(indicator)] = names
    pairs = {(indicator, band) for indicator, bands in base.items() for band in bands}
    keys = pd.MultiIndex.from_frame(rows[["indicator_id", "age_band"]].astype("object"))
    return pd.Series(keys.isin(list(pairs)) if pairs else False, index=rows.index), overlapping


def told_by_overlap(rows: pd.DataFrame, hidden: pd.Series, threshold: int) -> pd.Series:
    """True for the wider bands that meet a reserved one, or that differ too little from bands inside them."""
    told = pd.Series(data=False, index=rows.index)
    base, overlapping = base_bands(rows)
    ages = rows[(rows["age_band"] != "total") & rows["indicator_id"].isin(overlapping)]
    if ages.empty:
        return told
    ages = ages.assign(row=ages.index, hidden=hidden.loc[ages.index], base=base.loc[ages.index])
    both = ages.merge(ages, on=_SAME, suffixes=("", "_other"))
    span = {band: limits(band) for band in ages["age_band"].unique()}
    meeting = {(one, other) for one, other in product(span, span) if _meet(span[one], span[other])}
    inside = {
        (one, other) for one, other in meeting
        if span[one][0] <= span[other][0] and span[other][1] <= span[one][1] and one != other
    }  # fmt: skip
    pairs = pd.MultiIndex.from_frame(both[["age_band", "age_band_other"]])
    meet = pairs.isin(list(meeting)) & ~both["base"] & both["hidden_other"]
    told.loc[both.loc[meet, "row"]] = True
    nested = both[pairs.isin(list(inside))] if inside else both.iloc[:0]
    for count in _COUNTS:
        told.loc[nested.loc[is_few(nested[count] - nested[f"{count}_other"], threshold), "row"]] = True
        divided = nested[nested["base_other"]].groupby("row").agg({count: "first", f"{count}_other": "sum"})
        told.loc[divided.index[is_few(divided[count] - divided[f"{count}_other"], threshold)]] = True
    return told


def _meet(one: Band, other: Band) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
