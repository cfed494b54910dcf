"""Cuts the stacked tables of MINEDUC's dropout sheet: titles, merged headers, TOTAL rows, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.errors import FileRefused, Where
from pipelines.sources.base import Records, Sheet
from pipelines.sources.shape import column_twice, normalise_header

_PEOPLE = re.compile(r"desvinculados (\d{4})")
_PUPILS = re.compile(r"matricula teorica (\d{4})")
_RATE = re.compile(r"tasa de incidencia")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_COMUNA = re.compile(r"comuna(?: ?/.*)?")
_KINDS = {"global": "global", "sistema regular": "sistema_regular"}
_SCAN = 30


@dataclass(frozen=True)
class Group:
    """The three columns of one year and kind."""

    year: int
    kind: str
    people: int
    pupils: int
    rate: int

    def label(self, name: str) -> str:
        """How a person finds the column: its name, year and kind."""
        return f"{name} {self.year} ({self.kind.replace('_', ' ')})"


@dataclass(frozen=True)
class Table:
    """One of the stacked tables. Positions are rows of `cells`; `total` is -1 when there is none."""

    sex: str
    header: int
    rows: Records
    total: int
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class FoundHeader:
    """The best header of a file: where, and what it lacks of the contract."""

    sheet: Sheet | None = None
    score: float = 0.0
    missing: tuple[str, ...] = ()


def best_header(sheets: Sequence[Sheet]) -> FoundHeader:
    """The sheet whose first records look most like the header of a comuna table."""
    best = FoundHeader()
    for sheet in sheets:
        names = _normalised(sheet, 0, _SCAN + 2)
        for row in range(len(names) - 2):
            missing = _missing(names[row : row + 3])
            score = 1 - len(missing) / len(_CONTRACT)
            if score > best.score:
                best = FoundHeader(sheet, score, missing)
    return best


_CONTRACT = (
    ("Comuna", _COMUNA, 0),
    ("Global", re.compile("global"), 1),
    ("Sistema regular", re.compile("sistema regular"), 1),
    ("Desvinculados (año)", _PEOPLE, 2),
    ("Matrícula teórica (año)", _PUPILS, 2),
    ("Tasa de incidencia", _RATE, 2),
)


def _missing(three_rows: list[list[str]]) -> tuple[str, ...]:
    return tuple(
        name
        for name, pattern, row in _CONTRACT
        if not any(pattern.fullmatch(cell) for cell in three_rows[row] if cell)
    )


def find_tables(sheet: Sheet) -> list[Table]:
    """The tables by comuna of `sheet`, in the order of the file."""
    first = [normalise_header(cell) for cell in sheet.cells.iloc[:, 0]]
    starts = [
        row
        for row, cell in enumerate(first[:-2])
        if _COMUNA.fullmatch(cell) and not _missing(_normalised(sheet, row, row + 3))
    ]
    ends = [*starts[1:], len(first)]
    return [_table(sheet, first, start, end) for start, end in zip(starts, ends, strict=True)]


def _table(sheet: Sheet, first: list[str], start: int, end: int) -> Table:
    totals = [row for row in range(start + 3, end) if first[row] == "total"]
    total = totals[0] if totals else -1
    stop = total if totals else end
    beyond = sheet.cells.iloc[start + 3 : stop, 1:].to_numpy(dtype=object)
    rows = np.arange(start + 3, stop)[(beyond != "").any(axis=1)]
    return Table(_sex(first, start), start, rows, total, _groups(sheet, start))


def _sex(first: list[str], start: int) -> str:
    """From the title, the nearest line above the header that names its table."""
    title = next((cell for cell in reversed(first[:start]) if cell.startswith("tabla")), "")
    return "mujer" if "mujeres" in title else "hombre" if "hombres" in title else "total"


def _groups(sheet: Sheet, start: int) -> tuple[Group, ...]:
    years, kinds, labels = _normalised(sheet, start, start + 3)
    columns: dict[tuple[int, str], dict[str, int]] = {}
    year = kind = ""
    for column in range(1, len(labels)):
        # merged cells: the year and the kind stand over their first column only
        year, kind, label = years[column] or year, kinds[column] or kind, labels[column]
        if not label or kind not in _KINDS or not _YEAR.fullmatch(year):
            continue
        group = columns.setdefault((int(year), _KINDS[kind]), {})
        for name, pattern, lag in (("people", _PEOPLE, 0), ("pupils", _PUPILS, 1), ("rate", _RATE, 0)):
            match = pattern.fullmatch(label)
            if match and match.groups() and int(match.group(1)) != int(year) + lag:
                raise _confused(sheet, start, label)
            if match and name in group:
                raise column_twice(sheet, start + 2, f"{labels[column]} ({kind})")
            if match:
                group[name] = column
    if any(len(group) != 3 for group in columns.values()):
        raise _confused(sheet, start, "Desvinculados, Matrícula teórica, Tasa de incidencia")
    return tuple(Group(year, kind, **group) for (year, kind), group in sorted(columns.items()))


def _confused(sheet: Sheet, start: int, column: str) -> FileRefused:
    return FileRefused(
        "El encabezado de la tabla por comuna no calza: cada año debe traer, para «Global» y «Sistema "
        "regular», desvinculados, matrícula teórica del año siguiente y tasa.",
        Where(sheet=sheet.name, row=int(sheet.records[start + 2]), column=column),
        "Use el archivo oficial sin mover columnas.",
    )


def _normalised(sheet: Sheet, start: int, end: int) -> list[list[str]]:
    return [[normalise_header(cell) for cell in row] for row in sheet.cells.iloc[start:end].to_numpy()]
