"""MINEDUC: yearly enrolment summary by school (Resumen de matrícula por establecimiento).

One record per school of the directory, closed ones included (all zeros). MAT_SI_n (sex unknown) is
absent, or empty, when no school had a case that year: both mean zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Conformed, Control, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.mineduc_schools import KEYS, open_schools

LEVELS = range(1, 9)
REQUIRED = (
    *KEYS.values(),
    *(f"mat_{kind}_{n}" for n in LEVELS for kind in ("hom", "muj", "ens")),
    "mat_hom_tot",
    "mat_muj_tot",
    "mat_si_tot",
    "mat_total",
)
COUNTS = (
    *(f"mat_{kind}_{n}" for n in LEVELS for kind in ("hom", "muj", "si", "ens")),
    "mat_hom_tot",
    "mat_muj_tot",
    "mat_si_tot",
    "mat_total",
)
#: Courses of one grade and of several; a file without them is read all the same.
COURSES = ("cur_sim_tot", "cur_comb_tot")


class MineducMatricula:
    """Reads every known year of the summary: upper or lower case headers, `;` or `,`."""

    info = SourceInfo(
        id="mineduc-matricula",
        table="mineduc_matricula",
        name="Resumen de matrícula por establecimiento",
        producer="Ministerio de Educación, Centro de Estudios",
        cadence="anual",
        absent="cero",
        columns=(*KEYS, *COUNTS, *COURSES),
        measures=(
            Measure("matricula", "Matrícula", "estudiantes"),
            Measure("matricula-publica", "Matrícula en establecimientos públicos", "estudiantes"),
            Measure("cursos", "Cursos en los establecimientos", "cursos"),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header; the counts by level and sex set it apart from the school directory."""
        return shape.recognition(sheets, REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per school and year. Raises FileRefused when a column is missing."""
        schools = open_schools(sheets, self.info.name, REQUIRED)
        frame, labels, review = schools.frame, schools.labels, schools.review
        columns = dict(schools.keys)
        for name in COUNTS:
            if name in frame:
                empty = "0" if name.startswith("mat_si_") else None
                columns[name] = review.count(frame[name], labels[name], empty=empty)
            else:
                columns[name] = pd.Series("0", index=frame.index, dtype=object)
        for name in COURSES:
            blank = pd.Series("", index=frame.index, dtype=object)
            columns[name] = review.count(frame[name], labels[name], empty="") if name in frame else blank
        kept = {name: values[review.good] for name, values in columns.items()}
        rows = shape.bronze(kept, schools.sheet, review.records[review.good], "matricula|" + kept["anio"])
        known = {name: columns[name] for name in ("anio", "rbd", "comuna")}
        return Conformed(
            rows=rows,
            set_aside=tuple(review.aside),
            skipped=schools.skipped,
            controls=tuple(_controls(rows)),
            unknown=review.unknown_rows(known, self.info.columns, "matricula|" + columns["anio"]),
        )


def _controls(rows: pd.DataFrame) -> list[Control]:
    """MAT_TOTAL of each year against its parts by sex and by level."""
    by_sex = ["mat_hom_tot", "mat_muj_tot", "mat_si_tot"]
    by_level = [f"mat_ens_{n}" for n in LEVELS]
    totals = rows[[*by_sex, *by_level, "mat_total"]].astype("int64").groupby(rows["_bloque"]).sum()
    found = []
    for block, row in totals.iterrows():
        printed = float(row["mat_total"])
        found.append(
            Control("Matrícula total y suma por sexo", str(block), printed, float(row[by_sex].sum()))
        )
        found.append(
            Control("Matrícula total y suma por nivel", str(block), printed, float(row[by_level].sum()))
        )
    return found


SOURCE = MineducMatricula()
