"""The families' well-being matrix: share achieved at entry, now and exit; never one family."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import text
from publish.pages.community import FAMILIES, community_pages
from publish.pages.desk import Desk
from publish.pages.grids import RESERVED, Grid, grid, records
from publish.people import MOMENTS

TEMPLATE = "familias.html.j2"
_HEADS = ("#Al entrar", "#Ahora", "#Al salir")


def families_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the matrix."""
    rows = desk.account.people["wellbeing"]
    places = sorted(set(rows["territory_id"]) - {""})
    view = {
        "title": "Familias: cómo entran, cómo van y cómo salen",
        "pages": community_pages(desk),
        "said": _said(rows),
        "stages": _stages(desk.account.people.stages),
        "whole": _dimensions(desk, rows, ""),
        "places": [_dimensions(desk, rows, place) for place in places] if len(places) > 1 else [],
        "items": _items(rows),
        "has_reserved": bool((rows["mark"] != "").any()),
        "threshold": desk.account.threshold,
    }
    return FAMILIES, TEMPLATE, view


def _said(rows: pd.DataFrame) -> str:
    """«Al entrar, las 132 familias tenían logrado 45,9 % de lo que les aplica; …»"""
    whole = rows[(rows["level"] == "total") & (rows["territory_id"] == "")]
    parts = []
    for moment, words in (
        ("entrada", "al entrar"), ("ahora", "las que no figuran como salidas"), ("salida", "al salir"),
    ):  # fmt: skip
        if row := _at(whole, moment):
            share = RESERVED if row["mark"] else text.with_unit(row["share"], "%", 1)
            of = "" if row["mark"] else f" ({text.with_unit(row['families'], 'familias')})"
            parts.append(f"{words}, {share}{of}")
    said = "; ".join(parts)
    return f"De lo que aplica a cada familia está logrado: {said}."


def _dimensions(desk: Desk, rows: pd.DataFrame, place: str) -> Grid | None:
    """Families, all dimensions and each of them, at the three moments, in a territory or in all."""
    ours = rows[(rows["territory_id"] == place) & rows["level"].isin(["total", "dimension"])]
    total = ours[ours["level"] == "total"]
    lines = [("Familias", *(_count(total, moment) for moment in MOMENTS))]
    lines.append(("Todas las dimensiones", *(_share(total, moment) for moment in MOMENTS)))
    for dimension in sorted(set(ours.loc[ours["level"] == "dimension", "dimension"])):
        own = ours[(ours["level"] == "dimension") & (ours["dimension"] == dimension)]
        lines.append((dimension or "Sin dimensión", *(_share(own, moment) for moment in MOMENTS)))
    name = desk.account.people.places.get(place, place) if place else "todos los territorios"
    return grid(f"Logrado de cada cien respuestas que aplican, {name}", ("Dimensión", *_HEADS), lines)


def _items(rows: pd.DataFrame) -> list[tuple[str, Grid]]:
    """Items of each dimension, for all the families together."""
    items = rows[rows["level"] == "item"]
    found = []
    for dimension, own in items.groupby("dimension", sort=True):
        lines = [
            (" | ".join(str(part) for part in named), *(_share(each, moment) for moment in MOMENTS))
            for named, each in own.groupby(["item", "wording"], sort=True)
        ]
        name = str(dimension) or "Sin dimensión"
        made = grid(f"Ítems: {name}", ("Ítem", *_HEADS), lines)
        if made:
            found.append((name, made))
    return found


def _at(rows: pd.DataFrame, moment: str) -> dict[str, Any]:
    found = records(rows[rows["moment"] == moment])
    return found[0] if found else {}


def _share(rows: pd.DataFrame, moment: str) -> str:
    row = _at(rows, moment)
    if not row:
        return "sin datos"
    return RESERVED if row["mark"] else text.with_unit(row["share"], "%", 1)


def _count(rows: pd.DataFrame, moment: str) -> str:
    row = _at(rows, moment)
    return "0" if not row else RESERVED if row["mark"] else text.number(row["families"])


def _stages(last_months: tuple[int, ...]) -> list[str]:
    """«mes 1», «meses 2 a 3»: each stage of the calendar."""
    found, first = [], 1
    for last in last_months:
        found.append(f"mes {last}" if first == last else f"meses {first} a {last}")
        first = last + 1
    return found
