"""SINIM's variables that can be added up over comunas, and which of their values cannot be true.

`sinim_measures.csv` gives each measure its variables (one code in the download by variable, another in
the long form, one per sex). `maximo_por_habitante` is a bound that no value borne out by the other
years of its comuna reaches (2018 to 2024): beyond it a town wrote pesos for thousands, or a national
park for its squares. Inhabitants are those of the seed, so that one file is judged alone, always alike.

Squares and parks do not come and go in one year: a value 8 times or more each of the other years of its
comuna in the same file, or an eighth or less of each, is a slip when there are at least two of them. A
change that a second year bears out is kept.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from pipelines.sources.base import Measure
from pipelines.sources.shape import Mask
from pipelines.territories import all_territories, codes

_FILE = Path(__file__).with_name("sinim_measures.csv")
#: What a comuna has year after year: parks in m², parks and squares.
_LASTING = ("MMPQC", "MPQC", "MPZC")
_JUMP = 8.0
_OTHER_YEARS = 2


@dataclass(frozen=True)
class Added:
    """One variable of a measure. `highest`: bound per inhabitant, None when another rule judges it."""

    measure: str
    code: str
    sex: str
    name: str
    unit: str
    highest: float | None


@cache
def added() -> dict[str, Added]:
    """Every variable that is added up, by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["codigo"]: Added(
            row["medida"],
            row["codigo"],
            row["sexo"],
            row["nombre"],
            row["unidad"],
            float(row["maximo_por_habitante"]) if row["maximo_por_habitante"] else None,
        )
        for row in rows
    }


def measures() -> tuple[Measure, ...]:
    """Every measure once, in the order of the list."""
    return tuple(
        {each.measure: Measure(each.measure, each.name, each.unit) for each in added().values()}.values()
    )


def implausible(code: pd.Series, comuna: pd.Series, value: pd.Series) -> Mask:
    """Where `value` (canonical text) is beyond the bound of its variable."""
    bounds = {name: each.highest for name, each in added().items() if each.highest is not None}
    people = {t.id: t.reference_population for t in all_territories().values() if t.reference_population}
    limit = code.map(bounds) * comuna.map(codes()).map(people)
    return (pd.to_numeric(value, errors="coerce") > limit).to_numpy(dtype=bool)


def alone(code: pd.Series, comuna: pd.Series, value: pd.Series, keep: Mask) -> Mask:
    """Where one year of what lasts stands apart from every other year (rows not in `keep` are no year)."""
    number = pd.to_numeric(value, errors="coerce").where(keep & code.isin(_LASTING).to_numpy(dtype=bool))
    years = number[number > 0]
    apart = np.zeros(len(code), dtype=bool)
    for _, series in years.groupby([code[years.index], comuna[years.index]]):
        for row in series.index if len(series) > _OTHER_YEARS else ():
            others = series.drop(row)
            slip = series[row] >= _JUMP * others.max() or series[row] <= others.min() / _JUMP
            apart[code.index.get_loc(row)] = bool(slip)
    return apart
