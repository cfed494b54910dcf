"""SINIM's two layouts, both cut into one long table of raw cells.

Download by variable: a comuna per row, a column per variable and year, the variable named in the
record above the header. Long form: a row per comuna, variable and year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Recognition, Records, Sheet, Skipped

LONG = ("user_year", "municipio_name", "cut_comuna", "var_code", "unit", "value")
_WIDE = ("codigo", "municipio")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
_VARIABLE = re.compile(r"(.+?) ?\(([^()]*)\) ?(.*)")
#: «SUBDERE_», the town that SINIM invents for its own tests.
FICTITIOUS = "11111"


@dataclass(frozen=True)
class Cells:
    """Raw cells. `table`: codigo, unidad, variable, anio, comuna, crudo; one entry of `records` each.

    `decimal` and `thousands` are those of the layout.
    """

    sheet: Sheet
    table: pd.DataFrame
    records: Records
    decimal: str
    thousands: str
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True)
class _Wide:
    sheet: Sheet
    row: int
    code: int
    columns: tuple[tuple[int, str, str, str, str], ...]  # position, code, unit, name, year


def recognise(sheets: Sequence[Sheet]) -> Recognition:
    """The better of both layouts."""
    long = shape.recognition(sheets, LONG)
    wide = max((_wide_recognition(sheet) for sheet in sheets), key=lambda r: r.score, default=long)
    return wide if wide.score > long.score else long


def _wide_recognition(sheet: Sheet) -> Recognition:
    match = shape.find_header(sheet, _WIDE)
    if match.row_index < 0:
        return Recognition(0.0)
    years = [name for name in match.positions if _YEAR.fullmatch(name)]
    missing = list(match.missing)
    if not years:
        missing.append("año (por ejemplo, 2022)")
    if not any(_VARIABLE.fullmatch(cell) for cell in _above(sheet, match.row_index) if cell):
        missing.append("CÓDIGO (UNIDAD) Nombre de la variable, en la fila sobre el encabezado")
    extra = tuple(name for name in match.extra if name not in years)
    return Recognition(1 - len(missing) / (len(_WIDE) + 2), tuple(missing), extra)


def _above(sheet: Sheet, row: int) -> list[str]:
    if row < 1:
        return []
    return [" ".join(str(cell).split()) for cell in sheet.cells.iloc[row - 1]]


def read_cells(sheets: Sequence[Sheet]) -> Cells | None:
    """The file's cells, or None when it has neither layout."""
    sheet, match, _ = shape.best_sheet(sheets, LONG)
    if sheet is not None and match.score == 1:
        return _read_long(sheet, match)
    for candidate in sheets:
        if _wide_recognition(candidate).score == 1:
            return _read_wide(_locate(candidate))
    return None


def _locate(sheet: Sheet) -> _Wide:
    match = shape.find_header(sheet, _WIDE)
    shape.refuse_repeated(sheet, match)
    titles = pd.Series(_above(sheet, match.row_index)).replace("", None).ffill()
    columns: list[tuple[int, str, str, str, str]] = []
    for position, cell in enumerate(sheet.cells.iloc[match.row_index]):
        year = _YEAR.fullmatch(str(cell).strip())
        title = _VARIABLE.fullmatch(str(titles.iat[position]))
        if year and title:
            code, unit, name = title.groups()
            # one code is printed with a space inside («IADM 125»)
            code = code.replace(" ", "")
            if any((code, year.group(1)) == (column[1], column[4]) for column in columns):
                raise shape.column_twice(sheet, match.row_index, f"{code} {year.group(1)}")
            columns.append((position, code, unit.strip(), name, year.group(1)))
    return _Wide(sheet, match.row_index, match.positions["codigo"], tuple(columns))


def _read_wide(wide: _Wide) -> Cells:
    sheet = wide.sheet
    below = sheet.cells.iloc[wide.row + 1 :].reset_index(drop=True)
    all_records = np.asarray(sheet.records)
    comuna = shape.text(below[wide.code])
    fictitious = comuna.eq(FICTITIOUS).to_numpy(dtype=bool)
    records = all_records[wide.row + 1 :]
    kept = below[~fictitious]
    parts = [
        pd.DataFrame(
            {
                "codigo": code,
                "unidad": unit,
                "variable": name,
                "anio": year,
                "comuna": comuna[~fictitious],
                "crudo": shape.text(kept[position]),
            }
        )
        for position, code, unit, name, year in wide.columns
    ]
    skipped = (
        *shape.skipped(sheet, all_records, np.arange(len(all_records)) <= wide.row, "Título y encabezado."),
        *_skip_fictitious(sheet, records, fictitious),
    )
    table = pd.concat(parts, ignore_index=True)
    return Cells(sheet, table, np.tile(records[~fictitious], len(parts)), ".", "", skipped)


def _read_long(sheet: Sheet, match: shape.HeaderMatch) -> Cells:
    table, records = shape.body(sheet, match)
    fictitious = table["cut_comuna"].eq(FICTITIOUS).to_numpy(dtype=bool)
    names = {
        "var_code": "codigo",
        "unit": "unidad",
        "user_year": "anio",
        "cut_comuna": "comuna",
        "value": "crudo",
    }
    kept = table[~fictitious].rename(columns=names).assign(variable="").reset_index(drop=True)
    skipped = (*shape.skip_header(sheet, match), *_skip_fictitious(sheet, records, fictitious))
    columns = ["codigo", "unidad", "variable", "anio", "comuna", "crudo"]
    return Cells(sheet, kept[columns], records[~fictitious], ",", ".", skipped)


def _skip_fictitious(sheet: Sheet, records: Records, mask: shape.Mask) -> list[Skipped]:
    return shape.skipped(sheet, records, mask, "Municipio ficticio «SUBDERE_» (código 11111).")
