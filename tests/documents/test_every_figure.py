"""Every figure of every document of the example's edition is one that its tables publish."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from publish.account import build_account
from publish.documents import write_documents
from publish.pages.desk import Desk
from tests.documents import crawl
from tests.documents.read_back import chilean, words
from tests.example_edition import Demo, example_edition
from tests.publish import one_page, small

__all__ = ["example_edition"]

PLACES = {"13401": ("134", "13"), "08110": ("081", "08"), "12101": ("121", "12"), "13201": ("132", "13")}


@pytest.mark.parametrize("territory", PLACES)
def test_the_document_of_a_territory_says_every_indicator_with_its_figure(
    example_edition: Demo, territory: str
) -> None:
    assert crawl.untold(example_edition.edition, territory) == []


@pytest.mark.parametrize("territory", PLACES)
def test_the_document_of_a_territory_shows_no_figure_that_is_not_of_it_or_of_what_contains_it(
    example_edition: Demo, territory: str
) -> None:
    document = f"territorios/{territory}/cuenta-publica.pdf"
    shown = (territory, *PLACES[territory], "CL")
    assert crawl.strangers(example_edition.edition, document, shown) == []


def test_the_whole_account_and_the_sheets_show_no_figure_that_is_not_published(example_edition: Demo) -> None:
    edition = example_edition.edition
    sheets = [path.relative_to(edition).as_posix() for path in sorted(edition.glob("metas/*/hoja.pdf"))]
    assert len(sheets) == 2
    for document in ("cuenta-publica.pdf", *sheets):
        assert crawl.strangers(edition, document, None) == []


def test_the_workbook_is_the_table_of_values(example_edition: Demo) -> None:
    assert crawl.wrong_cells(example_edition.edition) == []


def test_every_document_can_be_reached_from_a_page(example_edition: Demo) -> None:
    edition = example_edition.edition
    reached: set[Path] = set()
    for page in edition.rglob("*.html"):
        for address in re.findall(r'href="([^"#:]+\.(?:pdf|xlsx|csv))"', page.read_text(encoding="utf-8")):
            reached.add((page.parent / address).resolve())
    made = {path.resolve() for kind in ("*.pdf", "*.xlsx", "respuestas.csv") for path in edition.rglob(kind)}
    assert len(made) == 10
    assert made - reached == set()


def test_the_crawler_sees_a_figure_that_nobody_published(example_edition: Demo) -> None:
    published = crawl._published(example_edition.edition, ("13401",))
    real = chilean(float(published[-1]), 1)
    assert crawl._is_there(real, published)
    assert not crawl._is_there(chilean(float(published[-1]) + 1, 1), published)


def test_a_reserved_figure_is_in_no_document(tmp_path: Path) -> None:
    few = small.figure(small.SHARE, "13401", "2023", 7, 52_361)
    cards = [card | {"decimales": 5, "destacado": True} for card in small.CARDS]
    account = build_account(replace(small.inputs(rows=[few], goals=[]), cards=cards))
    figure = account.valores.query("territorio == '13401' and periodo == '2023' and sexo == 'total'")
    assert figure["marca"].tolist() == ["s"]
    desk: Desk = one_page.desk_of(account)
    write_documents(desk, tmp_path, lambda *_: None)
    value = 100 * 7 / 52_361
    told = " ".join(words(path) for path in sorted(tmp_path.rglob("*.pdf")))
    assert "reservado" in told
    for shown in (chilean(value, 5), chilean(value, 2), "52.361"):
        assert shown not in told
    cells = [
        cell
        for sheet in openpyxl.load_workbook(tmp_path / "datos/cuenta-publica.xlsx").worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    numbers = [cell for cell in cells if isinstance(cell, float | int)]
    assert not any(abs(cell - value) < 0.001 or cell in (7, 52_361) for cell in numbers)
    assert "reservado" in cells
