"""MINEDUC: attendance by pupil, the declared one of each month and the yearly table.

The monthly table has one record per pupil, school and month, with days. The yearly one has one per
pupil and school, with the rate as a fraction; some copies carry neither year nor comuna.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from pipelines.sources import mineduc_students as students
from pipelines.sources.base import Measure, SourceInfo
from pipelines.sources.bulk import BulkSource, Header, dotted
from pipelines.sources.plan import BulkPlan, Rule

_MONTHLY = (
    *("agno", "mes_escolar", "rbd", "cod_com_rbd", "rural_rbd", "cod_depe", "cod_ense", "cod_grado"),
    *("mrun", "gen_alu", "cod_com_alu", "dias_asistidos", "dias_trabajados"),
)
_YEARLY = ("mrun", "rbd", "categoria_asis_anual", "tasa_asistencia_anual")
_OPTIONAL = (
    *("agno", "cod_com_rbd", "cod_com_alu", "cod_depe", "cod_depe2", "rural_rbd", "cod_ense", "cod_ense2"),
    *("cod_grado", "gen_alu", "asis_promedio", "dias_asistidos_anual", "dias_trabajados_anual"),
)
#: The only year known to be published without its year inside.
_BARE_YEAR = "2025"
_NO_YEAR = (
    f"El archivo no trae AGNO: se leyó como {_BARE_YEAR}, el único año que se publicó así. "
    "Si es de otro año, agréguele esa columna."
)
#: COD_DEPE2 -> COD_DEPE, where only the first is there (1 stands for both kinds of municipal school).
_DEPE2 = {"1": "1", "2": "3", "3": "4", "4": "5", "5": "6"}
#: The producer writes this where a pupil has no days.
_NOTHING = ("", "NA", "N/A")
_OF_A_MONTH, _OF_A_YEAR = 31, 366
_MEASURES = (
    ("asistencia-mensual-grave", "Estudiantes con asistencia bajo 85 %", "estudiantes"),
    ("asistencia-mensual-estudiantes", "Estudiantes con asistencia declarada", "estudiantes"),
    ("asistencia-dias-asistidos", "Días asistidos", "días"),
    ("asistencia-dias-trabajados", "Días trabajados", "días"),
)


class MineducAsistencia(BulkSource):
    """Reads the table of a month and the table of a year."""

    info = SourceInfo(
        id="mineduc-asistencia",
        table="mineduc_asistencia",
        name="Asistencia declarada por estudiante",
        producer="Ministerio de Educación, Centro de Estudios",
        cadence="mensual",
        columns=(
            *("anio", "mes", "mrun", "rbd", "comuna_establecimiento", "comuna_estudiante", "depe", "rural"),
            *("ense", "ense2", "grado", "sexo", "dias_asistidos", "dias_trabajados", "tasa", "categoria"),
        ),
        measures=tuple(Measure(name, title, unit, person_level=True) for name, title, unit in _MEASURES),
    )
    contracts = (dotted(*_MONTHLY), dotted(*_YEARLY))

    def plan(self, contract: int, header: Header) -> BulkPlan:
        """One row per record; block by month, or by year for the yearly table."""
        return _monthly(header) if contract == 0 else _yearly(header)


def _monthly(header: Header) -> BulkPlan:
    month = students.number("mes_escolar")
    days, open_days = students.number("dias_asistidos"), students.number("dias_trabajados")
    label = header.label
    two_digits = f"lpad(cast({month} as varchar), 2, '0')"
    return BulkPlan(
        inputs=header.inputs(dict.fromkeys((*_MONTHLY, "cod_ense2", "asis_promedio"))),
        translate={"cod_com_rbd": students.comuna_code, "cod_com_alu": students.comuna_code},
        skips=students.TOTALS,
        rules=(
            *students.key_rules(header),
            Rule(
                f"coalesce({month}, 0) not between 1 and 12",
                label("mes_escolar"),
                "fuera de rango",
                "El mes no está entre 1 y 12.",
                students.FIX,
            ),
            *students.place_rules(header, "cod_com_rbd"),
            *students.code_rules(header, {"cod_depe": students.DEPE, "rural_rbd": students.RURAL}),
            *students.level_rules(header),
            *_days_rules(label("dias_asistidos"), label("dias_trabajados"), days, open_days, _OF_A_MONTH),
            *students.person_cells(header, "cod_com_alu"),
        ),
        columns={
            "anio": students.whole("agno"),
            "mes": two_digits,
            **_where(header),
            "dias_asistidos": f"cast({days} as varchar)",
            "dias_trabajados": f"cast({open_days} as varchar)",
            "tasa": _rate(header, "asis_promedio"),
            "categoria": "''",
        },
        block=f"{students.whole('agno')} || '-' || {two_digits}",
    )


def _yearly(header: Header) -> BulkPlan:
    dated = "agno" in header
    depe = "cod_depe" if "cod_depe" in header else "cod_depe2"
    attended, worked = "dias_asistidos_anual", "dias_trabajados_anual"
    days, open_days = (students.number(name) if name in header else "" for name in (attended, worked))
    keys = tuple(rule for rule in students.key_rules(header) if dated or "agno" not in rule.condition)
    places = {name: students.comuna_code for name in ("cod_com_rbd", "cod_com_alu") if name in header}
    codes = {"cod_depe": students.DEPE, "cod_depe2": "".join(_DEPE2), "rural_rbd": students.RURAL}
    anio = students.whole("agno") if dated else f"'{_BARE_YEAR}'"
    return BulkPlan(
        inputs=header.inputs(dict.fromkeys((*_YEARLY, *_OPTIONAL))),
        translate=places,
        rules=(
            *keys,
            *(students.place_rules(header, "cod_com_rbd") if "cod_com_rbd" in header else ()),
            *students.code_rules(header, {n: codes[n] for n in (depe, "rural_rbd")}),
            *_days_rules(header.label(attended), header.label(worked), days, open_days, _OF_A_YEAR),
            *students.person_cells(header, "cod_com_alu"),
            *students.cell_rule(
                header,
                "tasa_asistencia_anual",
                f"upper(tasa_asistencia_anual) not in {_NOTHING} "
                f"and {_rate(header, 'tasa_asistencia_anual')} = ''",
                "fuera de escala",
                "La tasa de asistencia no está entre 0 y 100 %, o no se sabe si es una fracción.",
            ),
        ),
        columns={
            "anio": anio,
            "mes": "''",
            **_where(header),
            "dias_asistidos": _whole(days),
            "dias_trabajados": _whole(open_days),
            "tasa": _rate(header, "tasa_asistencia_anual"),
            "categoria": students.plain_code(header, "categoria_asis_anual", 0, 9),
        },
        block=anio,
        warnings=() if dated else (_NO_YEAR,),
    )


def _where(header: Header) -> Mapping[str, str]:
    """Pupil, school and level; '' for what a bare yearly table lacks."""
    place, home = (
        students.known_place(name) if name in header else "''" for name in ("cod_com_rbd", "cod_com_alu")
    )
    depe = "cod_depe" if "cod_depe" in header else "''"
    if depe == "''" and "cod_depe2" in header:
        depe = "case cod_depe2 " + " ".join(f"when '{k}' then '{v}'" for k, v in _DEPE2.items()) + " end"
    return {
        "mrun": students.whole("mrun"),
        "rbd": students.whole("rbd"),
        "comuna_establecimiento": place,
        "comuna_estudiante": home,
        "depe": depe,
        "rural": "rural_rbd" if "rural_rbd" in header else "''",
        "ense": students.plain_code(header, "cod_ense", 0, 999),
        "ense2": students.level(header),
        "grado": students.plain_code(header, "cod_grado", 0, 99),
        "sexo": students.sex() if "gen_alu" in header else "''",
    }


def _whole(days: str) -> str:
    """Text of a number of days; '' when it is none, or when there is no such column."""
    return f"coalesce(cast({days} as varchar), '')" if days else "''"


def _days_rules(one: str, other: str, days: str, open_days: str, most: int) -> Iterator[Rule]:
    """Days attended are some of the days that the school opened; a month cannot lack them, a year may."""
    if not days or not open_days:
        return
    for label, value in ((one, days), (other, open_days)):
        if most == _OF_A_MONTH:
            yield Rule(f"{value} is null", label, "vacío o texto", "Faltan los días.", students.FIX)
        yield Rule(
            f"{value} not between 0 and {most}",
            label,
            "fuera de rango",
            f"Los días no están entre 0 y {most}.",
            students.FIX,
        )
    yield Rule(
        f"{days} > {open_days}",
        one,
        "mayor que el total",
        "Los días asistidos son más que los días trabajados.",
        students.FIX,
    )


def _rate(header: Header, column: str) -> str:
    """Percentage with a point, '' when it is not known. Fractions are told by the first records; where those
    tell nothing, what may be a fraction is not known.
    """
    if column not in header:
        return "''"
    value = students.decimal(column)
    is_fraction = _is_fraction(header.sample(column))
    most, times = (1, " * 100") if is_fraction else (100, "")
    text = f"rtrim(rtrim(cast({value}{times} as varchar), '0'), '.')"
    sure = "" if is_fraction is not None else f" and ({value} = 0 or {value} > 1)"
    return f"case when {value} between 0 and {most}{sure} then {text} else '' end"


def _is_fraction(sample: pd.Series) -> bool | None:
    """Whether rates go from 0 to 1; None when the sample has none."""
    numbers = pd.to_numeric(sample.str.replace(",", ".", regex=False), errors="coerce").dropna()
    return bool(numbers.median() <= 1) if len(numbers) else None


SOURCE = MineducAsistencia()
