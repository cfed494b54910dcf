"""Files that help to read others and give no figure: code lists, dictionaries, maps.

`references.csv` declares them by content: `columnas`, names that stand together in one record;
`textos`, how other cells near the top begin; `otras`, whether the record may hold further columns. They are
never told by the name of the file or by a hash.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.sources import shape
from pipelines.sources.base import Sheet

_FILE = Path(__file__).with_name("references.csv")
#: Records at the top of a sheet that are looked at.
_TOP = 12


@dataclass(frozen=True)
class Reference:
    """One line of the list. `sentence`: what the file is and why it gives no figure, in Spanish."""

    id: str
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    others: bool
    sentence: str

    def fits(self, sheet: Sheet) -> bool:
        """Whether `sheet` carries the fingerprint."""
        match = shape.find_header(sheet, self.columns, _TOP)
        if match.missing or (match.extra and not self.others):
            return False
        top = {shape.normalise_header(cell) for cell in sheet.cells.head(_TOP).to_numpy().ravel() if cell}
        return all(any(cell.startswith(text) for cell in top) for text in self.texts)


@cache
def references() -> tuple[Reference, ...]:
    """All references, in the order of the list."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Reference(
            id=row["id"],
            columns=_names(row["columnas"]),
            texts=_names(row["textos"]),
            others=row["otras"] == "sí",
            sentence=row["frase"],
        )
        for row in rows
    )


def reference_of(sheets: Sequence[Sheet]) -> Reference | None:
    """The reference that one of `sheets` carries, or None."""
    return next((each for each in references() if any(each.fits(sheet) for sheet in sheets)), None)


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for text in cell.split("|") if (name := shape.normalise_header(text)))
