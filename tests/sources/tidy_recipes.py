"""Recipes for the tests of declared tables, and their sources."""

from __future__ import annotations

from pathlib import Path

from pipelines.catalog.recipes import load_recipes
from pipelines.sources.base import Conformed
from pipelines.sources.tidy.source import TidySource
from tests.catalog.written import write

CELLS = ["comuna", "periodo", "sexo", "edad", "dimension", "categoria", "valor"]

TABLE = """
id: lectores-2023
nombre: Personas inscritas en bibliotecas
productor: Red de bibliotecas
periodicidad: anual
oficial: sí
nivel: tabla
reconocer: {columnas: [Código comuna, Año, Género, Tramo, Personas]}
formato: {separador: ";", decimal: ",", miles: "."}
territorio: {columna: Código comuna, como: codigo}
periodo: {columna: Año}
sexo: {columna: Género, codigos: {F: mujer, M: hombre, NI: sin_dato}}
edad: {columna: Tramo, codigos: {niñez: 0-17, adultez: 18+}}
faltantes: [s/i]
medidas:
  - {id: lectores, nombre: Personas inscritas, valor: Personas}
cobertura: pais
ausente: cero
"""

PEOPLE = """
id: cursos-2024
nombre: Estudiantes
productor: Ministerio
periodicidad: anual
nivel: personas
reconocer: {columnas: [comuna, mrun, sit.fin, asistencia]}
territorio: {columna: comuna, como: nombre, codigos: {SIN COMUNA: CL-st}}
periodo: {fijo: 2024}
medidas:
  - {id: estudiantes, nombre: Estudiantes, contar: distintos(mrun)}
  - {id: aprobados, nombre: Aprueban, contar: distintos(mrun), donde: "sit.fin = 'P' and asistencia >= 85"}
  - {id: matriculas, nombre: Matrículas, contar: filas}
cobertura: [13]
ausente: sin_dato
"""

FIGURES = """
id: lectura-2024
nombre: Comprensión lectora
productor: Agencia
periodicidad: anual
nivel: tabla
reconocer: {columnas: [cut, anio, logro, desde, hasta]}
territorio: {columna: cut, nivel: region}
periodo: {columna: anio}
publicados:
  - {id: logro, nombre: Logro, unidad: "%", valor: logro, ic_inf: desde, ic_sup: hasta}
"""

HEADER = ["Código comuna", "Año", "Género", "Tramo", "Personas"]


def source(folder: Path, text: str) -> TidySource:
    write(folder / "fuentes" / "receta.yml", text)
    return TidySource(load_recipes(folder / "fuentes")[0])


def cells(result: Conformed, *columns: str) -> list[list[str]]:
    return result.rows[list(columns or CELLS)].values.tolist()
