"""What the parts of the auditor share: published tables as text, and the tables of a page cell by cell."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

_BLOCK = re.compile(r"<article\b[^>]*\bid=\"([^\"]+)\"|<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
#: What may be counted without counting people.
THINGS = ("grupos", "huertos", "jardines")
_MARKUP = re.compile(r"<[^>]+>")


def read_table(path: Path) -> pd.DataFrame:
    """A published table (CSV or Parquet), every cell as it is written; missing is ''."""
    if path.suffix == ".csv":
        return pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    return pq.read_table(path).to_pandas().astype("object").fillna("")


def read_page(path: Path) -> str:
    """The HTML of a page without entities."""
    return html.unescape(path.read_text(encoding="utf-8")).replace("\N{NO-BREAK SPACE}", " ")


def page_tables(content: str) -> Iterator[tuple[str, str, list[str], list[list[str]]]]:
    """The tables of a page: id of the article around, its HTML, its headings as shown, its rows of cells."""
    article = ""
    for block in _BLOCK.finditer(content):
        if block[1]:
            article = block[1]
            continue
        headings, *rows = [_CELL.findall(row) for row in _ROW.findall(block[0])] or [[]]
        yield article, block[0], [shown(cell) for cell in headings], rows


def shown(cell: str) -> str:
    """What a visitor reads in a cell."""
    return _MARKUP.sub("", cell).strip()
