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

    def fits(self, top: Sequence[Sequence[str]]) -> bool:
        """Whether `top`, the first records of a sheet as normalised cells, carries the fingerprint."""
        wanted = set(self.columns)
        headers = (set(row) for row in top)
        stands = any(wanted <= row if self.others else wanted == row for row in headers)
        cells = [cell for row in top for cell in row]
        return stands and all(any(cell.startswith(text) for cell in cells) for text in self.texts)


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
    tops = [_top(sheet) for sheet in sheets]
    return next((each for each in references() if any(each.fits(top) for top in tops)), None)


def _top(sheet: Sheet) -> list[list[str]]:
    """The first records, each as its cells that hold something."""
    rows = sheet.cells.head(_TOP).to_numpy().tolist()
    return [[name for cell in row if cell and (name := shape.normalise_header(cell))] for row in rows]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for text in cell.split("|") if (name := shape.normalise_header(text)))
