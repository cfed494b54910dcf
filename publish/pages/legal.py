"""The letters that the law asks of a municipal account: which this edition answers, which are missing.

No letter is known here: they come from the register, dated and verified by a person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import combining, normalize

from publish import text
from publish.pages.commitments import has_plans
from publish.pages.community import FAMILIES, LEGAL, PARTICIPATION, THEORY, community_pages
from publish.pages.desk import Desk
from publish.pages.grids import Grid, grid, records
from publish.pages.programmes import has_programmes

TEMPLATE = "cuenta-legal.html.j2"
#: block -> its name, its address, and whether this edition has something in it
BLOCKS: dict[str, tuple[str, str, Callable[[Desk], bool]]] = {
    "metas": ("Metas comunes", "index.html#metas", lambda desk: bool(desk.account.goals)),
    "indicadores": ("Indicadores", "index.html#indicadores", lambda desk: bool(desk.account.indicators)),
    "territorios": ("Territorios", "index.html#territorios", lambda desk: bool(desk.places.listed)),
    "recursos": ("Recursos", "recursos/index.html", lambda desk: not desk.account.resources.is_empty),
    "servicios": ("Servicios", "servicios/index.html", lambda desk: not desk.account.services.is_empty),
    "compromisos": ("Compromisos", "compromisos/index.html", has_plans),
    "programas": ("Programas", "programas/index.html", has_programmes),
    "participacion": (
        "Participación", PARTICIPATION,
        lambda desk: desk.account.people.has("attendance", "seats", "trainings"),
    ),
    "satisfaccion": (
        "Satisfacción", f"{PARTICIPATION}#satisfaccion", lambda desk: desk.account.people.has("satisfaction"),
    ),
    "convenios": (
        "Convenios", f"{PARTICIPATION}#convenios", lambda desk: desk.account.people.has("agreements"),
    ),
    "familias": ("Familias", FAMILIES, lambda desk: desk.account.people.has("wellbeing")),
    "plan_accion": (
        "Plan de acción", THEORY, lambda desk: desk.account.people.has("theory_steps", "action_lines"),
    ),
}  # fmt: skip
_STATES = {
    "incluido": ("✓", "Incluida"),
    "revisar": ("?", "Por revisar"),
    "falta": ("○", "Falta"),
    "no_aplica": ("–", "No aplica"),
}
#: how a cell of who verified says that nobody did, yet; written without accents
_NOBODY = ("sin ", "por ", "pendiente", "no ", "falta", "nadie", "ningun", "en revision", "s/i", "n/a")
_NOBODY_ALONE = ("no", "na", "nd", "sd")


def legal_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the legal account."""
    rows = desk.account.people["legal_letters"].sort_values(["row_number", "letter"])
    letters = [_letter(desk, row) for row in records(rows)]
    view = {
        "title": "Cuenta pública legal (art. 67)",
        "pages": community_pages(desk),
        "letters": letters,
        "summary": _summary(letters),
        "due": due_date(desk),
        "checklist": _checklist(letters),
        "missing": [each for each in letters if each["state"] in ("falta", "revisar")],
        "extract": [each for each in letters if each["state"] in ("incluido", "revisar") and each["content"]],
    }
    return LEGAL, TEMPLATE, view


def due_date(desk: Desk) -> str:
    """«30 de abril de 2025»: the last day to deliver the account of the year."""
    due = desk.account.people.due
    return text.date(f"{desk.account.year + 1}-{due}") if due else ""


def _letter(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    name, url, has = BLOCKS.get(row["block"], ("", "", lambda _: False))
    state, why = row["state"], ""
    there = bool(name) and has(desk)
    if state == "incluido" and row["block"] and not there:
        state, why = "revisar", "la parte de la cuenta que la responde no tiene contenido"
    elif state == "incluido" and not row["content"]:
        state, why = "revisar", "no dice qué contiene"
    return {
        **row,
        "state": state,
        "why": why,
        "symbol": _STATES[state][0],
        "word": _STATES[state][1],
        "block_name": name or row["block"],
        "url": url if there else "",
        "verified": _is_verified(row["verified_by"]),
        "later": row["valid_from"] > f"{desk.account.year + 1}-{desk.account.people.due or '12-31'}",
        "short": row["content"].partition(". ")[0].rstrip(".") + "." if row["content"] else "",
    }


def _is_verified(verified_by: str) -> bool:
    """Whether the cell names an office; a dash, «Pendiente» or «Por verificar» name none."""
    plain = normalize("NFD", verified_by.strip().lower())
    plain = "".join(sign for sign in plain if not combining(sign))
    names = any(sign.isalpha() for sign in plain) and plain not in _NOBODY_ALONE
    return names and not plain.startswith(_NOBODY)


def _summary(letters: list[dict[str, Any]]) -> str:
    """«De 7 letras, 4 incluidas y 3 faltan. Nadie ha verificado 7.»"""
    counts = {state: sum(each["state"] == state for each in letters) for state in _STATES}
    words = {
        "incluido": "incluidas",
        "revisar": "por revisar",
        "falta": "que faltan",
        "no_aplica": "que no aplican",
    }
    parts = [f"{text.number(count)} {words[state]}" for state, count in counts.items() if count]
    said = f"{text.with_unit(len(letters), 'letras')}: {text.listing(parts)}."
    unverified = sum(not each["verified"] for each in letters)
    if unverified == len(letters):
        return f"{said} Nadie ha verificado ninguna."
    if unverified:
        return f"{said} Sin verificar: {text.number(unverified)}."
    return f"{said} De todas está escrito quién las verificó."


def _checklist(letters: list[dict[str, Any]]) -> Grid | None:
    lines = [
        (
            f"{each['letter']}) {each['wording']}",
            f"{each['symbol']} {each['word']}" + (f" | {each['why']}" if each["why"] else ""),
            each["block_name"] or "ninguna",
            text.date(each["valid_from"]) + (" | todavía no rige" if each["later"] else ""),
            each["source"],
            each["verified_by"] if each["verified"] else f"⚠ {each['verified_by']}",
            each["owner"],
        )
        for each in letters
    ]
    heads = ("Letra", "Estado", "La responde", "Rige desde", "Fuente", "Verificó", "Unidad responsable")
    return grid("Letras del artículo 67, como están en el registro", heads, lines)
