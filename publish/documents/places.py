"""A territory on paper: its tiles, its short tables, its resources and its commitments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish import text
from publish.documents.goals import short_goals
from publish.documents.words import Content, bar, cell, table
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.places import Place
from publish.pages.territory import headline, territory_page
from publish.sentences import capital

#: Changes that open the document of a territory.
MOVED = 4
HEADS = ("Indicador", "#Valor", "Período", "Cambio", "#Región", "#País")
_TILE_HEADS = ("Indicador", "#Antes", "#Último dato", "Cambio", "#Región", "#País")


def place_part(desk: Desk, place: Place, goals: list[GoalRow]) -> Content:
    """Everything that the document of one territory says, besides its frame."""
    view = territory_page(desk, place, goals)[2]
    return {
        "place": place.title,
        "moved": _moved(desk, place),
        "goals": short_goals(desk, view["goals"]),
        "areas": [
            {
                "name": area["name"],
                "tiles": [tile_part(each) for each in area["tiles"]],
                "table": _short(area),
            }
            for area in view["areas"]
        ],
        "missing": _missing(view["empty"]),
        "resources": resources_part(view["resources"]) if view["resources"] else None,
        "plans": [plan_part(plan, []) for plan in (view["commitments"] or {"plans": []})["plans"]],
    }


def _moved(desk: Desk, place: Place) -> list[str]:
    """The sentences of the featured indicators that changed beyond noise, in the order of the groups."""
    cards = [card for _, _, cards in desk.areas for card in headline(desk, cards, place)]
    changes = ((card, desk.change(card, place)) for card in cards)
    moved = [card for card, change in changes if change and change.verdict in ("better", "worse")]
    return [desk.sentence(card, place) for card in moved[:MOVED]]


def tile_part(tile: dict[str, Any]) -> Content:
    """An indicator at a glance."""
    latest, earlier = tile["latest"], tile["earlier"]
    if not latest:
        return {"name": tile["name"], "value": "", "absent": tile["absent"]}
    around = [
        f"{name}: {tile[key]}" for name, key in (("Región", "region"), ("País", "country")) if tile[key]
    ]
    note = f" ({latest['note']})" if latest["note"] else ""
    return {
        "name": tile["name"],
        "value": f"{latest['text']}{' u' if latest['mark'] == 'u' else ''}",
        "unit": latest["unit"],
        "period": f"{latest['period']}{note}",
        "before": earlier["text"] if earlier else "",
        "before_period": earlier["period"] if earlier else "",
        "symbol": tile["symbol"],
        "words": tile["words"],
        "around": " · ".join(around),
    }


def summary_part(desk: Desk, place: Place, goals: list[GoalRow]) -> Content:
    """A territory in a few lines, for the document of them all: the headline set of each group."""
    view = territory_page(desk, place, goals)[2]
    parents = [parent.title for parent in reversed(view["parents"]) if parent.level != "pais"]
    return {
        "title": place.title,
        "under": " · ".join([place.level_name, *parents]),
        "tables": [
            table(area["name"], _TILE_HEADS, [_line(tile) for tile in area["tiles"]])
            for area in view["areas"]
            if area["tiles"]
        ],
    }


def resources_part(view: Mapping[str, Any]) -> Content:
    """Findings of the resource map. view: offers, groups and how many more, as the pages show them."""
    offers = view["offers"]
    said = f"{text.number(offers)} {'oferta registrada' if offers == 1 else 'ofertas registradas'}."
    if view.get("more"):
        said += f" Hay {text.number(view['more'])} más en el mapa de recursos del sitio."
    elif not view["groups"]:
        said += " Ninguna oferta se repite, y ninguna necesidad escrita quedó sin oferta."
    return {"summary": said, "groups": [_group(group) for group in view["groups"] if group["rows"]]}


def _group(group: Mapping[str, Any]) -> Content:
    rows = [
        {"title": f"{row['title']}{', ' if row['where'] else ''}{row['where']}", "why": row["why"]}
        for row in group["rows"]
    ]
    return {
        "heading": group["heading"], "about": group["about"], "symbol": group["symbol"], "rows": rows
    }  # fmt: skip


def plan_part(plan: dict[str, Any], summary: list[str]) -> Content:
    """A work plan: its bars and what they say."""
    return {
        "title": plan["title"],
        "summary": summary,
        "areas": [
            {
                "name": area["name"],
                "bar": bar(area["bar"]) if area["bar"] else "",
                "counted": area["counted"],
                "shares": " ".join(f"{name}: {value}." for name, value in area["shares"]),
                "contradicts": area["contradicts"],
            }
            for area in plan["areas"]
        ],
    }


def _missing(empty: list[dict[str, str]]) -> list[Content]:
    """The indicators without a figure under each reason, in the order in which it first comes."""
    found: dict[str, list[str]] = {}
    for each in empty:
        found.setdefault(each["why"], []).append(each["name"])
    return [{"why": capital(why), "names": f"{'; '.join(names)}."} for why, names in found.items()]


def _short(area: dict[str, Any]) -> Content:
    title = f"{'También en' if area['tiles'] else 'Indicadores de'} {area['name'].lower()}"
    return table(title, HEADS, [_row(row) for row in area["rows"]])


def _row(row: dict[str, Any]) -> list[str]:
    since = f" desde {row['since']}" if row["words"] and row["since"] else ""
    return [
        f"{row['name']}\t{row['unit']}" if row["unit"] else row["name"],
        cell(row["value"]),
        row["period"],
        f"{row['symbol']} {row['words']}{since}" if row["words"] else "",
        cell(row["region"]),
        cell(row["country"]),
    ]


def _line(tile: dict[str, Any]) -> list[str]:
    """A tile as a row: earlier and latest value, each above its period."""
    made = tile_part(tile)
    name = f"{made['name']}\t{made['unit']}" if made.get("unit") else made["name"]
    if not made["value"]:
        return [made["name"], "", made["absent"], "", "", ""]
    before = f"{made['before']}\n{made['before_period']}" if made["before"] else ""
    change = f"{made['symbol']} {made['words']}" if made["words"] else ""
    return [name, before, f"{made['value']}\n{made['period']}", change, tile["region"], tile["country"]]
