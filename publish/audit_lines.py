"""The part of the independent auditor that subtracts ages and categories from their total, as readers can."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pandas as pd

_KEY = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
_COUNTS = ["numerador", "denominador", "resto"]
_BAND = re.compile(r"(\d+)(?:-(\d+)|(\+))?")


def by_lines(table: pd.DataFrame, shares: set[str], threshold: int) -> list[dict[Any, Any]]:
    """Reserved ages and categories whose open total, less the open ones, leaves too few persons.

    table: a published table with the columns of valores. shares: indicators whose denominator contains their
    numerator. Ages are subtracted where they do not overlap.
    """
    rows = table[[*_KEY, "marca"]].astype("object")
    for name in ("numerador", "denominador"):
        written = table[name].astype("str").str.replace(",", ".", regex=False)
        rows[name] = pd.to_numeric(written, errors="coerce")
    rows["resto"] = (rows["denominador"] - rows["numerador"]).where(rows["indicador"].isin(shares))
    plain = ~rows["indicador"].isin(_overlapping(rows))
    categories = rows[rows["desglose"] != ""]
    ages = rows[(rows["edad"] != "total") & plain]
    found = too_few_left(
        categories, rows[rows["desglose"] == ""], [*_KEY[:5], "desglose"], _KEY[:5], threshold
    )
    others = [name for name in _KEY if name != "edad"]
    return found + too_few_left(ages, rows[rows["edad"] == "total"], others, others, threshold)


def too_few_left(
    parts: pd.DataFrame, totals: pd.DataFrame, line: list[str], shared: list[str], threshold: int
) -> list[dict[Any, Any]]:
    """The reserved parts of the lines where total − known parts is some persons, but too few.

    parts, totals: rows with `marca` and the counts, empty where they are not known.
    """
    hidden = parts[parts["marca"] == "s"]
    if hidden.empty:
        return []
    opened = parts.groupby(line, as_index=False)[_COUNTS].sum()
    both = opened.merge(totals, on=shared, suffixes=("_partes", ""))
    found = []
    for name in _COUNTS:
        left = both[name] - both[f"{name}_partes"]
        told = both[(left > 0) & (left < threshold)]
        told = told.drop(columns="desglose", errors="ignore") if "desglose_partes" in told else told
        told = told.rename(columns={"desglose_partes": "desglose"})
        found.append(hidden[hidden[name].isna()].merge(told[line], on=line))
    return pd.concat(found)[_KEY].drop_duplicates().to_dict("records")


def _overlapping(rows: pd.DataFrame) -> set[str]:
    """Indicators with ages that overlap, or that cannot be read."""
    bands = rows.loc[rows["edad"] != "total", ["indicador", "edad"]].drop_duplicates()
    found = set()
    for indicator, names in bands.groupby("indicador")["edad"]:
        spans = [_BAND.fullmatch(name) for name in names]
        ages = [(int(s[1]), int(s[2] or (999 if s[3] else s[1]))) for s in spans if s]
        ages.sort()
        follow = itertools.pairwise(ages)
        if len(ages) < len(spans) or any(after[0] <= before[1] for before, after in follow):
            found.add(str(indicator))
    return found
