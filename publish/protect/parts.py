"""Parts of a comuna: reserved figures among them could be told by subtracting the others from the comuna.

A rule for now, before complementary suppression: never exactly one, nor some that are too few together. Which
ones go along is not said.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.grid import parts_of_comunas
from publish.protect.threshold import is_few

_RESERVED = "s"
_NUMBERS = ["value", "numerator", "denominator", "ci_low", "ci_high"]
_FAMILY = ["indicator_id", "territory_id", "period"]
_GROUP = ["indicator_id", "period", "sex", "age_band", "dimension", "category", "comuna"]
_COUNTS = ["size", "denominator", "rest"]


def protect_parts(
    protected: pd.DataFrame, territories: pd.DataFrame, shares: set[str], threshold: int
) -> pd.DataFrame:
    """indicator_values where no open comuna tells its reserved parts, in each breakdown.

    protected: what protect_values gave. territories: territory_id, level and parent_id of all. shares: as
    there. At least two parts are reserved wherever one is, and those reserved are together enough. The part
    with the next smallest count (then the first by id) goes with it, and with a total its breakdowns, with
    a breakdown the others of its part. Where a comuna is reserved and none of its parts is, one is. Figures
    that do not count persons are left alone.
    """
    above = dict(zip(territories["territory_id"], territories["parent_id"].fillna(""), strict=True))
    parts = parts_of_comunas(territories["territory_id"], territories["level"], above)
    comuna = protected["territory_id"].map(parts)
    personal = protected["person_level"].fillna(False).astype(bool)
    ours = comuna.notna() & personal
    if not ours.any():
        return protected
    rows = _counted(protected[ours].assign(comuna=comuna[ours]), shares)
    rows["total"] = (rows["sex"] == "total") & (rows["age_band"] == "total") & (rows["dimension"] == "")
    rows["hidden"] = rows["mark"] == _RESERVED
    whole = protected[personal & protected["territory_id"].isin(set(parts.values()))]
    rows = _beside_the_whole(rows, _counted(whole.assign(comuna=whole["territory_id"]), shares))
    while (chosen := _next(rows, threshold)).size:
        rows.loc[_with_its_family(rows, chosen), "hidden"] = True
    found = protected.copy()
    also = rows.index[rows["hidden"]]
    found.loc[also, _NUMBERS] = np.nan
    found.loc[also, "mark"] = _RESERVED
    found.loc[also, "mark_reason"] = ""
    return found


def open_placements(counts: pd.DataFrame, personal: set[str]) -> pd.DataFrame:
    """placement_counts without the numbers of the rows about persons, however many they are.

    personal: ids of the sources whose records are persons. Those placed, less the open parts of the comuna,
    are a reserved part; so are those not placed, and together they are the comuna.
    """
    numbers = counts[["placed", "unplaced"]].astype("float64")
    persons = counts["source_id"].isin(personal)
    return counts.assign(placed=numbers["placed"].mask(persons), unplaced=numbers["unplaced"].mask(persons))


def without_parts(rows: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """Rows of whole territories only: what two files say of a part would tell what the rule reserves."""
    parts = parts_below(territories)
    return rows[~rows["territory_id"].isin(parts)] if parts else rows


def parts_below(territories: pd.DataFrame) -> set[str]:
    """Ids of the territories below the comuna."""
    above = dict(zip(territories["territory_id"], territories["parent_id"].fillna(""), strict=True))
    return set(parts_of_comunas(territories["territory_id"], territories["level"], above))


def _counted(rows: pd.DataFrame, shares: set[str]) -> pd.DataFrame:
    """The rows with the persons that each counts: `size`, `denominator`, and the `rest` of a share."""
    counts = rows[["value", "numerator", "denominator"]].astype("float64")
    size, rest = counts["numerator"].fillna(counts["value"]), counts["denominator"] - counts["numerator"]
    found = rows.assign(
        size=size, denominator=counts["denominator"], rest=rest.where(rows["indicator_id"].isin(shares))
    )
    found[_GROUP] = found[_GROUP].fillna("")
    return found


def _beside_the_whole(rows: pd.DataFrame, comunas: pd.DataFrame) -> pd.DataFrame:
    """The parts with the counts of their comuna (`whole_*`) and whether it is reserved (`of_reserved`)."""
    whole = comunas[[*_GROUP, *_COUNTS]].assign(of_reserved=comunas["mark"] == _RESERVED)
    whole = whole.rename(columns={count: f"whole_{count}" for count in _COUNTS})
    both = rows.reset_index(names="row").merge(whole, on=_GROUP, how="left").set_index("row")
    return both.assign(of_reserved=both["of_reserved"].eq(True))


def _next(rows: pd.DataFrame, threshold: int) -> np.ndarray:
    """Index of the part to reserve in each group that tells too much; none when all is well.

    A zero takes nothing away from the comuna, so it goes only where there is nothing else: nobody knows
    then which of the two the comuna is.
    """
    groups = [rows[name] for name in _GROUP]
    hidden = rows["hidden"].groupby(groups).transform("sum")
    too_few = pd.Series(data=False, index=rows.index)
    for count in _COUNTS:
        opened = rows[count].mask(rows["hidden"]).groupby(groups).transform("sum")
        too_few |= is_few(rows[f"whole_{count}"] - opened, threshold)
    short = np.where(rows["of_reserved"], hidden == 0, (hidden == 1) | ((hidden > 0) & too_few))
    able = rows[short & ~rows["hidden"] & rows["size"].notna()]
    able = able.assign(zero=able["size"] == 0)
    ordered = able.sort_values(["zero", "size", "territory_id"], kind="stable")
    return ordered.drop_duplicates(_GROUP).index.to_numpy()


def _with_its_family(rows: pd.DataFrame, chosen: np.ndarray) -> pd.Series:
    """The rows chosen; with a total all of its part's figure, with a breakdown all its breakdowns."""
    families = pd.MultiIndex.from_frame(rows[_FAMILY])
    picked = rows.loc[chosen]
    whole = families.isin(pd.MultiIndex.from_frame(picked.loc[picked["total"], _FAMILY]))
    finer = families.isin(pd.MultiIndex.from_frame(picked.loc[~picked["total"], _FAMILY]))
    return pd.Series(whole, rows.index) | (pd.Series(finer, rows.index) & ~rows["total"])
