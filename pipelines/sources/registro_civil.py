"""Civil registry: births and deaths registered each day in each comuna, by place of registration.

The comuna is that of the office, not of residence: a comuna with a maternity registers its neighbours'
births. The sheet says which of the two it holds. A comuna may have several rows on one day.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.people import take
from pipelines.sources.review import Review, open_table
from pipelines.territories import match_names

_REQUIRED = ("ano", "mes", "dia", "region", "comuna", "total")
_WANTED = {name: name for name in ("ano", "mes", "dia", "comuna", "total")}
_EVENTS = {"nacimientos": "nacimiento", "defunciones": "defuncion"}


class RegistroCivil:
    """Registrations by day; months are replaced one by one."""

    info = SourceInfo(
        id="registro-civil",
        table="registro_civil",
        name="Inscripciones de nacimientos y defunciones",
        producer="Servicio de Registro Civil e Identificación",
        cadence="anual",
        absent="cero",
        columns=("hecho", "anio", "mes", "dia", "comuna", "total"),
        measures=(
            Measure("inscripciones-nacimiento", "Nacimientos inscritos en la comuna", "inscripciones"),
            Measure("inscripciones-defuncion", "Defunciones inscritas en la comuna", "inscripciones"),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The six columns."""
        return shape.recognition(sheets, _REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per record. Raises FileRefused when the sheet does not say what was registered."""
        sheet, match, _ = open_table(sheets, self.info.name, _REQUIRED)
        event = _EVENTS.get(shape.normalise_header(sheet.name))
        if event is None:
            raise FileRefused(
                "No se sabe si son nacimientos o defunciones: lo dice el nombre de la hoja.",
                Where(sheet=sheet.name),
                "Nombre la hoja «Nacimientos» o «Defunciones», como viene del Registro Civil.",
            )
        table, records = take(sheet, match, _WANTED)
        review = Review(sheet, records)
        review.skip_totals([table["ano"], table["comuna"]])
        year = review.year(table["ano"], match.labels["ano"])
        date = pd.to_datetime(
            year + "-" + table["mes"].str.zfill(2) + "-" + table["dia"].str.zfill(2),
            format="%Y-%m-%d",
            errors="coerce",
        )
        review.reject(date.isna(), match.labels["dia"], "no es fecha", "El año, mes y día no son una fecha.")
        comuna = shape.by_value(table["comuna"], match_names)
        label = match.labels["comuna"]
        review.reject(shape.missing(table["comuna"]), label, "vacío", "Falta la comuna de inscripción.")
        reason = "El nombre de la comuna no es el oficial ni uno de sus alias."
        review.reject(comuna.eq(""), label, "nombre desconocido", reason)
        total = review.count(table["total"], match.labels["total"])
        good = review.good
        text = date[good].dt.strftime("%Y-%m-%d").astype(object)
        block = event + "|" + text.str[:7]
        columns: dict[str, pd.Series | str] = {
            "hecho": event,
            "anio": text.str[:4],
            "mes": text.str[5:7],
            "dia": text.str[8:],
            "comuna": comuna[good],
            "total": total[good],
        }
        cut = text.groupby(block).transform("max")
        rows = shape.bronze(columns, sheet, records[good], block, cut)
        skipped = (*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet]))
        return Conformed(rows, tuple(review.aside), skipped)


SOURCE = RegistroCivil()
