"""The part of the independent auditor that reads the tables of breakdowns, as a visitor does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from publish import text
from publish.audit_reading import page_tables, shown
from publish.lenses import LENSES, category

_CAPTION = re.compile(r"<caption[^>]*>(.*?)<", re.DOTALL)
_SEXES = {"Valor": "total", "Mujeres": "mujer", "Hombres": "hombre"}
#: What the first heading of a breakdown's table says when no lens has a name for it.
_OTHER = "Categoría"
Key = tuple[str, str, str, str, str, str]


def breakdown_rows(name: str, content: str, small: pd.DataFrame) -> list[dict[Any, Any]]:
    """The small figures by age or category whose cell holds a digit on this page.

    name: path of the page from the edition's root. content: its HTML without entities.
    """
    finer = small[(small["edad"] != "total") | (small["desglose"] != "")]
    if finer.empty:
        return []
    figures = {_key(row): row for row in finer.to_dict("records")}
    return [figures[key] for key in _with_digits(name, content) if key in figures]


def _key(row: dict[Any, Any]) -> Key:
    """Indicator, territory, heading, label, period as shown and sex of a figure."""
    dimension = row["desglose"]
    heading = LENSES.get(dimension or "edad", _OTHER)
    label = category(dimension, row["categoria"]) if dimension else text.age(row["edad"])
    return row["indicador"], row["territorio"], heading, label, text.period(row["periodo"]), row["sexo"]


def _with_digits(name: str, content: str) -> Iterator[Key]:
    folder, _, rest = name.partition("/")
    page = rest.partition("/")[0]
    for article, table, names, rows in page_tables(content):
        caption = _CAPTION.search(table)
        if caption is None or not names or names[0] not in {*LENSES.values(), _OTHER}:
            continue
        about = (page, "CL") if folder == "indicadores" else (article, page)
        period = caption[1].rpartition(", ")[2].strip()
        for cells in rows:
            said = dict(zip(names, map(shown, cells), strict=False))
            for column, sex in _SEXES.items():
                if any(sign.isdigit() for sign in said.get(column, "")):
                    yield (*about, names[0], said[names[0]], period, sex)
