"""The part of the independent auditor that subtracts the parts of a comuna from the comuna."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from publish.audit_pages import finding
from publish.audit_reading import read_table

_GROUP = ["indicador", "periodo", "sexo", "edad", "desglose", "categoria"]
_LINE = [*_GROUP, "comuna"]
_COUNTS = ["numerador", "denominador", "resto"]
_TABLE = "datos/valores.csv"


def in_parts(edition: Path, shares: set[str], threshold: int) -> list[str]:
    """Reserved parts that their comuna minus its other parts gives away, in Spanish.

    One unknown among the parts of a comuna whose figure is open is no unknown at all, and of several the
    comuna tells how many persons they are together. shares: indicators whose denominator contains their
    numerator.
    """
    values, territories = read_table(edition / _TABLE), read_table(edition / "datos/territorios.csv")
    comunas = set(territories.loc[territories["nivel"] == "comuna", "territorio"])
    above = dict(zip(territories["territorio"], territories["pertenece_a"], strict=True))
    parts = {code: comuna for code, comuna in above.items() if comuna in comunas}
    values = values[values["territorio"].isin([*parts, *parts.values()])]
    if not parts:
        return []
    for name in ("numerador", "denominador"):
        values[name] = pd.to_numeric(values[name].str.replace(",", ".", regex=False), errors="coerce")
    values["resto"] = (values["denominador"] - values["numerador"]).where(values["indicador"].isin(shares))
    whole = values[values["territorio"].isin(set(parts.values()))]
    told = whole[(whole["valor"] != "") | whole["numerador"].notna()]
    told = told[[*_GROUP, "territorio", *_COUNTS]].rename(columns={"territorio": "comuna"})
    below = values[values["territorio"].isin(parts)]
    below = below.assign(comuna=below["territorio"].map(parts))
    hidden = below[below["marca"] == "s"]
    alone = hidden[~hidden.duplicated(_LINE, keep=False)]
    left = told.merge(below.groupby(_LINE, as_index=False)[_COUNTS].sum(), on=_LINE, suffixes=("", "_partes"))
    too_few = pd.Series(data=False, index=left.index)
    for name in _COUNTS:
        rest = left[name] - left[f"{name}_partes"]
        too_few |= (rest > 0) & (rest < threshold)
    together = hidden.merge(left.loc[too_few, _LINE], on=_LINE)
    found = [*alone.merge(told[_LINE], on=_LINE).to_dict("records"), *together.to_dict("records")]
    return sorted({finding(_TABLE, row) for row in found})
