"""How often the band of «si todo sigue igual» held on real series: the table that `make backtest` left."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from publish import text

TABLE = Path(__file__).resolve().parents[1] / "backtest.csv"


def backtest_rows() -> dict[str, Any]:
    """The day of the trial and its rows as the method page writes them."""
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {
        "date": text.date(rows[0]["fecha"]),
        "rows": [
            {
                "name": row["clase"],
                "series": text.number(float(row["series"])),
                "forecasts": text.number(float(row["pronosticos"])),
                "coverage": text.with_unit(float(row["cobertura"]), "%", 1),
                "plain": text.with_unit(float(row["cobertura_sin_ensanchar"]), "%", 1),
                "error": _error(row["error"]),
                "no_change": _error(row["error_sin_cambio"]),
                "ratio": text.number(float(row["error_relativo"]), 2),
            }
            for row in rows
        ],
    }


def _error(written: str) -> str:
    """Two decimals; '' where the cards of the row have no common unit."""
    return text.number(float(written), 2) if written else ""
