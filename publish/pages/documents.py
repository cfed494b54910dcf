"""The tables copied from documents: each printed figure beside what its own rows give, and how they agree."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from publish import text
from publish.inputs import Record
from publish.pages.desk import Desk

TEMPLATE = "cuadros.html.j2"
URL = "cuadros/index.html"
#: kind -> symbol, words of one figure, and words of one and of several when they are counted.
KINDS = {
    "calza": ("✔", "Calza", "calza", "calzan"),
    "contradice": ("≠", "La fuente se contradice", "se contradice", "se contradicen"),
    "redondeo": ("≈", "Por redondeo", "por redondeo", "por redondeo"),
    "sin_dato": ("○", "Sin dato", "sin dato", "sin dato"),
    "mal_escrito": ("?", "Mal escrito", "mal escrita", "mal escritas"),
}
#: What may be shown as it was printed: figures with their signs, and nothing that could be a name.
_FIGURE = re.compile(r"(?:[US$M]{1,3}|[-–+.,/%° \d])+|s/i|n/d", re.IGNORECASE)
_DECIMALS = 1


def documents_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view."""
    view = {
        "title": "Cuadros de documentos",
        "documents": [_document(each) for each in desk.account.documents],
    }
    return URL, TEMPLATE, view


def _document(given: Record) -> dict[str, Any]:
    figures = given["cifras"]
    kinds = Counter(each["tipo"] for each in figures)
    counted = [
        f"{words[2 if kinds[kind] == 1 else 3]} {kinds[kind]}" for kind, words in KINDS.items() if kinds[kind]
    ]
    return {
        "id": given["id"],
        "name": given["nombre"],
        "source": given["fuente"],
        "count": len(figures),
        "kinds": "; ".join(counted),
        "rows": [_row(each) for each in figures],
    }


def _row(figure: Record) -> dict[str, str]:
    symbol, words = KINDS[figure["tipo"]][:2]
    printed = str(figure["texto"]).strip()
    return {
        "what": figure["nombre"],
        "printed": printed if printed and _FIGURE.fullmatch(printed) else "—",
        "recomputed": text.plain(figure["recalculado"], _DECIMALS) or "—",
        "symbol": symbol,
        "words": words,
        "kind": figure["tipo"].replace("_", "-"),
    }
