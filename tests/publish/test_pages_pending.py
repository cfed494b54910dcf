"""Agreed indicators without data: their page, the letter that asks for them, and the list of all."""

from __future__ import annotations

import re

import pytest

from publish.pages.goal_rows import goal_rows
from publish.pages.pending import agenda_page, is_pending, letter_page, pending_page
from tests.publish.made_up_depth import PENDING, pending_card
from tests.publish.one_page import shared_desk
from tests.publish.one_page import written as written_page
from tests.publish.pages import words


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    desk = shared_desk()
    card = desk.account.cards[PENDING]
    out = tmp_path_factory.mktemp("pendiente")
    pages = {
        "page": pending_page(desk, card, goal_rows(desk)),
        "letter": letter_page(desk, card),
        "agenda": agenda_page(desk),
    }
    return {name: written_page(desk, page, out) for name, page in pages.items()}


def test_only_a_card_that_says_so_is_pending() -> None:
    assert is_pending(pending_card()) and not is_pending({"tipo": "proporcion"})


def test_the_page_says_what_is_missing_who_holds_it_and_how_the_request_goes(written: dict[str, str]) -> None:
    page = words(written["page"])
    assert "Todavía no se sabe (nd)" in page
    assert "Qué falta La lista de espera de salud mental de menores de 18 años." in page
    assert "Quién lo tiene Servicio de Salud de ejemplo" in page
    assert "Último pedido 2 de mayo de 2023" in page and "▶ Pedido, sin respuesta todavía" in page
    assert "Las familias cuentan que la espera dura más de un año." in page
    assert f'href="../../indicadores/{PENDING}/carta/index.html"' in written["page"]


def test_the_letter_asks_for_counts_and_for_nothing_about_a_person(written: dict[str, str]) -> None:
    letter = words(re.search(r'<article class="carta".*?</article>', written["letter"], re.DOTALL)[0])  # type: ignore[index]
    for said in (
        "Servicio de Salud de ejemplo",
        "Número de personas menores de 18 años en lista de espera, por comuna y año.",
        "de 2014 a 2023",
        "Talcahuano, Punta Arenas, Puente Alto y San Bernardo",
        "por sexo, por edad",
        "XLSX o CSV",
        "No se piden datos personales.",
        "artículo 21 N° 2",
        "veinte días hábiles (artículo 14)",
    ):
        assert said in letter, said
    assert "por dependencia" not in letter  # the card rules it out
    assert "@" not in letter


def test_the_letter_leaves_name_address_date_and_signature_blank(written: dict[str, str]) -> None:
    assert written["letter"].count('<span class="blanco') == 5
    for field in ("Nombre y apellidos", "Dirección", "Firma"):
        assert f"<dt>{field}</dt><dd><span class=" in written["letter"]


def test_only_the_letter_is_printed(written: dict[str, str]) -> None:
    assert '<body class="con-carta">' in written["letter"]
    assert '<div class="no-imprime">' in written["letter"] and "<body>" in written["agenda"]


def test_the_agenda_tells_what_nobody_publishes_from_what_did_not_arrive(written: dict[str, str]) -> None:
    pending, _, waiting = words(written["agenda"]).partition("Lo que se publica y aún no llega a esta cuenta")
    assert "Estudiantes que esperan atención de salud mental" in pending
    assert "Niñas y niños sin hogar" in waiting and "Niñas y niños sin hogar" not in pending
