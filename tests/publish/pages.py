"""How tests read a page: its words, and its tables."""

from __future__ import annotations

import re
from html import unescape

#: A block of data for search engines, that nothing runs.
DATA = re.compile(r'<script type="application/ld\+json">[^<]*</script>')


def words(page: str) -> str:
    """The text of a page in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def table(page: str, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, headings first."""
    found = next(
        t
        for t in re.findall(r"<table>.*?</table>", page, re.DOTALL)
        if f"<caption>{caption}<" in t.replace("\u00a0", " ")
    )
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found, re.DOTALL)
    return [
        [words(c).strip() for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows
    ]
