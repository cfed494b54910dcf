"""The workbook for people: notes first, then a sheet per table, ready to filter, in the formats of Chile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from publish.account import Account, EditionInfo
from publish.documents.book_sheets import Sheet, book_sheets, summary
from publish.documents.frame import SYNTHETIC_LONG, reading

#: A workbook carries the moment in which it was made; this one, none.
_NO_CLOCK = datetime(1980, 1, 1)
_WIDEST, _NARROWEST = 48, 10


def write_workbook(account: Account, edition: EditionInfo, path: Path) -> str:
    """Write the workbook; gives the fingerprint of what it says, without the id of the edition.

    Same account and edition, same bytes.
    """
    sheets = list(book_sheets(account))
    notes = _notes(account, edition, sheets)
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {
                "title": notes[0][0],
                "author": str(account.settings.get("nombre") or ""),
                "comments": f"Edición {edition.id}",
                "created": _NO_CLOCK,
            }
        )
        looks = _Looks(book)
        _write_notes(book.add_worksheet("Léame"), looks, notes)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), looks, sheet)
        _write_columns(book.add_worksheet("Columnas"), looks, sheets)
    said = json.dumps([notes, [[s.name, s.heads, s.rows] for s in sheets]], ensure_ascii=False)
    return hashlib.sha256(said.replace(edition.id, "").encode()).hexdigest()


class _Looks:
    """The formats of the cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.head = book.add_format(
            {"bold": True, "bottom": 2, "text_wrap": True, "valign": "top", "bg_color": "#F3F2EE"}
        )
        self.strong = book.add_format({"bold": True, "valign": "top"})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})

    def number(self, decimals: int | None, value: float) -> Format:
        """«1.234,5» in a workbook opened in Chile: the separators are those of who opens it."""
        if decimals is None:
            pattern = "#,##0" if value == int(value) else "#,##0.0###"
        else:
            pattern = "#,##0" + (f".{'0' * decimals}" if decimals else "")
        if pattern not in self._numbers:
            self._numbers[pattern] = self._book.add_format({"num_format": pattern})
        return self._numbers[pattern]


def _write_sheet(out: Worksheet, looks: _Looks, sheet: Sheet) -> None:
    """A header that stays in sight, a filter, no merged cell and no blank row."""
    for at, (title, _) in enumerate(sheet.heads):
        out.write_string(0, at, title, looks.head)
    widths = [len(title) for title, _ in sheet.heads]
    for line, (row, decimals) in enumerate(zip(sheet.rows, sheet.decimals, strict=True), 1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    out.write_string(line, at, value)
                    widths[at] = max(widths[at], len(value))
            elif value is not None:
                shown = looks.number(decimals if at in sheet.scaled else None, value)
                out.write_number(line, at, value, shown)
    for at, width in enumerate(widths):
        out.set_column(at, at, min(max(width + 2, _NARROWEST), _WIDEST))
    out.freeze_panes(1, 1)
    out.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
    _on_paper(out)


def _write_notes(out: Worksheet, looks: _Looks, notes: Sequence[tuple[str, str]]) -> None:
    for line, (name, said) in enumerate(notes):
        out.write_string(line, 0, name, looks.strong if line else looks.title)
        if said:
            out.write_string(line, 1, said, looks.words)
    out.set_column(0, 0, 26)
    out.set_column(1, 1, 100)
    out.hide_gridlines(2)
    _on_paper(out)


def _write_columns(out: Worksheet, looks: _Looks, sheets: Sequence[Sheet]) -> None:
    for at, title in enumerate(("Hoja", "Columna", "Qué es")):
        out.write_string(0, at, title, looks.head)
    lines = [(sheet.name, title, about) for sheet in sheets for title, about in sheet.heads]
    for line, cells in enumerate(lines, 1):
        for at, value in enumerate(cells):
            out.write_string(line, at, value, looks.words)
    out.set_column(0, 1, 28)
    out.set_column(2, 2, 100)
    out.freeze_panes(1, 0)
    out.autofilter(0, 0, len(lines), 2)
    _on_paper(out)


def _on_paper(out: Worksheet) -> None:
    """A4, lying, as wide as the page, with the header on each."""
    out.set_paper(9)
    out.set_landscape()
    out.fit_to_pages(1, 0)
    out.repeat_rows(0)
    out.set_footer("&L&A&RPágina &P de &N")


def _notes(account: Account, edition: EditionInfo, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    settings = account.settings
    lines = [
        (f"Cuenta pública de resultados {account.year}", ""),
        ("Colaborativa", str(settings.get("nombre") or "")),
        ("Edición", edition.id),
    ]
    if settings.get("sintetico"):
        lines.append(("Aviso", SYNTHETIC_LONG))
    lines += [("Cómo leer", said) for said in reading(account.threshold)]
    lines += [
        (
            "Números",
            "Son números de verdad, para sumar y ordenar. Los porcentajes van de 0 a 100. Donde no hay "
            "valor, la columna «Marca» dice por qué.",
        ),
        (
            "Fuentes",
            "La columna «Fuente» trae sus códigos; su nombre, su productor y su licencia están en la tabla "
            "«fuentes» de las descargas.",
        ),
    ]
    lines += [(f"Hoja «{name}»", about) for name, about in summary(sheets)]
    lines.append(("Hoja «Columnas»", "Qué es cada columna de cada hoja."))
    contact = str(settings.get("contacto") or "")
    return [*lines, ("Contacto", contact)] if contact else lines
