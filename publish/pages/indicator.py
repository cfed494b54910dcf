"""An indicator's page: what it is, what it says for the country and each territory, where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish import columns, sentences, text
from publish.account import VALUE_COLUMNS
from publish.downloads import write_csv
from publish.inputs import Record
from publish.pages import blocks
from publish.pages.desk import Desk
from publish.pages.drawings import regions_beside
from publish.pages.goal_rows import GoalRow
from publish.pages.places import COUNTRY
from publish.tables import Table

TEMPLATE = "indicador.html.j2"
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
    "publicado": "Intervalo que publica la propia fuente.",
}


def url(indicator: str) -> str:
    """Address of an indicator's page from the edition's root."""
    return f"indicadores/{indicator}/index.html"


def indicator_page(desk: Desk, card: Record, goals: list[GoalRow]) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of one indicator."""
    country = desk.places[COUNTRY]
    order = [each for _, _, cards in desk.areas for each in cards]
    at = order.index(card)
    has_data, has_rows = card["id"] in desk.with_data, card["id"] in desk.with_rows
    rows = blocks.latest_rows(desk, card) if has_data else []
    view = {
        "title": card["nombre"],
        "card": card,
        "area": text.AREA_NAMES.get(card.get("area", ""), ""),
        "before": order[at - 1] if at else None,
        "after": order[at + 1] if at + 1 < len(order) else None,
        "has_data": has_data,
        "label": "frase",
        "sentence": desk.sentence(card, country),
        "headline": sentences.headline(card, desk.latest(card, country), desk.change(card, country)),
        "chart": desk.chart("indicador", card["id"], "", "frase"),
        "table": blocks.series_table(desk, card, country, regions_beside(desk, card)),
        "sex": blocks.sex_table(desk, card, country) if card.get("por_sexo") else None,
        "why_no_sex": blocks.why_no_sex(card),
        "rows": rows,
        "signs": blocks.signs([each for row in rows for each in (row["value"], *row["by_sex"])]),
        "direction": DIRECTIONS.get(card.get("direccion", ""), ""),
        "cadence": CADENCES.get(card.get("periodicidad", ""), card.get("periodicidad", "")),
        "interval": INTERVALS.get(card.get("intervalo") or "", card.get("motivo_sin_intervalo") or ""),
        "caveats": card.get("advertencias") or [],
        "breaks": [_break(desk, each) for each in card.get("quiebres") or []],
        "numerator": [_operand(desk, o) for o in _listed(card.get("numerador"))],
        "denominator": [_operand(desk, o) for o in _listed(card.get("denominador"))],
        "goals": [row for row in goals if row.card["id"] == card["id"]],
        "nothing": _nothing(desk, card),
        "download": f"{card['id']}.csv" if has_rows else "",
    }
    return url(card["id"]), TEMPLATE, view


def write_series(desk: Desk, card: Record, out: Path) -> None:
    """The rows of one indicator as CSV beside its page, with the columns of datos/valores.csv."""
    rows = desk.account.valores
    rows = rows.loc[rows["indicador"] == card["id"], VALUE_COLUMNS]
    table = Table(card["id"], card["nombre"], "", columns.VALORES, rows)
    write_csv(table, out / Path(url(card["id"])).parent / f"{card['id']}.csv")


def _nothing(desk: Desk, card: Record) -> str:
    """Why no territory shown has a figure, when files did come; '' when none came."""
    if card["id"] in desk.with_rows:
        return f"Sólo hay cifras posteriores a {desk.account.year}: aquí no se muestran."
    return "La fuente no trae el dato para estos territorios." if card["id"] in desk.delivered else ""


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
    categories = operand.get("categoria") or []
    categories = [categories] if isinstance(categories, str) else list(categories)
    if named := [str(category) for category in categories if category]:
        parts.append(f"{operand.get('dimension', '')}: {text.listing(named)}")
    return ", ".join(parts)


def _break(desk: Desk, entry: Record) -> dict[str, str]:
    given = entry.get("territorios") or []
    codes = [given] if isinstance(given, str) else [str(code) for code in given]
    named = [desk.account.names[code] for code in codes if code in desk.account.names]
    start, end = str(entry.get("desde") or ""), str(entry.get("hasta") or "")
    if start and end:
        span = f"de {text.period(start)} a {text.period(end)}"
    else:
        span = f"desde {text.period(start)}" if start else f"hasta {text.period(end)}" if end else "siempre"
    where = text.listing(named) if named else "Otras comunas"
    return {"where": where, "span": span, "reason": str(entry.get("motivo", ""))}
