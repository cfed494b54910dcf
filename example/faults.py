"""The few records of the example that must be set aside, and why. Tests count them.

A file with such records is still accepted: they go to `datos/apartados/`, the rest goes on.
"""

from __future__ import annotations

#: A code with the look of a comuna that does not exist.
UNKNOWN_CODE = "13999"
#: A name that no official list has.
UNKNOWN_NAME = "COMUNA DE FANTASIA"

#: File delivered -> records that must be set aside.
SET_ASIDE: dict[str, int] = {
    # unknown comuna, negative count, text where a number is due
    "Resumen_Matricula_EE_Oficial_2024.csv": 3,
    # unknown comuna name, once in each of the three stacked tables
    "Tasa-Incidencia-Desvinculacion-2010-2023.xlsx": 3,
    # priorities that add up to more than the enrolment
    "IVE_Basica_2021.csv": 1,
    # a comuna code that does not exist
    "Tramos_RSH_2016-2024.csv": 1,
    # one cell of green areas a hundred times too large
    "datos_municipales_MAVM.xls": 1,
    # a negative number of births
    "nacimientos_comuna_edad_madre_2005_2014.csv": 1,
}
