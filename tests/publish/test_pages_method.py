"""The method page says the rules as they are: margins, the mark `u` and what is reserved."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish
from publish.pages.method import method_page
from tests.publish.one_page import shared_desk, written
from tests.publish.pages import words


def template_text(name: str) -> str:
    return (Path(publish.__file__).parent / "templates" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    return words(written(shared_desk(), method_page(shared_desk()), tmp_path_factory.mktemp("metodo")))


def test_a_margin_is_not_promised_to_figures_that_have_none(shown: str) -> None:
    assert "cada porcentaje y cada tasa lleva" not in shown
    assert "los porcentajes y las tasas que cuentan casos llevan un margen de error de 95 %" in shown
    assert "de un censo, de una proyección, de un recuento completo" in shown


@pytest.mark.parametrize(
    "rule",
    [
        "Una tasa con menos de 20 casos, también cuando no hay ninguno.",
        "Un porcentaje de 1 a 19 casos, o con un margen de 20 puntos o más de ancho.",
        "Un promedio cuyo error estándar pasa de 15 % del promedio.",
        "un coeficiente de variación entre 15 y 30 %",
        "menos de 60 casos en la muestra, menos de 9 grados de libertad",
    ],
)
def test_every_rule_of_little_reliable_figures_is_said(shown: str, rule: str) -> None:
    assert rule in shown


def test_the_factors_of_the_band_are_said_to_come_from_the_series_that_test_them() -> None:
    page = template_text("metodo.html.j2").partition('id="pronostico"')[2].partition("<h2")[0]
    assert "se eligieron mirando las mismas series" in page
    assert "la franja acertó 78 de cada cien en la otra mitad" in page


@pytest.mark.parametrize(
    "also",
    [
        "la del otro sexo",
        "otra edad u otra categoría",
        "los desgloses",
        "tres años juntos",
        "otra parte",
        "otro indicador",
    ],
)
def test_what_goes_with_a_reserved_figure_is_said(shown: str, also: str) -> None:
    assert also in shown.partition("Números pequeños")[2].partition("Signos")[0]
