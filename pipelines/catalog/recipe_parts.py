"""The blocks of a recipe: header contract, format, and what each column means."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipelines.catalog.conditions import parse_conditions
from pipelines.catalog.fields import Band, Id, Number, TerritoryId, YesNo
from pipelines.catalog.model import Written
from pipelines.catalog.periods import PeriodId

_COUNT = re.compile(r"filas|distintos\(\s*([^()]+?)\s*\)")


def _check_count(value: str) -> str:
    if not _COUNT.fullmatch(value):
        raise ValueError("debe ser «filas» o «distintos(columna)»")
    return value


def _check_condition(value: str) -> str:
    try:
        parse_conditions(value)
    except ValueError as error:
        raise ValueError(f"no es una condición válida: {error}") from error
    return value


Count = Annotated[str, AfterValidator(_check_count)]
Condition = Annotated[str, AfterValidator(_check_condition)]
SexCode = Literal["mujer", "hombre", "total", "sin_dato"]


class Recognise(Written):
    """The header contract: columns that must be there and columns that must not."""

    columns: tuple[str, ...] = Field(alias="columnas", min_length=2)
    without: tuple[str, ...] = Field(default=(), alias="sin")


class Format(Written):
    """How the file writes its cells. `decimal` empty: comma in CSV, dot elsewhere."""

    separator: str = Field(default="", alias="separador")
    encoding: Literal["", "utf-8", "latin-1", "utf-16"] = Field(default="", alias="codificacion")
    decimal: Literal["", ",", "."] = ""
    thousands: Literal["", ",", ".", " "] = Field(default="", alias="miles")
    percent: YesNo = Field(default=False, alias="porcentaje", description="Si los números traen el signo %.")
    sheet: str = Field(default="", alias="hoja")
    header_row: int | None = Field(default=None, alias="encabezado_en_fila", ge=1)


class Place(Written):
    """Where the territory is: a column with codes or names, or one fixed territory.

    With `como: propio` the column names a territory below the comuna, and `comuna` (another column) or
    `fijo` says of which comuna.
    """

    column: str = Field(default="", alias="columna")
    fixed: TerritoryId | None = Field(default=None, alias="fijo")
    by: Literal["codigo", "nombre", "propio"] = Field(default="codigo", alias="como")
    comuna_column: str = Field(
        default="", alias="comuna", description="Con «como: propio»: la columna que trae la comuna."
    )
    level: Literal["comuna", "provincia", "region", "pais"] = Field(default="comuna", alias="nivel")
    codes: dict[str, TerritoryId] = Field(default_factory=dict, alias="codigos")

    @property
    def is_own(self) -> bool:
        """Whether the column names a territory that the workspace declares."""
        return self.by == "propio"

    @property
    def comuna_from(self) -> str:
        """The column that says the comuna (or the larger territory); '' when it is fixed."""
        return self.comuna_column if self.is_own else self.column


class When(Written):
    """Where the period is: a column, or one fixed period."""

    column: str = Field(default="", alias="columna")
    fixed: PeriodId | None = Field(default=None, alias="fijo")
    shape: Literal["periodo", "aaaamm"] = Field(default="periodo", alias="formato")
    codes: dict[str, PeriodId] = Field(default_factory=dict, alias="codigos")


class SexColumn(Written):
    """The column of sex and what each of its codes means."""

    column: str = Field(alias="columna")
    codes: dict[str, SexCode] = Field(alias="codigos", min_length=1)


class AgeColumn(Written):
    """The column of age: codes to bands, single ages to bands (`tramos`), or bands as they are."""

    column: str = Field(alias="columna")
    codes: dict[str, Band] = Field(default_factory=dict, alias="codigos")
    bands: tuple[Band, ...] = Field(default=(), alias="tramos")


class Breakdown(Written):
    """One further breakdown: its name, its column and its categories."""

    dimension: Id
    column: str = Field(alias="columna")
    codes: dict[str, str] = Field(alias="codigos", min_length=1)


class RecipeMeasure(Written):
    """A measure: a column to add up, or a count of rows or of distinct persons."""

    id: Id
    name: str = Field(alias="nombre", min_length=1)
    unit: str = Field(default="personas", alias="unidad")
    value: str = Field(default="", alias="valor")
    count: Count | None = Field(default=None, alias="contar")
    where: Condition | None = Field(default=None, alias="donde")
    scale: Number | None = Field(default=None, alias="escala")
    minimum: Number | None = Field(default=None, alias="minimo", description="Menos que esto es un error.")
    maximum: Number | None = Field(default=None, alias="maximo", description="Más que esto es un error.")

    @property
    def distinct_column(self) -> str:
        """The column whose distinct values are counted, or ''."""
        match = _COUNT.fullmatch(self.count or "")
        return (match.group(1) or "") if match else ""


class RecipePublished(Written):
    """A figure that the file already brings worked out: never added, never averaged."""

    id: Id
    name: str = Field(alias="nombre", min_length=1)
    unit: str = Field(alias="unidad", min_length=1)
    value: str = Field(alias="valor", min_length=1)
    low: str = Field(default="", alias="ic_inf")
    high: str = Field(default="", alias="ic_sup")
    method: str = Field(default="", alias="metodo")
    where: Condition | None = Field(default=None, alias="donde")
    scale: Number | None = Field(default=None, alias="escala")
    minimum: Number | None = Field(default=None, alias="minimo", description="Menos que esto es un error.")
    maximum: Number | None = Field(default=None, alias="maximo", description="Más que esto es un error.")
