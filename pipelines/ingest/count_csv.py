"""Counts the records of a CSV with a state machine over its bytes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import numpy as np
import numpy.typing as npt

_CHUNK = 16 << 20
_SAMPLE = 128 << 10
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
    counter = RecordCounter()
    for start in range(0, len(data), _CHUNK):
        counter.feed(data[start : start + _CHUNK])
    return counter.finish()


class RecordCounter:
    """The same count over bytes that come in pieces of any size; UTF-16 has to be decoded before."""

    def __init__(self) -> None:
        self._count = 0
        self._started = False
        self._separator = 0
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._needed = 0

    def feed(self, piece: bytes) -> None:
        """Count the records that end in what came so far."""
        self._pieces.append(piece)
        self._waiting += len(piece)
        if self._waiting > self._needed and (self._started or self._waiting >= _SAMPLE):
            self._work(last=False)

    def finish(self) -> int:
        """The records in all. A last record needs no line end."""
        self._work(last=True)
        return self._count

    def _work(self, last: bool) -> None:
        data = b"".join(self._pieces)
        if not self._started:
            data = data.removeprefix(b"\xef\xbb\xbf")
            self._separator = _separator(data[:_SAMPLE])
            self._started = True
        found, done = _whole_records(data, self._separator, last)
        self._count += found
        rest = data[done:]
        self._pieces = [rest] if rest else []
        self._waiting = len(rest)
        # one endless record must not be gone through again with every piece
        self._needed = 2 * len(rest) if not done else 0


def _whole_records(data: bytes, separator: int, last: bool) -> tuple[int, int]:
    """Records with text among those that end in `data`, which begins with one, and the bytes they take."""
    quote = data.find(b'"')
    if quote < 0:
        return _plain_records(data, separator, last)
    found = _by_parity(data, separator, last)
    if found is not None:
        return found
    count, at = 0, 0
    while at < len(data):
        quote = data.find(b'"', at)
        if quote < 0:
            more, used = _plain_records(data[at:], separator, last)
            return count + more, at + used
        line = max(data.rfind(b"\n", at, quote), data.rfind(b"\r", at, quote)) + 1
        if line > at:
            count += _plain_records(data[at:line], separator, True)[0]
            at = line
        text, end = _one_record(data, at, separator)
        if end >= len(data) and not last:
            return count, at
        count += text
        at = end
    return count, at


def _plain_records(data: bytes, separator: int, last: bool) -> tuple[int, int]:
    """As `_whole_records` where nothing is quoted."""
    end = len(data) if last else max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
    if not end:
        return 0, 0
    part = np.frombuffer(data, dtype=np.uint8, count=end)
    ends = np.flatnonzero(part == _LF)
    blank = np.zeros(256, dtype=bool)
    blank[[*_BLANK, separator or _LF]] = True
    starts = np.concatenate([np.zeros(1, dtype=ends.dtype), ends + 1])
    if starts[-1] == end:
        starts = starts[:-1]
    # each CR stands before an LF, or it ends a record by itself
    lone = b"\r" in data and data.count(b"\r", 0, end) != int((part[ends[ends > 0] - 1] == _CR).sum())
    if not lone and not blank[part[starts]].any():
        return len(starts), end  # each line opens with a letter: nothing can be blank
    cuts = np.flatnonzero((part == _LF) | (part == _CR)) + 1
    found = _any_per_piece(~blank[part], cuts)
    return int(found.sum()), end


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


def _by_parity(data: bytes, separator: int, last: bool) -> tuple[int, int] | None:
    """Fast count: a byte is inside quotes when an odd number of them came before.

    None when a quote stands in the middle of a field, which parity cannot tell.
    """
    opens_after = np.zeros(256, dtype=bool)
    opens_after[[_CR, _LF, _QUOTE, separator or _LF]] = True
    part = np.frombuffer(data, dtype=np.uint8)
    quotes = part == _QUOTE
    odd = (np.cumsum(quotes, dtype=np.uint8) & 1).astype(bool)
    opening = np.flatnonzero(quotes & odd)
    previous = np.where(opening > 0, part[opening - 1], _LF)
    if not opens_after[previous].all():
        return None
    cuts = np.flatnonzero(((part == _LF) | (part == _CR)) & ~odd) + 1
    end = len(data) if last else int(cuts[-1]) if len(cuts) else 0
    if not end:
        return 0, 0
    blank = np.zeros(256, dtype=bool)
    blank[[*_BLANK, _QUOTE, separator or _LF]] = True
    text = ~blank[part]
    text[opening[previous == _QUOTE]] = True  # a doubled quote is a quote in the text
    if separator and separator not in _BLANK:
        text |= odd & (part == separator)
    return int(_any_per_piece(text[:end], cuts).sum()), end


def _any_per_piece(text: Mask, cuts: npt.NDArray[np.int64]) -> Mask:
    """Whether there is text in each piece of `text` cut before `cuts`."""
    starts = np.concatenate([np.zeros(1, dtype=np.int64), cuts])
    found: Mask = np.logical_or.reduceat(text, starts[starts < len(text)])
    return found


def _one_record(data: bytes, at: int, separator: int) -> tuple[bool, int]:
    """Whether the record at `at` holds text, and where the next one begins; a field at a time."""
    text = False
    for match in _field(separator).finditer(data, at):
        quoted = (match["quoted"] or b"")[1:].removesuffix(b'"')
        text = text or bool(quoted.strip(_BLANK) or match["rest"].strip(_BLANK))
        if match["end"] in (b"\r\n", b"\r", b"\n", b""):
            return text, match.end()
    return text, len(data)


@cache
def _field(separator: int) -> re.Pattern[bytes]:
    cut = re.escape(bytes([separator])) if separator else b""
    return re.compile(
        rb'(?P<quoted>"(?:[^"]|"")*+"?)?(?P<rest>[^\r\n%s]*+)(?P<end>\r\n|\r|\n|%s|\Z)' % (cut, cut or rb"\Z")
    )
