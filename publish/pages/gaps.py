"""How far the figure of a place is from another: women from men, a place from its región and the country."""

from __future__ import annotations

from typing import Any

from publish import sentences, text
from publish.comparisons import Gap, Kind, Side
from publish.differences import Difference
from publish.figures import Figures
from publish.inputs import Record
from publish.pages.places import Place

KINDS: dict[Kind, str] = {"sexo": "Mujeres y hombres", "region": "Con la región", "pais": "Con el país"}
#: side -> symbol and words; for the sexes the words say who has more.
_WORDS: dict[Side, tuple[str, str]] = {
    "more": ("↑", "más alta"),
    "less": ("↓", "más baja"),
    "same": ("=", "sin diferencia distinguible"),
    "unknown": ("±", "no hay margen de error para juzgarla"),
}
_BY_SEX: dict[Side, tuple[str, str]] = {
    "more": ("≠", "más alta en mujeres"),
    "less": ("≠", "más alta en hombres"),
}


def gap_rows(figures: Figures, card: Record, place: Place) -> list[dict[str, Any]]:
    """The gaps of the figure that stands for a place now, ready for a table; those that exist."""
    found = (figures.gap(card["id"], place.id, kind) for kind in KINDS)
    return [_told(card, gap) for gap in found if gap is not None]


def _told(card: Record, gap: Gap) -> dict[str, Any]:
    digits = sentences.decimals(card)
    words = _BY_SEX.get(gap.side) if gap.kind == "sexo" else None
    symbol, said = words or _WORDS[gap.side]
    clear = gap.side in ("more", "less")
    amount = text.difference(gap.difference.amount, card.get("unidad", ""), digits)
    return {
        "kind": gap.kind,
        "label": KINDS[gap.kind],
        "period": text.period(gap.period),
        "difference": amount if clear or gap.difference.amount >= 0 else f"{text.MINUS}{amount}",
        "margin": _between(gap.difference, clear, digits),
        "times": f"{text.number(gap.ratio, 2)} veces" if gap.ratio is not None else "",
        "people": _people(card, gap),
        "symbol": symbol,
        "words": said,
        "sign": gap.mark,
    }


def _between(found: Difference, clear: bool, digits: int) -> str:
    """«0,20 a 0,40»: without signs where the words already say who has more, and from less to more."""
    if found.low is None or found.high is None:
        return ""
    ends = sorted((abs(found.low), abs(found.high))) if clear else [found.low, found.high]
    return " a ".join(text.number(end, digits) for end in ends)


def _people(card: Record, gap: Gap) -> str:
    """«120 personas menos»: how many fewer or more would close a gap that is more than noise.

    Empty where the place already does better than its reference, or where neither side is better: nobody
    wants to close that.
    """
    if not gap.people or gap.kind == "sexo" or gap.side not in ("more", "less"):
        return ""
    worse = {"more": "menor_es_mejor", "less": "mayor_es_mejor"}[gap.side]
    if card.get("direccion") != worse:
        return ""
    return f"{text.people(abs(gap.people))} {'menos' if gap.side == 'more' else 'más'}"
