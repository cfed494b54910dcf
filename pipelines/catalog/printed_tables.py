"""Printed tables: a table of a document as it was printed, with what it says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from pipelines.catalog.fields import Id, one_or_many
from pipelines.catalog.formula import parse_formula
from pipelines.catalog.model import Written, WrittenFile
from pipelines.errors import SettingsError


def _check_formula(text: str) -> str:
    parse_formula(text)
    return text


#: A cell as printed; a number written in the YAML is its own text.
Cell = Annotated[
    str, BeforeValidator(lambda value: "" if value is None else str(value)),
    WithJsonSchema({"type": ["string", "number", "null"]}),
]  # fmt: skip
FormulaText = Annotated[str, AfterValidator(_check_formula)]


class PrintedRow(Written):
    """One row of the table. `cells` by column."""

    name: str = Field(alias="nombre", min_length=1)
    group: str = Field(default="", alias="grupo", description="A qué total pertenece.")
    cells: dict[str, Cell] = Field(alias="celdas", min_length=1)


class Printed(Written):
    """One figure that the document prints of itself, and how it is worked out again."""

    id: Id
    name: str = Field(alias="nombre", min_length=1)
    value: Cell = Field(alias="valor", description="Como está impreso.")
    formula: FormulaText = Field(description="Cómo se vuelve a calcular.")
    decimals: int = Field(default=0, alias="decimales", ge=0, le=6)
    rounded: int = Field(
        default=0, alias="redondeados", ge=0, description="Cuántos números ya redondeados se suman."
    )


class PrintedTable(WrittenFile):
    """A table as printed. `identities` must hold in every row."""

    id: Id
    name: str = Field(alias="nombre", min_length=1)
    source: str = Field(alias="fuente", min_length=1, description="Documento y página o número de tabla.")
    rows: Annotated[tuple[PrintedRow, ...], one_or_many] = Field(alias="filas", min_length=1)
    identities: Annotated[tuple[str, ...], one_or_many] = Field(
        default=(), alias="identidades", description="Sumas que cada fila debe cumplir: «a = b + c»."
    )
    printed: tuple[Printed, ...] = Field(default=(), alias="impresos")

    def problems(self) -> list[SettingsError]:
        """Formulas that name a column, row, group or printed figure that is not there."""
        return [self.origin.error(at, what, todo) for at, what, todo in self._faults()]

    def _faults(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        columns = {column for row in self.rows for column in row.cells}
        times = Counter(row.name for row in self.rows)
        groups = {row.group for row in self.rows} - {""}
        ids = [each.id for each in self.printed]
        for index, each in enumerate(self.printed):
            if each.id in ids[:index]:
                yield ("impresos", index, "id"), f"«{each.id}» está dos veces.", "cambie un id."
            for function, words in parse_formula(each.formula).calls:
                known: dict[str, list[set[str]]] = {
                    "suma": [columns, groups],
                    "celda": [set(times), columns],
                    "impreso": [set(ids)],
                }
                if function == "celda" and times[words[0]] > 1:
                    what = f"La fórmula pide una celda de «{words[0]}», y «{words[0]}» está en dos filas."
                    todo = "cambie el nombre de una, o use «suma» con su grupo."
                    yield ("impresos", index, "formula"), what, todo
                for word, allowed in zip(words, known[function], strict=False):
                    if word not in allowed:
                        what = f"La fórmula nombra «{word}», que no está en el cuadro."
                        yield ("impresos", index, "formula"), what, "revise el nombre."
        for index, identity in enumerate(self.identities):
            total, _, parts = identity.partition("=")
            named = {total.strip(), *(part.strip() for part in parts.split("+"))}
            for word in sorted(named - columns):
                what = f"La identidad nombra «{word}», que no es una columna del cuadro."
                yield ("identidades", index), what, "escríbala como «total = parte + parte»."
