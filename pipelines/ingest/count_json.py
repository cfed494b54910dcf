"""Counts the objects of a JSON table by its brackets, without reading what is inside."""

from __future__ import annotations

import re

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_OPENS, _CLOSES = (b"{", b"["), (b"}", b"]")


def count_json(data: bytes) -> int:
    """Objects that are not empty in the list that the file is, or in a list of its outer object, and one
    for their names."""
    open_brackets: list[bytes] = []
    found = 0
    empty = False
    for match in _TOKEN.finditer(data):
        token = match.group()
        if empty and token not in _CLOSES:
            found += 1
        empty = False
        if token in _OPENS:
            empty = token == b"{" and open_brackets in ([b"["], [b"{", b"["])
            open_brackets.append(token)
        elif token in _CLOSES and open_brackets:
            open_brackets.pop()
    return found + 1
