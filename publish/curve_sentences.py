"""What a goal says of its curve in plain Spanish: where it was going, what came instead, how long is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish import text
from publish.sentences import Card, decimals, when

Row = Mapping[str, Any]
#: Verdict beside what was expected: a sign and its words.
EXPECTATIONS = {
    "mejor": ("▶", "Mejor que lo esperado si todo seguía igual"),
    "igual": ("=", "Como lo esperado si todo seguía igual"),
    "peor": ("◀", "Peor que lo esperado si todo seguía igual"),
    "distinto": ("±", "Distinto de lo esperado si todo seguía igual"),
    "quiebre": ("≀", "No se compara: la serie cambió después del acuerdo"),
    "sin_dato_nuevo": ("○", "Sin datos posteriores al acuerdo"),
    "serie_corta": ("○", "Sin pronóstico: la serie es corta"),
    "proyeccion": ("○", "Sin pronóstico: la cifra es una proyección"),
    "reservado": ("■", "Pronóstico reservado para proteger a las personas"),
}
MILESTONES = {
    "cumplido": ("✔", "Cumplido"),
    "no_cumplido": ("✗", "No cumplido"),
    "distinto": ("±", "Distinto de lo acordado"),
    "pendiente": ("○", "Todavía no llega"),
    "sin_dato": ("○", "Sin dato de ese período"),
    "quiebre": ("≀", "No se compara: la serie cambió"),
    "reservado": ("■", "Reservado para proteger a las personas"),
}
_NEEDED = 5


def curve(card: Card, outlook: Row) -> list[str]:
    """Where the figure was going and what came instead, one sentence each; none for a goal without a row."""
    if not outlook:
        return []
    state = outlook["trend_state"]
    if state == "proyeccion":
        return ["No hay pronóstico: la cifra es una proyección oficial, que ya dice qué se espera."]
    if state == "reservado":
        return [
            "El pronóstico está reservado: alguna de las cifras de que saldría es un dato reservado para "
            "proteger a las personas."
        ]
    if state == "serie_corta":
        return [_too_short(outlook)]
    said = [_what_came(card, outlook)]
    if outlook["expectation"] != "quiebre" and outlook["target_forecast"] is not None:
        said.append(_at_the_target(card, outlook))
    return said


def target(card: Card, progress: Row, outlook: Row) -> list[str]:
    """What is particular of the target, and how long is left; one sentence each."""
    if not outlook:
        return []
    unit, digits = card.get("unidad", ""), decimals(card)
    base = text.with_unit(progress["baseline_value"], unit, digits)
    year = text.period(str(progress["target_period"]))
    left = outlook["years_left"] or 0
    wait = f"{'Queda' if left == 1 else 'Quedan'} {text.number(left)} {'año' if left == 1 else 'años'}."
    since = text.period(outlook["reached_period"]) if outlook["reached_period"] else ""
    said = {
        "al_reves": "La meta está al revés: la línea de base ya era mejor que lo acordado"
        f" ({base}). Conviene revisarla en asamblea.",
        "mantener": f"La meta es mantener lo que había al partir ({base}).",
        "alcanzada_al_acordar": f"La cifra ya llegaba a la meta cuando se acordó: desde {since}.",
        "alcanzada_despues": f"La meta se cumple desde {since}.",
        "vencida": f"El plazo venció en {year} y la meta no se alcanzó.",
        "plazo_sin_dato": f"El plazo era {year} y todavía no hay dato de ese período.",
        "cero": "La meta es llegar a cero: se cumple sólo cuando no queda ningún caso.",
    }
    case = str(outlook["target_case"])
    if not since:
        said |= {
            "alcanzada_al_acordar": "La cifra ya llegaba a la meta cuando se acordó.",
            "alcanzada_despues": "",
        }
    found = [said.get(case, "")]
    if case in ("pendiente", "cero", "mantener", "quiebre", "alcanzada_al_acordar", "alcanzada_despues"):
        found.append(wait if left > 0 else "")
    return [sentence for sentence in found if sentence]


def between(card: Card, low: float | None, high: float | None) -> str:
    """The band as the page writes it: «entre 1,6 % y 2,7 %»."""
    return text.interval(low, high, card.get("unidad", ""), decimals(card))


def _too_short(outlook: Row) -> str:
    points = int(outlook["trend_points"] or 0)
    if points == 0:
        return "No hay pronóstico: antes del acuerdo no hay ninguna cifra de la serie, y hacen falta cinco."
    span = f"la de {text.period(outlook['trend_from'])}"
    if points > 1:
        span = f"de {text.period(outlook['trend_from'])} a {text.period(outlook['trend_to'])}"
    have = "hay una cifra" if points == 1 else f"hay {points} cifras"
    lack = _NEEDED - points
    missing = "falta una" if lack == 1 else f"faltan {lack}"
    return (
        f"No hay pronóstico: antes del acuerdo {have} de una misma serie sin quiebre ({span}), y {missing} "
        f"para las cinco que se piden."
    )


def _what_came(card: Card, outlook: Row) -> str:
    unit, digits = card.get("unidad", ""), decimals(card)
    verdict = outlook["expectation"]
    span = f"de {text.period(outlook['trend_from'])} a {text.period(outlook['trend_to'])}"
    drawn = f"La recta de las cifras {span}, anteriores al acuerdo"
    if verdict == "quiebre":
        return f"{drawn}, no se compara con lo que vino: la serie cambió después."
    if verdict == "sin_dato_nuevo" or outlook["expected_value"] is None:
        return f"{drawn}, se puede prolongar; todavía no hay cifras posteriores con que compararla."
    expected = text.with_unit(outlook["expected_value"], unit, digits)
    band = between(card, outlook["expected_low"], outlook["expected_high"])
    said = f"{drawn}, decía {expected} {when(outlook['compared_period'])} ({band})"
    if verdict == "reservado":
        return f"{said}; lo que vino es un dato reservado."
    came = text.with_unit(outlook["observed"], unit, digits)
    people = outlook["expected_people"]
    apart = f", {text.people(people)} de diferencia" if people and verdict != "igual" else ""
    words = {
        "mejor": "mejor que lo esperado",
        "igual": "como lo esperado",
        "peor": "peor que lo esperado",
        "distinto": "distinto de lo esperado",
    }[verdict]
    return f"{said}. Fue {came}: {words} si todo seguía igual{apart}."


def _at_the_target(card: Card, outlook: Row) -> str:
    unit, digits = card.get("unidad", ""), decimals(card)
    value = text.with_unit(outlook["target_forecast"], unit, digits)
    band = between(card, outlook["target_low"], outlook["target_high"])
    return f"Si todo sigue igual, en el período de la meta sería {value} ({band})."
