"""What the workbook for people says: nothing that the published tables do not, and no reserved number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

WORKBOOK = "datos/cuenta-publica.xlsx"
_RESERVED = "reservado"
#: Sheets whose reserved rows hold no number at all.
_OF_FIGURES = ("Valores", "Cambios", "Brechas")
_SAME = {
    "Valor": "valor", "Numerador": "numerador", "Denominador": "denominador", "Margen desde": "ic_inf",
    "Margen hasta": "ic_sup",
}  # fmt: skip


def in_workbook(edition: Path) -> list[str]:
    """Rows of the workbook with a number that is reserved or not published; empty without workbook."""
    path = edition / WORKBOOK
    if not path.is_file():
        return []
    book = CalamineWorkbook.from_path(path)
    sheets = {name: _rows(book, name) for name in _OF_FIGURES if name in book.sheet_names}
    found = [problem for name, sheet in sheets.items() for problem in _reserved(name, sheet)]
    return found + (_unpublished(edition, sheets["Valores"]) if "Valores" in sheets else [])


def _rows(book: CalamineWorkbook, name: str) -> pd.DataFrame:
    heads, *rows = book.get_sheet_by_name(name).to_python()
    return pd.DataFrame(rows, columns=[str(head) for head in heads])


def _reserved(name: str, sheet: pd.DataFrame) -> list[str]:
    rows = sheet[sheet["Marca"] == _RESERVED]
    numbers = rows.map(lambda cell: isinstance(cell, int | float)).any(axis=1)
    return [f"{_where(name, row)} está reservada y trae un número." for row in _records(rows[numbers])]


def _unpublished(edition: Path, sheet: pd.DataFrame) -> list[str]:
    """Rows of figures that are not, number by number, a row of `valores` of that indicator and territory."""
    published = pq.read_table(
        edition / "datos" / "valores.parquet", columns=["indicador", "territorio", *_SAME.values()]
    ).to_pandas()
    known = set(published.astype("object").where(published.notna(), "").itertuples(index=False, name=None))
    asked = sheet[["Código del indicador", "Código del territorio", *_SAME]]
    strange = [row not in known for row in asked.itertuples(index=False, name=None)]
    return [
        f"{_where('Valores', row)} no está así en la tabla «valores»." for row in _records(sheet[strange])
    ]


def _records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")


def _where(name: str, row: dict[Any, Any]) -> str:
    """Which row, without any of its numbers."""
    figure = f"{row['Código del indicador']} de {row['Código del territorio']}"
    return f"«{WORKBOOK}», hoja «{name}»: la cifra {figure}"
