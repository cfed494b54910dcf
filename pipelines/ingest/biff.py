"""Walks the records of a binary .xls book (BIFF5 and BIFF8): which cells hold something."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.ingest.ole import stream

_BLANK = " \t\r\n\v\f"
_BOF, _EOF, _BOUNDSHEET, _SST, _CONTINUE = 0x809, 0x0A, 0x85, 0xFC, 0x3C
_FORMULA, _NUMBER, _LABEL, _BOOLERR, _STRING, _RK = 0x06, 0x203, 0x204, 0x205, 0x207, 0x27E
_MULRK, _RSTRING, _LABELSST = 0xBD, 0xD6, 0xFD
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

Record = tuple[int, bytes, int]  # kind, body, offset of the record behind it


@dataclass(frozen=True)
class FilledCell:
    """A cell with something in it; `error`: its text when it is an error. Positions from 0."""

    row: int
    column: int
    error: str = ""


def filled_cells(data: bytes) -> dict[str, list[FilledCell]]:
    """Filled cells of each worksheet of the book. Raises `ole.BrokenContainer`, `struct.error`."""
    book = stream(data, ("Workbook", "Book", "WORKBOOK", "BOOK"))
    modern = struct.unpack_from("<H", book, 4)[0] == 0x0600
    sheets: list[tuple[str, int]] = []
    texts: list[bool] = []
    for kind, body, behind in _records(book, 0):
        if kind == _BOUNDSHEET and body[5] == 0:
            sheets.append((_sheet_name(body, modern), struct.unpack_from("<I", body)[0]))
        elif kind == _SST:
            texts = _shared_texts([body, *_continues(book, behind)])
        elif kind == _EOF:
            break
    return {name: list(_cells(book, start, texts, modern)) for name, start in sheets}


def _records(book: bytes, at: int) -> Iterator[Record]:
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + length]
        at += 4 + length
        yield kind, body, at


def _continues(book: bytes, at: int) -> Iterator[bytes]:
    """Bodies of the CONTINUE records that follow one another from `at`."""
    for kind, body, _ in _records(book, at):
        if kind != _CONTINUE:
            return
        yield body


def _cells(book: bytes, start: int, texts: list[bool], modern: bool) -> Iterator[FilledCell]:
    depth, pending = 0, (0, 0)
    for kind, body, _ in _records(book, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth == 0:
                return
        if depth != 1:
            continue  # an embedded chart
        if kind == _STRING:  # text result of the formula before
            if _text(body, 0, modern).strip(_BLANK):
                yield FilledCell(*pending)
            continue
        if kind not in (_FORMULA, _NUMBER, _LABEL, _BOOLERR, _RK, _MULRK, _RSTRING, _LABELSST):
            continue
        row, column = struct.unpack_from("<HH", body)
        if kind == _FORMULA and body[12:14] == b"\xff\xff":
            pending = (row, column)
            if body[6] in (1, 2):
                yield FilledCell(row, column, _ERRORS.get(body[8], "#ERROR!") if body[6] == 2 else "")
        elif kind == _BOOLERR:
            yield FilledCell(row, column, _ERRORS.get(body[6], "#ERROR!") if body[7] else "")
        elif kind == _LABELSST:
            if texts[struct.unpack_from("<I", body, 6)[0]]:
                yield FilledCell(row, column)
        elif kind in (_LABEL, _RSTRING):
            if _text(body, 6, modern).strip(_BLANK):
                yield FilledCell(row, column)
        else:
            yield FilledCell(row, column)


def _text(body: bytes, at: int, modern: bool) -> str:
    length = struct.unpack_from("<H", body, at)[0]
    if not modern:
        return body[at + 2 : at + 2 + length].decode("cp1252", errors="replace")
    wide = body[at + 2] & 1
    raw = body[at + 3 : at + 3 + length * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", errors="replace")


def _sheet_name(body: bytes, modern: bool) -> str:
    if not modern:
        return body[7 : 7 + body[6]].decode("cp1252", errors="replace")
    wide = body[7] & 1
    return body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", errors="replace")


def _shared_texts(pieces: list[bytes]) -> list[bool]:
    """Whether each shared string holds something besides blanks.

    Strings run over from piece to piece; one cut in its letters repeats the width flag.
    """
    piece, at = 0, 8
    found: list[bool] = []

    def take(size: int) -> bytes:
        nonlocal piece, at
        out = b""
        while len(out) < size:
            if at >= len(pieces[piece]):
                piece, at = piece + 1, 0
            part = pieces[piece][at : at + size - len(out)]
            at += len(part)
            out += part
        return out

    for _ in range(struct.unpack_from("<I", pieces[0], 4)[0]):
        length, flags = struct.unpack("<HB", take(3))
        runs = struct.unpack("<H", take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", take(4))[0] if flags & 4 else 0
        wide = flags & 1
        text = ""
        while len(text) < length:
            if at >= len(pieces[piece]):
                piece, at = piece + 1, 1
                wide = pieces[piece][0] & 1
            room = (len(pieces[piece]) - at) // (1 + wide)
            raw = take(min(room, length - len(text)) * (1 + wide))
            # letters outside the basic plane take two units: keep one sign per unit
            text += (
                "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw))) if wide else raw.decode("latin-1")
            )
        take(runs * 4 + extra)
        found.append(bool(text.strip(_BLANK)))
    return found
