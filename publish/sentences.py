"""What a figure, a chart or a goal says, in plain Spanish. The same sentence is read aloud for the chart.

A sentence never says why something changed, and says that it changed only when that is more than noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish import text
from publish.difference_words import at_most, between, shows
from publish.differences import Difference, difference
from publish.figures import Change, Figure, apart

Card = Mapping[str, Any]

VERDICT_WORDS = {
    "better": "mejora",
    "worse": "empeora",
    "up": "sube",
    "down": "baja",
    "same": "sin cambio distinguible",
    "unknown": "sin margen de error",
}
NO_MARGIN = text.VERDICT_NAMES["sin_margen"]
RESERVED = "reservado para proteger a las personas"
FEW_CASES = "Hay pocos casos: leer con cautela."
_TOTALS = {"conteo"}


def shown(card: Card, figure: Figure | None) -> str:
    """The text of a figure of this card: «12,3 %», or the words of its mark."""
    if figure is None:
        return text.MARK_WORDS["nd"]
    return text.figure(figure.value, figure.mark, card.get("unidad", ""), decimals(card))


def decimals(card: Card) -> int:
    """How many decimals the card shows."""
    return int(card.get("decimales") or 0)


def when(period: str) -> str:
    """«en 2014», «en el primer semestre de 2023», «en mayo de 2023», «entre 2021 y 2023»."""
    if "/" in period:
        return f"entre {period.replace('/', ' y ')}"
    return f"en el {text.period(period)}" if "-S" in period else f"en {text.period(period)}"


def describe(
    card: Card,
    place: str,
    latest: Figure | None,
    change: Change | None = None,
    region: Figure | None = None,
    country: Figure | None = None,
    absent: str = "todavía no hay datos.",
) -> str:
    """The sentence of an indicator in a place: value and period, how sure, against whom, since when.

    absent: what is said when there is no figure at all.
    """
    name = card["nombre"]
    if latest is None:
        return f"{name} en {place}: {absent}"
    if latest.mark == "s":
        return f"{name} en {place}: el dato de {text.period(latest.period)} está {RESERVED}."
    parts = [f"{name} en {place}: {shown(card, latest)} {when(latest.period)}{_cases(card, latest)}."]
    parts.append(_caution(latest))
    if latest.has_interval:
        parts.append(
            f"Margen de error: {text.interval(latest.low, latest.high, card['unidad'], decimals(card))}."
        )
    parts.append(_comparison(card, latest, region, country))
    if change is not None:
        parts.append(_since(card, change))
    return " ".join(part for part in parts if part)


def headline(card: Card, latest: Figure | None, change: Change | None) -> str:
    """A short active title for a chart: «Bajó de 20,7 % en 2010 a 12,3 % en 2014»."""
    if latest is None:
        return "No disponible"
    if not latest.is_open:
        return f"El dato de {text.period(latest.period)} está reservado"
    if change is None:
        return f"{shown(card, latest)} {when(latest.period)}"
    if shown(card, change.earlier) == shown(card, latest):
        return _equal(card, change)
    path = (
        f"de {shown(card, change.earlier)} {when(change.earlier.period)} "
        f"a {shown(card, latest)} {when(latest.period)}"
    )
    if change.verdict == "unknown":
        return capital(path)
    if change.verdict == "same":
        return f"Sin cambio distinguible: {path}"
    return f"{_moved(change)} {path}"


def _equal(card: Card, change: Change) -> str:
    """«Igual en 2019 y 2022: 6,0 por 1.000»; «casi» when a difference beyond noise rounds to nothing."""
    first, last = change.earlier.period, change.later.period
    periods = f"{when(first)} y {last if first.isdigit() and last.isdigit() else when(last)}"
    word = "Igual" if change.verdict in ("same", "unknown") else "Casi igual"
    return f"{word} {periods}: {shown(card, change.later)}"


def badge(card: Card, change: Change | None) -> tuple[str, str]:
    """Symbol and words of a change: ('↘', 'baja: mejora'); empty when there is nothing to compare."""
    if change is None:
        return "", ""
    if change.verdict == "same":
        return "=", VERDICT_WORDS["same"]
    if change.verdict == "unknown":
        return ("=", "casi igual") if _hardly(card, change) else ("±", VERDICT_WORDS["unknown"])
    rises = change.amount > 0
    movement = "sube" if rises else "baja"
    judged = VERDICT_WORDS[change.verdict]
    return "↗" if rises else "↘", judged if judged == movement else f"{movement}: {judged}"


def by_sex(
    card: Card,
    women: Figure | None,
    men: Figure | None,
    women_change: Change | None = None,
    men_change: Change | None = None,
) -> str:
    """«En 2023: mujeres 1,2 %, hombres 2,6 %; la diferencia es de 1,4 puntos… Hombres: bajó de 3,1 %…»

    Each sex's own change is said when it is more than noise.
    Where one is reserved neither is said: a zero beside it would tell that the other is the total.
    """
    if women is None or men is None or women.period != men.period:
        return ""
    if "s" in (women.mark, men.mark):
        return f"{capital(when(women.period))}: mujeres y hombres, {RESERVED}."
    said = f"{capital(when(women.period))}: mujeres {shown(card, women)}, hombres {shown(card, men)}"
    if not (women.has_interval and men.has_interval):
        return f"{said}."
    said += f"; {_sex_gap(card, difference(men, women))}."
    own = [_own_change(card, "mujeres", women_change), _own_change(card, "hombres", men_change)]
    moved = "; ".join(each for each in own if each)
    said = f"{said} {capital(moved)}." if moved else said
    return f"{said} {FEW_CASES}" if "u" in (women.mark, men.mark) else said


def _sex_gap(card: Card, found: Difference) -> str:
    """«la diferencia es de 0,4 puntos porcentuales (entre 0,1 y 0,7 menos en mujeres) y es distinguible…»

    found: women − men.
    """
    if not found.is_clear:
        return "la diferencia no es distinguible del azar"
    if not shows(found.amount, decimals(card)):
        return "la diferencia es mínima"
    amount = text.difference(found.amount, card["unidad"], decimals(card))
    margin = between(found, decimals(card), " en mujeres")
    return f"la diferencia es de {amount}{margin} y es distinguible del azar"


def _own_change(card: Card, who: str, change: Change | None) -> str:
    """«mujeres: bajó de 2,5 % en 2010 a 1,8 %, mejora»; '' when it is noise or rounds to nothing."""
    if change is None or change.verdict in ("same", "unknown") or _hardly(card, change):
        return ""
    path = f"{who}: {_moved(change).lower()} de {shown(card, change.earlier)} {when(change.earlier.period)}"
    judged = VERDICT_WORDS[change.verdict] if change.verdict in ("better", "worse") else ""
    return f"{path} a {shown(card, change.later)}{', ' if judged else ''}{judged}"


def _cases(card: Card, figure: Figure) -> str:
    if card.get("tipo") != "proporcion" or figure.numerator is None or figure.denominator is None:
        return ""
    return f" ({text.fraction(figure.numerator, figure.denominator)})"


def _caution(figure: Figure) -> str:
    said = []
    if figure.mark == "u":
        said.append("Dato poco confiable: pocos casos o margen de error muy ancho.")
    if figure.status == "p":
        until = f", con información hasta el {text.date(figure.cut)}" if figure.cut else ""
        said.append(f"Dato provisional{until}: no se compara con otros años.")
    elif figure.status == "e":
        said.append("Dato en revisión.")
    return " ".join(said)


def _comparison(card: Card, own: Figure, region: Figure | None, country: Figure | None) -> str:
    others = [(name, f) for name, f in (("la región", region), ("el país", country)) if f and f.is_open]
    if not others:
        return ""
    if card.get("tipo") in _TOTALS:
        return capital("; ".join(f"en {_whole(name)}, {shown(card, f)}" for name, f in others)) + "."
    if not all(own.has_interval and f.has_interval for _, f in others):
        return capital("; ".join(f"en {name}, {shown(card, f)}" for name, f in others)) + "."
    return capital("; ".join(f"{_against(own, f)} {name} ({shown(card, f)})" for name, f in others)) + "."


def _whole(name: str) -> str:
    article, noun = name.split()
    return f"{'toda' if article == 'la' else 'todo'} {article} {noun}"


def _against(own: Figure, other: Figure) -> str:
    if not apart(own, other):
        return "sin diferencia distinguible con"
    return "más que en" if (own.value or 0.0) > (other.value or 0.0) else "menos que en"


def _since(card: Card, change: Change) -> str:
    if change.verdict == "unknown" and _hardly(card, change):
        return f"Casi igual que {when(change.earlier.period)}."
    if change.verdict == "unknown":
        many = card.get("tipo") in _TOTALS and change.earlier.value != 1
        verb = "fueron" if many else "fue" if card.get("tipo") in _TOTALS else "fue de"
        return f"{capital(when(change.earlier.period))} {verb} {shown(card, change.earlier)}. {NO_MARGIN}."
    if change.verdict == "same":
        margin = at_most(change.difference, card["unidad"], decimals(card))
        return f"Sin cambio distinguible desde {_since_when(change)}{margin}."
    if _hardly(card, change):
        return f"Casi igual que {when(change.earlier.period)}."
    amount = text.difference(change.amount, card["unidad"], decimals(card))
    judged = VERDICT_WORDS[change.verdict]
    verdict = f": {judged}" if change.verdict in ("better", "worse") else ""
    margin = between(change.difference, decimals(card))
    said = f"{_moved(change)} {amount}{margin} desde {_since_when(change)}{verdict}."
    if change.earlier.mark == "u" and change.later.mark != "u":
        said += f" El dato de {text.period(change.earlier.period)} es poco confiable: pocos casos."
    return said


def _hardly(card: Card, change: Change) -> bool:
    """Whether the change rounds to nothing with the decimals of the card."""
    return not shows(change.amount, decimals(card))


def _since_when(change: Change) -> str:
    period = change.earlier.period
    return f"el {text.period(period)}" if "-S" in period else text.period(period)


def _moved(change: Change) -> str:
    return "Subió" if change.amount > 0 else "Bajó"


def capital(words: str) -> str:
    """The words with their first letter in upper case."""
    return words[:1].upper() + words[1:]
