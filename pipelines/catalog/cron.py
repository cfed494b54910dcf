"""Cron texts (`calendario`): five fields, each within its range. Nothing here knows a scheduler."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
#: Days of each month, in the years when it has most.
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# *  5  1-5, and any of them every so many; never «5/10», which schedulers read in different ways
_ITEM = re.compile(r"(?:\*|(\w+)-(\w+))(?:/(\d+))?|(\w+)")


@dataclass(frozen=True)
class _Field:
    name: str
    low: int
    high: int
    words: tuple[str, ...] = ()  # names that stand for low, low + 1...


_FIELDS = (
    _Field("el minuto", 0, 59),
    _Field("la hora", 0, 23),
    _Field("el día del mes", 1, 31),
    _Field("el mes", 1, 12, _MONTHS),
    _Field("el día de la semana", 0, 7, _WEEKDAYS),
)


def check_cron(text: str) -> str:
    """Return `text` when it is a cron of five fields. Raises ValueError (in Spanish) when it is not."""
    parts = text.split()
    if len(parts) != len(_FIELDS):
        raise ValueError("debe tener cinco partes (minuto, hora, día, mes, día de la semana), como 0 6 1 * *")
    values = [_values(part, field) for part, field in zip(parts, _FIELDS, strict=True)]
    days, months = values[2], values[3]
    if parts[4] == "*" and min(days) > max(_LENGTHS[month - 1] for month in months):
        raise ValueError(f"pide un día que no existe: ese mes no tiene día {min(days)}")
    return text


def _values(part: str, field: _Field) -> set[int]:
    """Every number that one field of a cron stands for."""
    found: set[int] = set()
    for item in part.split(","):
        match = _ITEM.fullmatch(item)
        if match is None:
            raise ValueError(f"no se entiende en {field.name} («{item}»): use *, 5, 1-5, */2 o 1,15")
        first, last, step, single = match.groups()
        if single:
            low = high = _number(single, field)
        else:
            low = _number(first, field) if first else field.low
            high = _number(last, field) if last else field.high
        if low > high:
            raise ValueError(f"tiene al revés {field.name} («{item}»): primero va el menor")
        if step is not None and not 1 <= int(step) <= field.high:
            raise ValueError(f"tiene un paso que no sirve en {field.name} («{item}»)")
        found |= set(range(low, high + 1, int(step or 1)))
    return found


def _number(text: str, field: _Field) -> int:
    if text.lower() in field.words:
        return field.words.index(text.lower()) + field.low
    if not (text.isascii() and text.isdigit()) or not field.low <= int(text) <= field.high:
        raise ValueError(f"tiene «{text}» en {field.name}, que va de {field.low} a {field.high}")
    return int(text)
