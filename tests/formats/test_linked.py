"""What a page tells search engines of its data, and how an account asks to be cited."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.account import Account, build_account
from publish.formats import citation, linked
from publish.formats.terms import Terms, terms_of
from publish.pages.data import data_page
from publish.pages.home import home_page
from publish.pages.indicator import indicator_page
from tests.formats.conftest import SITE
from tests.publish import small
from tests.publish.one_page import desk_of, shared_desk, written

_DATA = re.compile(r'<script type="application/ld\+json">([^<]*)</script>')
CARD = {"id": "desvinculacion", "nombre": "Desvinculación", "fuente": "Ministerio de Educación."}


def told(page: str) -> dict[str, Any]:
    """The one block of data of a page."""
    (block,) = _DATA.findall(page)
    found: dict[str, Any] = json.loads(block)
    return found


@pytest.fixture(scope="module")
def terms(account: Account) -> Terms:
    return terms_of(account, "2025-001")


def test_the_front_page_is_a_dataset_with_its_files(tmp_path: Path) -> None:
    found = told(written(shared_desk(), home_page(shared_desk(), []), tmp_path))
    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert 50 <= len(found["description"]) <= 5000
    assert [each["contentUrl"] for each in found["distribution"]] == [
        "datos/valores.csv", "datos/valores.parquet", "datos/todo.zip",
    ]  # fmt: skip
    assert re.fullmatch(r"\d{4}/\d{4}", found["temporalCoverage"])


def test_an_indicator_is_a_dataset_of_the_account_and_leads_to_its_csv(tmp_path: Path) -> None:
    desk = shared_desk()
    card = next(card for card in desk.account.indicators if card["id"] in desk.with_rows)
    found = told(written(desk, indicator_page(desk, card, []), tmp_path))
    assert found["name"] == card["nombre"] and found["isPartOf"]["url"] == "../../index.html"
    assert [each["contentUrl"] for each in found["distribution"]] == [
        f"{card['id']}.csv", f"../../datos/jsonstat/{card['id']}.json",
    ]  # fmt: skip
    assert found["creditText"] == citation.of_indicator(desk.terms, card)
    assert found["temporalCoverage"] == "{}/{}".format(*desk.coverage[card["id"]])


def test_with_a_public_address_every_address_is_complete(account: Account, terms: Terms) -> None:
    found = json.loads(linked.of_indicator(terms, CARD, "Aprender", (2021, 2022)))
    page = f"{SITE}2025-001/indicadores/desvinculacion/"
    assert found["url"] == f"{page}index.html"
    assert found["distribution"][0]["contentUrl"] == f"{page}desvinculacion.csv"
    assert json.loads(linked.of_account(account, terms))["url"] == f"{SITE}2025-001/index.html"


def test_no_card_closes_the_block_it_is_told_in(terms: Terms) -> None:
    card = CARD | {"definicion": "</script><script>alert(1)</script> & más"}
    block = linked.of_indicator(terms, card, "", None)
    assert not set("<>&") & set(block)
    assert json.loads(block)["description"].startswith("</script><script>alert(1)</script> & más")


def test_a_citation_says_who_what_edition_licence_and_where(terms: Terms) -> None:
    assert citation.short(terms) == "Prueba. Cuenta pública de resultados 2025, edición 2025-001."
    assert citation.long(terms) == (
        "Prueba. Cuenta pública de resultados 2025, edición 2025-001 [conjunto de datos]. "
        f"Licencia CC-BY-4.0. {SITE}2025-001/index.html"
    )
    assert citation.of_indicator(terms, CARD) == (
        "Prueba. «Desvinculación». Cuenta pública de resultados 2025, edición 2025-001 "
        "[conjunto de datos]. Con datos de: Ministerio de Educación. Licencia CC-BY-4.0. "
        f"{SITE}2025-001/indicadores/desvinculacion/index.html"
    )


def test_synthetic_data_are_cited_as_such_and_no_address_is_made_up() -> None:
    terms = terms_of(build_account(small.inputs(sintetico=True)), "2025-001")
    assert citation.long(terms).endswith("[datos sintéticos]. Licencia CC-BY-4.0.")
    assert terms.description.startswith("Datos sintéticos: son inventados")


def test_pages_say_licence_and_citation(tmp_path: Path) -> None:
    desk = shared_desk()
    page = written(desk, data_page(desk), tmp_path)
    assert citation.long(desk.terms) in page and desk.terms.licence.says in page
    assert f'<a href="{desk.terms.licence.address}" rel="license">' in page


def test_a_shared_page_has_its_title_and_its_complete_address_if_there_is_one(tmp_path: Path) -> None:
    desk = shared_desk()
    page = written(desk, data_page(desk), tmp_path / "a")
    assert '<meta property="og:title" content="Descargar los datos">' in page
    assert "og:url" not in page
    account = desk.account
    with_site = desk_of(replace(account, settings=account.settings | {"sitio": SITE}))
    page = written(with_site, data_page(with_site), tmp_path / "b")
    assert f'<meta property="og:url" content="{SITE}2023-001/datos/index.html">' in page
