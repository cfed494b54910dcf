"""The auditor reads the workbook: no reserved number in it, and nothing that the tables do not publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from publish.audit_workbook import WORKBOOK, in_workbook
from publish.downloads import write_downloads
from publish.pages.desk import Desk


@pytest.fixture
def edition(documents: Path, desk: Desk, tmp_path: Path) -> Path:
    write_downloads(desk.account, tmp_path, desk.edition.id)
    shutil.copyfile(documents / WORKBOOK, tmp_path / WORKBOOK)
    return tmp_path


def spoil(edition: Path, change: Callable[[Worksheet, dict[str, int]], None]) -> None:
    """The workbook after a change of its sheet of values. change: sheet and column of each head, from 1."""
    book = openpyxl.load_workbook(edition / WORKBOOK)
    sheet = book["Valores"]
    change(sheet, {str(cell.value): at for at, cell in enumerate(sheet[1], 1)})
    book.save(edition / WORKBOOK)


def test_the_workbook_of_an_account_holds(edition: Path) -> None:
    assert in_workbook(edition) == []


def test_an_edition_without_workbook_has_nothing_to_look_at(tmp_path: Path) -> None:
    assert in_workbook(tmp_path) == []


def test_a_number_in_a_reserved_row_is_told_without_repeating_it(edition: Path) -> None:
    def change(sheet: Worksheet, heads: dict[str, int]) -> None:
        sheet.cell(2, heads["Marca"], "reservado")
        sheet.cell(2, heads["Valor"], 7.1234)

    spoil(edition, change)
    problems = in_workbook(edition)
    assert any("está reservada y trae un número" in each for each in problems)
    assert not any("7,1234" in each or "7.1234" in each for each in problems)


def test_a_figure_that_is_not_the_published_one_is_told(edition: Path) -> None:
    def change(sheet: Worksheet, heads: dict[str, int]) -> None:
        sheet.cell(3, heads["Numerador"], 8)

    spoil(edition, change)
    (problem,) = in_workbook(edition)
    assert "hoja «Valores»" in problem and "no está así en la tabla «valores»" in problem
