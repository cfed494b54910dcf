"""Within one figure: a reserved sex, age or category that the others would tell takes another one along.

A rule for now, before complementary suppression, as for the parts of a comuna. Which one is not said.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from publish.protect.bands import base_bands, told_by_overlap
from publish.protect.threshold import is_few

_FIGURE = ["indicator_id", "territory_id", "period"]
_KEY = ["sex", "age_band", "dimension", "category"]
_COUNTS = ["numerator", "denominator", "rest"]
_LINES = {"sex": ["age_band", "dimension", "category"], "age_band": ["sex", "dimension", "category"]}


def told_by_the_others(values: pd.DataFrame, few: pd.Series, threshold: int) -> pd.Series:
    """True for the reserved rows and those that have to go with them, on the index of `values`.

    values: indicator_values of persons, with `rest` (what a share leaves out) and `elsewhere` (in how many
    other places a count is shown). few: the reserved rows.
    A whole and its parts (sexes, ages, the categories of one dimension) make a line. No open whole keeps
    a single reserved part, nor reserved parts that together count too few; no reserved whole keeps
    all its parts open. Of those shown least elsewhere the smallest goes (one of no cases only where nothing
    else can), then the first by name. Parts that are not shown count as one more unknown where they are
    enough.
    """
    hidden = few.copy()
    rows = values[[*_FIGURE, *_KEY, *_COUNTS, "elsewhere"]].copy()
    rows[_KEY] = rows[_KEY].fillna("").astype("object")
    rows[_COUNTS] = rows[_COUNTS].astype("float64")
    hidden |= told_by_overlap(rows, hidden, threshold)
    figures = pd.MultiIndex.from_frame(rows[_FIGURE])
    finer = (rows["age_band"] != "total") | (rows["dimension"] != "")
    rows = rows[figures.isin(figures[hidden]) & figures.isin(figures[finer])]
    if rows.empty:
        return hidden
    lines = _lines(rows)
    while (chosen := _next(lines, hidden, threshold)).size:
        hidden.loc[chosen] = True
        hidden |= told_by_overlap(rows, hidden[rows.index], threshold).reindex(hidden.index, fill_value=False)
    return hidden


def _lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per line and figure in it: line, row (index of `rows`), is_whole, strict and the counts.

    strict: ages that overlap; there nothing that is not shown counts as unknown.
    """
    base, overlapping = base_bands(rows)
    found = []
    for name, (parts, wholes, by) in enumerate(_kinds(rows, base)):
        keys = [*_FIGURE, *by]
        wholes = wholes.merge(parts[keys].drop_duplicates(), on=keys)
        both = pd.concat([parts.assign(is_whole=False), wholes.assign(is_whole=True)], ignore_index=True)
        both["line"] = both.groupby(keys).ngroup().astype("str") + f" {name}"
        both["strict"] = by == _LINES["age_band"]
        both["strict"] &= both["indicator_id"].isin(overlapping)
        found.append(both)
    lines = pd.concat(found, ignore_index=True)
    return lines[["line", "row", "is_whole", "strict", "elsewhere", *_KEY, *_COUNTS]]


def _kinds(rows: pd.DataFrame, base: pd.Series) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, list[str]]]:
    """Parts, wholes and what they share, for the sexes, the ages and each dimension."""
    named = rows.assign(row=rows.index)
    for column, by in _LINES.items():
        parts = named[(rows[column] != "total") & (base if column == "age_band" else True)]
        yield parts, named[rows[column] == "total"], by
    of_any = named[rows["dimension"] == ""]
    parts = named[rows["dimension"] != ""]
    wholes = of_any.drop(columns=["dimension", "category"]).merge(
        parts[[*_FIGURE, "sex", "age_band", "dimension"]].drop_duplicates(), on=[*_FIGURE, "sex", "age_band"]
    )
    yield parts, wholes.assign(category=""), ["sex", "age_band", "dimension"]


def _next(lines: pd.DataFrame, hidden: pd.Series, threshold: int) -> pd.Series:
    """The row to reserve in each line that tells too much; none when all is well."""
    now = lines.assign(hidden=hidden.loc[lines["row"]].to_numpy())
    parts = now[~now["is_whole"]]
    wholes = now[now["is_whole"]].set_index("line")
    unknown = parts.groupby("line")["hidden"].sum().reindex(wholes.index)
    unsafe = pd.Series(data=False, index=wholes.index)
    for count in _COUNTS:
        every = parts.groupby("line")[count].sum().reindex(wholes.index)
        reserved = parts[parts["hidden"]].groupby("line")[count].sum().reindex(wholes.index, fill_value=0.0)
        left = (wholes[count] - every).mask(wholes["strict"], 0.0)
        apart = left.abs() >= threshold
        alone = ((unknown == 1) & ~apart) | is_few(left + reserved, threshold)
        known = wholes[count].notna()
        unsafe |= known & ~wholes["hidden"] & (unknown > 0) & alone
        unsafe |= known & wholes["hidden"] & (unknown == 0) & ~apart
    able = parts[parts["line"].isin(unsafe.index[unsafe]) & ~parts["hidden"] & parts["numerator"].notna()]
    able = able.assign(zero=able["numerator"] == 0)
    ordered = able.sort_values(["zero", "elsewhere", "numerator", *_KEY], kind="stable")
    return ordered.drop_duplicates("line")["row"].drop_duplicates()
