"""INE: population of the country by sex and single age, 1992–2050 (base Censo 2017).

Three tables under each other, both sexes, men and women, each under its title and with its own header
of years and its row TOTAL. Age 100 stands for 100 and over. Numbers carry dots for thousands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Control, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.count import judge

_TITLES = {"poblacion total (ambos sexos)": "total", "hombres": "hombre", "mujeres": "mujer"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGE = re.compile(r"(\d{1,3})\+?")
#: Columns of years that make the header of this file, and not any list of ages.
_MANY_YEARS = 20
BLOCK = "poblacion-pais"
_ADVICE = "Descargue otra vez el archivo, sin cambiar sus filas."


@dataclass(frozen=True)
class _Table:
    """Records of one sex: from its title to before the next one."""

    sex: str
    title: int
    end: int


class InePoblacionPais:
    """Reads the three tables into one row per sex, age and year."""

    info = SourceInfo(
        id="ine-poblacion-pais",
        table="ine_poblacion_pais",
        name="Estimaciones y proyecciones de población del país (base Censo 2017)",
        producer="Instituto Nacional de Estadísticas (INE)",
        cadence="ocasional",
        licence="CC BY-SA 4.0",
        columns=("sexo", "edad", "anio", "poblacion"),
        measures=(Measure("poblacion-pais", "Población del país al 30 de junio", "personas"),),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """A title, the header EDAD with its years, and the three sexes."""
        best = Recognition(0.0)
        for sheet in sheets:
            found = {table.sex for table in _tables(sheet)}
            missing = tuple(title.upper() for title, sex in _TITLES.items() if sex not in found)
            if not found or not _has_years(sheet):
                continue
            score = 1 - len(missing) / len(_TITLES)
            best = Recognition(score, missing) if score > best.score else best
        return best

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """Melt the three tables. Raises FileRefused when one is missing."""
        sheet = next((each for each in sheets if len(_tables(each)) == len(_TITLES)), None)
        if sheet is None:
            raise FileRefused(
                "Al archivo le falta alguna de sus tres tablas: ambos sexos, hombres y mujeres."
            )
        shape.require_encoding([sheet], shape.UTF8_OR_LATIN, self.info.name)
        parts = [_read_table(sheet, table) for table in _tables(sheet)]
        rows = pd.concat([part.rows for part in parts], ignore_index=True)
        return Conformed(
            rows=rows,
            set_aside=tuple(item for part in parts for item in part.set_aside),
            skipped=(*(item for part in parts for item in part.skipped), *shape.skip_unused(sheets, [sheet])),
            controls=(*(item for part in parts for item in part.controls), *_by_sex(rows)),
            unknown=pd.concat([part.unknown for part in parts], ignore_index=True),
        )


def _names(sheet: Sheet) -> list[str]:
    return [shape.normalise_header(cell) for cell in sheet.cells[0]] if len(sheet.cells) else []


def _tables(sheet: Sheet) -> list[_Table]:
    names = _names(sheet)
    titles = [n for n, name in enumerate(names) if name in _TITLES]
    ends = [*titles[1:], len(names)][: len(titles)]  # none when nothing is titled so
    return [_Table(_TITLES[names[at]], at, end) for at, end in zip(titles, ends, strict=True)]


def _has_years(sheet: Sheet) -> bool:
    row = next((n for n, name in enumerate(_names(sheet)) if name == "edad"), None)
    return (
        row is not None and sum(bool(_YEAR.fullmatch(cell)) for cell in sheet.cells.iloc[row]) >= _MANY_YEARS
    )


def _read_table(sheet: Sheet, table: _Table) -> Conformed:
    cells = sheet.cells.iloc[table.title : table.end].reset_index(drop=True)
    records = np.asarray(sheet.records[table.title : table.end])
    header = [str(cell) for cell in cells.iloc[1]]
    years = {column: name for column, name in enumerate(header) if _YEAR.fullmatch(name)}
    first = shape.text(cells[0])
    total = first.str.lower().eq("total").to_numpy(dtype=bool)
    head = np.arange(len(cells)) < 2
    age = first.str.removesuffix("+").where(first.str.fullmatch(_AGE), "")
    known = age.ne("").to_numpy(dtype=bool) & ~head
    odd = ~known & ~total & ~head
    aside = shape.set_aside(sheet, records, odd, "EDAD", "texto", "No es una edad.", _ADVICE)
    skipped = [
        *shape.skipped(sheet, records, head, "Título y encabezado."),
        *shape.skipped(sheet, records, total, "Fila de totales."),
    ]
    many = int(known.sum())
    order = np.tile(records[known], len(years))
    year = np.repeat(list(years.values()), many)
    cell = shape.text(pd.concat([cells[column][known] for column in years], ignore_index=True))
    number, faults = judge(cell, thousands=".")
    good = np.ones(len(cell), dtype=bool)
    for fault in faults:
        good &= ~fault.mask
        for each in sorted(set(year[fault.mask])):
            mask = fault.mask & (year == each)
            aside += shape.set_aside(sheet, order, mask, each, fault.value_class, fault.reason, _ADVICE)
    keys: dict[str, pd.Series | str] = {
        "sexo": table.sex,
        "edad": pd.Series(np.tile(age[known].to_numpy(), len(years))),
        "anio": pd.Series(year),
        "poblacion": number.where(good, ""),
    }
    whole = shape.bronze(keys, sheet, order, BLOCK)
    printed = shape.numbers(pd.concat([cells[column][total] for column in years]))[0]
    control = Control(
        f"Totales impresos y suma de las edades, {table.sex}",
        BLOCK,
        float(sum(map(Decimal, filter(None, printed)))),
        float(number[good].astype("int64").sum()),
    )
    rows, lost = (whole[mask].reset_index(drop=True) for mask in (good, ~good))
    return Conformed(rows, tuple(aside), tuple(skipped), (control,) if total.any() else (), (), lost)


def _by_sex(rows: pd.DataFrame) -> list[Control]:
    """Both sexes together against men plus women."""
    added = rows["poblacion"].astype("int64").groupby(rows["sexo"]).sum()
    parts = float(added.get("hombre", 0) + added.get("mujer", 0))
    return [Control("Ambos sexos y suma de hombres y mujeres", BLOCK, float(added.get("total", 0)), parts)]


SOURCE = InePoblacionPais()
