"""The resource map as a page: findings first, the matrix of needs by territory, and the same as a list."""

from __future__ import annotations

from collections import Counter
from typing import Any

from publish import text
from publish.pages.desk import Desk
from publish.pages.places import Place
from publish.pages.resource_cells import Cell, cells, indicator_of, matrix, offer_rows
from publish.resource_sentences import STATES, title, why

URL = "recursos/index.html"
TEMPLATE = "recursos.html.j2"
#: Findings of a territory's block; the rest are on the page of the map.
SHOWN = 15
_HEADINGS = {
    "duplicidad": ("Duplicidades", "Lo mismo, ofrecido por distintos financiadores. Es donde conviene "
                   "ponerse de acuerdo: no quiere decir que sobre."),
    "vacio": ("Vacíos", "Lo que hace falta y nadie ofrece, o alcanza para muy pocos."),
    "sobreoferta": ("Sobreofertas", "Donde hay bastante más lugar que necesidad."),
}  # fmt: skip
_MEANING = {
    "duplicidad": "Dos ofertas o más, de distinto financiador, para lo mismo, los mismos y al mismo tiempo.",
    "vacio": "Ninguna oferta, o capacidad bajo lo acordado.",
    "sobreoferta": "Capacidad bastante mayor que la demanda.",
    "cubierta": "La capacidad alcanza.",
    "sin_informacion": "Falta la demanda o la capacidad. Sin informar no es cero.",
    "sin_demanda": "Hoy nadie tiene esa necesidad.",
}


def resources_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the map."""
    resources = desk.account.resources
    made = cells(resources)
    territories = _in_order(desk, Counter(key[3] for key in made))
    rows = matrix(resources, made, territories)
    in_use = {state for cell in made.values() for state in cell.states}
    findings = findings_of(desk, None)
    view = {
        "title": "Mapa de recursos",
        "offers": len(resources.offers),
        "needs": len(resources.needs),
        "findings": findings,
        "places": [_place(desk, code) for code in territories],
        "rows": rows,
        "margins": _margins(desk),
        "legend": [(*STATES[state], _MEANING[state]) for state in STATES if state in in_use],
        "needs_list": [
            {"name": name, "entries": [_entry(desk, cell) for row in rows if row["need"] == name
                                       for cell in row["cells"] if cell]}
            for name in dict.fromkeys(row["need"] for row in rows)
        ],
        "sexes": _by_sex(desk),
        "strengths": offer_rows(
            resources, resources.offers.loc[resources.offers["kind"] == "fortaleza_vecinal", "offer_id"]
        ),
    }  # fmt: skip
    return URL, TEMPLATE, view


def findings_of(desk: Desk, place: Place | None) -> list[dict[str, Any]]:
    """The findings of a place and of what it contains, by kind; of all places without one."""
    resources = desk.account.resources
    groups: list[dict[str, Any]] = []
    for kind, (heading, about) in _HEADINGS.items():
        rows = [
            {
                "title": title(resources, row),
                "where": ""
                if place and place.id == row["territory_id"]
                else resources.places.get(row["territory_id"], row["territory_id"]),
                "why": why(resources, row),
                "anchor": "-".join(
                    ("casilla", row["need"], row["population"], row["sex"], row["territory_id"])
                ),
            }
            for row in resources.findings[resources.findings["kind"] == kind].to_dict("records")
            if place is None or _holds(desk, place, row["territory_id"])
        ]
        if rows:
            symbol, _ = STATES[kind]
            groups.append({"kind": kind, "symbol": symbol, "heading": heading, "about": about, "rows": rows})
    return groups


def block(desk: Desk, place: Place) -> dict[str, Any] | None:
    """What a territory's page says of its resources; None where no register speaks of it."""
    resources = desk.account.resources
    codes = {*resources.needs["territory_id"], *resources.offers["territory_id"]}
    if not any(_holds(desk, place, code) for code in codes):
        return None
    groups, left = [], SHOWN
    for group in findings_of(desk, place):
        shown = group["rows"][: max(left, 0)]
        left -= len(group["rows"])
        groups.append(group | {"rows": shown, "total": len(group["rows"])})
    own = resources.offers[[_holds(desk, place, code) for code in resources.offers["territory_id"]]]
    return {
        "groups": groups,
        "offers": len(own),
        "strengths": int((own["kind"] == "fortaleza_vecinal").sum()),
        "more": -left if left < 0 else 0,
    }


def _holds(desk: Desk, place: Place, territory: str) -> bool:
    return place.id == territory or place.id in desk.account.parents(territory)


def _in_order(desk: Desk, cells_of: Counter[str]) -> list[str]:
    """Those with most cells first, which a phone shows without scrolling; then as pages list them."""
    listed = [place.id for place in desk.places.tree if place.id in cells_of]
    every = [*listed, *sorted(set(cells_of) - set(listed))]
    return sorted(every, key=lambda code: -cells_of[code])


def _place(desk: Desk, code: str) -> dict[str, str]:
    place = desk.places.get(code)
    name = place.title if place else desk.account.resources.places.get(code, code)
    return {"name": name, "url": place.url if place else ""}


def _entry(desk: Desk, cell: Cell) -> dict[str, Any]:
    return {
        "cell": cell,
        "place": _place(desk, cell.key[3]),
        "indicator": indicator_of(desk, cell),
        "offers": offer_rows(desk.account.resources, cell.offer_ids),
    }


def _margins(desk: Desk) -> tuple[str, str] | None:
    """The percents with which gaps and surplus are told, as the settings say them."""
    rules = desk.account.settings.get("recursos") or {}
    if "umbral_cobertura" not in rules:
        return None
    return text.plain(rules["umbral_cobertura"]), text.plain(rules["margen_sobreoferta"])


def _by_sex(desk: Desk) -> list[dict[str, Any]]:
    """Offers that serve women and men, those only for one of them, and the gaps of each."""
    offers = desk.account.resources.offers["sex"].value_counts()
    findings = desk.account.resources.findings
    gaps = findings.loc[findings["kind"] == "vacio", "sex"].value_counts()
    return [
        {
            "name": name,
            "serve": int(offers.get("total", 0) + offers.get(sex, 0)),
            "only": int(offers.get(sex, 0)),
            "gaps": int(gaps.get(sex, 0)),
        }
        for sex, name in (("mujer", "Mujeres"), ("hombre", "Hombres"))
    ]
