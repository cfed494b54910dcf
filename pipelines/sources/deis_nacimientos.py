"""MINSAL-DEIS, births («serie abierta»): one row per live birth, by region of the mother's residence.

The file names no comuna, no grams and no single ages: weight comes in ranges and ages in groups.
Identical rows are different births and stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.sources import people, shape
from pipelines.sources.base import Conformed, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.review import Review, open_table

_REQUIRED = (
    "ano_nac",
    "sexo",
    "semanas",
    "rango_peso",
    "grupo_etario_madre",
    "nacionalidad_madre",
    "region_residencia|glosa_region_residencia",
)
_WANTED = {
    "anio": "ano_nac", "sexo": "sexo", "semanas": "semanas", "peso": "rango_peso",
    "edad_madre": "grupo_etario_madre", "nacionalidad": "nacionalidad_madre",
    "region": "region_residencia", "glosa": "glosa_region_residencia",
}  # fmt: skip
#: C: Chilean by birth, N: nationalised, E: foreign.
_NATIONALITIES = {"C": "chilena", "CHILENA": "chilena", "N": "chilena", "E": "extranjera"}
_NATIONALITIES["EXTRANJERA"] = "extranjera"
_LOW_WEIGHT = 2500  # grams
_WEEKS = range(18, 46)
_ADVICE = "Corrija la celda en el archivo original o descárguelo de nuevo del DEIS."


class DeisNacimientos:
    """Live births of both eras: Latin-1 until 2019, UTF-8 from 2020."""

    info = SourceInfo(
        id="deis-nacimientos",
        table="deis_nacimientos",
        name="Nacimientos por región de residencia de la madre",
        producer="Ministerio de Salud, Departamento de Estadísticas e Información de Salud (DEIS)",
        cadence="anual",
        absent="sin_dato",
        columns=("anio", "sexo", "region", "edad_madre", "peso", "semanas", "nacionalidad"),
        measures=tuple(
            Measure(code, name, "nacidos vivos", person_level=True)
            for code, name in (
                ("nacidos-vivos-region", "Nacidos vivos, por región de la madre"),
                ("nacidos-bajo-peso", "Nacidos vivos con menos de 2.500 gramos"),
                ("nacidos-peso-conocido", "Nacidos vivos con peso conocido"),
                ("nacidos-prematuros", "Nacidos vivos antes de las 37 semanas"),
                ("nacidos-semanas-conocidas", "Nacidos vivos con semanas de gestación conocidas"),
                ("nacidos-madre-extranjera", "Nacidos vivos de madre extranjera"),
                ("nacidos-nacionalidad-conocida", "Nacidos vivos con nacionalidad de la madre conocida"),
                ("nacidos-madre-menor-20", "Nacidos vivos de madre menor de 20 años"),
                ("nacidos-edad-madre-conocida", "Nacidos vivos con edad de la madre conocida"),
            )
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The columns that measures need, in either era."""
        return shape.recognition(sheets, _REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per birth. `peso`: bajo, no_bajo or ''. Raises FileRefused when a column is missing."""
        shape.require_encoding(sheets, shape.UTF8_OR_LATIN, self.info.name)
        sheet, match, _ = open_table(sheets, self.info.name, _REQUIRED)
        table, records = people.take(sheet, match, _WANTED)
        review = Review(sheet, records)
        review.skip_totals([table["anio"]])
        year = review.year(table["anio"], match.labels["ano_nac"])
        place = people.region(table["region"], table["glosa"])
        unknown = _unknown(table["region"], table["glosa"])
        reason = "La región no existe; si no se conoce, viene como 99 o «Ignorada»."
        review.reject(place.eq("") & ~unknown, "región", "código desconocido", reason, _ADVICE)
        columns: dict[str, pd.Series] = {
            "anio": year,
            "sexo": people.sex(table["sexo"]),
            "region": place,
            "edad_madre": shape.by_value(table["edad_madre"], lambda v: v.map(age_band)),
            "peso": shape.by_value(table["peso"], lambda v: v.map(weight)),
            "semanas": _weeks(table["semanas"]),
            "nacionalidad": shape.by_value(
                table["nacionalidad"], lambda v: v.str.upper().map(_NATIONALITIES).fillna("")
            ),
        }
        kept = {name: values[review.good] for name, values in columns.items()}
        rows = shape.bronze(kept, sheet, records[review.good], kept["anio"])
        skipped = (*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet]))
        return Conformed(rows, tuple(review.aside), skipped)


def age_band(text: str) -> str:
    """'MENORES 15 AÑO', '15 A 19 AÑOS', '50 O MAS AÑOS' -> 0-14, 15-19, 50+; '' for no age."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 2:
        return f"{numbers[0]}-{numbers[1]}"
    if len(numbers) != 1:
        return ""
    return f"0-{numbers[0] - 1}" if "menor" in text.lower() else f"{numbers[0]}+"


def weight(text: str) -> str:
    """bajo or no_bajo from a range of grams; '' when it is not told or takes in 2.500 grams."""
    numbers = [int(number) for number in re.findall(r"\d+", text.replace(".", "").replace(",", ""))]
    plain = text.lower()
    if len(numbers) == 1 and plain.startswith(("men", "<")):
        numbers = [0, numbers[0] - 1]
    if not numbers or numbers[-1] < numbers[0]:
        return ""
    if numbers[0] >= _LOW_WEIGHT:
        return "no_bajo"
    return "bajo" if len(numbers) == 2 and numbers[1] < _LOW_WEIGHT else ""


def _weeks(series: pd.Series) -> pd.Series:
    number, _ = shape.numbers(series, decimal=".", thousands="")
    return number.where(number.isin([str(week) for week in _WEEKS]), "")


def _unknown(code: pd.Series, name: pd.Series) -> shape.Mask:
    """Residence not known: code 99, or no code and no name that says a region."""
    untold = shape.by_value(name, lambda v: v.str.lower().str.startswith(("ignorad", "sin ", "no ")))
    nameless = shape.missing(name) | np.asarray(untold, dtype=bool)
    return (shape.missing(code, ["99", "0"]) & nameless) | code.eq("99").to_numpy(dtype=bool)


SOURCE = DeisNacimientos()
