"""The workbook for people: notes first, the published figures as real numbers, ready to filter."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from publish.documents import book_sheets
from publish.documents.sheets import COLUMNS, QUESTIONS
from publish.pages.desk import Desk

BOOK = "datos/cuenta-publica.xlsx"
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def book(documents: Path) -> Workbook:
    return openpyxl.load_workbook(documents / BOOK)


def test_the_notes_come_first_and_say_what_each_mark_means(book: Workbook) -> None:
    assert book.sheetnames[:2] == ["Léame", "Valores"]
    assert book.sheetnames[-1] == "Columnas"
    said = " ".join(str(row[1]) for row in book["Léame"].iter_rows(values_only=True) if row[1])
    assert "DATOS SINTÉTICOS" in said and "2023-001" in said
    assert "s: dato reservado para proteger a las personas." in said


def test_every_sheet_has_a_fixed_header_a_filter_and_no_merged_cell_nor_blank_row(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.merged_cells.ranges == set(), sheet.title
        for row in sheet.iter_rows(values_only=True):
            assert any(cell is not None for cell in row), sheet.title
        if sheet.title != "Léame":
            assert sheet.freeze_panes in ("B2", "A2")
            assert sheet.auto_filter.ref == sheet.dimensions
            heads = [cell.value for cell in sheet[1]]
            assert len(set(heads)) == len(heads) and None not in heads


def test_the_figures_are_those_published_as_numbers_with_the_decimals_of_their_card(
    book: Workbook, desk: Desk
) -> None:
    sheet = book["Valores"]
    heads = {cell.value: at for at, cell in enumerate(sheet[1])}
    published = desk.account.valores
    itself = published[
        (published["edad"] == "total") & (published["desglose"] == "") & (published["marca"] != "nd")
    ]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(itself)
    cards = desk.account.cards
    for row, figure in zip(rows, itself.to_dict("records"), strict=True):
        cell = row[heads["Valor"]]
        assert row[heads["Código del indicador"]].value == figure["indicador"]
        assert row[heads["Código del territorio"]].value == figure["territorio"]
        assert row[heads["Indicador"]].value == cards[figure["indicador"]]["nombre"]
        if figure["valor"] == figure["valor"]:
            assert cell.value == figure["valor"]
            digits = int(cards[figure["indicador"]].get("decimales") or 0)
            assert cell.number_format == ("#,##0." + "0" * digits if digits else "#,##0")
        else:
            assert cell.value is None and row[heads["Marca"]].value == "reservado"


def test_a_sheet_of_too_many_rows_keeps_the_newest_figure_of_each_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = next(iter(book_sheets.book_sheets(desk.account)))
    monkeypatch.setattr(book_sheets, "MOST_ROWS", len(whole.rows) - 1)
    fewer = next(iter(book_sheets.book_sheets(desk.account)))
    assert "Sólo el último período" in fewer.note and "Sólo el último" not in whole.note
    heads = [title for title, _ in whole.heads]
    names = ("Código del indicador", "Código del territorio", "Sexo")
    key = [heads.index(name) for name in names]
    newest: dict[tuple[object, ...], str] = {}
    for row in whole.rows:
        newest[tuple(row[at] for at in key)] = str(row[heads.index("Período")])
    assert {tuple(row[at] for at in key): row[heads.index("Período")] for row in fewer.rows} == newest
    assert len(fewer.rows) == len(newest)


def test_the_form_of_an_assembly_comes_with_its_questions_and_opens_in_excel(documents: Path) -> None:
    content = (documents / "metas/menos-abandono/respuestas.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row["pregunta_id"] for row in rows] == list(QUESTIONS)
    assert {row["meta"] for row in rows} == {"menos-abandono"}
    assert all(row[name] == "" for row in rows for name in COLUMNS[4:])


def test_every_column_of_the_form_is_explained() -> None:
    told = (DOCS / "documentos.md").read_text(encoding="utf-8")
    assert [name for name in (*COLUMNS, *QUESTIONS) if f"`{name}`" not in told] == []
