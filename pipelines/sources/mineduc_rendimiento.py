"""MINEDUC: results of the school year by pupil (Rendimiento): grade, attendance, final situation.

A pupil who changed school has several records; who was transferred shows only in SIT_FIN_R. The
filtered tables of 2019 to 2021 that circulate (comuna by name, grades times ten, no final
situation) are read too, as a third party's.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.sources import mineduc_students as students
from pipelines.sources.base import Measure, SourceInfo
from pipelines.sources.bulk import BulkSource, Header, dotted
from pipelines.sources.plan import BulkPlan, Rule

_OFFICIAL = (
    *("agno", "rbd", "cod_com_rbd", "cod_depe", "rural_rbd", "cod_ense", "cod_grado"),
    *("mrun|mrun2", "gen_alu", "cod_com_alu", "prom_gral", "asistencia", "sit_fin", "sit_fin_r"),
)
_FILTERED = (
    *("agno", "mrun", "rbd", "nom_com_alu", "nom_com_rbd", "cod_depe", "cod_grado", "rural_rbd"),
    *("gen_alu", "prom_gral", "asistencia"),
)
_OPTIONAL = ("mrun", "mrun2", "cod_ense2", "edad_alu", "int_alu")
_SITUATIONS = {"sit_fin": "P R Y", "sit_fin_r": "P R Y T"}
_ATTENDANCE = "case when asiste between 0 and 100 then replace(asistencia, ',', '.') else '' end"

_MEASURES = (
    ("estudiantes-rendimiento", "Estudiantes con situación final", "estudiantes"),
    ("aprobados", "Estudiantes que aprobaron el año", "estudiantes"),
    ("reprobados", "Estudiantes que reprobaron el año", "estudiantes"),
    ("retirados", "Estudiantes que se retiraron durante el año", "estudiantes"),
    ("asistencia-grave", "Estudiantes con asistencia anual bajo 85 %", "estudiantes"),
    ("asistencia-conocida", "Estudiantes con asistencia anual conocida", "estudiantes"),
    ("promedio-notas-suma", "Suma de promedios generales de notas", "puntos de nota"),
    ("promedio-notas-cuadrado", "Suma de cuadrados de promedios generales", "puntos de nota al cuadrado"),
    ("promedio-notas-estudiantes", "Estudiantes con promedio general de notas", "estudiantes"),
)


class MineducRendimiento(BulkSource):
    """Reads the official layout of every year, and the filtered tables."""

    info = SourceInfo(
        id="mineduc-rendimiento",
        table="mineduc_rendimiento",
        name="Rendimiento por estudiante",
        producer="Ministerio de Educación, Centro de Estudios",
        cadence="anual",
        columns=(
            *("anio", "mrun", "rbd", "comuna_establecimiento", "comuna_estudiante", "depe", "rural"),
            *("ense", "ense2", "grado", "sexo", "edad", "promedio", "asistencia", "sit_fin", "sit_fin_r"),
            "integracion",
        ),
        measures=tuple(Measure(name, title, unit, person_level=True) for name, title, unit in _MEASURES),
    )
    contracts = (dotted(*_OFFICIAL), dotted(*_FILTERED))

    def plan(self, contract: int, header: Header) -> BulkPlan:
        """One row per record, block by year."""
        filtered = contract == 1
        school, home = ("nom_com_rbd", "nom_com_alu") if filtered else ("cod_com_rbd", "cod_com_alu")
        required = [name for name in (_FILTERED if filtered else _OFFICIAL) if "|" not in name]
        place = students.comuna_name if filtered else students.comuna_code
        pupil = "mrun" if "mrun" in header else "mrun2"
        grade = students.decimal("prom_gral")
        attendance = students.decimal("asistencia")
        return BulkPlan(
            inputs=header.inputs(dict.fromkeys((*required, *_OPTIONAL))),
            translate={school: place, home: place},
            steps={"nota": grade, "asiste": attendance},
            skips=students.TOTALS,
            rules=(
                *students.key_rules(header, pupil),
                *students.place_rules(header, school, by_name=filtered),
                *students.code_rules(header, {"cod_depe": students.DEPE, "rural_rbd": students.RURAL}),
                *(() if filtered else students.level_rules(header)),
                *(rule for column in _SITUATIONS for rule in _situation_rule(header, column)),
                *students.person_cells(header, home),
                *students.age_cell(header),
                *students.cell_rule(
                    header,
                    "prom_gral",
                    f"prom_gral <> '' and coalesce(nota, -1) <> 0 and {_grade()} = ''",
                    "fuera de escala",
                    "El promedio no está entre 1,0 y 7,0.",
                ),
                *students.cell_rule(
                    header,
                    "asistencia",
                    "asistencia <> '' and coalesce(asiste, -1) not between 0 and 100",
                    "fuera de escala",
                    "La asistencia no está entre 0 y 100.",
                ),
            ),
            columns={
                **students.keys(school, home, pupil),
                "depe": "cod_depe",
                "rural": "rural_rbd",
                "ense": "''" if filtered else students.whole("cod_ense"),
                "ense2": students.level(header),
                "grado": students.plain_code(header, "cod_grado", 0, 99),
                "sexo": students.sex(),
                "edad": students.plain_code(header, "edad_alu", 0, 110),
                "promedio": _grade(),
                "asistencia": _ATTENDANCE,
                "sit_fin": students.letter(header, "sit_fin", "PRY"),
                "sit_fin_r": students.letter(header, "sit_fin_r", "PRYT"),
                "integracion": students.plain_code(header, "int_alu", 0, 1),
            },
            block=students.whole("agno"),
            derived=filtered,
        )


def _grade() -> str:
    """1.0 to 7.0 with a point; ten times that is a way of writing it; zero is no grade."""
    return (
        "case when nota between 1 and 7 then replace(prom_gral, ',', '.') "
        "when nota between 10 and 70 and nota = trunc(nota) "
        "then cast(cast(nota / 10 as decimal(3, 1)) as varchar) else '' end"
    )


def _situation_rule(header: Header, column: str) -> Iterator[Rule]:
    letters = ", ".join(f"'{one}'" for one in ("", *_SITUATIONS[column].split()))
    return students.cell_rule(
        header,
        column,
        f"upper({column}) not in ({letters})",
        "código desconocido",
        "La situación final no está en la lista de la fuente.",
    )


SOURCE = MineducRendimiento()
