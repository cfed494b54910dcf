"""Takes one stream out of an OLE container (the box that binary .xls books come in)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

_END = 0xFFFFFFFA  # from here on, sector numbers are marks
_ENTRY = 128


class BrokenContainer(ValueError):
    """The container's own tables do not fit together."""


def stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """Bytes of the first stream called as one of `names`. Raises `BrokenContainer`."""
    try:
        return _stream(data, names)
    except (struct.error, IndexError) as error:
        raise BrokenContainer("truncated container") from error


def _stream(data: bytes, names: tuple[str, ...]) -> bytes:
    shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
    first_entry, cutoff, first_mini = (struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C))
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    fat = _table(b"".join(sector(number) for number in _fat_sectors(data, size)))
    entries = _entries(_follow(first_entry, fat, sector))
    name = next((name for name in names if name in entries), None)
    if name is None:
        raise BrokenContainer("no such stream")
    start, length = entries[name]
    if length >= cutoff:
        return _follow(start, fat, sector)[:length]
    mini_fat = _table(_follow(first_mini, fat, sector))
    small = _follow(entries["Root Entry"][0], fat, sector)
    mini = 1 << mini_shift
    return _follow(start, mini_fat, lambda number: small[number * mini : (number + 1) * mini])[:length]


def _fat_sectors(data: bytes, size: int) -> list[int]:
    """Numbers of the sectors that hold the allocation table."""
    found = list(struct.unpack_from("<109I", data, 0x4C))
    following = struct.unpack_from("<I", data, 0x44)[0]
    visited = 0
    while following < _END and visited <= len(data) // size:
        part = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        found += part[:-1]
        following = part[-1]
        visited += 1
    return [number for number in found if number < _END]


def _table(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _follow(start: int, fat: tuple[int, ...], sector: Callable[[int], bytes]) -> bytes:
    out, number, steps = [], start, 0
    while number < _END:
        if steps > len(fat):
            raise BrokenContainer("circular chain")
        out.append(sector(number))
        number = fat[number]
        steps += 1
    return b"".join(out)


def _entries(directory: bytes) -> Mapping[str, tuple[int, int]]:
    found = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", errors="replace")
        if name:
            found[name] = struct.unpack_from("<II", directory, at + 116)
    return found
