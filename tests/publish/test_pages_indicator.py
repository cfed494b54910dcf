"""An indicator's page says what it is first, how it is told apart next, and how it is made last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.pages.blocks import reasons_between
from publish.pages.gaps import gap_rows
from publish.pages.goal_rows import goal_rows
from publish.pages.indicator import indicator_page
from publish.pages.territory import area_pages
from tests.publish.made_up_depth import DEEP
from tests.publish.one_page import shared_desk, written
from tests.publish.pages import table, words


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The page of the deep indicator and the pages of its group in two comunas."""
    out: Path = tmp_path_factory.mktemp("indicador")
    desk = shared_desk()
    found = {"page": indicator_page(desk, desk.account.cards[DEEP], goal_rows(desk))}
    for territory in ("13401", "12101"):
        pages = area_pages(desk, desk.places[territory])
        found[territory] = next(p for p in pages if "/aprender/" in p[0])
    return {name: written(desk, page, out) for name, page in found.items()}


@pytest.fixture(scope="module")
def page(pages: dict[str, str]) -> str:
    return pages["page"]


def test_the_lay_definition_comes_first_and_the_technical_one_is_folded(page: str) -> None:
    order = [
        page.index("Qué parte o qué cantidad hay de"),
        page.index("Puntos clave"),
        page.index('id="frase"'),
        page.index("Por territorio"),
        page.index("Ficha completa"),
        page.index("Definición técnica"),
    ]
    assert order == sorted(order)
    folded = re.findall(r"<details class=\"ficha-tecnica\">.*?</details>", page, re.DOTALL)
    assert any("Definición técnica" in each for each in folded)


def test_badges_say_in_words_what_must_be_seen_at_once(page: str) -> None:
    badges = re.search(r'<p class="avisos">.*?</p>', page, re.DOTALL)
    assert badges is not None
    assert words(badges[0]).strip() == "≈ Es una aproximación ✎ Corregido ≠ La fuente se contradice"
    assert "Es una aproximación de: Niñas y niños que dejaron de aprender." in words(page)


def test_a_break_stands_between_the_two_periods_that_it_separates(pages: dict[str, str]) -> None:
    rows = table(pages["13401"], "Estudiantes que dejaron el sistema escolar, San Bernardo")
    at = next(n for n, row in enumerate(rows) if len(row) == 1)
    assert rows[at - 1][0] == "2019" and rows[at + 1][0] == "2018"
    assert "Quiebre: Cambió la forma de contar la matrícula." in rows[at][0]


def test_a_break_belongs_between_neighbours_even_when_years_are_missing() -> None:
    breaks = [("2019", "A"), ("2021-S2", "B")]
    assert reasons_between(breaks, "2016", "2020") == ["A"]
    assert reasons_between(breaks, "2019", "2020") == []
    assert reasons_between(breaks, "2021-S1", "2021-S2") == ["B"]
    assert reasons_between(breaks, "2018", "2022") == ["A", "B"]


def test_three_years_together_are_told_apart_from_single_years(pages: dict[str, str]) -> None:
    page = pages["12101"]
    name = "Estudiantes que dejaron el sistema escolar"
    assert [row[0] for row in table(page, f"{name}, tres años juntos, Punta Arenas")[1:]] == ["2021 a 2023"]
    assert "2021 a 2023" not in {row[0] for row in table(page, f"{name}, Punta Arenas")}
    assert "Como son pocos casos, se juntan tres años" in page
    assert "tres años juntos" not in pages["13401"]


def test_each_breakdown_has_its_table_and_an_unreliable_cell_its_sign(pages: dict[str, str]) -> None:
    name, place = "Estudiantes que dejaron el sistema escolar", "San Bernardo, 2022"
    page = pages["13401"]
    assert [r[0] for r in table(page, f"{name} por edad, {place}")[1:]] == ["6 a 13 años", "14 a 17 años"]
    assert table(page, f"{name} por edad, {place}")[2][1].endswith(" u")
    rows = table(page, f"{name} en el campo y en la ciudad, {place}")
    assert [row[0] for row in rows] == ["Campo y ciudad", "Ciudad (urbano)", "Campo (rural)"]
    rows = table(page, f"{name} por dependencia de la escuela, {place}")
    assert [row[0] for row in rows[1:]] == ["Municipal", "Servicio local (SLEP)"]


def test_gaps_say_difference_ratio_verdict_and_persons(pages: dict[str, str]) -> None:
    rows = table(pages["12101"], "Brechas: Estudiantes que dejaron el sistema escolar, Punta Arenas")
    sexes, region, country = rows[1:]
    assert sexes[:2] == ["Mujeres y hombres", "≠ más alta en hombres"] and sexes[-1] == ""
    assert sexes[3:5] == ["0,40 puntos porcentuales", "0,04 a 0,75"]  # the words say who has more
    assert country[1] == "↑ más alta" and country[5:] == ["1,23 veces", "123 personas menos"]
    assert region[1] == "↓ más baja" and region[-1] == ""  # it does better: nobody wants to close that


def test_a_gap_that_noise_explains_has_its_signs_and_no_persons() -> None:
    desk = shared_desk()
    told = gap_rows(desk.figures, desk.account.cards[DEEP], desk.places["13201"])[1]
    assert (told["words"], told["people"]) == ("sin diferencia distinguible", "")
    assert told["margin"] == "−0,10 a 0,10"


def test_nobody_is_asked_to_close_a_gap_of_a_figure_that_is_neither_good_nor_bad() -> None:
    desk = shared_desk()
    card, place = desk.account.cards[DEEP], desk.places["12101"]
    assert any(gap["people"] for gap in gap_rows(desk.figures, card, place))
    for neutral in (
        card | {"direccion": "sin_direccion"},
        {k: v for k, v in card.items() if k != "direccion"},
    ):
        assert {gap["people"] for gap in gap_rows(desk.figures, neutral, place)} == {""}


def test_the_reading_help_names_the_mark_of_a_break_as_the_chart_draws_it(page: str) -> None:
    assert "la línea vertical «quiebre»" in page


def test_the_producers_words_and_ours_are_kept_apart(page: str) -> None:
    assert "<dt>Palabras de quien lo produce</dt><dd>Estudiantes que no registran matrícula" in page
    assert "<dt>Lo que hacemos con el dato</dt><dd>Se suman las comunas" in page


def test_a_correction_is_told_with_what_it_said_and_why(page: str) -> None:
    said = words(page)
    assert "San Bernardo, 2016: decía 4.000 y se usa 4.400. Vino una escuela de menos." in said


def test_a_contradiction_shows_both_numbers_and_only_where_they_differ(page: str) -> None:
    rows = table(page, "Lo impreso y lo recalculado")
    assert len(rows) == 2
    assert rows[1][0] == "Total y suma por sexo (noviembre de 2022)"
    assert rows[1][2:5] == ["12.345", "12.342", "3"]
    assert rows[0][5] == "Huella del archivo" and rows[1][5] == "c0ffeec0ffee"  # as the status page writes it


def test_the_next_delivery_and_the_known_weaknesses_are_said(page: str) -> None:
    assert "Próxima entrega</dt><dd>mayo de cada año" in page
    assert "No ve a quienes estudian en el extranjero." in page
    assert "Desde 2019: Cambió la forma de contar la matrícula." in words(page)
