"""The figures of each indicator as a JSON-stat 2.0 cube, and the list of all cubes.

Cells without data are left out: a cube of all its combinations would be mostly empty. What is reserved has
its sign in `status` and no value.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from publish import lenses, text
from publish.account import Account
from publish.formats import citation
from publish.formats.terms import Terms
from publish.inputs import Record

FOLDER = "jsonstat"
LIST = "index.json"
MEASURES = {
    "valor": "Valor",
    "ic_inf": "Límite inferior del intervalo de 95 %",
    "ic_sup": "Límite superior del intervalo de 95 %",
}
_DIMENSIONS = {
    "territorio": "Territorio",
    "periodo": "Período",
    "sexo": "Sexo",
    "edad": "Edad",
    "desglose": "Otro desglose",
    "medida": "Medida",
}
_WHOLE = "total"


def write_jsonstat(account: Account, folder: Path, terms: Terms) -> list[str]:
    """One cube per indicator with figures, and the list of them; gives the names written.

    Same account, same bytes. Addresses are relative where the settings give no public one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = account.valores
    groups = dict(list(rows[rows["marca"] != "nd"].groupby("indicador", sort=False)))
    items: list[dict[str, str]] = []
    names = [LIST]
    for card in account.indicators:
        if card["id"] in groups:
            name = f"{card['id']}.json"
            _write(folder / name, cube(account, card, groups[card["id"]], terms))
            names.append(name)
            address = terms.address(f"datos/{FOLDER}/{name}") or name
            items.append({"class": "dataset", "href": address, "label": str(card["nombre"])})
    _write(
        folder / LIST,
        {"version": "2.0", "class": "collection", "label": terms.title, "link": {"item": items}},
    )
    return names


def cube(account: Account, card: Record, rows: pd.DataFrame, terms: Terms) -> dict[str, Any]:
    """The cube of an indicator. rows: its rows of the figures, of whatever breakdown."""
    breakdown = (rows["desglose"] + ":" + rows["categoria"]).where(rows["desglose"] != "", _WHOLE)
    keys = {name: rows[name] for name in ("territorio", "periodo", "sexo", "edad")} | {"desglose": breakdown}
    labels: dict[str, Callable[[str], str]] = {
        "territorio": lambda code: account.names.get(code, code),
        "periodo": text.period,
        "sexo": lambda code: text.SEX_NAMES.get(code, code),
        "edad": text.age,
        "desglose": _breakdown,
    }
    dimensions: dict[str, Any] = {}
    position = np.zeros(len(rows), dtype="int64")
    size: list[int] = []
    for name, values in keys.items():
        order = sorted(values.unique()) if name == "periodo" else list(dict.fromkeys(values))
        places = {code: place for place, code in enumerate(order)}
        position = position * len(order) + values.map(places).to_numpy("int64")
        size.append(len(order))
        dimensions[name] = _dimension(name, {code: labels[name](code) for code in order})
    position *= len(MEASURES)
    unit = {"label": str(card.get("unidad") or ""), "decimals": int(card.get("decimales") or 0)}
    dimensions["medida"] = _dimension("medida", MEASURES)
    dimensions["medida"]["category"]["unit"] = dict.fromkeys(MEASURES, unit)
    about = [str(card.get(name)) for name in ("definicion", "definicion_tecnica") if card.get(name)]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": str(card["nombre"]),
        **({"source": str(card["fuente"])} if card.get("fuente") else {}),
        "note": [*about, citation.of_indicator(terms, card)],
        "id": list(_DIMENSIONS),
        "size": [*size, len(MEASURES)],
        "role": {"time": ["periodo"], "geo": ["territorio"], "metric": ["medida"]},
        "dimension": dimensions,
        "value": _values(rows, position),
        "status": _statuses(rows, position),
        "extension": {
            "edicion": terms.edition,
            "licencia": terms.licence.address,
            "signos": text.MARK_NOTES | text.STATUS_NOTES,
            "sintetico": terms.synthetic,
        },
    }


def _dimension(name: str, categories: dict[str, str]) -> dict[str, Any]:
    return {"label": _DIMENSIONS[name], "category": {"index": list(categories), "label": categories}}


def _breakdown(code: str) -> str:
    """«Dependencia: Municipal», or the whole."""
    dimension, _, category = code.partition(":")
    if not category:
        return "Todas las personas y lugares"
    return f"{lenses.LENSES.get(dimension, dimension)}: {lenses.category(dimension, category)}"


def _values(rows: pd.DataFrame, position: np.ndarray) -> dict[str, float | int]:
    """Cell -> number, in the order of the cells; a missing number has no cell."""
    found: dict[int, float | int] = {}
    for offset, name in enumerate(MEASURES):
        numbers = rows[name].to_numpy("float64", na_value=np.nan)
        there = ~np.isnan(numbers)
        for cell, number in zip((position[there] + offset).tolist(), numbers[there].tolist(), strict=True):
            found[cell] = int(number) if number.is_integer() else number
    return {str(cell): found[cell] for cell in sorted(found)}


def _statuses(rows: pd.DataFrame, position: np.ndarray) -> dict[str, str]:
    """Cell of a value -> its sign; a final figure that needs none has no entry."""
    signs = rows["marca"].where(rows["marca"] != "", rows["estado"]).tolist()
    return {str(cell): sign for cell, sign in sorted(zip(position.tolist(), signs, strict=True)) if sign}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_bytes((json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
