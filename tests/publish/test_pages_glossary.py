"""The glossary has every sign and every hard word, in order, and leads only to pages that are there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from publish import text
from publish.account import build_account
from publish.pages.glossary import accessibility_page, glossary_page
from tests.publish import small
from tests.publish.one_page import desk_of, shared_desk, written
from tests.publish.pages import words


def plain(term: str) -> str:
    return unicodedata.normalize("NFKD", term.lower()).encode("ascii", "ignore").decode()


def test_words_are_in_order_each_with_an_address_of_its_own(tmp_path: Path) -> None:
    path, _, view = glossary_page(shared_desk())
    terms = [entry["term"] for entry in view["entries"]]
    assert terms == sorted(terms, key=plain) and len(terms) > 40
    page = written(shared_desk(), glossary_page(shared_desk()), tmp_path)
    anchors = re.findall(r'<div id="([^"]+)"><dt>', page)
    assert len(set(anchors)) == len(terms) and "linea-de-base" in anchors
    assert path == "glosario/index.html"


def test_every_sign_of_a_figure_is_explained(tmp_path: Path) -> None:
    shown = words(written(shared_desk(), glossary_page(shared_desk()), tmp_path))
    signs = {*text.MARK_WORDS, *text.STATUS_WORDS} - {"e"}  # «en revisión» is said in words where it happens
    assert {sign for sign in signs if f"({sign})" in shown} == signs


def test_a_word_leads_to_its_page_only_where_the_account_has_it(tmp_path: Path) -> None:
    bare = written(
        desk_of(build_account(small.inputs())),
        glossary_page(desk_of(build_account(small.inputs()))),
        tmp_path,
    )
    assert "compromisos/index.html" not in bare and "../metodo/index.html#margen" in bare
    method = (Path(text.__file__).parent / "templates" / "metodo.html.j2").read_text(encoding="utf-8")
    for part in set(re.findall(r"\.\./metodo/index\.html#(\w+)", bare)):
        assert f'id="{part}"' in method, part


def test_the_statement_says_the_norm_what_is_still_hard_and_whom_to_tell(tmp_path: Path) -> None:
    shown = words(written(shared_desk(), accessibility_page(), tmp_path))
    assert "WCAG), nivel AA" in shown and "Lo que todavía cuesta" in shown
    assert "todavía no la ha revisado una entidad independiente" in shown
