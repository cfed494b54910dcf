"""How to cite the account and each of its indicators. No date: who cites writes when they read it."""

from __future__ import annotations

from publish.formats.terms import Terms
from publish.inputs import Record


def short(terms: Terms) -> str:
    """«Colaborativa de X. Cuenta pública de resultados 2024, edición 2024-001.»"""
    return f"{_who(terms)}Cuenta pública de resultados {terms.year}, edición {terms.edition}."


def long(terms: Terms) -> str:
    """The short one with what it is, its licence and its permanent address."""
    return f"{short(terms)[:-1]} [{_what(terms)}]. {_ends(terms, 'index.html')}"


def of_indicator(terms: Terms, card: Record) -> str:
    """An indicator within the account, with those who produce its data."""
    source = str(card.get("fuente") or "").strip().rstrip(".")
    data = f"Con datos de: {source}. " if source else ""
    named = f"{_who(terms)}«{card['nombre']}». Cuenta pública de resultados {terms.year}, "
    page = f"indicadores/{card['id']}/index.html"
    return f"{named}edición {terms.edition} [{_what(terms)}]. {data}{_ends(terms, page)}"


def _who(terms: Terms) -> str:
    return f"{terms.publisher.rstrip('.')}. " if terms.publisher else ""


def _what(terms: Terms) -> str:
    return "datos sintéticos" if terms.synthetic else "conjunto de datos"


def _ends(terms: Terms, page: str) -> str:
    address = terms.address(page)
    return f"Licencia {terms.licence.id}." + (f" {address}" if address else "")
