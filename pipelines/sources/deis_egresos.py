"""MINSAL-DEIS, hospital discharges: one row a discharge (not a person), by comuna of residence.

The layout changes with the year: 15, 16 or 18 columns, sex in words or numbers, ages by decade or by five
years, accents lost in 2024. `*` is a value that the producer itself withheld; those discharges count
where they can be placed: in their comuna, else in their region or in the country.
"""

from __future__ import annotations

import re

from pipelines import territories
from pipelines.sources import people, shape
from pipelines.sources.base import Measure, SourceInfo
from pipelines.sources.bulk import BulkSource, Header
from pipelines.sources.plan import BulkPlan, Rule, Skip, year_rules

_REQUIRED = (
    *("sexo", "grupo_edad", "comuna_residencia", "ano_egreso", "diag1", "condicion_egreso"),
    "dias_estada|dias_estad",
)
_WITHHELD = "*"
#: Residence not known, and residence abroad.
_NOWHERE = ("99999", "88888", _WITHHELD, "")
_UNTOLD = ("", _WITHHELD, "desconocid", "ignorad", "sin ", "no inform", "no espec")
_WARNING = (
    "El DEIS suprimió los datos de una parte de los egresos («*»): cuentan en el total de su comuna, o de su "
    "región o del país si tampoco trae comuna, y en ningún sexo ni edad."
)
_ADVICE = "Corrija la celda en el archivo original o descárguelo de nuevo del DEIS."


class DeisEgresos(BulkSource):
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

    contracts = (_REQUIRED,)

    def plan(self, contract: int, header: Header) -> BulkPlan:
        """One row per discharge, block by year. `comuna`: five digits, 13-st or CL-st.

        A withheld year is that of the file, when the first records have one alone.
        """
        told = header.sample("ano_egreso")
        years = told[told.str.fullmatch(r"(19|20)\d\d")].unique()
        year = str(years[0]) if len(years) == 1 else _WITHHELD
        changes = {**_TRANSLATED, "ano_egreso": lambda text: year if text == _WITHHELD else text}
        here = {name: name if name in header else "''" for name in changes}
        label = header.label("ano_egreso")
        return BulkPlan(
            inputs=header.inputs(changes),
            translate={name: change for name, change in changes.items() if name in header},
            skips=(Skip("lower(left(ano_egreso, 5)) = 'total'", "Fila de totales."),),
            rules=(
                *year_rules("ano_egreso", label, _ADVICE),
                Rule(
                    "comuna_residencia = ''",
                    header.label("comuna_residencia"),
                    "código desconocido",
                    "El código de comuna no existe.",
                    _ADVICE,
                ),
            ),
            columns={
                "anio": "ano_egreso",
                "sexo": "replace(sexo, '*', 'sin_dato')",
                "edad": "grupo_edad",
                "comuna": "case when comuna_residencia <> 'st' then comuna_residencia "
                f"when {here['region_residencia']} = '' then 'CL-st' "
                f"else {here['region_residencia']} || '-st' end",
                "pueblo": here["etnia"],
                "nacionalidad": here["glosa_pais_origen"],
                "causa": f"case when diag1 = 'lesion' and {here['diag2']} = 'autoinfligida' "
                "then 'autoinfligida' else diag1 end",
                "suprimido": "case when sexo = '*' then '1' else '' end",
            },
            block="ano_egreso",
            warnings=(_WARNING,) if header.sample("sexo").eq(_WITHHELD).any() else (),
        )


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


def comuna(text: str) -> str:
    """The code with five digits; 'st' for a residence not known, abroad or withheld, '' for no code."""
    if text in _NOWHERE:
        return "st"
    code = text.removesuffix(".0").zfill(5)
    return code if code in territories.codes() else ""


def cause(text: str) -> str:
    """respiratoria (J00–J99), lesion (S00–T98) or ''."""
    return {"J": "respiratoria", "S": "lesion", "T": "lesion"}.get(people.category_of(text)[:1], "")


def _intention(text: str) -> str:
    return "autoinfligida" if "X60" <= people.category_of(text) <= "X84" else ""


_TRANSLATED = {
    "sexo": lambda text: text if text == _WITHHELD else people.sex_of(text),
    "grupo_edad": age_band,
    "comuna_residencia": comuna,
    "region_residencia": people.region_of_code,
    "etnia": indigenous,
    "glosa_pais_origen": nationality,
    "diag1": cause,
    "diag2": _intention,
}

SOURCE = DeisEgresos()
