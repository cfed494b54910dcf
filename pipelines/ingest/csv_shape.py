"""How a CSV is cut: its separator and how many fields its records have, judged from its start."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

SEPARATORS = ";,\t|"
#: Stands for "no separator" (one column); never found in a text file.
NONE = "\x1f"
_SAMPLE = 256 << 10
_RECORDS = 300


@dataclass(frozen=True)
class Shape:
    """`separator` is NONE for a file of one column; `fields`: how many each record should have."""

    separator: str
    fields: int


def shape_of(data: bytes, encoding: str) -> Shape:
    """The separator that cuts most records of the start of `data` into as many fields as the header.

    A separator whose count agrees between the first record and half of the rest wins over one
    that only agrees among the rest (a decimal comma); failing both, the one that most records
    agree on (the first record is a title). Under a third of agreement there is one column.
    """
    sample = data[:_SAMPLE]
    text = sample.decode(encoding, errors="replace")
    best = (False, 0, 0)
    chosen = Shape(NONE, 1)
    for separator in SEPARATORS:
        counts = _field_counts(text, separator, whole=len(sample) == len(data))
        several = Counter(count for count in counts if count > 1)
        if not several:
            continue
        fields, agree = max(several.items(), key=lambda item: (item[1], item[0]))
        if agree * 3 < len(counts):
            continue
        score = (counts[0] == fields and agree * 2 >= len(counts), agree, fields)
        if score > best:
            best, chosen = score, Shape(separator, fields)
    return chosen


def _field_counts(text: str, separator: str, whole: bool) -> list[int]:
    """Fields of each of the first non-blank records."""
    counts: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for record in reader:
            if any(field.strip() for field in record) or len(record) > 1:
                counts.append(len(record))
            if len(counts) > _RECORDS:
                break
    except csv.Error:  # a field longer than the module admits: judge by what was read
        pass
    if not whole and 1 < len(counts) <= _RECORDS:
        counts.pop()  # the sample may end in the middle of a record
    return counts
