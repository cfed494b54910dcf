"""Parts of a comuna: one reserved figure among them could be told by subtracting the others from the comuna.

A rule for now, before complementary suppression: never exactly one. Which is the second is not said.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.grid import parts_of_comunas

_RESERVED = "s"
_NUMBERS = ["value", "numerator", "denominator", "ci_low", "ci_high"]
_FAMILY = ["indicator_id", "territory_id", "period"]
_GROUP = ["indicator_id", "period", "sex", "age_band", "dimension", "category", "comuna"]


def protect_parts(protected: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """indicator_values with at least two reserved parts wherever one is, in each breakdown of a comuna.

    protected: what protect_values gave. territories: territory_id, level and parent_id of all. The part
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
    rows = protected[ours].assign(comuna=comuna[ours])
    rows["total"] = (rows["sex"] == "total") & (rows["age_band"] == "total") & (rows["dimension"] == "")
    rows["hidden"] = rows["mark"] == _RESERVED
    rows["size"] = rows["numerator"].fillna(rows["value"]).astype("float64")
    whole = _reserved_comunas(protected[personal & protected["territory_id"].isin(set(parts.values()))])
    while (chosen := _second(rows, whole)).size:
        rows.loc[_with_its_family(rows, chosen), "hidden"] = True
    found = protected.copy()
    also = rows.index[rows["hidden"]]
    found.loc[also, _NUMBERS] = np.nan
    found.loc[also, "mark"] = _RESERVED
    found.loc[also, "mark_reason"] = ""
    return found


def open_placements(counts: pd.DataFrame, personal: set[str], threshold: int) -> pd.DataFrame:
    """placement_counts without the numbers of a row about persons when one of the two is small.

    personal: ids of the sources whose records are persons.
    """
    numbers = counts[["placed", "unplaced"]].astype("float64")
    few = ((numbers > 0) & (numbers < threshold)).any(axis=1) & counts["source_id"].isin(personal)
    return counts.assign(placed=numbers["placed"].mask(few), unplaced=numbers["unplaced"].mask(few))


def without_parts(rows: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """Rows of whole territories only: what two files say of a part would tell what the rule reserves."""
    parts = parts_below(territories)
    return rows[~rows["territory_id"].isin(parts)] if parts else rows


def parts_below(territories: pd.DataFrame) -> set[str]:
    """Ids of the territories below the comuna."""
    above = dict(zip(territories["territory_id"], territories["parent_id"].fillna(""), strict=True))
    return set(parts_of_comunas(territories["territory_id"], territories["level"], above))


def _reserved_comunas(comunas: pd.DataFrame) -> set[tuple[str, ...]]:
    """Groups whose comuna is itself reserved."""
    hidden = comunas[comunas["mark"] == _RESERVED].rename(columns={"territory_id": "comuna"})
    return set(hidden[_GROUP].fillna("").itertuples(index=False, name=None))


def _second(rows: pd.DataFrame, whole: set[tuple[str, ...]]) -> np.ndarray:
    """Index of the part to reserve in each group that has too few reserved; none when all is well.

    A zero takes nothing away from the comuna, so it goes only where there is nothing else: nobody knows
    then which of the two the comuna is.
    """
    keys = rows[_GROUP].fillna("")
    hidden = rows["hidden"].groupby([keys[name] for name in _GROUP]).transform("sum")
    of_reserved = pd.Series([key in whole for key in keys.itertuples(index=False, name=None)], rows.index)
    short = np.where(of_reserved, hidden == 0, hidden == 1)
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
