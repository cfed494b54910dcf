"""The equity matrix: every indicator through every lens, told from the published figures and the card."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from publish.account import Account, build_account
from publish.equity import Cell, matrix
from publish.lenses import LENSES
from publish.pages.equity import equity_page
from publish.tables import tables
from tests.publish import small
from tests.publish.made_up_depth import DEEP, PENDING
from tests.publish.one_page import shared_desk


@pytest.fixture(scope="module")
def account() -> Account:
    return shared_desk().account


def cells(account: Account, indicator: str) -> dict[str, Cell]:
    return {cell.lens: cell for cell in matrix(account) if cell.indicator == indicator}


def declared(**more: Any) -> dict[str, Cell]:
    """The cells of one card without finer figures, as it declares them."""
    card = small.CARDS[0] | {"por_sexo": False} | more
    given = dataclasses.replace(
        small.inputs([small.figure(small.SHARE, "CL", "2021", 900, 9_000)]), cards=[card]
    )
    return {cell.lens: cell for cell in matrix(build_account(given))}


def test_there_is_a_cell_for_every_indicator_and_lens(account: Account) -> None:
    assert len(matrix(account)) == len(account.indicators) * len(LENSES)


def test_a_lens_with_figures_says_from_when_to_when(account: Account) -> None:
    found = cells(account, DEEP)
    assert (found["sexo"].state, found["sexo"].first, found["sexo"].last) == ("con_datos", "2014", "2023")
    assert (found["edad"].state, found["edad"].first, found["edad"].last) == ("con_datos", "2021", "2022")
    assert found["ruralidad"].state == found["dependencia"].state == "con_datos"


def test_a_lens_without_figures_says_what_the_card_says(account: Account) -> None:
    found = cells(account, DEEP)
    assert found["discapacidad"] == Cell(
        DEEP, "discapacidad", "no_se_recoge", "El registro de ejemplo no lo trae."
    )
    assert found["nacionalidad"].state == "no_se_recoge"
    assert found["pueblo-originario"].state == "no_aplica"


def test_a_lens_that_the_card_shows_and_no_file_brought_is_without_data_yet() -> None:
    found = declared(desgloses=[{"edad": ["0-17"]}, {"dimension": "ruralidad", "categorias": ["rural"]}])
    assert found["edad"].state == found["ruralidad"].state == "sin_datos"


def test_a_lens_that_nobody_declared_is_not_passed_off_as_uncollected() -> None:
    found = declared(motivo_sin_sexo="La tabla no lo separa.")
    assert (found["sexo"].state, found["sexo"].reason) == ("no_se_recoge", "La tabla no lo separa.")
    assert found["edad"].state == "sin_declarar"


def test_a_lens_with_reserved_figures_only_is_reserved() -> None:
    rows = [small.figure(small.SHARE, "13401", "2022", 300, 9_000)]
    rows += [small.figure(small.SHARE, "13401", "2022", 5, 4_000, sex) for sex in ("mujer", "hombre")]
    given = small.inputs(rows)
    assert {c.lens: c.state for c in matrix(build_account(given)) if c.indicator == small.SHARE}[
        "sexo"
    ] == "reservado"


def test_a_pending_indicator_has_no_lens_with_data(account: Account) -> None:
    found = cells(account, PENDING)
    assert {cell.state for cell in found.values()} == {"sin_datos", "no_aplica"}


def test_figures_after_the_account_year_do_not_count() -> None:
    row = small.figure(small.SHARE, "13401", "2040", 900, 9_000, "mujer")
    kept = small.figure(small.SHARE, "13401", "2022", 900, 9_000)
    states = {(c.indicator, c.lens): c.state for c in matrix(build_account(small.inputs([kept, row])))}
    assert states[small.SHARE, "sexo"] == "sin_datos"


def test_the_table_and_the_page_say_the_same(account: Account) -> None:
    table = next(t for t in tables(account) if t.name == "equidad").frame
    view = equity_page(shared_desk())[2]
    shown = [
        (row["card"]["id"], cell["state"].replace("-", "_"))
        for area in view["areas"] for row in area["rows"] for cell in row["cells"]
    ]  # fmt: skip
    expected = list(zip(table["indicador"], table["situacion"], strict=True))
    assert sorted(shown) == sorted(expected) and len(shown) == len(table)
    for area in view["areas"]:
        for row in area["rows"]:
            for cell in row["cells"]:
                assert bool(cell["reason"]) != (cell["state"] == "con-datos"), row["card"]["id"]


def test_no_reason_is_written_twice() -> None:
    view = equity_page(shared_desk())[2]
    assert len(set(view["reasons"])) == len(view["reasons"])
