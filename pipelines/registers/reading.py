"""A register's file, CSV or XLSX, as a header and lines of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.catalog.csv_rows import lines_of
from pipelines.errors import FileRefused, Where
from pipelines.ingest.grid import cell_text
from pipelines.ingest.xlsx_reader import read_xlsx
from pipelines.territories import normalise

ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True)
class Line:
    """A line of the file: its number, as the person sees it, and its cells without spaces around."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """What a file holds. Without lines, `header` has none either."""

    file: str
    sheet: str
    header: Line
    lines: tuple[Line, ...]


def read_grid(path: Path, name: str) -> Grid:
    """The first sheet with something in it, or the one called `name`. Lines with «#» are explanations.

    Raises `StewardError` when the file cannot be read at all.
    """
    if path.suffix.lower() == ".csv":
        sheet, lines = "", [Line(number, _clean(cells)) for number, cells in lines_of(path)]
    else:
        sheet, lines = _book(path, name)
    said = [line for line in lines if any(line.cells) and not line.cells[0].startswith("#")]
    header = said[0] if said else Line(1, ())
    return Grid(path.name, sheet, Line(header.number, _no_tail(header.cells)), tuple(said[1:]))


def _book(path: Path, name: str) -> tuple[str, list[Line]]:
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        raise FileRefused(
            "No es un libro de Excel.", Where(path.name), "guárdelo de nuevo como .xlsx o .csv."
        )
    sheets = [sheet for sheet in read_xlsx(data, path.name, said=_cell) if len(sheet.cells)]
    if not sheets:
        return "", []
    sheet = next((one for one in sheets if normalise(one.name) == normalise(name)), sheets[0])
    rows = sheet.cells.itertuples(index=False, name=None)
    numbers = [int(number) for number in sheet.records]
    return sheet.name, [Line(number, _clean(cells)) for number, cells in zip(numbers, rows, strict=True)]


def _cell(value: Any) -> str:
    """As `cell_text`, but numbers keep a decimal comma and a midnight is no hour: 65,5 is never 65.500."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    text = cell_text(value)
    return text.replace(".", ",") if isinstance(value, float) else text


def _clean(cells: tuple[Any, ...] | list[str]) -> tuple[str, ...]:
    return tuple(str(cell).strip() for cell in cells)


def _no_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells that a spreadsheet leaves at the end."""
    kept = len(cells)
    while kept and not cells[kept - 1]:
        kept -= 1
    return cells[:kept]


def readable(folder: Path) -> Iterator[Path]:
    """Files of `folder` that are meant to be registers: no explanations, no locks that Excel leaves."""
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith((".", "~$", "LEEME")):
            yield path
