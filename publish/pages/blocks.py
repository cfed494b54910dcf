"""Pieces that several pages show: tiles, the table of a series, figures by sex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from publish import sentences, text
from publish.figures import Figure
from publish.inputs import Record
from publish.pages.desk import Desk, cell, margin
from publish.pages.places import COUNTRY, Place


def tile(desk: Desk, card: Record, place: Place) -> dict[str, Any]:
    """An indicator at a glance: earlier and latest value with their years, parents, and what changed."""
    latest, change = desk.latest(card, place), desk.change(card, place)
    region, country = desk.compared(card, place, latest.period) if latest else (None, None)
    symbol, words = sentences.badge(card, change)
    return {
        "id": card["id"],
        "name": card["nombre"],
        "unit": card.get("unidad", ""),
        "earlier": _dated(card, change.earlier) if change else None,
        "latest": _dated(card, latest) if latest else None,
        "absent": "" if latest else sentences.capital(desk.absent(card, place)),
        "region": _dated(card, region)["text"] if _says_something(region) else "",
        "country": _dated(card, country)["text"] if _says_something(country) else "",
        "symbol": symbol,
        "words": words,
        "verdict": change.verdict if change else "none",
    }


def series_table(
    desk: Desk, card: Record, place: Place, beside: Sequence[tuple[str, Place]] | None = None
) -> dict[str, Any]:
    """Newest period first: value, margin of error, and the same period in other places.

    beside: column titles and places; by default the comuna of a part, the región and the country.
    `breaks` of a row are the reasons why it cannot be compared with the row below it.
    """
    if beside is None:
        around = {
            "Comuna": desk.places.comuna(place.id),
            "Región": desk.places.region(place.id),
            "País": desk.places.country(place.id),
        }
        beside = [(label, p) for label, p in around.items() if p]
    rows: list[dict[str, Any]] = []
    shown: list[Figure] = []
    for figure in reversed(desk.series(card, place)):
        others = [desk.figures.at(card["id"], other.id, figure.period) for _, other in beside]
        if figure.mark == "nd" and not any(f and f.is_open for f in others):
            continue
        shown.append(figure)
        rows.append(
            {
                "period": text.period(figure.period),
                "value": cell(card, figure),
                "margin": margin(card, figure),
                "others": [cell(card, f) for f in others],
                "breaks": [],
            }
        )
    breaks = desk.notes.breaks(card["id"], place.id)
    for row, newer, older in zip(rows, shown, shown[1:], strict=False):
        row["breaks"] = reasons_between(breaks, older.period, newer.period)
    return {
        "rows": rows,
        "width": 2 + any(row["margin"] for row in rows) + len(beside),
        "signs": signs([c for row in rows for c in (row["value"], *row["others"])]),
        "later": desk.later(card, place),
        "unit": card.get("unidad", ""),
        "others": [label for label, _ in beside],
        "has_margin": any(row["margin"] for row in rows),
    }


def reasons_between(breaks: Sequence[tuple[str, str]], older: str, newer: str) -> list[str]:
    """Reasons of the breaks whose first period is after `older` and not after `newer`."""
    ends = text.period_end(older), text.period_end(newer)
    return list(dict.fromkeys(why for start, why in breaks if ends[0] < text.period_end(start) <= ends[1]))


def sex_table(desk: Desk, card: Record, place: Place) -> dict[str, Any] | None:
    """Women and men by period, newest first; None when there is nothing open to show."""
    women = {f.period: f for f in desk.series(card, place, "mujer")}
    men = {f.period: f for f in desk.series(card, place, "hombre")}
    rows: list[dict[str, Any]] = [
        {
            "period": text.period(period),
            "cells": [cell(card, women.get(period)), cell(card, men.get(period))],
            "margins": [margin(card, women.get(period)), margin(card, men.get(period))],
        }
        for period in sorted({*women, *men}, key=text.period_end, reverse=True)
        if any(f is not None and f.mark != "nd" for f in (women.get(period), men.get(period)))
    ]
    if not rows:
        return None
    women_now, men_now = desk.latest(card, place, "mujer"), desk.latest(card, place, "hombre")
    changes = desk.change(card, place, "mujer"), desk.change(card, place, "hombre")
    return {
        "rows": rows,
        "unit": card.get("unidad", ""),
        "sentence": sentences.by_sex(card, women_now, men_now, *changes),
        "signs": signs([each for row in rows for each in row["cells"]]),
        "has_margin": any(any(row["margins"]) for row in rows),
    }


def signs(cells: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """The signs of a table's cells and what they mean; the cells' own reason when all give the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in cells:
        found[each["code"]].add(each["note"])
    usual = text.MARK_NOTES | text.STATUS_NOTES
    meant = {
        code: found[code].pop() if len(found[code]) == 1 else usual[code] for code in usual if code in found
    }
    return [(code, f"{note[:1].lower()}{note[1:]}".rstrip(".")) for code, note in meant.items()]


def why_no_sex(card: Record) -> str:
    """The reason for having no figures by sex; empty when the card has them."""
    if card.get("por_sexo"):
        return ""
    return str(card.get("motivo_sin_sexo") or "La fuente no separa por sexo.")


def latest_rows(desk: Desk, card: Record) -> list[dict[str, Any]]:
    """The newest figure of every territory shown: each after what contains it, never ranked.

    Most sources do not reach below the comuna: a part without a figure has no row.
    """
    rows = []
    for place in desk.places.tree:
        figure = desk.latest(card, place)
        if figure is None and desk.places.comuna(place.id):
            continue
        by_sex = [desk.latest(card, place, sex) for sex in ("mujer", "hombre")]
        rows.append(
            {
                "place": place,
                "url": _url(card, place) if figure else place.url,
                "depth": {"pais": 0, "region": 1, "provincia": 2}.get(place.level, 3),
                "period": text.period(figure.period) if figure else "",
                "value": cell(card, figure or Figure("", mark="nd")),
                "margin": margin(card, figure),
                "cases": _cases(card, figure),
                "by_sex": [cell(card, f) if _same_period(f, figure) else cell(card, None) for f in by_sex],
            }
        )
    return rows


def _url(card: Record, place: Place) -> str:
    """Where a place shows an indicator in full; empty when it has no page."""
    return f"territorios/{place.id}/{card.get('area', '')}/index.html#{card['id']}" if place.listed else ""


def freshness(desk: Desk, card: Record) -> str:
    """The newest period with a figure in the country or in any territory shown; '' without data."""
    shown = [COUNTRY, *(place.id for place in desk.places.listed)]
    periods = [f.period for t in shown if (f := desk.figures.latest(card["id"], t)) is not None]
    return text.period(max(periods, key=text.period_end)) if periods else ""


def _dated(card: Record, figure: Figure) -> dict[str, str]:
    """A value for a tile: a percentage keeps its sign, another unit is said once and smaller."""
    percent = card.get("unidad") == "%"
    shown = sentences.shown(card, figure)
    if figure.is_open and not percent:
        shown = text.number(figure.value, sentences.decimals(card))
    cut = figure.cut if figure.status == "p" else ""
    return {
        "text": shown,
        "mark": figure.mark,
        "unit": "" if percent or not figure.is_open else str(card.get("unidad", "")),
        "period": text.until(figure.period, cut) if cut else text.period(figure.period),
        "note": "" if cut else text.STATUS_WORDS.get(figure.status, ""),
    }


def _cases(card: Record, figure: Figure | None) -> str:
    if figure is None or figure.denominator is None or card.get("tipo") not in ("proporcion", "tasa"):
        return ""
    return text.fraction(figure.numerator, figure.denominator)


def _says_something(figure: Figure | None) -> TypeGuard[Figure]:
    return figure is not None and figure.mark not in ("nd", "na")


def _same_period(one: Figure | None, other: Figure | None) -> bool:
    return one is not None and other is not None and one.period == other.period
