"""What a document or a file prints of itself, beside what its own rows give. Neither is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pipelines.catalog.formula import evaluate, parse_formula
from pipelines.catalog.printed_numbers import printed_number
from pipelines.catalog.printed_tables import Printed, PrintedRow, PrintedTable
from pipelines.catalog.tables import Row

#: calza: equal to the decimals printed. redondeo: the difference is what rounding the parts may give.
#: contradice: the source contradicts itself. sin_dato: a part is not known. mal_escrito: unreadable.
Kind = Literal["calza", "redondeo", "contradice", "sin_dato", "mal_escrito"]
Number = Decimal | None


@dataclass(frozen=True)
class Contrast:
    """One printed figure, as number and as `text`, and the same worked out again; None where there is no
    number.
    """

    block: str
    name: str
    printed: Number
    recomputed: Number
    kind: Kind
    text: str = ""

    @property
    def difference(self) -> Number:
        """Recomputed − printed."""
        if self.printed is None or self.recomputed is None:
            return None
        return self.recomputed - self.printed


def contrasts_of(table: PrintedTable) -> Iterator[Contrast]:
    """Every figure that `table` prints of itself and every identity of its rows, judged."""
    values = _Values(table)
    for each in table.printed:
        formula = parse_formula(each.formula)
        functions: dict[str, Callable[..., Number]] = {
            "suma": values.total,
            "celda": values.cell,
            "impreso": values.printed,
        }
        recomputed = evaluate(formula, functions)
        yield _judge(each.id, each.name, each.value, recomputed, each)
    for identity in table.identities:
        total, _, parts = identity.partition("=")
        columns = [part.strip() for part in parts.split("+")]
        for row in table.rows:
            cells = [values.read(row, column) for column in columns]
            known = [cell for cell in cells if cell is not None]
            added = sum(known, Decimal(0)) if len(known) == len(cells) else None
            yield _judge(row.group, f"{row.name}: {identity}", row.cells.get(total.strip(), ""), added)


def table_contrasts(tables: Sequence[PrintedTable]) -> Iterator[Row]:
    """Rows of the catalogue table `contrasts` for every printed table, those that agree included."""
    for table in tables:
        for contrast in contrasts_of(table):
            yield {
                "source_id": table.id,
                "block": contrast.block,
                "name": f"{table.name}: {contrast.name}",
                "printed": _double(contrast.printed),
                "recomputed": _double(contrast.recomputed),
                "difference": _double(contrast.difference),
                "kind": contrast.kind,
                "file": "",
            }


def documents(tables: Sequence[PrintedTable]) -> list[dict[str, Any]]:
    """cuadros.json: every printed table with its document and each figure it prints, those that agree too."""
    return [
        {
            "id": table.id,
            "nombre": table.name,
            "fuente": table.source,
            "cifras": [
                {
                    "nombre": contrast.name,
                    "texto": contrast.text,
                    "recalculado": _double(contrast.recomputed),
                    "tipo": contrast.kind,
                }
                for contrast in contrasts_of(table)
            ],
        }
        for table in tables
    ]


def _double(number: Number) -> float | None:
    return None if number is None else float(number)


class _Values:
    """What formulas look up in a table."""

    def __init__(self, table: PrintedTable) -> None:
        self._rows = table.rows
        self._printed = {each.id: each.value for each in table.printed}

    def read(self, row: PrintedRow, column: str) -> Number:
        try:
            return printed_number(row.cells.get(column, ""))
        except ValueError:
            return None

    def total(self, column: str, group: str = "") -> Number:
        cells = [self.read(row, column) for row in self._rows if not group or row.group == group]
        known = [cell for cell in cells if cell is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(cells) else None

    def cell(self, name: str, column: str) -> Number:
        return next((self.read(row, column) for row in self._rows if row.name == name), None)

    def printed(self, name: str) -> Number:
        try:
            return printed_number(self._printed[name])
        except ValueError:
            return None


def _judge(block: str, name: str, text: str, recomputed: Number, rule: Printed | None = None) -> Contrast:
    try:
        printed = printed_number(text)
    except ValueError:
        return Contrast(block, name, None, recomputed, "mal_escrito", text)
    if printed is None or recomputed is None:
        return Contrast(block, name, printed, recomputed, "sin_dato", text)
    half = Decimal(1).scaleb(-(rule.decimals if rule else 0)) / 2
    apart = abs(recomputed - printed)
    kind: Kind = "contradice"
    if apart == 0 or (rule is not None and apart <= half and not rule.rounded):
        kind = "calza"
    elif rule is not None and rule.rounded and apart <= half * rule.rounded:
        kind = "redondeo"
    return Contrast(block, name, printed, recomputed, kind, text)
