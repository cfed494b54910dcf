"""INE: population estimates and projections by comuna, sex and single age, 2002–2035 (base 2017).

Wide file, one column per year. Age 80 stands for 80 and over. Population at 30 June.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import (
    META_COLUMNS,
    Conformed,
    Measure,
    Recognition,
    SetAside,
    Sheet,
    SourceInfo,
)
from pipelines.sources.review import Review, open_table

SEX = r"/sexo \(1 ?= ?hombre,? 2 ?= ?mujer\)/"
YEARS = r"poblacion (\d{4})"
REQUIRED = ("region", "provincia", "comuna", "nombre comuna", SEX, "edad", f"/{YEARS}/")
SEXES = {"1": "hombre", "2": "mujer"}

#: A newer base replaces the whole series: years of two bases must not be mixed.
BLOCK = "poblacion"


class IneProyecciones:
    """Reads the file by comuna into one row per comuna, sex, age and year."""

    info = SourceInfo(
        id="ine-proyecciones",
        table="ine_proyecciones",
        name="Estimaciones y proyecciones de población por comuna (base Censo 2017)",
        producer="Instituto Nacional de Estadísticas (INE)",
        cadence="ocasional",
        licence="CC BY-SA 4.0",
        columns=("comuna", "sexo", "edad", "anio", "poblacion"),
        measures=(Measure("poblacion", "Población al 30 de junio", "personas"),),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header against the columns of the file by comuna."""
        return shape.recognition(sheets, REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """Melt the year columns. Raises FileRefused when a column is missing."""
        sheet, match, _ = open_table(sheets, self.info.name, REQUIRED)
        shape.require_encoding([sheet], shape.UTF8_OR_LATIN, self.info.name)
        _require_every_year(sheet, match)
        frame, records = shape.body(sheet, match)
        review = Review(sheet, records)
        review.skip_totals([frame["comuna"], frame["nombre comuna"]])
        comuna = review.comuna(frame["comuna"], match.labels["comuna"])
        sex = review.code(frame[SEX], match.labels[SEX], SEXES)
        age = review.count(frame["edad"], match.labels["edad"])
        too_old = age.ne("") & ~age.str.fullmatch(r"\d{1,2}|1[01]\d|120")
        review.reject(too_old, match.labels["edad"], "fuera de rango", "La edad pasa de 120 años.")
        rows, aside = self._melt(frame, match, review, (comuna, sex.map(SEXES), age))
        return Conformed(
            rows=rows,
            set_aside=(*review.aside, *aside),
            skipped=(*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet])),
        )

    def _melt(
        self,
        frame: pd.DataFrame,
        match: shape.HeaderMatch,
        review: Review,
        keys: tuple[pd.Series, pd.Series, pd.Series],
    ) -> tuple[pd.DataFrame, list[SetAside]]:
        keep = review.good
        records = review.records[keep]
        years, values, goods = [], [], []
        aside: list[SetAside] = []
        for found, _ in match.matching(YEARS):
            label = match.labels[found.group(0)]
            column = frame.loc[keep, found.group(0)]
            number, good, bad = shape.counts(column, review.sheet, records, label)
            years.append(found.group(1))
            values.append(number.to_numpy(dtype=object))
            goods.append(good)
            aside += bad
        chosen = np.column_stack(goods).ravel()
        wide = [np.repeat(key[keep].to_numpy(dtype=object), len(years))[chosen] for key in keys]
        columns = {
            "comuna": pd.Series(wide[0]),
            "sexo": pd.Series(wide[1]),
            "edad": pd.Series(wide[2]),
            "anio": pd.Series(np.tile(np.array(years, dtype=object), len(records))[chosen]),
            "poblacion": pd.Series(np.column_stack(values).ravel()[chosen]),
        }
        rows = shape.bronze(columns, review.sheet, np.repeat(records, len(years))[chosen], BLOCK)
        return rows[[*self.info.columns, *META_COLUMNS]], aside


def _require_every_year(sheet: Sheet, match: shape.HeaderMatch) -> None:
    """A year that is absent between others is a renamed or deleted column."""
    years = [int(found.group(1)) for found, _ in match.matching(YEARS)]
    absent = sorted(set(range(min(years), max(years))) - set(years))
    if absent:
        names = ", ".join(f"«Poblacion {year}»" for year in absent)
        raise FileRefused(
            f"Al archivo le faltan columnas de años intermedios: {names}.",
            Where(sheet=sheet.name),
            "Descargue el archivo otra vez y no cambie los nombres de sus columnas.",
        )


SOURCE = IneProyecciones()
