"""MINEDUC: enrolment by pupil (Matrícula única), one record per enrolment at 30 April.

A pupil may be enrolled more than once: counts are of distinct MRUN, never of rows. Names, schools'
names and whatever else the file carries stay outside.
"""

from __future__ import annotations

from pipelines.sources import mineduc_students as students
from pipelines.sources.base import Measure, SourceInfo
from pipelines.sources.bulk import BulkSource, Header, dotted
from pipelines.sources.plan import BulkPlan

_REQUIRED = (
    *("agno", "rbd", "cod_com_rbd", "cod_depe", "rural_rbd", "cod_ense", "cod_grado"),
    *("mrun", "gen_alu", "fec_nac_alu", "cod_com_alu"),
)
#: Not in every year, or only in versions of restricted access.
_OPTIONAL = (
    *("cod_ense2", "cod_jor", "cod_tip_cur", "edad_alu", "cod_reg_alu"),
    *("cod_etnia_alu", "int_alu", "cod_nac_alu"),
)


class MineducAlumnos(BulkSource):
    """Reads every known year: headers in either case, with or without byte-order mark."""

    info = SourceInfo(
        id="mineduc-matricula-alumnos",
        table="mineduc_matricula_alumnos",
        name="Matrícula por estudiante",
        producer="Ministerio de Educación, Centro de Estudios",
        cadence="anual",
        absent="cero",
        columns=(
            *("anio", "mrun", "rbd", "comuna_establecimiento", "comuna_estudiante", "region_estudiante"),
            *("depe", "rural", "ensenanza", "ense2", "grado", "sexo", "nacimiento", "edad", "jornada"),
            *("etnia", "nacionalidad", "integracion", "tipo"),
        ),
        measures=tuple(
            Measure(name, title, "estudiantes", person_level=True)
            for name, title in (
                ("alumnos", "Estudiantes matriculados en la comuna"),
                ("alumnos-residentes", "Estudiantes matriculados que viven en la comuna"),
                ("alumnos-extranjeros", "Estudiantes extranjeros"),
                ("alumnos-integracion", "Estudiantes en programa de integración escolar"),
                ("alumnos-pueblo-originario", "Estudiantes de pueblos originarios"),
            )
        ),
    )
    contracts = (dotted(*_REQUIRED),)
    foreign = frozenset(
        {"prom_gral", "sit_fin", "asistencia", "mes_escolar", "dias_asistidos", "tasa_asistencia_anual"}
    )

    def plan(self, contract: int, header: Header) -> BulkPlan:
        """One row per enrolment, block by year."""
        present = header.inputs((*_REQUIRED, *_OPTIONAL))
        codes = {"cod_depe": students.DEPE, "rural_rbd": students.RURAL}
        return BulkPlan(
            inputs=present,
            translate={"cod_com_rbd": students.comuna_code, "cod_com_alu": students.comuna_code},
            skips=students.TOTALS,
            rules=(
                *students.key_rules(header),
                *students.place_rules(header, "cod_com_rbd"),
                *students.code_rules(header, codes),
                *students.level_rules(header),
                *students.person_cells(header, "cod_com_alu"),
                *students.birth_cell(header),
                *students.age_cell(header),
            ),
            columns={
                **students.keys("cod_com_rbd", "cod_com_alu"),
                "region_estudiante": students.region(header, "cod_reg_alu"),
                "depe": "cod_depe",
                "rural": "rural_rbd",
                "ensenanza": students.whole("cod_ense"),
                "ense2": students.level(header),
                "grado": students.plain_code(header, "cod_grado", 0, 99),
                "sexo": students.sex(),
                "nacimiento": students.birth(header),
                "edad": students.plain_code(header, "edad_alu", 0, 110),
                "jornada": students.plain_code(header, "cod_jor", 1, 4),
                "etnia": students.plain_code(header, "cod_etnia_alu", 0, 99),
                "nacionalidad": students.letter(header, "cod_nac_alu", "CNE"),
                "integracion": students.plain_code(header, "int_alu", 0, 1),
                "tipo": students.plain_code(header, "cod_tip_cur", 0, 99),
            },
            block=students.whole("agno"),
        )


SOURCE = MineducAlumnos()
