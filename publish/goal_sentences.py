"""What a goal says of itself in plain Spanish: what was agreed, where it stands, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish import text
from publish.difference_words import at_most, between
from publish.differences import Difference
from publish.sentences import FEW_CASES, NO_MARGIN, Card, decimals, when

Progress = Mapping[str, Any]


def describe_goal(card: Card, place: str, progress: Progress) -> str:
    """The sentence of a goal's indicator. progress: one row of the account's goal_progress, no NaN."""
    unit, digits = card.get("unidad", ""), decimals(card)

    def value(name: str) -> str:
        return text.with_unit(progress[name], unit, digits)

    about = f"{card['nombre']}{of_sex(progress)} en {place}"
    agreed = f"{about}. Meta: {value('target_value')} {when(progress['target_period'])}."
    if progress["verdict"] == "reservado":
        return f"{agreed} Las cifras están reservadas para proteger a las personas."
    if progress["latest_value"] is None:
        return f"{agreed} Todavía no hay datos para seguirla."
    latest = f"{value('latest_value')} {when(progress['latest_period'])}"
    if progress["baseline_value"] is None or not _is_newer(progress):
        path = f"El último dato es {latest}"
    else:
        start = f"{value('baseline_value')} {when(progress['baseline_period'])}"
        path = f"Partió de {start} y va en {latest}{between(_change(progress), digits)}"
    if progress["verdict"] == "quiebre":
        return f"{agreed} {path}, pero la serie cambió entre medio y no se comparan."
    if met_at_start(card, progress):
        return f"{agreed} {path}: la meta ya se cumplía al partir."
    if progress["verdict"] == "alcanzada":
        return f"{agreed} {path}: la meta está alcanzada."
    said = [f"{agreed} {path}: {_missing(card, progress)}."]
    if progress["verdict"] == "sin_margen":
        said.append(f"{NO_MARGIN}.")
    if progress["verdict"] == "sin_cambio_distinguible" and _is_newer(progress):
        said.append(f"Todavía no hay un cambio distinguible{at_most(_change(progress), unit, digits)}.")
    if progress.get("mark") == "u":
        said.append(FEW_CASES)
    return " ".join(said)


def verdict(card: Card, progress: Progress) -> str:
    """The verdict in words."""
    if met_at_start(card, progress):
        return "Ya se cumplía al partir"
    known = progress["latest_value"] is not None and progress["baseline_value"] is not None
    if progress["verdict"] == "sin_datos" and known and not _is_newer(progress):
        return "Sin datos nuevos desde la línea de base"
    return text.VERDICT_NAMES.get(progress["verdict"], "")


def met_at_start(card: Card, progress: Progress) -> bool:
    """Whether a goal that is met was already met at its baseline: nothing was reached since."""
    baseline, target = progress["baseline_value"], progress["target_value"]
    if progress["verdict"] != "alcanzada" or baseline is None or target is None:
        return False
    ways = {"mayor_es_mejor": baseline >= target, "menor_es_mejor": baseline <= target}
    return bool(ways.get(card.get("direccion", ""), baseline == target))


def of_sex(progress: Progress) -> str:
    """« (mujeres)» or « (hombres)»; empty for a goal about all."""
    sex = progress.get("sex", "total")
    return "" if sex == "total" else f" ({text.SEX_NAMES[sex].lower()})"


def _change(progress: Progress) -> Difference:
    """The change since the baseline, with its interval where it is known."""
    amount = progress.get("change_from_baseline") or 0.0
    return Difference(amount, progress.get("change_low"), progress.get("change_high"))


def _is_newer(progress: Progress) -> bool:
    return text.period_end(progress["latest_period"]) > text.period_end(progress["baseline_period"])


def _missing(card: Card, progress: Progress) -> str:
    distance = progress["distance"] or 0.0
    amount = text.difference(distance, card.get("unidad", ""), decimals(card))
    persons = f" ({text.people(progress['gap_people'])})" if progress["gap_people"] else ""
    return f"falta {'subir' if distance > 0 else 'bajar'} {amount}{persons}"
