"""The part of the independent auditor that reads what one figure says beside another: changes and gaps.

A difference and one of its ends tell the other end: a row may hold numbers, and a verdict, only where
both of its figures can be read in the published table of figures, and are not small.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from publish.audit_reading import read_table

_KEY = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
_NUMBERS = {
    "cambios": ["valor_desde", "valor_hasta", "diferencia", "dif_inf", "dif_sup"],
    "brechas": [
        "valor", "valor_referencia", "diferencia", "dif_inf", "dif_sup", "razon", "razon_inf", "razon_sup",
        "personas",
    ],
}  # fmt: skip
_WORDS = ("", "reservado")
_ROUNDED = 1e-6


def in_pairs(edition: Path, small: pd.DataFrame) -> list[str]:
    """Rows of cambios and brechas that tell something of a figure that is not open, in Spanish.

    small: the small figures, under the names of the published columns. The published table of figures and the
    one of territories are all that is read besides.
    """
    published = read_table(edition / "datos" / "valores.parquet")
    keys = pd.MultiIndex.from_frame(published[_KEY])
    reads = (published["valor"] != "") & published["marca"].isin(["", "u"])
    reads &= ~keys.isin(pd.MultiIndex.from_frame(small[_KEY].astype("object")))
    figures = pd.Series(published["valor"].to_numpy(), index=keys)[reads.to_numpy()]
    regions = _regions(read_table(edition / "datos" / "territorios.parquet"))
    found: list[str] = []
    for name, numbers in _NUMBERS.items():
        for kind in ("csv", "parquet"):
            table = read_table(edition / "datos" / f"{name}.{kind}")
            says = (table[numbers] != "").any(axis=1) | ~table["resultado"].isin(_WORDS)
            own, other = _ends(table, name, regions)
            bad = says & ~(_is(figures, own, table, numbers[0]) & _is(figures, other, table, numbers[1]))
            found += [_finding(f"datos/{name}.{kind}", row) for row in table[bad].to_dict("records")]
    return found


def _ends(table: pd.DataFrame, name: str, regions: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keys of the two figures of every row, in the order in which their values are published."""
    if name == "cambios":
        return table.assign(periodo=table["periodo_desde"]), table.assign(periodo=table["periodo_hasta"])
    sexes = table["comparacion"] == "sexo"
    reference = table["territorio"].map(regions).fillna("").where(table["comparacion"] == "region", "CL")
    own = table.assign(sexo=table["sexo"].mask(sexes, "mujer"))
    other = table.assign(
        sexo=table["sexo"].mask(sexes, "hombre"), territorio=table["territorio"].where(sexes, reference)
    )
    return own, other


def _is(figures: pd.Series, keys: pd.DataFrame, table: pd.DataFrame, column: str) -> np.ndarray:
    """True where the figure is open and the row repeats its value."""
    published = figures.reindex(pd.MultiIndex.from_frame(keys[_KEY])).to_numpy("float64")
    said = pd.to_numeric(table[column].astype("str").str.replace(",", "."), errors="coerce").to_numpy(
        "float64"
    )
    return np.abs(published - said) <= _ROUNDED  # False where either is missing


def _regions(territories: pd.DataFrame) -> dict[str, str]:
    """The región of each territory, climbing as published."""
    above = dict(zip(territories["territorio"], territories["pertenece_a"], strict=True))
    levels = dict(zip(territories["territorio"], territories["nivel"], strict=True))
    found = {}
    for code in above:
        parent = above[code]
        while parent and levels.get(parent) != "region":
            parent = above.get(parent, "")
        found[code] = parent
    return found


def _finding(name: str, row: dict[Any, Any]) -> str:
    """Which row, never its numbers."""
    parts = ("indicador", "territorio", "periodo", "periodo_desde", "periodo_hasta", "sexo", "comparacion")
    figure = ", ".join(str(row[part]) for part in parts if row.get(part))
    return f"«{name}» compara con una cifra que no está a la vista: {figure}."
