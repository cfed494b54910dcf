"""The part of the independent auditor that reads pages as a visitor does: cells, fractions, intervals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from publish import text
from publish.audit_breakdowns import breakdown_rows

_FRACTION = re.compile(r"(?<![\d.,])(\d[\d.]*) de (\d[\d.]*\d)(?![\d,])")
# «entre 1,2 y 3,4 menos» is how much a figure changed or differs: cambios and brechas answer for it
_INTERVAL = re.compile(r"entre (−?[\d.]+(?:,\d+)?)(?: %)? y (−?[\d.]+(?:,\d+)?)(?!,?\d| (?:más|menos)\b)")
_COMMON = 100  # «3 de 4» may be said of anything; «3 de 1.204» only of a figure
_PAGES = {"indicadores": "indicador", "territorios": "territorio"}
_BLOCK = re.compile(r"<article\b[^>]*\bid=\"([^\"]+)\"|<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b[^>]*>(.*?)</\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
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
        content = html.unescape(path.read_text(encoding="utf-8")).replace("\N{NO-BREAK SPACE}", " ")
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
    article = ""
    for block in _BLOCK.finditer(content):
        if block[1]:
            article = block[1]
            continue
        headings, *rows = [_CELL.findall(row) for row in _ROW.findall(block[0])] or [[]]
        names = [_shown(cell) for _, cell in headings]
        for cells in rows:
            given = dict(zip(names, (cell for _, cell in cells), strict=False))
            link = _PLACE.search(given.get("Territorio", ""))
            named = _ANCHOR.search(given.get("Indicador", ""))
            indicator = page if folder == "indicadores" else named[1] if named else article
            territory = link[1] if link else "" if "Territorio" in given else "CL"
            territory = page if folder == "territorios" else territory
            for column, sex in _COLUMNS.items():
                if any(sign.isdigit() for sign in _shown(given.get(column, ""))):
                    yield indicator, territory, _shown(given.get("Período", "")), sex


def _shown(cell: str) -> str:
    return _MARKUP.sub("", cell).strip()


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
