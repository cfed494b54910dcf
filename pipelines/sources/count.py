"""Whole numbers of people, schools, births: what is a count, and why the rest is set aside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Records, SetAside, Sheet

#: No count in Chile goes beyond this: what does is a slip of the keyboard, or another column.
LARGEST = 999_999_999

_ADVICE = "Corrija el valor en el archivo o pida uno nuevo a la fuente."


@dataclass(frozen=True)
class Fault:
    """Cells that are no count, all for the same reason."""

    mask: shape.Mask
    value_class: str
    reason: str


def judge(
    series: pd.Series, *, thousands: str = "", empty: str | None = None
) -> tuple[pd.Series, tuple[Fault, ...]]:
    """Canonical text of each count, and what is no count; a cell has one fault at most.

    `empty`: the number that an empty cell stands for; None when an empty cell is a fault.
    """
    number, bad = shape.numbers(series, decimal="," if thousands == "." else ".", thousands=thousands)
    blank = shape.missing(series)
    huge = too_large(series, bad) | (pd.to_numeric(number) > LARGEST).to_numpy(dtype=bool)
    negative = number.str.startswith("-").to_numpy(dtype=bool)
    broken = number.str.contains(".", regex=False).to_numpy(dtype=bool) & ~negative & ~huge
    faults = (
        Fault(bad & ~huge, "texto", "Se esperaba un número y vino un texto."),
        Fault(huge, "fuera de rango", "El número es demasiado grande para ser un conteo."),
        Fault(negative, "negativo", "Un conteo no puede ser negativo."),
        Fault(broken, "con decimales", "Un conteo no lleva decimales."),
    )
    number = number.mask(huge, "")
    if empty is None:
        return number, (*faults, Fault(blank, "vacío", "Falta el número."))
    return number.mask(blank, empty), faults


def counts(
    series: pd.Series,
    sheet: Sheet,
    records: Records,
    column: str,
    *,
    thousands: str = "",
    empty: str | None = None,
    todo: str = _ADVICE,
) -> tuple[pd.Series, shape.Mask, list[SetAside]]:
    """As `judge`: canonical text, mask of the good counts, and what is set aside of the rest."""
    number, faults = judge(series, thousands=thousands, empty=empty)
    good = np.ones(len(series), dtype=bool)
    aside: list[SetAside] = []
    for fault in faults:
        aside += shape.set_aside(sheet, records, fault.mask, column, fault.value_class, fault.reason, todo)
        good &= ~fault.mask
    return number, good, aside


def too_large(series: pd.Series, bad: shape.Mask) -> shape.Mask:
    """Which of the `bad` cells of `shape.numbers` are numbers, but beyond any sensible size."""

    def written_as_one(values: pd.Series) -> pd.Series:
        text = values.astype(str).str.strip()
        long = text.str.count(r"\d") > shape.MAX_DIGITS
        return text.str.fullmatch(r"[-+]?[\d.,]*\d[\d.,]*") & long | text.str.fullmatch(
            r"[-+]?[\d.,]*\d[\d.,]*[eE]\+?\d+"
        )

    return bad & shape.by_value(series, written_as_one).to_numpy(dtype=bool)
