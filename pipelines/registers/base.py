"""What a community register is: its columns, what each may hold and which rows are the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a cell may hold. `codigo` is a short name of the collaborative's own, in lower case; `codigos` some;
#: `fecha_parcial` is a day, a month or a year, kept as precise as it was written; `anio` a year alone.
Kind = Literal[
    "texto", "codigo", "codigos", "fecha", "fecha_parcial", "numero", "porcentaje", "pesos", "sexo",
    "territorio", "anio", "si_no", "opcion", "periodo", "semestre", "indicador", "meta",
]  # fmt: skip
NUMERIC: tuple[Kind, ...] = ("numero", "porcentaje", "pesos", "anio")
FILE, ROW = "_archivo", "_fila"


@dataclass(frozen=True)
class Column:
    """One column. `meaning` and `example` are what the template and the guide say of it."""

    name: str
    kind: Kind
    meaning: str
    example: str = ""
    required: bool = False
    key: bool = False
    options: tuple[str, ...] = ()
    default: str = ""
    minimum: float = 0
    maximum: float = 10**15  # no figure of a community is so large: what is above is a slip of the keyboard
    whole: bool = False
    hidden: bool = False  # filled in by the engine: no template shows it

    @property
    def numeric(self) -> bool:
        """Whether it leaves as a number (null when empty) and not as text ('' when empty)."""
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Register:
    """One register. `spans`: pairs of columns, first and last day. `at_most`: pairs of numbers, the first
    never above the second. `words`: numeric columns where a word stands for a category, each as (column,
    word, column that it fills, what with). `wildcard`: columns that begin so, `respuesta_*`, are gathered
    as JSON in the column of its second part. `starter`: rows that the template suggests.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    spans: tuple[tuple[str, str], ...] = ()
    at_most: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str, str, str], ...] = ()
    wildcard: tuple[str, str] = ("", "")
    wildcard_examples: tuple[str, ...] = ()
    starter: tuple[tuple[str, ...], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that tell one row from another."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def written(self) -> tuple[Column, ...]:
        """Columns that people write."""
        return tuple(column for column in self.columns if not column.hidden)

    def column(self, name: str) -> Column:
        """The column called `name`. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


#: What offers and needs are counted in: only the same unit can be compared.
RESOURCE_UNITS = ("personas", "familias", "grupos", "huertos", "otra")

#: Columns that many registers share.
SEX = Column(
    "sexo", "sexo", "A quién se refiere: total, mujer u hombre. Vacío es total.", "total", default="total"
)
SEX_KEY = Column(
    "sexo", "sexo", "A quién se refiere: total, mujer u hombre. Vacío es total.", "total",
    key=True, default="total",
)  # fmt: skip
SOURCE = Column(
    "fuente", "texto", "De dónde sale lo que dice la fila: documento y página.", "Acta de ejemplo"
)


def territory(*, key: bool = False, required: bool = False) -> Column:
    """The column of the place that a row speaks of."""
    return Column(
        "territorio", "territorio",
        "Código del territorio: comuna, región, CL o uno propio de "
        "territorios.csv.",
        "13401", required=required, key=key,
    )  # fmt: skip


def day(name: str, meaning: str, example: str = "", *, required: bool = False, key: bool = False) -> Column:
    """A column with a date."""
    return Column(name, "fecha", meaning, example, required=required, key=key)
