"""Pages to stand inside a page of another site: one chart with its sentence, source and edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.places import COUNTRY, Place
from publish.pages.territory import indicator_url

TEMPLATE = "incrustar.html.j2"
FOLDER = "incrustar"
#: Only the country and the largest territories: a page for each would be one more for every chart.
MOST = 12
HEIGHT = 520


def embed_pages(desk: Desk, card: Record) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, template and view of each chart of an indicator that others may embed."""
    for place in _places(desk):
        chart = desk.chart(*_chart(card, place), "frase")
        if chart is None:
            continue
        view = {
            "title": f"{card['nombre']}, {place.title}",
            "sentence": desk.sentence(card, place),
            "unit": card.get("unidad", ""),
            "source": str(card.get("fuente") or "").rstrip("."),
            "chart": chart,
            "url": f"indicadores/{card['id']}/index.html"
            if place.id == COUNTRY
            else indicator_url(card, place),
        }
        yield address(card["id"], place.id), TEMPLATE, view


def address(indicator: str, territory: str) -> str:
    """Where the page of a chart is, from the edition's root."""
    return f"{FOLDER}/{indicator}/{territory}.html"


def snippet(desk: Desk, card: Record) -> str:
    """What to paste in another page to show a chart, the country's if it has one; '' where there is none."""
    shown = [place for place in _places(desk) if _chart(card, place) in desk.charts]
    if not shown:
        return ""
    path = address(card["id"], shown[0].id)
    return (
        f'<iframe src="{desk.terms.address(path) or path}" title="{card["nombre"]}, '
        f'{shown[0].title}" width="100%" '
        f'height="{HEIGHT}" loading="lazy"></iframe>'
    )


def _chart(card: Record, place: Place) -> tuple[str, str, str]:
    """What the chart of a place is about, as the desk knows it."""
    return ("indicador", card["id"], "") if place.id == COUNTRY else ("territorio", card["id"], place.id)


def _places(desk: Desk) -> list[Place]:
    codes = dict.fromkeys([COUNTRY, *desk.account.listed[:MOST]])
    return [desk.places[code] for code in codes]
