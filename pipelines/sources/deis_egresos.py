"""MINSAL-DEIS, hospital discharges: one row a discharge (not a person), by comuna of residence.

The layout changes with the year: 15, 16 or 18 columns, sex in words or numbers, ages by decade or by five
years, accents lost in 2024. `*` is a value that the producer itself withheld; those discharges count
where they can be placed: in their comuna, else in their region or in the country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines import territories
from pipelines.sources import people, shape
from pipelines.sources.base import Conformed, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.review import Review, open_table

_REQUIRED = (
    *("sexo", "grupo_edad", "comuna_residencia", "ano_egreso", "diag1", "condicion_egreso"),
    "dias_estada|dias_estad",
)
_WANTED = {
    "anio": "ano_egreso", "sexo": "sexo", "edad": "grupo_edad", "comuna": "comuna_residencia",
    "region": "region_residencia", "pueblo": "etnia", "nacionalidad": "glosa_pais_origen",
    "diag1": "diag1", "diag2": "diag2",
}  # fmt: skip
_WITHHELD = "*"
#: Residence not known, and residence abroad.
_NOWHERE = ("99999", "88888", _WITHHELD, "")
_UNTOLD = ("", _WITHHELD, "desconocid", "ignorad", "sin ", "no inform", "no espec")
_ADVICE = "Corrija la celda en el archivo original o descárguelo de nuevo del DEIS."


class DeisEgresos:
    """Discharges of every year since 2001."""

    info = SourceInfo(
        id="deis-egresos",
        table="deis_egresos",
        name="Egresos hospitalarios por comuna de residencia",
        producer="Ministerio de Salud, Departamento de Estadísticas e Información de Salud (DEIS)",
        cadence="anual",
        absent="cero",
        columns=("anio", "sexo", "edad", "comuna", "pueblo", "nacionalidad", "causa", "suprimido"),
        measures=tuple(
            Measure(code, name, "egresos", person_level=True)
            for code, name in (
                ("egresos", "Egresos hospitalarios"),
                ("egresos-respiratorios", "Egresos por enfermedades respiratorias"),
                ("egresos-lesiones", "Egresos por lesiones y envenenamientos"),
                ("egresos-autoinfligidas", "Egresos por lesiones autoinfligidas"),
            )
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The columns that every year has."""
        return shape.recognition(sheets, _REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per discharge. `comuna`: five digits, 13-st or CL-st. Raises FileRefused."""
        shape.require_encoding(sheets, shape.UTF8_OR_LATIN, self.info.name)
        sheet, match, _ = open_table(sheets, self.info.name, _REQUIRED)
        table, records = people.take(sheet, match, _WANTED)
        review = Review(sheet, records)
        review.skip_totals([table["anio"]])
        year = review.year(_year_told(table["anio"]), match.labels["ano_egreso"])
        place = _place(table["comuna"], people.region(table["region"], table["region"]))
        reason = "El código de comuna no existe."
        label = match.labels["comuna_residencia"]
        review.reject(place.eq(""), label, "código desconocido", reason, _ADVICE)
        withheld = table["sexo"].eq(_WITHHELD)
        columns: dict[str, pd.Series] = {
            "anio": year,
            "sexo": people.sex(table["sexo"]),
            "edad": shape.by_value(table["edad"], lambda v: v.map(age_band)),
            "comuna": place,
            "pueblo": shape.by_value(table["pueblo"], lambda v: v.map(indigenous)),
            "nacionalidad": shape.by_value(table["nacionalidad"], lambda v: v.map(nationality)),
            "causa": _cause(people.icd10(table["diag1"]), people.icd10(table["diag2"])),
            "suprimido": withheld.map({True: "1", False: ""}),
        }
        kept = {name: values[review.good] for name, values in columns.items()}
        rows = shape.bronze(kept, sheet, records[review.good], kept["anio"])
        skipped = (*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet]))
        return Conformed(rows, tuple(review.aside), skipped, warnings=_warnings(withheld))


def age_band(text: str) -> str:
    """0, 1-9, 15-19, 85+ from any of the ways in which groups are written; '' when withheld.

    Only digits and letters without accent are looked at: the file of 2024 lost its accents.
    """
    plain = shape.normalise_header(text)
    numbers = re.findall(r"\d+", plain)
    if "menor" in plain or re.search(r"\bd.{0,2}as?\b|\bmes", plain):
        return "0"
    if len(numbers) == 2:
        return f"{int(numbers[0])}-{int(numbers[1])}"
    return f"{int(numbers[0])}+" if len(numbers) == 1 else ""


def indigenous(text: str) -> str:
    """pertenece or no-pertenece to an indigenous people, as declared; '' when it is not told."""
    plain = shape.normalise_header(text)
    if "se identifica" in plain:
        return "no-pertenece" if plain.startswith("no ") else "pertenece"
    return "no-pertenece" if plain.startswith("ningun") else ""


def nationality(text: str) -> str:
    """chilena or extranjera, from either word or from the country; '' when it is not told."""
    plain = text.lower()
    if any(plain.startswith(word) if word else not plain for word in _UNTOLD):
        return ""
    return "chilena" if plain.startswith("chile") else "extranjera"


def _year_told(series: pd.Series) -> pd.Series:
    """The year of each record; a withheld one is that of the file, when the file has one alone."""
    years = series[series.str.fullmatch(r"(19|20)\d\d")].unique()
    return series.mask(series.eq(_WITHHELD), years[0]) if len(years) == 1 else series


def _place(comuna: pd.Series, region: pd.Series) -> pd.Series:
    """Code of the comuna, the region's or the country's «sin territorio», '' for no such code."""

    def known(values: pd.Series) -> pd.Series:
        padded = territories.pad_codes(values)
        return padded.where(territories.known_codes(padded) & ~values.isin(_NOWHERE), "")

    nowhere = comuna.isin(_NOWHERE)
    above = (region + "-st").where(region.ne(""), "CL-st")
    return shape.by_value(comuna, known).mask(nowhere, above)


def _cause(diag1: pd.Series, diag2: pd.Series) -> pd.Series:
    """respiratoria (J00–J99), lesion (S00–T98), autoinfligida (a lesion with X60–X84), '' for the rest."""
    letter = diag1.str[:1]
    found = pd.Series(np.select([letter.eq("J"), letter.isin(["S", "T"])], ["respiratoria", "lesion"], ""))
    return found.mask(found.eq("lesion") & diag2.between("X60", "X84"), "autoinfligida").astype(object)


def _warnings(withheld: pd.Series) -> tuple[str, ...]:
    if not withheld.any():
        return ()
    share = f"{100 * withheld.mean():.1f}".replace(".", ",")
    return (
        f"El DEIS suprimió los datos de {int(withheld.sum())} egresos ({share} %): cuentan en el total de su "
        "comuna, o de su región o del país si tampoco trae comuna, y en ningún sexo ni edad.",
    )


SOURCE = DeisEgresos()
