"""A required column that is there twice refuses the file, in every source: none is guessed to count."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipelines.errors import FileRefused
from pipelines.sources.base import Sheet, Source
from pipelines.sources.casen_pobreza import SOURCE as POVERTY
from pipelines.sources.deis_defunciones import SOURCE as DEATHS
from pipelines.sources.ine_proyecciones import SOURCE as POPULATION
from pipelines.sources.junaeb_ive import SOURCE as VULNERABILITY
from pipelines.sources.mineduc_desvinculacion import SOURCE as DROPOUT
from pipelines.sources.mineduc_directorio import REQUIRED as DIRECTORY_HEADER
from pipelines.sources.mineduc_directorio import SOURCE as DIRECTORY
from pipelines.sources.mineduc_matricula import REQUIRED as ENROLMENT_HEADER
from pipelines.sources.mineduc_matricula import SOURCE as ENROLMENT
from pipelines.sources.rsh_tramos import COUNTS
from pipelines.sources.rsh_tramos import SOURCE as BRACKETS
from pipelines.sources.simce import SOURCE as SIMCE
from pipelines.sources.sinim import SOURCE as TOWNS
from tests.sources.delivered import made
from tests.sources.tidy_recipes import HEADER, TABLE, source

FIGURES = ("nalu", "prom", "palu_eda_ins", "palu_eda_ele", "palu_eda_ade")
SIMCE_HEADER = [f"{figure}_{test}4b_rbd" for test in ("lect", "mate") for figure in FIGURES]
IVE = ["PRIMERA PRIORIDAD", "SEGUNDA PRIORIDAD", "TERCERA PRIORIDAD", "NO PRIORIZADO EN VULNERABILIDAD"]
HEADERS: list[tuple[Source, list[str]]] = [
    (POVERTY, ["codigo_comuna", "anio", "dimension", "tasa", "limite_inferior", "limite_superior"]),
    (DEATHS, ["AÑO", "FECHA", "SEXO", "FRECUENCIA", "EDAD", "CODCOM", "ID_NIVEL 1"]),
    (POPULATION, ["Region", "Provincia", "Comuna", "Nombre Comuna", "Sexo (1=Hombre 2=Mujer)", "Edad",
                  "Poblacion 2002"]),
    (VULNERABILITY, ["ID_RBD", "ID_COMUNA_ESTABLE", "DS_TIPO_DEPENDENCIA", "DS_RURALIDAD", *IVE,
                     "SIN INFORMACIÓN", "TOTAL MATRÍCULA BÁSICA 2021", "IVE-SINAE BÁSICA 2021"]),
    (DIRECTORY, [*DIRECTORY_HEADER]),
    (ENROLMENT, [*ENROLMENT_HEADER]),
    (BRACKETS, ["Periodo", "Comuna", *(header.split("|")[0] for header in COUNTS.values())]),
    (SIMCE, ["rbd", "cod_com_rbd", "agno", "grado", *SIMCE_HEADER]),
    (TOWNS, ["user_year", "municipio_name", "cut_comuna", "var_code", "unit", "value"]),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "header"), HEADERS, ids=[reader.info.id for reader, _ in HEADERS])
def test_the_file_is_refused_whichever_column_it_is(reader: Source, header: list[str]) -> None:
    for column in header:
        sheets = made([*header, column], ["1"] * (len(header) + 1))
        assert reader.recognise(sheets).score == 1
        with pytest.raises(FileRefused, match="está dos veces") as raised:
            reader.read(sheets)
        assert f"La columna «{column}» está dos veces." in str(raised.value)
        assert raised.value.where.column == column


def test_a_declared_table_is_refused_too(tmp_path: Path) -> None:
    sheets = made([*HEADER, "PERSONAS"], [8110, 2023, "F", "niñez", 1, 2])
    with pytest.raises(FileRefused, match="La columna «Personas» está dos veces"):
        source(tmp_path, TABLE).read(sheets)


def book(*rows: list[str]) -> list[Sheet]:
    return [Sheet("Hoja", pd.DataFrame(rows).fillna(""), np.arange(1, len(rows) + 1), "xlsx")]


def test_one_variable_and_year_twice_in_the_download_of_towns() -> None:
    title = "MAVM (MTS²) Superficie de áreas verdes"
    sheets = book(
        ["", "", title, title], ["CODIGO", "MUNICIPIO", "2022", "2022"], ["13401", "SAN BERNARDO", "1", "2"]
    )
    assert TOWNS.recognise(sheets).score == 1
    with pytest.raises(FileRefused, match="La columna «MAVM 2022» está dos veces"):
        TOWNS.read(sheets)


def test_one_year_twice_in_the_old_poverty_workbook() -> None:
    below = ["Límite inferior IC", "Incidencia Pobreza", "Límite superior IC"]
    sheets = book(
        ["Identificador Comuna", "Comuna", "Año 2009", "", "", "Año 2009", "", ""],
        ["", "", *below, *below],
        ["13401", "San Bernardo", "0.1", "0.2", "0.3", "0.1", "0.2", "0.3"],
    )
    assert POVERTY.recognise(sheets).score == 1
    with pytest.raises(FileRefused, match="La columna «Año 2009» está dos veces"):
        POVERTY.read(sheets)


def test_one_column_twice_in_the_dropout_table() -> None:
    names = ["Desvinculados 2021", "Desvinculados 2021", "Matrícula teórica 2022", "Tasa de incidencia"]
    regular = ["Desvinculados 2021", "Matrícula teórica 2022", "Tasa de incidencia"]
    sheets = book(
        ["Tabla 1: total"],
        ["Comuna", "2021"],
        ["", "Global", "", "", "", "Sistema regular"],
        ["", *names, *regular],
        ["SAN BERNARDO", *["1"] * 7],
    )
    assert DROPOUT.recognise(sheets).score == 1
    with pytest.raises(FileRefused, match=r"La columna «desvinculados 2021 \(global\)» está dos veces"):
        DROPOUT.read(sheets)
