"""One count in several cards: what is reserved in one may neither be read nor worked out in another.

The counts of a measure, whoever shows them, obey the rules that hold for the breakdowns of one figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from publish.grid import parts_of_comunas
from publish.protect.minimum import protect_values
from publish.protect.operands import KEY, RESERVED, shown_counts
from publish.protect.parts import protect_parts
from publish.protect.threshold import is_few

_CELL = ["measure", "territory_id", "period", *(f"of_{name}" for name in KEY)]
#: Where counts protect each other: a measure in a comuna with its parts, or in any other territory.
_GROUND = ["measure", "ground", "period"]


def protect_figures(
    values: pd.DataFrame,
    cards: Sequence[Mapping[str, Any]],
    measures: pd.DataFrame,
    territories: pd.DataFrame,
    threshold: int,
) -> pd.DataFrame:
    """indicator_values with every rule applied until nothing more is told, marks and empty numbers included.

    cards: the full cards in Spanish keys. measures: measure_id and person_level. A reserved count that
    another card shows is no secret, nor is one that the counts of other cards add up to: then those go too,
    with what their own rules ask. What has no twin elsewhere is chosen first.
    """
    shares = {card["id"] for card in cards if card.get("tipo") == "proporcion"}
    persons = set(measures.loc[measures["person_level"].fillna(False).astype(bool), "measure_id"])
    figures = values[["indicator_id", *KEY]].fillna("").astype("object").drop_duplicates()
    shown = _in_several(shown_counts(figures, cards, persons), shares)
    protect = partial(_protect, shares=shares, territories=territories, threshold=threshold)
    if shown.empty:
        return protect(values)
    counts = _counts(values, shown, territories, threshold, shares)
    elsewhere = pd.Series(values.index.isin(counts.loc[counts["cards"] > 1, "row"]), values.index)
    protected = protect(values, elsewhere=elsewhere)
    while (told := _told(counts, protected["mark"] == RESERVED, protect)).any():
        again = values["indicator_id"].isin(values.loc[told, "indicator_id"])
        hidden = (protected["mark"] == RESERVED) | told
        anew = protect(values[again], hidden=hidden[again], elsewhere=elsewhere[again])
        protected = pd.concat([protected[~again], anew]).loc[values.index]
    return protected


def _protect(
    rows: pd.DataFrame,
    *,
    shares: set[str],
    territories: pd.DataFrame,
    threshold: int,
    hidden: pd.Series | None = None,
    elsewhere: pd.Series | None = None,
) -> pd.DataFrame:
    found = protect_values(rows, shares, threshold, hidden, elsewhere)
    return protect_parts(found, territories, shares, threshold)


def _in_several(shown: pd.DataFrame, shares: set[str]) -> pd.DataFrame:
    """What is shown of measures of persons that stand in several cards, and what their shares divide by."""
    users = shown[shown["of_persons"]].groupby("measure")["indicator_id"].nunique()
    several = shown["measure"].isin(users.index[users > 1])
    above = shown.loc[several & (shown["count"] == "numerator"), "indicator_id"]
    below = shown[shown["indicator_id"].isin(set(above) & shares) & (shown["count"] == "denominator")]
    return shown[several | shown["measure"].isin(below["measure"])]


def _counts(
    values: pd.DataFrame, shown: pd.DataFrame, territories: pd.DataFrame, threshold: int, shares: set[str]
) -> pd.DataFrame:
    """One row per count and figure that shows it: row (index of `values`), size, the cell that it is, in how
    many cards it stands, and whether it is to be kept: few itself, or of a share that leaves out few.
    """
    ours = values[values["indicator_id"].isin(shown["indicator_id"])].copy()
    ours[KEY] = ours[KEY].fillna("").astype("object")
    ours["rest"] = (ours["denominator"] - ours["numerator"]).where(ours["indicator_id"].isin(shares))
    ours["is_personal"] = ours["person_level"].fillna(False).astype(bool)
    above = dict(zip(territories["territory_id"], territories["parent_id"].fillna(""), strict=True))
    parts = parts_of_comunas(territories["territory_id"], territories["level"], above)
    ours["ground"] = ours["territory_id"].map(parts).fillna(ours["territory_id"])
    counts = ours.reset_index(names="row").merge(shown, on=["indicator_id", *KEY])
    counts["size"] = counts["numerator"].where(counts["count"] == "numerator", counts["denominator"])
    counts = counts[counts["size"].notna()].reset_index(drop=True)
    counts["kept"] = is_few(counts["size"], threshold) | is_few(counts["rest"], threshold)
    counts["kept"] = (
        (counts["kept"] & counts["is_personal"]).groupby([counts[n] for n in _GROUND]).transform("any")
    )
    counts["cell"] = counts.groupby(_CELL).ngroup()
    counts["cards"] = counts.groupby("cell")["indicator_id"].transform("nunique")
    return counts


def _told(counts: pd.DataFrame, reserved: pd.Series, protect: partial[pd.DataFrame]) -> pd.Series:
    """True for the open figures that tell a reserved one, on the index of `reserved`."""
    now = counts.assign(open=~reserved.loc[counts["row"]].to_numpy())
    now["witnesses"] = now.groupby("cell")["open"].transform("sum")
    now["known"] = now["witnesses"] > 0
    chosen = _read_whole(now) | _worked_out(now, protect)
    found = now["cell"].isin(chosen) & now["open"] & now["is_personal"]
    return pd.Series(reserved.index.isin(now.loc[found, "row"]), reserved.index)


def _read_whole(now: pd.DataFrame) -> set[int]:
    """Numerators of reserved shares of which both counts can be read elsewhere."""
    both = now[~now["open"] & now["kept"] & now["is_personal"] & now["rest"].fillna(0).ne(0)]
    below = set(both.loc[both["known"] & (both["count"] == "denominator"), "row"])
    above = both[both["known"] & (both["count"] == "numerator") & both["row"].isin(below)]
    return set(above["cell"])


def _worked_out(now: pd.DataFrame, protect: partial[pd.DataFrame]) -> set[int]:
    """Counts that have to go with the reserved ones of their measure, by the rules of any figure."""
    cells = now[now["of_persons"] & now["is_personal"]].sort_values("size", ascending=False)
    cells = cells.drop_duplicates("cell").set_index("cell")
    if cells.empty:
        return set()
    figures = pd.DataFrame(
        {
            "indicator_id": cells["measure"],
            **{name: cells[name] for name in ("territory_id", "period")},
            **{name: cells[f"of_{name}"] for name in KEY},
            "value": cells["size"],
            "numerator": cells["size"],
            **dict.fromkeys(("denominator", "ci_low", "ci_high"), np.nan),
            **dict.fromkeys(("mark", "mark_reason"), ""),
            "person_level": True,
        }
    )
    found = protect(figures, hidden=~cells["known"] & cells["kept"], elsewhere=cells["witnesses"])
    return set(found.index[(found["mark"] == RESERVED) & cells["known"]])
