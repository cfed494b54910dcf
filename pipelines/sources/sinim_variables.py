"""SINIM's variables: code, unit, name and, for percentages, the size that their values usually have.

`sinim_variables.csv` lists the variables seen in the catalogue and in the downloads. `referencia`
is the median over years (2018 to 2024) of each year's median over comunas, zeros left out: a
percentage that arrives 100 times larger or smaller is far from it, whatever its usual size.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.sources.base import Published
from pipelines.sources.shape import normalise_header

_FILE = Path(__file__).with_name("sinim_variables.csv")

#: For a percentage never seen before. With the limits of the suite (0.05 and 20 times) its median
#: must lie between 1 and 400: fractions are caught, and nearly everything multiplied by 100.
DEFAULT_REFERENCE = "20"


@dataclass(frozen=True)
class Variable:
    """One line of the list. `reference` is empty when the unit is not a percentage."""

    code: str
    unit: str
    name: str
    reference: str


@cache
def variables() -> dict[str, Variable]:
    """All known variables by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {r["codigo"]: Variable(r["codigo"], r["unidad"], r["nombre"], r["referencia"]) for r in rows}


@cache
def _reference_by_name() -> dict[str, str]:
    # one variable has a number in one download and letters in the other: the name is the same
    return {normalise_header(v.name): v.reference for v in variables().values() if v.reference}


def reference(code: str, unit: str, name: str) -> str:
    """Usual size of a percentage; '' for any other unit."""
    if unit != "%":
        return ""
    known = variables().get(code)
    if known and known.reference:
        return known.reference
    return _reference_by_name().get(normalise_header(name), DEFAULT_REFERENCE)


def published() -> tuple[Published, ...]:
    """Every known variable as a published figure, `sinim-<code>`."""
    return tuple(Published(f"sinim-{v.code}", v.name, v.unit) for v in variables().values())
