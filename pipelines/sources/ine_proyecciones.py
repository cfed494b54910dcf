"""INE: population estimates and projections by comuna, sex and single age, 2002–2035 (base 2017).

Wide file, one column per year. Age 80 stands for 80 and over. Population at 30 June.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, SetAside, Sheet, SourceInfo
from pipelines.sources.count import counts
from pipelines.sources.review import Review, open_table

SEX = "sexo (1=hombre 2=mujer)"
YEARS = r"poblacion (\d{4})"
REQUIRED = (
    "region",
    "provincia",
    "comuna",
    "nombre comuna",
    f"{SEX}~sexo.*1 ?= ?hombre.*2 ?= ?mujer.*",
    "edad",
    f"poblacion AAAA~{YEARS}",
)
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
        rebased=True,
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
        keys = pd.DataFrame({"comuna": comuna, "sexo": sex.map(SEXES), "edad": age})
        rows, unknown, aside = _melt(frame, match, review, keys)
        return Conformed(
            rows=rows,
            set_aside=(*review.aside, *aside),
            skipped=(*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet])),
            unknown=unknown,
        )


def _melt(
    frame: pd.DataFrame, match: shape.HeaderMatch, review: Review, keys: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, list[SetAside]]:
    """One row per good cell of the year columns; one without value per bad cell; what is set aside."""
    records = review.records[review.good]
    frame, keys = frame[review.good], keys[review.good]
    parts: list[pd.DataFrame] = []
    unknown: list[pd.DataFrame] = []
    aside: list[SetAside] = []
    for found, _ in match.matching(YEARS):
        name, year = found.group(0), found.group(1)
        number, good, bad = counts(frame[name], review.sheet, records, match.labels[name])
        cells = keys.assign(anio=year, poblacion=number.where(good, ""))
        for found_rows, mask in ((parts, good), (unknown, ~good)):
            part = {str(name): cells[name][mask] for name in cells}
            found_rows.append(shape.bronze(part, review.sheet, records[mask], BLOCK))
        aside += bad
    return pd.concat(parts, ignore_index=True), pd.concat(unknown, ignore_index=True), aside


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
