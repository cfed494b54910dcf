"""INE: tables of the population census by comuna, books of numbered sheets (Censo 2017 and 2024).

The header stands under a title; a row «País», with code 0, and rows of totals stand among the data;
notes stand at the foot. Which tables are read and what they count: `censo_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources import censo_rows, shape
from pipelines.sources.base import Conformed, Measure, Published, Recognition, Sheet, Skipped, SourceInfo
from pipelines.sources.censo_tables import MEASURES, PUBLISHED, REGION, TABLES, Table

_YEAR = re.compile(r"Censo de Poblaci[oó]n y Vivienda ((?:19|20)\d\d)")


@dataclass(frozen=True)
class _Found:
    """A table that stands on `sheet`."""

    table: Table
    sheet: Sheet
    match: shape.HeaderMatch


class IneCenso:
    """Any book of census tables that holds at least one of those known."""

    info = SourceInfo(
        id="ine-censo",
        table="ine_censo",
        name="Censo de Población y Vivienda, tablas por comuna",
        producer="Instituto Nacional de Estadísticas (INE)",
        cadence="ocasional",
        licence="CC BY-SA 4.0",
        columns=censo_rows.COLUMNS,
        measures=tuple(Measure(*each) for each in MEASURES),
        published=tuple(Published(*each, method="publicado") for each in PUBLISHED),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header of the best table; its columns of territory alone do not make a table."""
        best = Recognition(0.0)
        for sheet in sheets:
            if shape.find_header(sheet, REGION).missing:
                continue  # a look at the territory spares seventeen at the tables
            for table in TABLES:
                match = shape.find_header(sheet, (*table.places, *table.own))
                if set(match.missing) & set(table.places):
                    continue
                score = 1 - len(match.missing) / len(table.own)
                if score > best.score and (match.missing or _stands(table, match)):
                    best = Recognition(score, match.missing, match.extra)
        return best

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per cell of the known tables. Raises FileRefused when the census is not told."""
        found = [each for sheet in sheets if (each := _table_of(sheet))]
        if not found:
            raise FileRefused("No se encontró ninguna tabla conocida del censo en el archivo.")
        parts = [
            censo_rows.read_table(each.table, each.sheet, each.match, _year(each.sheet)) for each in found
        ]
        return Conformed(
            rows=pd.concat([part.rows for part in parts], ignore_index=True),
            set_aside=tuple(item for part in parts for item in part.set_aside),
            skipped=(*(item for part in parts for item in part.skipped), *_rest(sheets, found)),
            controls=tuple(item for part in parts for item in part.controls),
            unknown=pd.concat([part.unknown for part in parts], ignore_index=True),
        )


def _stands(table: Table, match: shape.HeaderMatch) -> bool:
    """Whether all the columns are the table's: one more makes it another table."""
    return not match.missing and set(match.extra) <= set(table.ignored)


def _table_of(sheet: Sheet) -> _Found | None:
    if shape.find_header(sheet, REGION).missing:
        return None
    for table in TABLES:
        match = shape.find_header(sheet, (*table.places, *table.own))
        if _stands(table, match):
            return _Found(table, sheet, match)
    return None


def _year(sheet: Sheet) -> str:
    years = {year for cell in sheet.cells[0] for year in _YEAR.findall(str(cell))}
    if len(years) != 1:
        raise FileRefused(
            "No se sabe de qué censo es la tabla: falta «Fuente: Censo de Población y Vivienda…» al pie.",
            Where(sheet=sheet.name),
            "Use el libro oficial con las notas que trae al pie de cada hoja.",
        )
    return years.pop()


def _rest(sheets: Sequence[Sheet], found: Sequence[_Found]) -> list[Skipped]:
    """Sheets that are not read: the note, and the tables whose figures are sums of others'."""
    used = {id(each.sheet) for each in found}
    reason = "Nota, o tabla cuyas cifras salen de otra hoja."
    return [
        Skipped(sheet.name, np.asarray(sheet.records), reason)
        for sheet in sheets
        if id(sheet) not in used and len(sheet.records)
    ]


SOURCE = IneCenso()
