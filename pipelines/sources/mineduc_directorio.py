"""MINEDUC: official directory of schools (Directorio oficial de establecimientos).

Four known layouts (2017, 2021, 2024, 2025). MRUN and RUT_SOSTENEDOR identify people who own a
school: they are not among the columns kept. MATRICULA is a yes/no mark, not a count.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, SetAside, Sheet, SourceInfo
from pipelines.sources.coordinates import degrees
from pipelines.sources.mineduc_schools import KEYS, open_schools

REQUIRED = (
    *KEYS.values(),
    "nom_rbd",
    "p_juridica",
    "latitud",
    "longitud",
    "convenio_pie",
    "ens_01",
    "ens_09",
    "matricula",
    "ori_religiosa",
    "pago_matricula",
    "pago_mensual",
)
#: Kept as they are, and empty in the layouts that do not have them.
PLAIN = ("nom_rbd", "convenio_pie", "ori_religiosa", "pago_matricula", "pago_mensual")


class MineducDirectorio:
    """Reads the directory of any of its known years."""

    info = SourceInfo(
        id="mineduc-directorio",
        table="mineduc_directorio",
        name="Directorio oficial de establecimientos educacionales",
        producer="Ministerio de Educación, Centro de Estudios",
        cadence="anual",
        absent="cero",
        columns=(
            *KEYS,
            "matricula",
            "mat_total",
            "latitud",
            "longitud",
            *PLAIN,
        ),
        measures=(
            Measure(
                "establecimientos", "Establecimientos en funcionamiento con matrícula", "establecimientos"
            ),
            Measure(
                "establecimientos-rurales",
                "Establecimientos rurales en funcionamiento con matrícula",
                "establecimientos",
            ),
            Measure(
                "establecimientos-pie",
                "Establecimientos con convenio del Programa de Integración Escolar (PIE)",
                "establecimientos",
            ),
            Measure("establecimientos-gratuitos", "Establecimientos sin pago mensual", "establecimientos"),
            Measure(
                "establecimientos-con-pago-conocido",
                "Establecimientos de los que se sabe si cobran",
                "establecimientos",
            ),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header; place, fees and religion set it apart from the enrolment summary."""
        return shape.recognition(sheets, REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per school and year. Raises FileRefused when a column is missing."""
        schools = open_schools(sheets, self.info.name, REQUIRED)
        frame, labels, review = schools.frame, schools.labels, schools.review
        columns = {**schools.keys, "matricula": review.code(frame["matricula"], labels["matricula"], "01")}
        blank = pd.Series("", index=frame.index, dtype=object)
        columns["mat_total"] = (
            review.count(frame["mat_total"], labels["mat_total"], empty="") if "mat_total" in frame else blank
        )
        aside: list[SetAside] = []
        for name in ("latitud", "longitud"):
            columns[name], apart = degrees(
                frame[name], schools.sheet, review.records, review.good, labels[name]
            )
            aside += apart
        columns |= {name: frame[name] for name in PLAIN}
        kept = {name: columns[name][review.good] for name in self.info.columns}
        known = {name: columns[name] for name in ("anio", "rbd", "comuna")}
        return Conformed(
            rows=shape.bronze(kept, schools.sheet, review.records[review.good], "directorio|" + kept["anio"]),
            set_aside=(*review.aside, *aside),
            skipped=schools.skipped,
            unknown=review.unknown_rows(known, self.info.columns, "directorio|" + columns["anio"]),
        )


SOURCE = MineducDirectorio()
