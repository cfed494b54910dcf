"""Texts and tables as the templates take them: prose in runs, cells in one text, drawings in our letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from publish.documents.press import FAMILY
from publish.pages.grids import Grid

Content = dict[str, Any]
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "heading", "lheading"]
)


def prose(written: str) -> list[Content]:
    """What people wrote (Markdown), as blocks: kind `p` or `item`, with runs of text, strong and em."""
    blocks: list[Content] = []
    inside = 0
    for token in _MARKDOWN.parse(written):
        if token.type == "list_item_open":
            inside += 1
        elif token.type == "list_item_close":
            inside -= 1
        elif token.type == "inline":
            runs = _runs(token.children or [])
            if runs:
                blocks.append({"kind": "item" if inside else "p", "runs": runs})
    return blocks


def _runs(tokens: Sequence[Token]) -> list[Content]:
    strong = em = False
    runs: list[Content] = []
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong = token.type == "strong_open"
        elif token.type in ("em_open", "em_close"):
            em = token.type == "em_open"
        elif token.type in ("softbreak", "hardbreak"):
            runs.append({"text": " ", "strong": strong, "em": em})
        elif token.content:
            runs.append({"text": token.content, "strong": strong, "em": em})
    return runs


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Content:
    """A table without its empty columns. heads: as in Grid, a leading `#` for a column of numbers.

    A cell goes smaller after a tab and, below, after a line break.
    """
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    return {
        "caption": caption,
        "heads": [[heads[at].removeprefix("#"), heads[at].startswith("#")] for at in kept],
        "rows": [[row[at] for at in kept] for row in rows],
        "note": note,
    }


def of_grid(made: Grid | None) -> Content | None:
    """A table of a page on paper."""
    if made is None:
        return None
    rows = [[cell.replace(" | ", "\n") for cell in row] for row in made.rows]
    return table(made.caption, made.heads, rows, made.note)


def cell(it: Mapping[str, str]) -> str:
    """«12,3 u», «s»: the number of a cell and its sign."""
    return " ".join(part for part in (it["text"], it["code"]) if part)


def drawn(svg: str) -> str:
    """A chart of the site with the letters of the documents."""
    return svg.replace('font-family="sans-serif"', f'font-family="{FAMILY}"')


def bar(svg: str, width: int = 480, height: int = 26) -> str:
    """A bar that is as wide as its page, with a size of its own."""
    start = svg.index(">") + 1
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
    return f'{head}height="{height}">{svg[start:]}'


def sentence(words: str) -> str:
    """The words with a full stop, unless they end in one."""
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."
