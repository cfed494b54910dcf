"""An indicator's page: what it is, what it says for the country and each territory, where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish import columns, text
from publish.account import VALUE_COLUMNS
from publish.column import VALORES_KEY
from publish.downloads import write_csv, write_json
from publish.formats import citation, csvw, linked
from publish.inputs import Record
from publish.pages import blocks
from publish.pages.desk import Desk
from publish.pages.detail import badges, detail
from publish.pages.drawings import regions_beside
from publish.pages.embed import snippet
from publish.pages.gaps import gap_rows
from publish.pages.goal_rows import GoalRow
from publish.pages.metadata import metadata
from publish.pages.places import COUNTRY
from publish.pages.territory import indicator_url
from publish.tables import Table

TEMPLATE = "indicador.html.j2"


def url(indicator: str) -> str:
    """Address of an indicator's page from the edition's root."""
    return f"indicadores/{indicator}/index.html"


def indicator_page(desk: Desk, card: Record, goals: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of one indicator."""
    country = desk.places[COUNTRY]
    order = [each for _, _, cards in desk.areas for each in cards]
    at = order.index(card)
    has_data, has_rows = card["id"] in desk.with_data, card["id"] in desk.with_rows
    rows = blocks.latest_rows(desk, card) if has_data else []
    chart = desk.chart("indicador", card["id"], "", "frase")
    area = text.AREA_NAMES.get(card.get("area", ""), "")
    view = {
        "title": card["nombre"],
        "card": card,
        "area": area,
        "linked": linked.of_indicator(desk.terms, card, area, desk.coverage.get(card["id"])),
        "citation": citation.of_indicator(desk.terms, card),
        "embedded": snippet(desk, card),
        "before": order[at - 1] if at else None,
        "after": order[at + 1] if at + 1 < len(order) else None,
        "has_data": has_data,
        "badges": badges(desk, card),
        "whole": detail(desk, card, country, "frase", chart, regions_beside(desk, card)) | {"badges": []},
        "rows": rows,
        "signs": blocks.signs([each for row in rows for each in (row["value"], *row["by_sex"])]),
        "gaps": _gaps(desk, card),
        "about": metadata(desk, card),
        "goals": [row for row in goals if row.card["id"] == card["id"]],
        "nothing": _nothing(desk, card),
        "download": f"{card['id']}.csv" if has_rows else "",
    }
    return url(card["id"]), TEMPLATE, view


def _gaps(desk: Desk, card: Record) -> list[dict[str, Any]]:
    """Per territory with a page, how far it is from its región and from the country."""
    found = []
    for place in desk.places.listed:
        by_kind = {row["kind"]: row for row in gap_rows(desk.figures, card, place)}
        region, country = by_kind.get("region"), by_kind.get("pais")
        if region or country:
            found.append({"place": place, "url": indicator_url(card, place), "gaps": [region, country]})
    return found


def write_series(desk: Desk, card: Record, out: Path) -> None:
    """The rows of one indicator as CSV beside its page, with the columns of datos/valores.csv described."""
    rows = desk.account.valores
    rows = rows.loc[rows["indicador"] == card["id"], VALUE_COLUMNS]
    about = str(card.get("definicion") or "")
    table = Table(card["id"], card["nombre"], about, columns.VALORES, rows, VALORES_KEY)
    folder = out / Path(url(card["id"])).parent
    write_csv(table, folder / f"{card['id']}.csv")
    write_json(csvw.describe([table], desk.terms), folder / csvw.FILE)


def _nothing(desk: Desk, card: Record) -> str:
    """Why no territory shown has a figure, when files did come; '' when none came."""
    if card["id"] in desk.with_rows:
        return f"Sólo hay cifras posteriores a {desk.account.year}: aquí no se muestran."
    return "La fuente no trae el dato para estos territorios." if card["id"] in desk.delivered else ""
