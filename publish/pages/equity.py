"""The equity matrix as a page: every indicator through every lens, and why a figure is not there."""

from __future__ import annotations

from collections import Counter
from typing import Any

from publish import text
from publish.equity import STATES, Cell, matrix
from publish.lenses import LENSES
from publish.pages.desk import Desk

URL = "equidad/index.html"
TEMPLATE = "equidad.html.j2"
_MEANING = {
    "con_datos": "Hay cifras separadas, desde y hasta los años que se dicen.",
    "reservado": "Hay cifras, y todas son de tan pocas personas que no se muestran.",
    "sin_datos": "Está previsto mostrarlo, y todavía no llega el dato.",
    "no_se_recoge": "Quien produce el dato no lo separa así, o no lo publica.",
    "no_aplica": "No tiene sentido separar así este indicador.",
    "sin_declarar": "La ficha del indicador no dice si existe.",
}


def equity_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the matrix."""
    cells = matrix(desk.account)
    by_card: dict[str, list[Cell]] = {}
    for cell in cells:
        by_card.setdefault(cell.indicator, []).append(cell)
    reasons: dict[str, int] = {}
    areas = [
        {
            "id": area,
            "name": name,
            "rows": [
                {"card": card, "cells": [_shown(cell, reasons) for cell in by_card[card["id"]]]}
                for card in cards
            ],
        }
        for area, name, cards in desk.areas
    ]
    counts = Counter(cell.state for cell in cells)
    view = {
        "title": "Matriz de equidad",
        "lenses": list(LENSES.values()),
        "areas": areas,
        "reasons": list(reasons),
        "legend": [
            (*STATES[state], _MEANING[state], counts[state])
            for state in STATES
            if counts[state] or state != "sin_declarar"
        ],
        "covered": [
            (name, sum(cell.state == "con_datos" for cell in cells if cell.lens == lens))
            for lens, name in LENSES.items()
        ],
        "total": len(by_card),
    }
    return URL, TEMPLATE, view


def _shown(cell: Cell, reasons: dict[str, int]) -> dict[str, Any]:
    """A cell in words. Each different reason gets a number, in the order in which it is first needed."""
    symbol, words = STATES[cell.state]
    number = reasons.setdefault(cell.reason, len(reasons) + 1) if cell.reason else 0
    return {
        "symbol": symbol,
        "words": words,
        "state": cell.state.replace("_", "-"),
        "reason": number,
        "span": _span(cell.first, cell.last),
    }


def _span(first: str, last: str) -> str:
    """«2014 a 2023», «2017»; empty without data."""
    if not first:
        return ""
    return " a ".join(dict.fromkeys((first[:4], str(text.period_end(last)[0]))))
