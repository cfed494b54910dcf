"""How an indicator is made, in whose words, when its data come, and what is known to be wrong."""

from __future__ import annotations

from typing import Any

from publish import lenses, text
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.notes import WRITTEN

DIRECTIONS = {
    "mayor_es_mejor": "Mientras más alto, mejor.",
    "menor_es_mejor": "Mientras más bajo, mejor.",
    "sin_direccion": "No es mejor ni peor que suba o que baje.",
}
CADENCES = {
    "anual": "Una vez al año",
    "semestral": "Dos veces al año",
    "mensual": "Todos los meses",
    "ocasional": "De vez en cuando, sin fecha fija",
}
INTERVALS = {
    "wilson": "Intervalo de Wilson de 95 %.",
    "byar": "Intervalo de Byar de 95 % (exacto de Poisson con menos de 10 casos).",
    "dobson": "Intervalo de Dobson de 95 %, el de las tasas ajustadas por edad.",
    "normal": "Intervalo de 95 % del promedio, según cuánto difieren los casos entre sí.",
    "publicado": "Intervalo que publica la propia fuente.",
}
STANDARDS = {
    "chile-2017": "Población de Chile en 2017",
    "oms-2000": "Población mundial de la OMS (2000-2025)",
}


def metadata(desk: Desk, card: Record) -> dict[str, Any]:
    """Everything an indicator's page says of its making."""
    sources = desk.sources_of.get(card["id"], {})
    contrasts = desk.notes.contrasts(sources)
    names = {str(s["id"]): str(s.get("nombre") or s["id"]) for s in desk.account.sources}
    return {
        "direction": DIRECTIONS.get(card.get("direccion", ""), ""),
        "cadence": CADENCES.get(card.get("periodicidad", ""), card.get("periodicidad", "")),
        "interval": INTERVALS.get(card.get("intervalo") or "", card.get("motivo_sin_intervalo") or ""),
        "standard": STANDARDS.get(card.get("estandar") or "", card.get("estandar") or ""),
        "numerator": [_operand(desk, o) for o in _listed(card.get("numerador"))],
        "denominator": [_operand(desk, o) for o in _listed(card.get("denominador"))],
        "next": card.get("proxima_entrega") or "",
        "proxy": card.get("aproximacion_de") or "",
        "producer": card.get("palabras_del_productor") or "",
        "processing": card.get("procesamiento") or "",
        "key_points": card.get("puntos_clave") or [],
        "weaknesses": card.get("debilidades") or [],
        "caveats": card.get("advertencias") or [],
        "gone": [_break(desk, each) for each in card.get("quiebres") or []],
        "series_breaks": [_series_break(desk, each) for each in card.get("quiebres_de_serie") or []],
        "corrections": desk.notes.corrections(card),
        "contrasts": [
            each | {"source": names.get(each["source"], each["source"])} for each in contrasts[:WRITTEN]
        ],
        "contrasts_more": max(0, len(contrasts) - WRITTEN),
        "sources": [
            {"name": names[source], "until": text.period(until) if until else ""}
            for source, until in sorted(sources.items())
            if source in names
        ],
    }


def _listed(value: Any) -> list[Record]:
    return [value] if isinstance(value, dict) else list(value or [])


def _operand(desk: Desk, operand: Record) -> str:
    """A measure and its filters in words: «Nacidos vivos, 15 a 16 años»."""
    measure = str(operand.get("medida", ""))
    parts = [desk.measure_names.get(measure, measure)]
    if operand.get("sexo") in ("mujer", "hombre"):
        parts.append(text.SEX_NAMES[operand["sexo"]].lower())
    ages = operand.get("edad") or []
    ages = [ages] if isinstance(ages, str) else list(ages)
    if named := [text.age(str(age)) for age in ages if age != "total"]:
        parts.append(text.listing(named))
    dimension = str(operand.get("dimension") or "")
    categories = operand.get("categoria") or []
    categories = [categories] if isinstance(categories, str) else list(categories)
    if named := [lenses.category(dimension, str(category)) for category in categories if category]:
        parts.append(f"{lenses.LENSES.get(dimension, dimension)}: {text.listing(named)}")
    return ", ".join(parts)


def _break(desk: Desk, entry: Record) -> dict[str, str]:
    """Where and when a figure is not shown, and why."""
    start, end = str(entry.get("desde") or ""), str(entry.get("hasta") or "")
    if start and end:
        span = f"de {text.period(start)} a {text.period(end)}"
    else:
        span = f"desde {text.period(start)}" if start else f"hasta {text.period(end)}" if end else "siempre"
    return {"where": _where(desk, entry), "span": span, "reason": str(entry.get("motivo", ""))}


def _series_break(desk: Desk, entry: Record) -> dict[str, str]:
    """From when and where the figure is made in another way, and why."""
    where = _where(desk, entry) if entry.get("territorios") else ""
    return {
        "where": where,
        "from": text.period(str(entry.get("periodo"))),
        "reason": str(entry.get("motivo", "")),
    }


def _where(desk: Desk, entry: Record) -> str:
    given = entry.get("territorios") or []
    codes = [given] if isinstance(given, str) else [str(code) for code in given]
    named = [desk.account.names[code] for code in codes if code in desk.account.names]
    return text.listing(named) if named else "Otras comunas"
