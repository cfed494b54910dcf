"""The glossary: every word of the account that a neighbour may not know; and how accessible the site is."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from publish.pages.agreed import menu
from publish.pages.desk import Desk

_FILE = Path(__file__).resolve().parents[1] / "glossary.csv"
#: Pages that every account has; of the others, those that are in its menu.
_ALWAYS = ("cambios", "equidad", "estado", "metodo")


def glossary_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the glossary."""
    there = {url for _, url in menu(desk)} | {f"{page}/index.html" for page in _ALWAYS}
    entries = [
        {"id": _anchor(term), "term": term, "meaning": meaning, "url": _address(there, place)}
        for term, meaning, place in _entries()
    ]
    return "glosario/index.html", "glosario.html.j2", {"title": "Glosario", "entries": entries}


def accessibility_page() -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the accessibility statement."""
    return "accesibilidad/index.html", "accesibilidad.html.j2", {"title": "Accesibilidad"}


@cache
def _entries() -> tuple[tuple[str, str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        return tuple((row["termino"], row["significado"], row["donde"]) for row in rows)


def _address(there: set[str], place: str) -> str:
    """Where the account says more of it: «metodo#margen» is a part of a page; '' for nowhere."""
    page, _, part = place.partition("#")
    url = f"{page}/index.html"
    if url not in there:
        return ""
    return f"{url}#{part}" if part else url


def _anchor(term: str) -> str:
    """'Línea de base' is «linea-de-base»."""
    plain = unicodedata.normalize("NFKD", term.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
