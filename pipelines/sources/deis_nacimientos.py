"""MINSAL-DEIS, births («serie abierta»): one row per live birth, by region of the mother's residence.

The file names no comuna, no grams and no single ages: weight comes in ranges and ages in groups.
Identical rows are different births and stay.
"""

from __future__ import annotations

import re

from pipelines.sources import people
from pipelines.sources.base import Measure, SourceInfo
from pipelines.sources.bulk import BulkSource, Header
from pipelines.sources.plan import BulkPlan, Rule, Skip, year_rules

_REQUIRED = (
    "ano_nac",
    "sexo",
    "semanas",
    "rango_peso",
    "grupo_etario_madre",
    "nacionalidad_madre",
    "region_residencia|glosa_region_residencia",
)
#: C: Chilean by birth, N: nationalised, E: foreign.
_NATIONALITIES = {"C": "chilena", "CHILENA": "chilena", "N": "chilena", "E": "extranjera"}
_NATIONALITIES["EXTRANJERA"] = "extranjera"
_LOW_WEIGHT = 2500  # grams
_WEEKS = range(18, 46)
_ADVICE = "Corrija la celda en el archivo original o descárguelo de nuevo del DEIS."


class DeisNacimientos(BulkSource):
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

    contracts = (_REQUIRED,)

    def plan(self, contract: int, header: Header) -> BulkPlan:
        """One row per birth, block by year. `peso`: bajo, no_bajo or ''."""
        code, name = (column if column in header else "''" for column in _REGION)
        return BulkPlan(
            inputs=header.inputs((*_TRANSLATED, "ano_nac")),
            translate={column: change for column, change in _TRANSLATED.items() if column in header},
            skips=(Skip("lower(left(ano_nac, 5)) = 'total'", "Fila de totales."),),
            rules=(
                *year_rules("ano_nac", header.label("ano_nac"), _ADVICE),
                Rule(
                    f"({code} = '?' and {name} in ('', '?')) or ({code} = '' and {name} = '?')",
                    "región",
                    "código desconocido",
                    "La región no existe; si no se conoce, viene como 99 o «Ignorada».",
                    _ADVICE,
                ),
            ),
            columns={
                "anio": "ano_nac",
                "sexo": "sexo",
                "region": f"case when {code} in ('', '?') then replace({name}, '?', '') "
                f"else replace({code}, 'st', '') end",
                "edad_madre": "grupo_etario_madre",
                "peso": "rango_peso",
                "semanas": "semanas",
                "nacionalidad": "nacionalidad_madre",
            },
            block="ano_nac",
        )


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


def weeks(text: str) -> str:
    """Weeks of gestation; '' when they are not told (99) or make no sense."""
    number = text.removesuffix(".0")
    return number if number.isdigit() and int(number) in _WEEKS else ""


def _code(text: str) -> str:
    """The region; 'st' when nobody knows it (99), '' when the cell tells none, '?' for no such code."""
    if text in ("", "0", "99"):
        return "st" if text == "99" else ""
    return people.region_of_code(text) or "?"


def _name(text: str) -> str:
    """The region; '' when the name is missing or says that nobody knows it, '?' for no such name."""
    if not text or text.lower().startswith(("ignorad", "sin ", "no ")):
        return ""
    return people.region_of_name(text) or "?"


_REGION = ("region_residencia", "glosa_region_residencia")
_TRANSLATED = {
    "sexo": people.sex_of,
    "semanas": weeks,
    "rango_peso": weight,
    "grupo_etario_madre": age_band,
    "nacionalidad_madre": lambda text: _NATIONALITIES.get(text.upper(), ""),
    "region_residencia": _code,
    "glosa_region_residencia": _name,
}

SOURCE = DeisNacimientos()
