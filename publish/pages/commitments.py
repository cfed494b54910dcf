"""The page of commitments: what was needed, planned and done by area, and what the documents contradict."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publish import commitment_words as words
from publish import text
from publish.charts.segments import key_swatch, segmented_bar
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.notes import KINDS
from publish.pages.places import Place

URL = "compromisos/index.html"
TEMPLATE = "compromisos.html.j2"
KEY = ("hecho", "pendiente", "eliminado", "necesidad")
#: Areas or standards that are named together when they tie.
MOST = 3
_COUNTS = ("need", "planned", "done", "pending", "cancelled")
_BAR = ("done", "pending", "cancelled")


def has_plans(desk: Desk) -> bool:
    """Whether there is any work plan to show."""
    return not desk.account.commitments.plans.empty


def commitments_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the page of commitments."""
    given = desk.account.commitments
    contrasts = _records(given.contrasts)
    plans = [
        _plan(number, str(plan), _records(rows), [row for row in contrasts if row["plan_id"] == plan])
        for number, (plan, rows) in enumerate(given.plans.groupby("plan_id", sort=False), 1)
    ]
    view = {
        "title": "Compromisos: lo necesario, lo planificado y lo hecho",
        "plans": plans,
        "key": _key(),
        "badge": KINDS["contradice"],
        "contradicted": any(plan["contradicted"] for plan in plans),
    }
    return URL, TEMPLATE, view


def place_commitments(desk: Desk, place: Place) -> dict[str, Any] | None:
    """What the work plans say of a territory and of those inside it; None when they say nothing."""
    rows = desk.account.commitments.places
    rows = rows[rows["territory_id"] == place.id]
    if rows.empty:
        return None
    found = []
    number = 0
    for plan, areas in rows.groupby("plan_id", sort=False):
        scale = _scale(areas)
        lines = []
        for row in _records(areas):
            number += 1
            lines.append(_area(row, [], f"compromiso-{number}", scale))
        found.append({"id": plan, "title": words.title(str(plan)), "areas": lines})
    return {"plans": found, "key": _key(), "url": URL}


def _plan(number: int, plan: str, rows: list[Record], contrasts: list[Record]) -> dict[str, Any]:
    """One plan: its total, the bars of its areas and the table of everything."""
    total = next(row for row in rows if row["level"] == "plan")
    areas = [row for row in rows if row["level"] == "area"]
    shown = areas or [total]
    scale = _scale(pd.DataFrame(shown))
    standards = [row for row in rows if row["level"] == "standard"]
    return {
        "id": f"plan-{plan}",
        "title": words.title(plan),
        "summary": [*_summary(total, areas), *_stalled(areas, standards)],
        "areas": [
            _area(row, _of(contrasts, row, "area"), f"barra-{number}-{n}", scale)
            for n, row in enumerate(shown, 1)
        ],
        "contradicts": words.contradiction(_of(contrasts, total, "plan"), total["stated_need"]),
        "rows": [
            _row(row, [c for c in contrasts if _same(c, row)])
            for row in rows
            if row["level"] != "standard" or row["standard"] != row["area"]
        ],
        "undone": [_short(row) for row in standards if (row["need"] or 0) > 0 and row["done"] == 0],
        "beyond": [_short(row) for row in standards if row["planned"] > row["need"] > 0],
        "contradicted": any(row["kind"] == "contradice" for row in contrasts),
        "printed": bool(contrasts),
        "cost": words.pesos(total["cost"]),
    }


def _area(row: Record, contrasts: list[Record], label: str, scale: float) -> dict[str, Any]:
    done, pending, cancelled = (words.known(row[name]) or 0.0 for name in _BAR)
    drawn = words.known(row["planned"]) is not None and scale > 0
    bar = segmented_bar(done, pending, cancelled, words.known(row["need"]), scale, label) if drawn else ""
    return {
        "name": row["area"] or "Todo el plan",
        "label": label,
        "bar": bar,
        "counted": words.counted(row),
        "shares": words.shares(row),
        "contradicts": words.contradiction(contrasts, row.get("stated_need")),
    }


def _summary(total: Record, areas: list[Record]) -> list[str]:
    """What is said of a whole plan, and what its coverage leaves out."""
    planned, done, pending, cancelled = (words.count(total[name]) for name in ("planned", *_BAR))
    said = [
        f"Acciones planificadas: {planned}. Hechas: {done}. Pendientes: {pending}. Eliminadas: {cancelled}."
        + (f" Cumplimiento: {words.percent(total['compliance'])}." if total["compliance"] >= 0 else "")
    ]
    if words.known(total["coverage"]) is not None:
        said.append(
            f"Cobertura: {words.percent(total['coverage'])}, {words.count(total['needed_planned'])} "
            f"planificadas para una necesidad de {words.count(total['need'])}."
        )
    if words.known(total["coverage_on_printed"]) is not None and total["stated_need"] != total["need"]:
        said[-1] += (
            f" Con las necesidades que imprime el documento ({words.count(total['stated_need'])}) sería "
            f"{words.percent(total['coverage_on_printed'])}."
        )
    if without := _without_need(areas):
        said.append(
            "Sin información de necesidad, fuera de la cobertura y dentro de lo planificado: "
            f"{text.listing(without)}."
        )
    return said


def _without_need(areas: list[Record]) -> list[str]:
    """Areas without any need, and how many standards of the others have none: «2 estándares de Escuela»."""
    whole = [str(row["area"]) for row in areas if words.known(row["need"]) is None]
    left = [
        (int(row["without_need"]), str(row["area"]))
        for row in areas
        if words.known(row["need"]) is not None and (words.known(row["without_need"]) or 0) > 0
    ]
    return whole + [f"{count} {'estándar' if count == 1 else 'estándares'} de {area}" for count, area in left]


def _stalled(areas: list[Record], standards: list[Record]) -> list[str]:
    """Where most of what is pending or cancelled lies, by area and by standard, ties told."""
    said = []
    for name, of, rows in (("Áreas", "area", areas), ("Estándares", "standard", standards)):
        left = {row[of]: row["pending"] + row["cancelled"] for row in rows}
        most = max((count for count in left.values() if count > 0), default=0)
        names = [str(each) for each, count in left.items() if count == most]
        if len(left) > 1 and most and len(names) <= MOST:
            each = " cada uno" if len(names) > 1 else ""
            said.append(
                f"{name} con más pendiente y eliminado: {text.listing(names)}, {text.plain(most)}{each}."
            )
    return [" ".join(said)] if said else []


def _row(row: Record, contrasts: list[Record]) -> dict[str, Any]:
    """A line of the table; a printed figure that the rows do not give stands beside it."""
    wrong = {c["figure"]: c["printed"] for c in contrasts if c["kind"] == "contradice"}
    wrong |= {"coverage": wrong["coverage_on_printed"]} if "coverage_on_printed" in wrong else {}
    cells = [{"text": words.count(row[name]), "printed": _printed(wrong, name)} for name in _COUNTS] + [
        {"text": words.percent(row[name]) or "—", "printed": _printed(wrong, name)}
        for name in ("coverage", "compliance")
    ]
    level = {"plan": 0, "area": 1, "standard": 2}[row["level"]]
    return {"name": row["standard"] or row["area"] or "Todo el plan", "level": level, "cells": cells}


def _printed(wrong: dict[str, float], name: str) -> str:
    return words.as_printed(wrong[name], name) if name in wrong else ""


def _short(row: Record) -> str:
    return (
        f"{row['standard']} ({row['area']}): necesidad {words.count(row['need'])}, planificado "
        f"{words.count(row['planned'])}, hecho {words.count(row['done'])}"
    )


def _scale(rows: pd.DataFrame) -> float:
    """The largest planned or needed of a panel, so that its bars compare."""
    return float(rows[["planned", "need"]].astype("float64").max().max() or 0)


def _key() -> list[dict[str, str]]:
    return [{"name": name, "swatch": key_swatch(name)} for name in KEY]


def _of(contrasts: list[Record], row: Record, level: str) -> list[Record]:
    return [c for c in contrasts if c["level"] == level and c["area"] == row["area"]]


def _same(contrast: Record, row: Record) -> bool:
    return all(contrast[name] == row[name] for name in ("level", "area", "standard"))


def _records(rows: pd.DataFrame) -> list[Record]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
