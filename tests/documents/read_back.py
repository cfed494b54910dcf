"""What documents say, read back by readers that are not ours: words, figures and tags of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

#: A figure with decimals, as it is written in Chile.
DECIMALS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d+")
#: Any figure of two digits or more that is neither a year nor part of a date or code.
WHOLE = re.compile(r"(?<![\d.,/-])\d{1,3}(?:\.\d{3})+(?![\d.,])")


def words(path: Path) -> str:
    """The text of a PDF, its spaces made one."""
    said = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return " ".join(said.replace("\u00a0", " ").split())


def tags(path: Path) -> Counter[str]:
    """How often each kind of tag stands in the structure of a PDF."""
    return Counter(str(node["/S"]) for node in _nodes(_root(path)))


def drawings_without_words(path: Path) -> list[Any]:
    """The drawings that nothing says aloud."""
    return [node for node in _nodes(_root(path)) if node["/S"] == "/Figure" and not node.get("/Alt")]


def chilean(value: float, decimals: int) -> str:
    """A number as a document must show it; written apart from the product, halves away from zero."""
    scaled = int(abs(value) * 10**decimals + 0.5 + 1e-9)
    whole, part = divmod(scaled, 10**decimals)
    shown = f"{whole:,}".replace(",", ".")
    return f"{shown},{part:0{decimals}d}" if decimals else shown


def numbers_of(frame: pd.DataFrame) -> list[float]:
    """Every number of a table."""
    return [float(each) for each in frame.select_dtypes("number").to_numpy().ravel() if each == each]


def _root(path: Path) -> DictionaryObject:
    root: DictionaryObject = PdfReader(path).root_object["/StructTreeRoot"].get_object()
    return root


def _nodes(node: Any) -> Iterable[DictionaryObject]:
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from _nodes(found)
