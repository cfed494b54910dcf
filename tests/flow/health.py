"""Made-up health files of a few rows in the layouts of the DEIS: births, deaths, discharges."""

from __future__ import annotations

from tests.flow.files import csv

BIRTH_COLUMNS = (
    "MES_NAC", "ANO_NAC", "SEXO", "TIPO_PARTO", "TIPO_ATEN", "PARTO_LOCAL", "SEMANAS", "RANGO_PESO", "TALLA",
    "GRUPO_ETARIO_PADRE", "CURSO_PADRE", "NIVEL_PADRE", "ACTIV_PADRE", "OCUPA_PADRE", "CATEG_PADRE",
    "GRUPO_ETARIO_MADRE", "EST_CIV_MADRE", "CURSO_MADRE", "NIVEL_MADRE", "ACTIV_MADRE", "OCUPA_MADRE",
    "CATEG_MADRE", "NACIONALIDAD_MADRE", "REGION_RESIDENCIA", "GLOSA_REGION_RESIDENCIA",
)  # fmt: skip


DEATH_COLUMNS = (
    "AÑO", "FECHA_DEF", "SEXO_NOMBRE", "EDAD_TIPO", "EDAD_CANT", "COD_COMUNA", "COMUNA", "NOMBRE_REGION",
    *(
        f"{part}DIAG{n}"
        for n in (1, 2)
        for part in (
            "", "CAPITULO_", "GLOSA_CAPITULO_", "CODIGO_GRUPO_", "GLOSA_GRUPO_", "CODIGO_CATEGORIA_",
            "GLOSA_CATEGORIA_", "CODIGO_SUBCATEGORIA_", "GLOSA_SUBCATEGORIA_",
        )
    ),
    "LUGAR_DEFUNCION",
)  # fmt: skip


DISCHARGE_COLUMNS = (
    "PERTENENCIA_ESTABLECIMIENTO_SALUD", "SEXO", "GRUPO_EDAD", "ETNIA", "GLOSA_PAIS_ORIGEN",
    "COMUNA_RESIDENCIA", "GLOSA_COMUNA_RESIDENCIA", "REGION_RESIDENCIA", "GLOSA_REGION_RESIDENCIA",
    "PREVISION", "GLOSA_PREVISION", "ANO_EGRESO", "DIAG1", "DIAG2", "DIAS_ESTADA", "CONDICION_EGRESO",
    "INTERV_Q", "PROCED",
)  # fmt: skip
#: What the producer withholds until 2019, and since 2023.
WITHHELD = dict.fromkeys(DISCHARGE_COLUMNS[:5] + DISCHARGE_COLUMNS[7:12], "*")
WITHHELD_ALL = WITHHELD | {"COMUNA_RESIDENCIA": "*", "GLOSA_COMUNA_RESIDENCIA": "*"}


def discharge(**changes: object) -> dict[str, object]:
    """One hospital discharge, 18 columns (2001 to 2019)."""
    record: dict[str, object] = dict.fromkeys(DISCHARGE_COLUMNS, "") | {
        "SEXO": "MUJER", "GRUPO_EDAD": "10 a 19", "ETNIA": "No se identifica con alguna etnia",
        "GLOSA_PAIS_ORIGEN": "Chileno", "COMUNA_RESIDENCIA": "08110", "GLOSA_COMUNA_RESIDENCIA": "Talcahuano",
        "REGION_RESIDENCIA": "08", "PREVISION": 1, "ANO_EGRESO": 2015, "DIAG1": "K590", "DIAS_ESTADA": 3,
        "CONDICION_EGRESO": 1, "INTERV_Q": 2, "PROCED": 1,
    }  # fmt: skip
    return record | changes


def discharge_2021(**changes: object) -> dict[str, object]:
    """One discharge of 2021: 15 columns, sex in numbers, ages by five years, no indigenous people."""
    changed = discharge(SEXO=2, GRUPO_EDAD="15 A 19 AÑOS", GLOSA_PAIS_ORIGEN="Chile", ANO_EGRESO=2021)
    return {k: v for k, v in (changed | changes).items() if k not in ("ETNIA", "INTERV_Q", "PROCED")}


def discharge_2024(**changes: object) -> dict[str, object]:
    """One discharge of 2024: 16 columns, the first name cut, the accents lost."""
    changed = discharge(GLOSA_COMUNA_RESIDENCIA="Concepci\ufffdn", ANO_EGRESO=2024) | changes
    cut = {"PERTENENCIA_ESTABLECIMIENTO_SALU": "SNSS"} | changed
    dropped = ("PERTENENCIA_ESTABLECIMIENTO_SALUD", "INTERV_Q", "PROCED")
    return {name: value for name, value in cut.items() if name not in dropped}


def discharges(*rows: dict[str, object], encoding: str = "utf-8") -> bytes:
    """The file of these discharges: one year, as the DEIS delivers it."""
    return csv(list(rows[0]), *(list(row.values()) for row in rows), separator=";", encoding=encoding)


def birth(**changes: object) -> dict[str, object]:
    """One live birth of the open series, 25 columns."""
    record: dict[str, object] = dict.fromkeys(BIRTH_COLUMNS, 9) | {
        "MES_NAC": 5, "ANO_NAC": 2020, "SEXO": 2, "SEMANAS": 39, "RANGO_PESO": "3.000 A 3.999", "TALLA": 50,
        "GRUPO_ETARIO_PADRE": "30 A 34 AÑOS", "GRUPO_ETARIO_MADRE": "25 A 29 AÑOS", "NACIONALIDAD_MADRE": "C",
        "REGION_RESIDENCIA": 13, "GLOSA_REGION_RESIDENCIA": "Metropolitana de Santiago",
    }  # fmt: skip
    return record | changes


def births(*rows: dict[str, object], encoding: str = "utf-8") -> bytes:
    """The open series of these births: Latin-1 until 2019, UTF-8 from 2020."""
    return csv(list(rows[0]), *(list(row.values()) for row in rows), separator=";", encoding=encoding)


def base_death(**changes: object) -> dict[str, object]:
    """One death of the official base, 27 columns."""
    record: dict[str, object] = dict.fromkeys(DEATH_COLUMNS, "") | {
        "AÑO": 2023, "FECHA_DEF": "2023-03-14", "SEXO_NOMBRE": "Mujer", "EDAD_TIPO": 1, "EDAD_CANT": 70,
        "COD_COMUNA": 8110, "COMUNA": "Talcahuano", "NOMBRE_REGION": "Del Bíobío", "DIAG1": "I219",
        "CAPITULO_DIAG1": "I00-I99", "LUGAR_DEFUNCION": "Otro",
    }  # fmt: skip
    return record | changes


def base_deaths(*rows: dict[str, object], header: bool = True) -> bytes:
    """The official base of these deaths, in Latin-1; some deliveries come without header."""
    lines = [list(row.values()) for row in rows]
    return csv(*((list(DEATH_COLUMNS), *lines) if header else lines), separator=";", encoding="latin-1")
