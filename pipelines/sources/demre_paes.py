"""DEMRE, PAES: one record per person registered for the test, as the Ministry publishes it (A_INSCRITOS…).

A score of 0, or none, means that the person did not take that test. The comuna and the kind of school
are those of the school where the person finished; who has none counts in the country. MRUN is a mask of
the person: it is looked at for repeated persons and not kept, and neither is the date of birth.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.review import Review, open_table
from pipelines.territories import known_codes, pad_codes

#: Name of a test in measures -> its header and its words.
TESTS = {
    "lectora": ("clec_reg_actual", "Competencia Lectora"),
    "matematica-1": ("mate1_reg_actual", "Competencia Matemática 1"),
    "matematica-2": ("mate2_reg_actual", "Competencia Matemática 2"),
    "historia": ("hcsoc_reg_actual", "Historia y Ciencias Sociales"),
    "ciencias": ("cien_reg_actual", "Ciencias"),
}
_KEYS = ("mrun", "anyo_proceso", "cod_sexo", "rbd", "dependencia", "codigo_comuna_egreso", "anyo_de_egreso")
REQUIRED = (*_KEYS, *(header for header, _ in TESTS.values()))
_SEXES = {"1": "hombre", "2": "mujer"}
#: Code of «no comuna known» in the list of codes: it leads to the country's «sin territorio».
_NOWHERE = "99999"
LOWEST, HIGHEST = 100, 1000


def _measures() -> tuple[Measure, ...]:
    found = [
        Measure("paes-inscritos", "Personas inscritas para la PAES", "personas", person_level=True),
        Measure(
            "paes-rindieron", "Personas que rindieron Competencia Lectora y Matemática 1", "personas", True
        ),
    ]
    for name, (_, words) in TESTS.items():
        found += [
            Measure(f"paes-{name}-personas", f"Personas que rindieron {words}", "personas", True),
            Measure(f"paes-{name}-puntos", f"Suma de los puntajes de {words}", "puntos", True),
            Measure(f"paes-{name}-cuadrados", f"Suma de los cuadrados de {words}", "puntos²", True),
        ]
    return tuple(found)


class DemrePaes:
    """Reads the file of any process of the PAES, regular application."""

    info = SourceInfo(
        id="demre-paes",
        table="demre_paes",
        name="Prueba de Acceso a la Educación Superior (PAES), personas inscritas y puntajes",
        producer="DEMRE, Universidad de Chile; lo publica el Ministerio de Educación",
        cadence="anual",
        absent="cero",
        columns=(
            "anio",
            "comuna",
            "rbd",
            "dependencia",
            "sexo",
            "egreso",
            *(n.replace("-", "_") for n in TESTS),
        ),
        measures=_measures(),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header."""
        return shape.recognition(sheets, REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per person. Raises FileRefused when a column is missing."""
        sheet, match, _ = open_table(sheets, self.info.name, REQUIRED)
        shape.require_encoding([sheet], shape.UTF8_OR_LATIN, self.info.name)
        frame, records = shape.body(sheet, match)
        review = Review(sheet, records)
        label = match.labels
        person = review.key(frame["mrun"], label["mrun"])
        columns: dict[str, pd.Series] = {
            "anio": review.year(frame["anyo_proceso"], label["anyo_proceso"]),
            "comuna": _comuna(review, frame["codigo_comuna_egreso"], label["codigo_comuna_egreso"]),
            "rbd": frame["rbd"],
            "dependencia": frame["dependencia"].where(frame["dependencia"].isin(list("123456")), ""),
            "sexo": frame["cod_sexo"].map(_SEXES).fillna(""),
            "egreso": frame["anyo_de_egreso"].where(
                frame["anyo_de_egreso"].str.fullmatch(r"(19|20)\d\d"), ""
            ),
        }
        review.reject(
            person.ne("") & pd.DataFrame({"p": person, "a": columns["anio"]}).duplicated(),
            label["mrun"],
            "persona repetida",
            "La misma persona está dos veces en el proceso.",
        )
        for name, (header, _) in TESTS.items():
            columns[name.replace("-", "_")] = _score(review, frame[header], label[header])
        kept = {name: columns[name][review.good] for name in self.info.columns}
        block = "paes|" + kept["anio"]
        return Conformed(
            rows=shape.bronze(kept, sheet, review.records[review.good], block),
            set_aside=tuple(review.aside),
            skipped=(*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet])),
        )


def _comuna(review: Review, series: pd.Series, label: str) -> pd.Series:
    """Codes with five digits; who finished abroad, or does not say where, has no comuna."""
    codes = pad_codes(series).mask(series.isin(["", "0"]), _NOWHERE)
    unknown = ~np.asarray(known_codes(codes), dtype=bool)
    review.reject(unknown, label, "código desconocido", "El código de comuna no existe.")
    return codes


def _score(review: Review, series: pd.Series, label: str) -> pd.Series:
    """Canonical scores, '' for a test that was not taken."""
    number, bad = shape.numbers(series, decimal=",", thousands="")
    review.reject(bad, label, "texto", "Se esperaba un puntaje y vino un texto.")
    number = number.mask(number.eq("0"), "")
    value = pd.to_numeric(number)
    out = value.notna() & ~value.between(LOWEST, HIGHEST)
    review.reject(out, label, "fuera de rango", f"El puntaje no está entre {LOWEST} y {HIGHEST}.")
    return number


SOURCE = DemrePaes()
