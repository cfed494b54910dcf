"""Recipes: a YAML file that declares a tidy or person-level table, so that no code is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipelines.catalog.conditions import Comparison, parse_conditions
from pipelines.catalog.fields import Id, Number, OneOrMany, TerritoryId, YesNo
from pipelines.catalog.model import WrittenFile, load_folders
from pipelines.catalog.recipe_parts import (
    AgeColumn,
    Breakdown,
    Condition,
    Format,
    Place,
    RecipeMeasure,
    RecipePublished,
    Recognise,
    SexColumn,
    When,
)
from pipelines.errors import SettingsError
from pipelines.sources.shape import normalise_header

#: Recipes that ship with the platform.
SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "recetas"


class Recipe(WrittenFile):
    """A declared table. `coverage` empty means the whole country."""

    id: Id
    name: str = Field(alias="nombre", min_length=1)
    producer: str = Field(alias="productor", min_length=1)
    cadence: Literal["anual", "semestral", "mensual", "ocasional"] = Field(alias="periodicidad")
    official: YesNo = Field(default=False, alias="oficial", description="Si es la descarga oficial tal cual.")
    licence: str = Field(default="", alias="licencia")
    recognise: Recognise = Field(alias="reconocer")
    format: Format = Field(default=Format(), alias="formato")
    place: Place = Field(alias="territorio")
    when: When = Field(alias="periodo")
    sex: SexColumn | None = Field(default=None, alias="sexo")
    age: AgeColumn | None = Field(default=None, alias="edad")
    breakdown: Breakdown | None = Field(default=None, alias="desglose")
    missing: tuple[str, ...] = Field(default=(), alias="faltantes")
    scale: Number = Field(default=1.0, alias="escala", gt=0)
    where: Condition | None = Field(default=None, alias="donde", description="Filas que se usan.")
    cut: dt.date | None = Field(default=None, alias="corte", description="Fecha de corte de los datos.")
    provisional: YesNo = Field(default=False, description="Si la fuente todavía puede corregir las cifras.")
    grain: Literal["personas", "tabla"] = Field(alias="nivel")
    measures: tuple[RecipeMeasure, ...] = Field(default=(), alias="medidas")
    published: tuple[RecipePublished, ...] = Field(default=(), alias="publicados")
    coverage: Annotated[tuple[TerritoryId, ...], OneOrMany("pais")] = Field(default=(), alias="cobertura")
    absent: Literal["cero", "sin_dato"] = Field(default="sin_dato", alias="ausente")
    rebased: YesNo = Field(
        default=False,
        alias="mapa_de_hoy",
        description="Si todos sus años vienen con la división territorial de hoy.",
    )

    def conditions(self) -> Iterator[tuple[tuple[str | int, ...], tuple[Comparison, ...]]]:
        """Yield (field, comparisons) of every `donde`."""
        if self.where:
            yield ("donde",), parse_conditions(self.where)
        groups: tuple[tuple[str, tuple[RecipeMeasure | RecipePublished, ...]], ...] = (
            ("medidas", self.measures),
            ("publicados", self.published),
        )
        for group, items in groups:
            for index, item in enumerate(items):
                if item.where:
                    yield (group, index, "donde"), parse_conditions(item.where)

    def columns(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield (field, column name) of every column that the recipe reads."""
        yield ("territorio", "columna"), self.place.column
        yield ("territorio", "comuna"), self.place.comuna_column
        yield ("periodo", "columna"), self.when.column
        for name, part in (("sexo", self.sex), ("edad", self.age), ("desglose", self.breakdown)):
            if part:
                yield (name, "columna"), part.column
        for index, measure in enumerate(self.measures):
            yield ("medidas", index, "valor"), measure.value
            yield ("medidas", index, "contar"), measure.distinct_column
        for index, figure in enumerate(self.published):
            for field, column in (("valor", figure.value), ("ic_inf", figure.low), ("ic_sup", figure.high)):
                yield ("publicados", index, field), column
        for field_path, comparisons in self.conditions():
            for comparison in comparisons:
                yield field_path, comparison.column

    def contract(self) -> tuple[str, ...]:
        """Normalised headers that a file must have: those of `reconocer` and those that are read."""
        used = [*self.recognise.columns, *(column for _, column in self.columns() if column)]
        return tuple(dict.fromkeys(normalise_header(column) for column in used))

    def excluded(self) -> frozenset[str]:
        """Normalised headers that a file must not have."""
        return frozenset(normalise_header(column) for column in self.recognise.without)

    def fits_what_fits(self, other: Recipe) -> bool:
        """Whether any file that meets the contract of `other` meets this one too, and the reverse."""
        sheets = {self.format.sheet, other.format.sheet} - {""}
        same_columns = set(self.contract()) == set(other.contract())
        return same_columns and self.excluded() == other.excluded() and len(sheets) < 2

    def problems(self) -> list[SettingsError]:
        """Fields that do not go together."""
        return [self.origin.error(at, what, todo) for broken, at, what, todo in self._demands() if broken]

    def _demands(self) -> Iterator[tuple[bool, tuple[str | int, ...], str, str]]:
        """Yield (is it broken, field, what is wrong, what to do)."""
        one = "Diga «columna» o «fijo», una de las dos."
        broken = bool(self.place.column) == bool(self.place.fixed) and not self.place.is_own
        yield broken, ("territorio",), one, "deje sólo una."
        yield from self._demands_of_own()
        yield bool(self.when.column) == bool(self.when.fixed), ("periodo",), one, "deje sólo una."
        ids = [code for code in (self.place.fixed, *self.place.codes.values()) if code]
        yield (
            self.place.level == "comuna" and not all(len(code) >= 5 for code in ids),
            ("territorio",),
            "La receta apunta a un territorio más grande que una comuna.",
            "use una comuna, o CL-st y 13-st para lo que no tiene comuna.",
        )
        yield (
            self.place.level != "comuna" and self.place.by == "nombre",
            ("territorio", "como"),
            "Sólo las comunas se reconocen por nombre.",
            "use una columna con el código.",
        )
        yield (
            not self.measures and not self.published,
            ("medidas",),
            "La receta no declara ninguna medida ni cifra publicada.",
            "agregue «medidas» o «publicados».",
        )
        yield (
            self.grain == "personas" and bool(self.published),
            ("publicados",),
            "Una tabla de personas no lleva cifras publicadas: sus números pequeños no se reservarían.",
            "declare en «medidas» lo que se cuenta; o, si cada fila es un territorio y no una persona, "
            "use «nivel: tabla».",
        )
        yield (
            self.format.decimal != "" and self.format.decimal == self.format.thousands,
            ("formato", "miles"),
            "El separador de miles es igual al decimal.",
            "corrija uno de los dos.",
        )
        yield (
            self.age is not None and bool(self.age.codes) and bool(self.age.bands),
            ("edad", "tramos"),
            "La edad lleva «codigos» o «tramos», no los dos.",
            "deje sólo uno.",
        )
        for index, measure in enumerate(self.measures):
            yield (
                bool(measure.value) == bool(measure.count),
                ("medidas", index),
                "Una medida lleva «valor» (una columna que se suma) o «contar», una de las dos.",
                "deje sólo una.",
            )
        names = [measure.id for measure in self.measures] + [figure.id for figure in self.published]
        for repeated in sorted({name for name in names if names.count(name) > 1}):
            yield True, ("id",), f"La medida «{repeated}» está dos veces en la receta.", "cambie un id."

    def _demands_of_own(self) -> Iterator[tuple[bool, tuple[str | int, ...], str, str]]:
        place = self.place
        yield (
            place.is_own and not place.column,
            ("territorio",),
            "Falta la columna que dice el territorio propio.",
            "agregue «columna».",
        )
        yield (
            place.is_own and bool(place.comuna_column) == bool(place.fixed),
            ("territorio",),
            "Un territorio propio necesita su comuna: «comuna» (la columna que la trae) o «fijo».",
            "deje sólo una de las dos.",
        )
        yield (
            bool(place.comuna_column) and not place.is_own,
            ("territorio", "comuna"),
            "El campo «comuna» sólo se usa con «como: propio».",
            "quítelo, o agregue «como: propio».",
        )
        yield (
            place.is_own and (place.level != "comuna" or bool(self.published)),
            ("territorio", "como"),
            "Un territorio propio sólo sirve para medidas que se suman hasta la comuna.",
            "quite «nivel» y «publicados», o use «como: codigo».",
        )


def load_recipes(folder: Path) -> list[Recipe]:
    """Read every recipe of a folder. Raises `SettingsError` with the faults of all files at once."""
    return load_folders([folder], Recipe)


def shipped_recipes() -> list[Recipe]:
    """The recipes that come with the platform: their measures are known even without data."""
    return load_recipes(SHIPPED)
