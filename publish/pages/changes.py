"""The page «Qué cambió»: what this edition says otherwise than the one before."""

from __future__ import annotations

from typing import Any

from publish import lenses, text
from publish.pages.desk import Desk
from publish.revisions import KINDS, TableChange

TEMPLATE = "cambios.html.j2"
URL = "cambios/index.html"
#: Rows that the page lists; the rest are in the download.
SHOWN = 200


def changes_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view."""
    revisions = desk.account.revisions
    rows = revisions.rows
    # a figure that now says something else matters more than one that came or went
    order = {kind: place for place, kind in enumerate(["revisada", "definitiva", *KINDS])}
    listed = rows[rows["territorio"].isin(desk.account.names) & rows["indicador"].isin(desk.account.cards)]
    listed = listed.assign(orden=listed["tipo"].map(order)).sort_values("orden", kind="stable")
    names = desk.account.cards
    new = sorted((names[code]["nombre"], count) for code, count in revisions.new.items() if code in names)
    view = {
        "title": "Qué cambió",
        "previous": revisions.previous,
        "kinds": [(KINDS[kind], text.number(count)) for kind, count in revisions.counts.items()],
        "new": [(name, text.number(count)) for name, count in new],
        "tables": [(change.title, _counts(change)) for change in revisions.tables],
        "rows": [_row(desk, row) for row in listed.head(SHOWN).to_dict("records")],
        "more": text.number(len(listed) - SHOWN) if len(listed) > SHOWN else "",
    }
    return URL, TEMPLATE, view


def _counts(change: TableChange) -> str:
    """«2 filas nuevas y 1 que ya no está»."""
    parts = (
        (change.added, "fila nueva", "filas nuevas"),
        (change.removed, "que ya no está", "que ya no están"),
        (change.changed, "que dice otra cosa", "que dicen otra cosa"),
    )
    told = [f"{text.number(count)} {one if count == 1 else many}" for count, one, many in parts if count]
    return text.listing(told)


def _row(desk: Desk, row: dict[Any, Any]) -> dict[str, str]:
    card = desk.account.cards[row["indicador"]]
    unit, decimals = card.get("unidad", ""), int(card.get("decimales", 1))
    hidden = "s" if row["marca_ahora"] == "s" else ""  # what is reserved now is not said again
    who = [text.SEX_NAMES.get(row["sexo"], row["sexo"])] if row["sexo"] != "total" else []
    who += [text.age(row["edad"])] if row["edad"] != "total" else []
    who += [lenses.category(row["desglose"], row["categoria"])] if row["categoria"] else []
    return {
        "indicator": card["id"],
        "name": card["nombre"],
        "place": desk.account.names[row["territorio"]],
        "period": text.period(row["periodo"]),
        "who": ", ".join(who),
        "kind": KINDS[row["tipo"]],
        "before": text.figure(_value(row["valor_antes"]), hidden or row["marca_antes"], unit, decimals),
        "now": text.figure(_value(row["valor_ahora"]), row["marca_ahora"], unit, decimals)
        if row["tipo"] != "retirada"
        else "—",
    }


def _value(number: float) -> float | None:
    return None if number != number else number
