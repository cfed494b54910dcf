"""The picture beside a shared link: one size, one drawing for one title, nothing that changes by itself."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

from defusedxml import ElementTree

from publish.account import Account
from publish.formats.preview import FILE, HEIGHT, WIDTH, drawing, picture
from publish.formats.terms import terms_of
from publish.pages.data import data_page
from tests.formats.conftest import SITE
from tests.publish.one_page import desk_of, shared_desk, written


def test_it_is_a_png_of_the_size_that_networks_ask_for_and_light(account: Account) -> None:
    drawn = picture(terms_of(account, "2025-001"))
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[16:24]) == (WIDTH, HEIGHT) and len(drawn) < 150_000


def test_another_edition_of_the_same_account_has_the_same_picture(account: Account) -> None:
    first = picture(terms_of(account, "2025-001"))
    assert first == picture(terms_of(account, "2025-002"))
    assert first != picture(replace(terms_of(account, "2025-001"), publisher="Otra"))


def test_long_and_odd_names_stay_inside(account: Account) -> None:
    terms = replace(terms_of(account, "2025-001"), publisher="<Familias> & " + "vecinas y vecinos " * 20)
    root = ElementTree.fromstring(drawing(terms))
    texts = [element for element in root if element.tag.endswith("text")]
    heights = [int(element.attrib["y"]) for element in texts]
    assert heights == sorted(heights) and heights[-1] < HEIGHT and heights[-2] < 490  # above the mark
    assert any((element.text or "").startswith("<Familias> & vecinas") for element in texts)
    assert any((element.text or "").endswith("…") for element in texts)


def test_pages_lead_to_it_only_with_a_public_address(tmp_path: Path) -> None:
    desk = shared_desk()
    assert "og:image" not in written(desk, data_page(desk), tmp_path / "a")
    account = replace(desk.account, settings=desk.account.settings | {"sitio": SITE})
    page = written(desk_of(account), data_page(desk_of(account)), tmp_path / "b")
    assert f'<meta property="og:image" content="{SITE}2023-001/{FILE}">' in page
