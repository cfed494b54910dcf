"""Where there is no figure, or not yet, the page says why and shows no empty table."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from publish.account import Account, DataFile, EditionInfo, build_account
from publish.charts import ChartBook
from publish.pages.desk import Desk
from publish.pages.site import render_site
from tests.publish import small
from tests.publish.pages import words

ONLY_CARDS = [card for card in small.CARDS if card["id"] in (small.SHARE, "sin-datos")]


def account(rows: list[dict[str, Any]], **settings: Any) -> Account:
    given = small.inputs(rows, [], **settings)
    sources = [{"id": "ine", "nombre": "Proyecciones de población"}, *given.sources]
    cards = [{"definicion": "", "definicion_tecnica": "", "fuente": "X", **card} for card in ONLY_CARDS]
    return build_account(dataclasses.replace(given, cards=cards, goals=[], sources=sources, status={}))


def desk(rows: list[dict[str, Any]], **settings: Any) -> Desk:
    return Desk(account(rows, **settings), EditionInfo("2025-001", 2025), ChartBook())


def share(territory: str, period: str = "2022", **more: Any) -> dict[str, Any]:
    return small.figure(small.SHARE, territory, period, 300, 10_000, **more)


def missing(territory: str, reason: str, mark: str = "nd") -> dict[str, Any]:
    return share(territory) | {"value": None, "mark": mark, "mark_reason": reason}


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [([share("13401"), missing("CL", "Faltan comunas.")], "CL", "no disponible. Faltan comunas."),
     ([share("13401"), missing("08110", "No hay casos.", "na")], "08110", "no aplica. No hay casos."),
     ([share("13401")], "CL", "sólo hay cifras por comuna."),
     ([share("13401"), share("13")], "CL", "sólo hay cifras por región y comuna."),
     ([share("13401"), share("13")], "08", "la fuente no trae el dato."),
     ([share("13401")], "08110", "la fuente no trae el dato."),
     ([share("13402")], "CL", "la fuente no trae el dato."),
     ([share("13401", "2030")], "13401", "sólo hay cifras posteriores a 2025."),
     ([small.figure(small.COUNT, "CL", "2024", 50)], "CL", "todavía no hay datos.")],
)  # fmt: skip
def test_why_there_is_no_figure(rows: list[dict[str, Any]], place: str, said: str) -> None:
    at = desk(rows)
    card, where = at.account.cards[small.SHARE], at.places[place]
    assert at.absent(card, where) == said
    assert at.sentence(card, where) == f"Desvinculación en {where.title}: {said}"


def pages(rows: list[dict[str, Any]], tmp_path: Path, **settings: Any) -> dict[str, str]:
    files = (DataFile("datos/valores.csv", "Valores", "Una fila por cifra."),)
    render_site(account(rows, **settings), tmp_path, EditionInfo("2025-001", 2025, files=files))
    return {
        path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(tmp_path.rglob("*.html"))
    }


def test_no_page_has_a_table_with_headings_and_no_rows(tmp_path: Path) -> None:
    made = pages([share("13401", "2021"), share("13401")], tmp_path)
    assert not [path for path, page in made.items() if "<tbody>\n</tbody>" in page]
    country = words(made["indicadores/desvinculacion/index.html"])
    assert "Desvinculación en Chile: sólo hay cifras por comuna." in country
    elsewhere = words(made["territorios/08110/index.html"])
    assert "Sin cifra para Talcahuano Desvinculación : la fuente no trae el dato." in elsewhere
    assert "Sin datos : todavía no hay datos." in elsewhere


def test_what_comes_after_the_year_is_only_in_the_downloads(tmp_path: Path) -> None:
    years = ("2023", "2025", "2026", "2035")
    rows = [share("13401", year, sources="ine", person_level=False) for year in years]
    rows += [row | {"sex": sex} for row in rows for sex in ("mujer", "hombre")]
    made = pages(rows, tmp_path)
    page = made["territorios/13401/aprender/index.html"]
    indicator = made["indicadores/desvinculacion/index.html"]
    for each in (page, indicator, made["index.html"], made["estado/index.html"]):
        assert "2035" not in each and "2025" in each
    assert "Las cifras posteriores a 2025 son proyecciones y están en las descargas." in page
    assert ";2035;" in (tmp_path / "indicadores/desvinculacion/desvinculacion.csv").read_text("utf-8-sig")


def test_newer_figures_that_are_no_projection_are_not_called_one() -> None:
    at = desk([share("13401"), share("13401", "2026")])
    said = at.later(at.account.cards[small.SHARE], at.places["13401"])
    assert said == "Las cifras posteriores a 2025 están en las descargas."
    assert at.later(at.account.cards[small.SHARE], at.places["08110"]) == ""


def test_a_card_with_later_figures_only_does_not_ask_its_producer_for_them(tmp_path: Path) -> None:
    page = words(pages([share("13401", "2030")], tmp_path)["indicadores/desvinculacion/index.html"])
    assert "Sólo hay cifras posteriores a 2025: aquí no se muestran. Descargar CSV" in page
    assert "Falta que la entregue" not in page


def test_a_fraction_is_never_broken_across_lines(tmp_path: Path) -> None:
    page = pages([share("13401")], tmp_path)["territorios/13401/aprender/index.html"]
    assert "300\u00a0de\u00a010.000" in page and "300 de 10.000" not in page


def test_figures_by_sex_are_open_on_paper() -> None:
    style = (Path(__file__).resolve().parents[2] / "publish/static/cuenta.css").read_text(encoding="utf-8")
    assert "  details::details-content { content-visibility: visible" in style.partition("@media print")[2]
