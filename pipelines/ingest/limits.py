"""How large a delivered file may grow when it is opened; beyond this it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. `ratio`: expansion allowed to members above `ratio_from` bytes."""

    total: int = 4 << 30
    member: int = 2 << 30
    ratio: int = 200
    ratio_from: int = 10_000_000
    members: int = 1000
    columns: int = 10_000
    records: int = 10_000_000
    cells: int = 30_000_000  # of one spreadsheet
    field: int = 16 << 20  # longest record of a CSV


LIMITS = Limits()


def size_text(size: int) -> str:
    """A size in words: ``2 GB``, ``16 MB``, ``300 bytes``."""
    for unit, name in ((1 << 30, "GB"), (1 << 20, "MB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}".replace(".", ",")
    return f"{size} bytes"
