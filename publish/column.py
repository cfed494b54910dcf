"""What a published column is, and the columns of the table of figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Column:
    """A published column: its name, what it holds and whether it is text or a number."""

    name: str
    description: str
    kind: Literal["texto", "numero"] = "texto"
    allowed: tuple[str, ...] = ()


def number(name: str, description: str) -> Column:
    """A column of numbers."""
    return Column(name, description, "numero")


VALORES = (
    Column("indicador", "Código del indicador."),
    Column(
        "territorio",
        "Código del territorio: CL, región (2 dígitos), provincia (3), comuna (5, CUT) o parte de una comuna "
        "(13401-001; 13401-st es lo que no se pudo ubicar en ella).",
    ),
    Column(
        "nivel",
        "Nivel del territorio: pais, region, provincia, comuna, unidad_vecinal, villa, sector, otro o "
        "sin_territorio.",
    ),
    Column("periodo", "Período: 2023, 2023-S1 (semestre), 2023-05 (mes) o 2021/2023 (varios años)."),
    Column("sexo", "A quiénes se refiere la cifra.", allowed=("total", "mujer", "hombre")),
    Column("edad", "Tramo de edad: total, 0-17, 60+."),
    Column("desglose", "Otro desglose, vacío para la cifra misma."),
    Column("categoria", "Categoría del desglose, vacía para la cifra misma."),
    number("valor", "Valor de la cifra, en la unidad del indicador. Los porcentajes van de 0 a 100."),
    number("numerador", "Numerador, cuando la cifra se calcula."),
    number("denominador", "Denominador, cuando la cifra se calcula."),
    number("ic_inf", "Límite inferior del intervalo de confianza de 95 %."),
    number("ic_sup", "Límite superior del intervalo de confianza de 95 %."),
    Column(
        "marca",
        "Por qué no hay valor o hay que leerlo con cuidado: s reservado para proteger a las personas, "
        "nd no disponible en la fuente, na no aplica, u poco confiable.",
        allowed=("s", "nd", "na", "u"),
    ),
    Column("estado", "p provisional, e en revisión, vacío definitivo.", allowed=("p", "e")),
    Column("fuente", "Códigos de las fuentes, separados por un espacio."),
)
#: Columns that tell one figure from another.
VALORES_KEY = ("indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria")
