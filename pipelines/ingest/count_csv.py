"""Counts the records of a CSV with a state machine over its bytes."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import numpy.typing as npt

_CHUNK = 16 << 20
_QUOTE, _CR, _LF = 0x22, 0x0D, 0x0A
_BLANK = b" \t\r\n\v\f"
_SEPARATORS = (b";", b",", b"\t", b"|")

Bytes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]


def count_csv(data: bytes) -> int:
    """Records of `data` that hold something besides blanks, separators and the quotes around fields.

    A record ends at CR, LF or CRLF outside quotes. Quotes count when they open a field.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16").encode("utf-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    separator = _separator(data[: 128 << 10])
    found = _by_parity(data, separator)
    return _by_token(data, separator) if found is None else found


def _separator(start: bytes) -> int:
    """The byte that appears equally often in most of the first lines; 0 when none does."""
    unquoted = re.sub(rb'"[^"]*"', b"q", start)
    lines = [line for line in re.split(rb"[\r\n]+", unquoted) if line.strip(_BLANK)][:100]
    best = (False, 0, 0)
    chosen = 0
    for candidate in _SEPARATORS:
        counts = [line.count(candidate) for line in lines]
        several = Counter(count for count in counts if count)
        if not several:
            continue
        each, agree = max(several.items(), key=lambda item: (item[1], item[0]))
        score = (counts[0] == each and agree * 2 >= len(counts), agree, each)
        if agree * 3 >= len(counts) and score > best:
            best, chosen = score, candidate[0]
    return chosen


def _by_parity(data: bytes, separator: int) -> int | None:
    """Fast count: a byte is inside quotes when an odd number of them came before.

    None when a quote stands in the middle of a field, which parity cannot tell.
    """
    blank = np.zeros(256, dtype=bool)
    blank[[*_BLANK, _QUOTE]] = True
    opens_after = np.zeros(256, dtype=bool)
    opens_after[[_CR, _LF, _QUOTE]] = True
    if separator:
        blank[separator] = opens_after[separator] = True
    hidden_separator = separator if separator and separator not in _BLANK else -1
    whole = np.frombuffer(data, dtype=np.uint8)
    inside, before, text_so_far, count = False, _LF, False, 0
    for start in range(0, len(whole), _CHUNK):
        part = whole[start : start + _CHUNK]
        text = ~blank[part]
        ends = (part == _LF) | (part == _CR)
        quotes = part == _QUOTE
        if inside or quotes.any():
            odd = (np.cumsum(quotes, dtype=np.uint8) & 1).astype(bool) ^ inside
            opening = np.flatnonzero(quotes & odd)
            previous = np.where(opening > 0, part[opening - 1], before)
            if not opens_after[previous].all():
                return None
            text[opening[previous == _QUOTE]] = True  # a doubled quote is a quote in the text
            if start and len(opening) and opening[0] == 0 and before == _QUOTE:
                text[0] = True
            text |= odd & (part == hidden_separator)
            ends &= ~odd
            inside = bool(odd[-1])
        before = int(part[-1])
        cuts = np.flatnonzero(ends) + 1
        found = _any_per_piece(text, cuts)
        found[0] |= text_so_far
        count += int(found[:-1].sum())
        text_so_far = bool(found[-1])
    return count + text_so_far


def _any_per_piece(text: Mask, cuts: npt.NDArray[np.int64]) -> Mask:
    """Whether there is text in each piece of `text` cut before `cuts`; the last piece may be empty."""
    starts = np.concatenate([np.zeros(1, dtype=np.int64), cuts])
    tail_is_empty = starts[-1] == len(text)
    found: Mask = np.logical_or.reduceat(text, starts[:-1] if tail_is_empty else starts)
    return np.append(found, False) if tail_is_empty else found


def _by_token(data: bytes, separator: int) -> int:
    """Exact count, a field at a time, for files with stray quotes."""
    cut = re.escape(bytes([separator])) if separator else b""
    field = re.compile(
        rb'(?P<quoted>"(?:[^"]|"")*+"?)?(?P<rest>[^\r\n%s]*+)(?P<end>\r\n|\r|\n|%s|\Z)' % (cut, cut or rb"\Z")
    )
    count, text = 0, False
    for match in field.finditer(data):
        quoted = (match["quoted"] or b"")[1:].removesuffix(b'"')
        text = text or bool(quoted.strip(_BLANK) or match["rest"].strip(_BLANK))
        if match["end"] in (b"\r\n", b"\r", b"\n", b""):
            count += text
            text = False
    return count
