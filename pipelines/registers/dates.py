"""Dates and periods as people write them in Chile, to AAAA-MM-DD; a month or a year when that is all."""

from __future__ import annotations

import calendar
import datetime
import re

from pipelines.catalog.periods import PERIOD
from pipelines.registers.faults import CellFault

#: Years that a date, or a cell with a year alone, may have.
YEARS = range(1900, 2101)
#: Year first, as computers write it; year last, as people do. Excel adds a midnight.
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]00:00(?::00)?)?)?)?")
_SPOKEN = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")
_HOW = "escriba el día así: 2025-03-31 o 31-03-2025."
_HOW_PARTIAL = "escriba el día así: 2025-03-31 o 31-03-2025; si no lo sabe, el mes (2025-03) o el año (2025)."


def read_date(text: str, *, partial: bool = False, edge: str = "") -> str:
    """`text` as AAAA-MM-DD. Raises `CellFault` for what is no day.

    `partial`: a month (2025-03) or a year (2025) stays so. `edge`: «desde» or «hasta» complete them
    with their first or last day.
    """
    year, month, day = _parts(text, _HOW_PARTIAL if partial else _HOW)
    if year not in YEARS or not 1 <= (month or 1) <= 12:
        raise _impossible()
    if month is None or day is None:
        if partial:
            return f"{year}" if month is None else f"{year}-{month:02}"
        if not edge:
            raise CellFault("fecha sin día", "A la fecha le falta el día.", _HOW)
        month = month or (1 if edge == "desde" else 12)
        day = 1 if edge == "desde" else calendar.monthrange(year, month)[1]
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError as error:
        raise _impossible() from error


def read_period(text: str) -> str:
    """A year, a semester or a month. Raises `CellFault`. A first of month is what Excel makes of a month."""
    bare = text.upper().replace(" ", "")
    if PERIOD.fullmatch(bare):
        return bare
    try:
        day = read_date(text)
    except CellFault:
        day = ""
    if day.endswith("-01"):
        return day[:7]
    raise CellFault("período que no se entiende", "No es un período.", "use 2025, 2025-S1 o 2025-03.")


def read_semester(text: str) -> str:
    """A semester. Raises `CellFault`."""
    period = text.upper().replace(" ", "")
    if not PERIOD.fullmatch(period) or "-S" not in period:
        raise CellFault("período que no se entiende", "No es un semestre.", "use 2025-S1 o 2025-S2.")
    return period


def _parts(text: str, how: str) -> tuple[int, int | None, int | None]:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _SPOKEN.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise CellFault("fecha que no se entiende", "No es una fecha.", how)
    return int(year), int(month) if month else None, int(day) if day else None


def _impossible() -> CellFault:
    return CellFault("fecha que no existe", "Es una fecha que no existe.", _HOW)
