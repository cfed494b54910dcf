"""The row contract of a large table, declared as SQL: what is read, what is kept, what is set aside.

A plan belongs to one header: optional columns that a year does not carry become empty text. Every
expression sees the file's own columns, trimmed text named as the header says in lower case, then
`steps`. Nothing here reads a file; `plan_query` puts a plan to work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """Records under `condition` are set aside, for this column and reason; the first rule counts.

    `cell`: only the cell is left out: the record stays, without that value.
    """

    condition: str
    column: str
    value_class: str
    reason: str
    todo: str
    cell: bool = False


def year_rules(column: str, label: str, todo: str) -> tuple[Rule, Rule]:
    """A year of four digits must be there. `column`: as the plan calls it; `label`: as people read it."""
    shape = f"not regexp_full_match({column}, '(19|20)[0-9]{{2}}')"
    return (
        Rule(f"{column} = ''", label, "vacío", "Falta el año.", todo),
        Rule(shape, label, "texto", "El año no tiene cuatro cifras.", todo),
    )


@dataclass(frozen=True)
class Skip:
    """Records under `condition` are no data."""

    condition: str
    reason: str


@dataclass(frozen=True)
class BulkPlan:
    """How the records under one header become bronze rows, at most one row a record.

    `inputs`: SQL name -> position of the column in the file; no other column is ever looked at.
    `translate`: for inputs with few distinct values, what each becomes before SQL sees it.
    `steps`: names for expressions that several others use. `columns`: bronze column -> expression
    that gives canonical text, in the order of the table. `block`: as `_bloque`.
    """

    inputs: Mapping[str, int]
    columns: Mapping[str, str]
    block: str
    rules: tuple[Rule, ...] = ()
    skips: tuple[Skip, ...] = ()
    steps: Mapping[str, str] = field(default_factory=dict)
    translate: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    derived: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def row_rules(self) -> tuple[Rule, ...]:
        """Rules that set the whole record aside, in order."""
        return tuple(rule for rule in self.rules if not rule.cell)

    @property
    def cell_rules(self) -> tuple[Rule, ...]:
        """Rules that leave one cell out."""
        return tuple(rule for rule in self.rules if rule.cell)
