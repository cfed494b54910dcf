"""Binary .xls books, built here byte by byte: the reader and the counter must see the same."""

from __future__ import annotations

import struct

import pytest

from pipelines.errors import FileRefused
from pipelines.ingest.count import count_records
from pipelines.ingest.readers import read_sheets

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text(value: str) -> bytes:
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def cell(kind: int, row: int, column: int, body: bytes) -> bytes:
    return record(kind, struct.pack("<HHH", row, column, 0) + body)


def container(stream: bytes) -> bytes:
    """An OLE container with one stream called Workbook."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    stream = stream.ljust(sectors * SECTOR, b"\0")
    table = [FAT, END, *range(3, sectors + 2), END]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)

    def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        out = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, FREE, child)
        return out.ljust(116, b"\0") + struct.pack("<III", start, size, 0)

    directory = entry("Root Entry", 5, END, 0, 1) + entry("Workbook", 2, 2, len(stream), FREE)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header + fat + directory.ljust(SECTOR, b"\0") + stream


def workbook() -> bytes:
    """Sheet «Año» with every kind of cell; the shared texts run over into a CONTINUE record."""
    begin = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)
    strings = struct.pack("<II", 4, 4) + text("comuna") + text("   ") + text("Ñuñoa")
    last = text("largo")
    sst = record(0xFC, strings + last[:7]) + record(0x3C, b"\x01" + last[7:])
    name = "Año".encode("utf-16-le")
    before = record(0x809, begin)
    sheet_head = lambda at: record(0x85, struct.pack("<IBBBB", at, 0, 0, 3, 1) + name)  # noqa: E731
    start = len(before) + len(sheet_head(0)) + len(sst) + len(record(0x0A))
    body = record(0x809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    body += cell(0xFD, 0, 0, struct.pack("<I", 0)) + cell(0xFD, 0, 1, struct.pack("<I", 3))
    body += cell(0xFD, 1, 0, struct.pack("<I", 1))
    body += cell(0xFD, 2, 0, struct.pack("<I", 2)) + cell(0x203, 2, 1, struct.pack("<d", 0.5))
    body += cell(0x27E, 4, 0, struct.pack("<I", 1101 << 2 | 2))
    body += cell(0x205, 5, 0, b"\x17\x01")
    body += cell(0x201, 6, 0, b"")
    formula = struct.pack("<HI", 0, 0) + struct.pack("<H", 0)
    body += cell(0x06, 7, 0, b"\x00\x00\x00\x00\x00\x00\xff\xff" + formula) + record(0x207, text("hecho"))
    body += record(0x0A)
    return container(before + sheet_head(start) + sst + record(0x0A) + body)


def test_reader_and_counter_agree_cell_by_cell():
    data = workbook()
    (sheet,) = read_sheets(data, "a.xlsx")
    assert (sheet.name, sheet.kind) == ("Año", "xls")
    assert {int(row): sheet.cells.iloc[at].tolist() for at, row in enumerate(sheet.records)} == {
        1: ["comuna", "largo"],
        3: ["Ñuñoa", "0.5"],
        5: ["1101", ""],
        6: ["#REF!", ""],
        8: ["hecho", ""],
    }
    assert count_records(data) == {"Año": 5}


@pytest.mark.parametrize("keep", [600, 1100, 1600])
def test_a_cut_book_is_refused(keep: int):
    with pytest.raises(FileRefused):
        read_sheets(workbook()[:keep], "a.xls")
