"""The page of participation: assemblies, seats, training, satisfaction, practice, agreements and the team."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import text
from publish.pages import practice
from publish.pages.community import PARTICIPATION, community_pages
from publish.pages.declared import declared_rows
from publish.pages.desk import Desk
from publish.pages.grids import Grid, grid, records, shown, when, words

TEMPLATE = "participacion.html.j2"
_COUNTS = ("meetings", "people", "women", "men", "unknown_sex")
_HEADS = (
    "#Jornadas", "#Total", "#Mujeres", "#Hombres", "#Sin informar sexo", "#De cada cien esperadas",
)  # fmt: skip


def participation_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of participation."""
    view = {
        "title": "Participación",
        "pages": community_pages(desk),
        "summary": _summary(desk),
        "declared": declared_rows(desk, "jornada"),
        "totals": [each for each in (_totals(desk, *kind) for kind in _KINDS) if each],
        "meetings": _meetings(desk, desk.account.year),
        "earlier": _meetings(desk, None),
        "seats": _seats(desk),
        "seat_note": _seat_note(desk),
        **practice.view(desk),
    }
    return PARTICIPATION, TEMPLATE, view


#: grouping of attendance_totals -> caption and name of the first column
_KINDS = (
    ("anio", "Asistencia documentada, por año", "Año"),
    ("territorio", "Asistencia documentada de {year}, por territorio", "Territorio"),
    ("tipo", "Asistencia documentada de {year}, por tipo de jornada", "Tipo"),
    ("clase", "Asistencia documentada de {year}, por clase de participante", "Clase"),
)


def _summary(desk: Desk) -> str:
    """«En 2024 se documentaron 9 jornadas, con 461 asistencias: 258 de mujeres, 154 de hombres…»"""
    year = str(desk.account.year)
    rows = desk.account.people["attendance_totals"]
    found = records(rows[(rows["grouping"] == "anio") & (rows["year"] == year)])
    if not found:
        return f"En {year} no hay ninguna jornada documentada."
    row = found[0]
    said = f"En {year} se documentaron {text.with_unit(row['meetings'], 'jornadas')}"
    if pd.isna(row["people"]):
        return f"{said}; ninguna dice cuántas personas asistieron."
    parts = [
        f"{text.plain(row[name])} {what}"
        for name, what in (
            ("women", "de mujeres"), ("men", "de hombres"), ("unknown_sex", "sin informar el sexo"),
        )
        if row[name] > 0
    ]  # fmt: skip
    said += f", con {text.with_unit(row['people'], 'asistencias')}"
    return f"{said}: {text.listing(parts)}. Quien fue a dos jornadas se cuenta dos veces."


def _totals(desk: Desk, grouping: str, caption: str, head: str) -> Grid | None:
    year = str(desk.account.year)
    rows = desk.account.people["attendance_totals"]
    rows = rows[rows["grouping"] == grouping]
    if grouping == "anio":
        rows = rows.sort_values("year", ascending=False)
    else:
        rows = rows[rows["year"] == year].sort_values("people", ascending=False)
    lines = [
        (
            _named(desk, grouping, row),
            *(shown(row[name]) for name in _COUNTS),
            shown(row["share_of_plan"]),
        )
        for row in records(rows)
    ]
    return grid(caption.format(year=year), (head, *_HEADS), lines)


def _named(desk: Desk, grouping: str, row: dict[str, Any]) -> str:
    if grouping == "anio":
        uncounted = row["uncounted"]
        aside = f" | {text.plain(uncounted)} sin recuento de asistentes" if uncounted else ""
        return f"{row['year'] or 'Sin fecha'}{aside}"
    code = str(row["code"])
    return desk.account.people.places.get(code, code) if grouping == "territorio" else words(code)


def _meetings(desk: Desk, year: int | None) -> Grid | None:
    """The meetings of a year one by one, or of all the other years."""
    rows = desk.account.people["attendance"]
    this_year = rows["held_on"].str.startswith(str(desk.account.year))
    rows = rows[(this_year if year else ~this_year) & (rows["record"] == "documentada")]
    whole = rows[rows["is_counted"] > 0].sort_values(["held_on", "meeting_id"], ascending=[False, True])
    lines = [
        (
            f"{row['name']} | {when(row['held_on'])}, {_place(desk, row)}",
            shown(row["meetings"]),
            shown(row["people"]) or "nadie contó",
            shown(row["women"]),
            shown(row["men"]),
            shown(row["planned"]),
            _aside(row),
        )
        for row in records(whole)
    ]
    heads = ("Jornada", "#Jornadas", "#Total", "#Mujeres", "#Hombres", "#Se esperaban", "De dónde sale")
    return grid(f"Jornadas de {year}" if year else "Jornadas de otros años", heads, lines)


def _place(desk: Desk, row: dict[str, Any]) -> str:
    name = desk.account.people.places.get(row["territory_id"], row["territory_id"])
    return f"{row['place']}, {name}" if row["place"] else str(name)


def _aside(row: dict[str, Any]) -> str:
    kind = f"Sólo {words(row['participants']).lower()}. " if row["participants"] else ""
    wrong = " | ≠ Mujeres y hombres suman más que el total escrito." if row["is_contradictory"] else ""
    return f"{kind}{row['source']}{wrong}"


def _seats(desk: Desk) -> list[Grid]:
    """Seats by kind of member and by territory, each by sex."""
    rows = desk.account.people["seats"]
    found = []
    for key, head in (("kind", "Clase"), ("territory_id", "Territorio")):
        table = rows.pivot_table(index=key, columns="sex", values="seats", aggfunc="sum", fill_value=0.0)
        table = table.reindex(columns=["mujer", "hombre", "total"], fill_value=0.0)
        table["all"] = table.sum(axis=1)
        table = table.sort_values("all", ascending=False, kind="stable")
        lines = [
            (
                words(str(code)) if key == "kind" else desk.account.people.places.get(str(code), str(code)),
                *(text.number(row[name]) for name in ("mujer", "hombre", "total", "all")),
            )
            for code, row in table.iterrows()
        ]
        made = grid(
            f"Puestos de la colaborativa por {head.lower()}",
            (head, "#Mujeres", "#Hombres", "#Sin informar", "#Puestos"), lines,
        )  # fmt: skip
        if made:
            found.append(made)
    return found


def _seat_note(desk: Desk) -> str:
    seats = desk.account.people["seats"]["seats"].sum()
    own = desk.account.people["seats"]
    ours = own.loc[own["kind"].isin(["familias", "vecinos"]), "seats"].sum()
    return (
        f"El 31 de diciembre de {desk.account.year} la colaborativa tenía "
        f"{text.with_unit(seats, 'puestos')} {'ocupado' if seats == 1 else 'ocupados'}; "
        f"{text.number(ours)} son de familias y organizaciones de vecinos."
    )
