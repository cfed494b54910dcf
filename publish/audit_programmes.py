"""The part of the independent auditor that reads the reach of programmes, and subtracts as readers can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from publish.audit_reading import THINGS, read_table

_KEY = ["programa", "anio"]
_TOTAL = ["anio", "dimension", "componente", "acceso", "unidad"]


def in_programmes(edition: Path, datos: Path, threshold: int) -> list[str]:
    """Reaches of few people that a table lets read, alone or as a total less the others, in Spanish."""
    path = datos / "resultados" / "programmes.parquet"
    tables = [edition / "datos" / f"{name}.csv" for name in ("programas", "programas_totales")]
    if not all(each.is_file() for each in (path, *tables)):
        return []
    offers, totals = map(read_table, tables)
    truth = pq.read_table(path, columns=["programme_id", "year", "reach", "unit"]).to_pandas()
    small = truth[(truth["reach"] > 0) & (truth["reach"] < threshold) & ~truth["unit"].isin(THINGS)]
    keys = {(str(row["programme_id"]), str(row["year"])) for row in small.to_dict("records")}
    of_few = pd.Series([tuple(row) in keys for row in offers[_KEY].values.tolist()], dtype=bool)
    shown = of_few & ((offers["cobertura"] != "") | (offers["costo_unitario"] != ""))
    found = [_finding("programas", row, _KEY) for row in offers[shown].to_dict("records")]
    for total in totals[(totals["unidad"] != "") & (totals["cobertura"] != "")].to_dict("records"):
        inside = offers[_inside(offers, total)]
        left = _number(total["cobertura"]) - sum(_number(each) for each in inside["cobertura"])
        if total["unidad"] not in THINGS and 0 < left < threshold:
            found.append(_finding("programas_totales", total, _TOTAL))
    return sorted(set(found))


def _inside(offers: pd.DataFrame, total: dict[Any, Any]) -> pd.Series:
    """The programmes that a total adds up; an empty text is all of them."""
    found = pd.Series(data=True, index=offers.index)
    for name in _TOTAL:
        if total[name] != "":
            found &= offers[name] == total[name]
    return found


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if text else 0.0


def _finding(name: str, row: dict[Any, Any], key: list[str]) -> str:
    """Which row, where; never its value."""
    named = ", ".join(str(row[part]) for part in key if row[part] != "")
    return f"«datos/{name}.csv» deja ver a cuántas personas llega un programa de pocas: {named}."
