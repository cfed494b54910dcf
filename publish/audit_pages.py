"""The part of the independent auditor that reads pages as a visitor does: cells, fractions, intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from publish import text
from publish.audit_breakdowns import breakdown_rows
from publish.audit_reading import page_tables, read_page, shown

_FRACTION = re.compile(r"(?<![\d.,])(\d[\d.]*) de (\d[\d.]*\d)(?![\d,])")
# «entre 1,2 y 3,4 menos» is how much a figure changed or differs: cambios and brechas answer for it
_INTERVAL = re.compile(r"entre (−?[\d.]+(?:,\d+)?)(?: %)? y (−?[\d.]+(?:,\d+)?)(?!,?\d| (?:más|menos)\b)")
_COMMON = 100  # «3 de 4» may be said of anything; «3 de 1.204» only of a figure
_PAGES = {"indicadores": "indicador", "incrustar": "indicador", "territorios": "territorio"}
_PLACE = re.compile(r"territorios/([^/\"]+)/")
_ANCHOR = re.compile(r"#([^\"]+)\"")
_COLUMNS = {"Valor": "total", "Mujeres": "mujer", "Hombres": "hombre"}
Key = tuple[str, str, str, str]


def in_pages(edition: Path, small: pd.DataFrame, truth: pd.DataFrame, decimals: dict[str, int]) -> list[str]:
    """Small figures that a page of their territory or indicator lets read, in Spanish.

    small, truth: figures under the names of the published columns; decimals: those of each card.
    """
    by_page = {column: dict(list(small.groupby(column))) for column in _PAGES.values()}
    found: list[str] = []
    for path in sorted(edition.rglob("*.html")):
        name = path.relative_to(edition).as_posix()
        folder, _, rest = name.partition("/")
        figures = by_page.get(_PAGES.get(folder, ""), {}).get(rest.partition("/")[0])
        if figures is None:
            continue
        content = read_page(path)
        found += _in_cells(name, content, figures)
        found += [finding(name, row) for row in breakdown_rows(name, content, figures)]
        found += _in_texts(name, content, figures, truth, decimals)
    return found


def finding(name: str, row: dict[Any, Any]) -> str:
    """A finding: which figure, where; never its value."""
    figure = ", ".join(
        str(row[part]) for part in ("indicador", "territorio", "periodo", "sexo") if row.get(part)
    )
    return f"«{name}» deja ver una cifra de pocas personas: {figure}."


def _in_cells(name: str, content: str, small: pd.DataFrame) -> list[str]:
    """Cells of tables that hold digits where a small figure should be reserved."""
    plain = small[(small["edad"] == "total") & (small["desglose"] == "")]
    figures = {
        (row["indicador"], row["territorio"], text.period(row["periodo"]), row["sexo"]): row
        for row in plain.to_dict("records")
    }
    return [finding(name, figures[key]) for key in _cells_with_digits(name, content) if key in figures]


def _cells_with_digits(name: str, content: str) -> Iterator[Key]:
    """Indicator, territory, period as shown and sex of every number in the tables of a page.

    The headings say what a column is; the page, the article around it or a link say the rest.
    """
    folder, _, rest = name.partition("/")
    page = rest.partition("/")[0]
    for article, _table, names, rows in page_tables(content):
        for cells in rows:
            given = dict(zip(names, cells, strict=False))
            link = _PLACE.search(given.get("Territorio", ""))
            named = _ANCHOR.search(given.get("Indicador", ""))
            indicator = page if folder == "indicadores" else named[1] if named else article
            territory = link[1] if link else "" if "Territorio" in given else "CL"
            territory = page if folder == "territorios" else territory
            for column, sex in _COLUMNS.items():
                if any(sign.isdigit() for sign in shown(given.get(column, ""))):
                    yield indicator, territory, shown(given.get("Período", "")), sex


def _in_texts(
    name: str, content: str, small: pd.DataFrame, truth: pd.DataFrame, decimals: dict[str, int]
) -> list[str]:
    """Fractions and intervals of small figures in the text of a page of theirs.

    A text that an open figure of the same indicator also has tells nothing.
    """
    fractions, intervals = set(_FRACTION.findall(content)), set(_INTERVAL.findall(content))
    if not fractions and not intervals:
        return []
    found: list[str] = []
    for row in small.to_dict("records"):
        places = decimals.get(row["indicador"], 0)
        seen = _interval(row, places) in intervals
        if row["denominador"] >= _COMMON:
            seen |= (text.plain(row["numerador"]), text.plain(row["denominador"])) in fractions
        if seen and not _also_open(row, small, truth, places):
            found.append(finding(name, row))
    return found


def _also_open(row: dict[Any, Any], small: pd.DataFrame, truth: pd.DataFrame, places: int) -> bool:
    """Whether a figure that is not small shows the same texts as this one."""
    same = truth[(truth["indicador"] == row["indicador"]) & ~truth.index.isin(small.index)]
    pair = (same["numerador"] == row["numerador"]) & (same["denominador"] == row["denominador"])
    if pair.any():
        return True
    near = same[(same["ic_inf"] - row["ic_inf"]).abs() < 10.0**-places]
    return any(_interval(other, places) == _interval(row, places) for other in near.to_dict("records"))


def _interval(row: dict[Any, Any], places: int) -> tuple[str, str]:
    return text.number(row["ic_inf"], places), text.number(row["ic_sup"], places)
