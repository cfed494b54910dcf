"""Layouts of MINEDUC's person-level files, by kind and year: columns in order, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """How one year's file comes: its columns in order and how they are written."""

    columns: tuple[str, ...]
    encoding: str = "latin-1"
    separator: str = ";"
    lower: bool = False
    mark: bool = False  # byte-order mark
    dots: bool = False  # dots instead of underscores
    birth: str = "AAAAMM"  # or AAAAMMDD
    decimal: str = ","  # "," or "."; "x10" for tenfold without any


_SCHOOL = (
    *("AGNO", "RBD", "DGV_RBD", "NOM_RBD", "COD_REG_RBD", "NOM_REG_RBD_A", "COD_PRO_RBD", "COD_COM_RBD"),
    *("NOM_COM_RBD", "COD_DEPROV_RBD", "NOM_DEPROV_RBD", "COD_DEPE", "COD_DEPE2", "RURAL_RBD"),
)
_ENROLMENT = (
    *_SCHOOL,
    *("ESTADO_ESTAB", "COD_ENSE", "COD_ENSE2", "COD_ENSE3", "COD_GRADO", "COD_GRADO2", "LET_CUR", "COD_JOR"),
    *("COD_TIP_CUR", "COD_DES_CUR", "MRUN", "GEN_ALU", "FEC_NAC_ALU", "EDAD_ALU", "COD_REG_ALU"),
    *("COD_COM_ALU", "NOM_COM_ALU", "COD_SEC", "COD_ESPE", "COD_RAMA", "COD_MEN", "ENS"),
)
_RESULTS = (
    *_SCHOOL,
    *("ESTADO_ESTAB", "COD_ENSE", "COD_ENSE2", "COD_GRADO", "LET_CUR", "COD_JOR", "COD_TIP_CUR"),
    *("COD_DES_CUR", "MRUN", "GEN_ALU", "FEC_NAC_ALU", "EDAD_ALU", "COD_REG_ALU", "COD_COM_ALU"),
    *("NOM_COM_ALU", "COD_RAMA", "COD_SEC", "COD_ESPE", "FEC_ING_ALU", "PROM_GRAL", "ASISTENCIA", "SIT_FIN"),
    *("SIT_FIN_R", "COD_MEN"),
)
_MONTH = (
    *("AGNO", "MES_ESCOLAR", "RBD", "DGV_RBD", "NOM_RBD", "COD_REG_RBD", "NOM_REG_RBD_A", "COD_PRO_RBD"),
    *("COD_COM_RBD", "NOM_COM_RBD", "COD_DEPROV_RBD", "NOM_DEPROV_RBD", "RURAL_RBD", "COD_DEPE", "COD_DEPE2"),
    *("COD_ENSE", "COD_ENSE2", "COD_GRADO", "LET_CUR", "MRUN", "GEN_ALU", "FEC_NAC_ALU", "COD_COM_ALU"),
    *("NOM_COM_ALU", "DIAS_ASISTIDOS", "DIAS_TRABAJADOS", "ASIS_PROMEDIO"),
)
_YEAR = ("MRUN", "RBD", "CATEGORIA_ASIS_ANUAL", "TASA_ASISTENCIA_ANUAL")


_RESTRICTED = ("TIPO_AULA", "COD_ETNIA_ALU", "INT_ALU", "COD_NAC_ALU", "PAIS_ORIGEN_ALU")


def _with(columns: tuple[str, ...], after: str, *added: str) -> tuple[str, ...]:
    at = columns.index(after) + 1
    return (*columns[:at], *added, *columns[at:])


#: Kind of file and variant -> layout. «matricula» has the 37 columns of the current years.
LAYOUTS: dict[str, Layout] = {
    "matricula": Layout(_with(_ENROLMENT, "ESTADO_ESTAB", "NOMBRE_SLEP")),
    "matricula-2010": Layout(_ENROLMENT, lower=True),
    "matricula-2014": Layout(_ENROLMENT, encoding="utf-8", mark=True),
    "matricula-2025": Layout(_ENROLMENT, separator=","),
    "matricula-restringida": Layout(
        _with(_ENROLMENT, "EDAD_ALU", *_RESTRICTED),
        encoding="utf-8",
    ),
    "rendimiento": Layout(_RESULTS),
    "rendimiento-2010": Layout(
        tuple("MRUN2" if name == "MRUN" else name for name in _RESULTS), birth="AAAAMMDD", lower=True
    ),
    "rendimiento-2018": Layout(
        _with(_with(_RESULTS, "EDAD_ALU", "INT_ALU", "GD_ALU"), "NOM_RBD", "LET_RBD", "NUM_RBD"),
        encoding="utf-8",
        mark=True,
    ),
    "rendimiento-puntos": Layout(_RESULTS, encoding="utf-8", dots=True, lower=True, decimal="."),
    "rendimiento-decuplo": Layout(_RESULTS, decimal="x10"),
    "asistencia": Layout(_MONTH),
    "asistencia-anual": Layout(_YEAR),
    "asistencia-anual-completa": Layout(
        (
            *("AGNO", "MRUN", "RBD", "NOM_RBD", "COD_REG_RBD", "NOM_REG_RBD_A", "COD_PRO_RBD", "COD_COM_RBD"),
            *("NOM_COM_RBD", "RURAL_RBD", "COD_DEPE2", "COD_ENSE", "COD_ENSE2", "COD_GRADO", "LET_CUR"),
            *("FEC_NAC_ALU", "GEN_ALU", "DIAS_ASISTIDOS_ANUAL", "DIAS_TRABAJADOS_ANUAL"),
            *("TASA_ASISTENCIA_ANUAL", "CATEGORIA_ASIS_ANUAL"),
        )
    ),
}
