"""The cells of the resource map: each need of a population and a territory, its offers and its state."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from publish import text
from publish.pages.desk import Desk
from publish.resource_sentences import SEX_OF, STATES, amount, state_of, title, why
from publish.resources import Resources
from publish.sentences import shown

Row = Mapping[Hashable, Any]
#: need, population, sex and territory
Key = tuple[str, str, str, str]
_CELL = ["need", "population", "sex", "territory_id"]
_UNASKED = "Nadie ha escrito cuánto hace falta: la necesidad no está en el registro."
_KINDS = {"servicio_formal": "Servicio formal", "fortaleza_vecinal": "Fortaleza de los vecinos"}


@dataclass
class Cell:
    """What the map says of a need, a population and a territory. `states` are keys of STATES."""

    key: Key
    title: str
    offers: int = 0
    states: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    offer_ids: list[str] = field(default_factory=list)
    indicator_id: str = ""

    @property
    def id(self) -> str:
        """Its anchor in the list."""
        return "-".join(("casilla", *self.key))

    @property
    def signs(self) -> list[tuple[str, str, str]]:
        """State, symbol and word of each thing that it is."""
        return [(state.replace("_", "-"), *STATES[state]) for state in self.states]


def cells(resources: Resources) -> dict[Key, Cell]:
    """Every cell of the map: those of needs, of findings, and of offers for needs that nobody wrote."""
    found: dict[Key, Cell] = {}
    gaps = {_key(row): row for row in _rows(resources.findings) if row["kind"] != "duplicidad"}
    doubled = {_key(row): row for row in _rows(resources.findings) if row["kind"] == "duplicidad"}
    needs = {_key(row): row for row in _rows(resources.needs)}
    for key in sorted({*needs, *gaps, *doubled}):
        row = needs.get(key) or gaps.get(key) or doubled[key]
        cell = found[key] = Cell(key, title(resources, row), int(row["offers"]))
        if key in doubled:
            cell.states.append("duplicidad")
            cell.sentences.append(why(resources, doubled[key]))
            cell.offers = max(cell.offers, int(doubled[key]["offers"]))
        if key in gaps:
            cell.states.append(str(gaps[key]["kind"]))
            cell.sentences.append(why(resources, gaps[key]))
        elif key in needs:
            cell.states.append(str(row["state"]))
            cell.sentences.append(state_of(row))
        else:
            cell.sentences.append(_UNASKED)
        named = [needs.get(key, {}), doubled.get(key, {}), gaps.get(key, {})]
        cell.offer_ids = sorted({id_ for each in named for id_ in str(each.get("offer_ids") or "").split()})
        cell.indicator_id = str(row["indicator_id"])
    seen = {id_ for cell in found.values() for id_ in cell.offer_ids}
    for row in _rows(resources.offers[~resources.offers["offer_id"].isin(seen)]):
        key = _key(row)
        if key not in found:
            found[key] = Cell(key, title(resources, row), 0, ["sin_informacion"], [_UNASKED])
        found[key].offer_ids.append(str(row["offer_id"]))
        # one that ended, or has yet to begin, is in the list with its dates and in no count
        found[key].offers += int(resources.in_year(str(row["date_from"]), str(row["date_to"])))
    return found


def matrix(
    resources: Resources, made: Mapping[Key, Cell], territories: Iterable[str]
) -> list[dict[str, Any]]:
    """One row per need, population and sex; its cells in the order of `territories`, None for nothing."""
    rows = sorted(
        {key[:3] for key in made},
        key=lambda row: (resources.need(row[0]).lower(), resources.population(row[1]), row[2]),
    )
    places = list(territories)
    return [
        {
            "need": resources.need(need),
            "population": resources.population(population),
            "sex": SEX_OF.get(sex, ""),
            "cells": [made.get((need, population, sex, place)) for place in places],
        }
        for need, population, sex in rows
    ]


def offer_rows(resources: Resources, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Offers as the list shows them, by name. A capacity that is not known says so."""
    offers = resources.offers
    rows = offers[offers["offer_id"].isin(list(ids))].sort_values(["name", "offer_id"])
    return [
        {
            "name": row["name"],
            "kind": _KINDS.get(row["kind"], ""),
            "whom": ", ".join(filter(None, (_sexes(row["sex"]), row["age"]))),
            "when": _dates(row["date_from"], row["date_to"]),
            "schedule": row["schedule"],
            "where": resources.places.get(row["territory_id"], row["territory_id"]),
            "place": row["place"],
            "capacity": amount(row["capacity"], row["unit"]) if pd.notna(row["capacity"]) else "no informada",
            "cost": f"${text.number(row['annual_cost'])}" if pd.notna(row["annual_cost"]) else "no informado",
            "funder": row["funder"],
            "provider": row["provider"],
        }
        for row in rows.to_dict("records")
    ]


def indicator_of(desk: Desk, cell: Cell) -> dict[str, str] | None:
    """The indicator that shows a need, and its newest published figure there or in what contains it."""
    card = desk.account.cards.get(cell.indicator_id)
    if card is None:
        return None
    territory, sex = cell.key[3], cell.key[2]
    for code in (territory, *desk.account.parents(territory)):
        place = desk.places.get(code)
        figure = place and (desk.latest(card, place, sex) or desk.latest(card, place))
        if place and figure:
            who = SEX_OF.get(figure.sex, "")
            where = ", ".join(filter(None, (place.title, who, text.period(figure.period))))
            return {"id": card["id"], "name": card["nombre"], "text": f"{shown(card, figure)} ({where})"}
    return {"id": card["id"], "name": card["nombre"], "text": "todavía sin cifra"}


def _rows(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return frame.to_dict("records")


def _key(row: Row) -> Key:
    need, population, sex, territory = (str(row[name]) for name in _CELL)
    return need, population, sex, territory


def _sexes(sex: str) -> str:
    return SEX_OF.get(sex, "sin distinción de sexo")


def _dates(first: str, last: str) -> str:
    return f"{text.date(first)} a {text.date(last)}" if last else f"desde el {text.date(first)}"
