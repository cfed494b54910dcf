"""A plain table of a page: caption, headings and rows of texts, drawn by `_cuadros.html.j2`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from publish import text

RESERVED = text.MARK_WORDS["s"]


@dataclass(frozen=True)
class Grid:
    """heads: what each column is called, beginning with `#` where it holds numbers. rows: as many texts as
    heads; the first one names the row, and a line below it may follow after « | ».
    """

    caption: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    note: str = ""

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """Name of each column and whether it holds numbers."""
        return [(head.removeprefix("#"), head.startswith("#")) for head in self.heads]


def grid(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Grid | None:
    """The table, without the columns that are empty in every row; None without rows."""
    if not rows:
        return None
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    return Grid(
        caption, tuple(heads[at] for at in kept), [tuple(row[at] for at in kept) for row in rows], note
    )


def shown(value: Any, mark: str = "", decimals: int | None = 0) -> str:
    """A count, «reservado» when its row is and the count is gone, or '' when nobody knows it."""
    if pd.isna(value):
        return RESERVED if mark else ""
    return text.plain(float(value)) if decimals is None else text.number(float(value), decimals)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as records with text keys."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


#: Codes that the guide suggests, with the accents that a code cannot have.
_CALLED = {
    "educacion": "Educación",
    "servicio_publico": "Servicio público",
    "ong": "ONG",
    "capacitacion": "Capacitación",
    "donacion": "Donación",
}


def words(code: str) -> str:
    """A code as words: «trabajo_conjunto» is «Trabajo conjunto»."""
    if code in _CALLED:
        return _CALLED[code]
    said = code.replace("-", " ").replace("_", " ")
    return said[:1].upper() + said[1:]


def money(value: Any, currency: str) -> str:
    """«$850.000», «US$ 28.000», «320 UF»; only the number in another currency or none; '' when not known."""
    if pd.isna(value):
        return ""
    amount = text.plain(float(value))
    signs = {"CLP": f"${amount}", "USD": f"US$ {amount}", "UF": f"{amount} UF"}
    return signs.get(currency, amount)


def when(code: str) -> str:
    """«17 de mayo de 2024», «mayo de 2024», «2024», or «sin fecha»."""
    if not code:
        return "sin fecha"
    return text.date(code) if code.count("-") == 2 else text.period(code)
