"""Files that people write, made for tests."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from pipelines.catalog.check import Catalog, load_catalog
from pipelines.catalog.problems import ManySettingsError
from pipelines.catalog.settings import Settings
from pipelines.errors import SettingsError
from pipelines.sources.registry import official_sources

CARD = """
id: bibliotecas
nombre: Bibliotecas públicas
area: barrio-y-servicios
definicion: Cuántas bibliotecas hay.
definicion_tecnica: Bibliotecas abiertas al 31 de diciembre.
unidad: bibliotecas
tipo: conteo
decimales: 0
direccion: mayor_es_mejor
numerador: {medida: establecimientos}
por_sexo: no
motivo_sin_sexo: Cuenta edificios.
fuente: Municipio
periodicidad: anual
"""

GOAL = """
id: mas-areas-verdes
enunciado: Que cada vecino tenga 6 metros cuadrados de áreas verdes
territorios: [13401]
acuerdo: {fecha: 2025-03-31, asamblea: Asamblea comunal, asistencia: {mujeres: 40, hombres: 31}}
indicadores:
  - indicador: areas-verdes
    rol: principal
    linea_base: {periodo: 2022}
    meta: {valor: "6,5", periodo: 2026}
"""

SETTINGS = """
nombre: Colaborativa de prueba
territorios: [13401, 08110]
anio_cuenta: 2024
"""


def write(path: Path, text: str) -> Path:
    """Write `text`, without its indentation, and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


def catalog_in(folder: Path, settings: Settings) -> Catalog:
    """The catalogue of a workspace in `folder`, with what ships and the official sources."""
    return load_catalog(
        settings,
        [source.info for source in official_sources()],
        own_cards=folder / "indicadores",
        goals=folder / "metas",
        recipes=folder / "fuentes",
        corrections=folder / "correcciones",
        printed_tables=folder / "cuadros",
    )


def faults(raised: pytest.ExceptionInfo[SettingsError]) -> list[tuple[str, int | None, str]]:
    """(file, line, field) of each problem reported."""
    error = raised.value
    problems = error.problems if isinstance(error, ManySettingsError) else (error,)
    return [(problem.where.file, problem.where.row, problem.where.column) for problem in problems]
