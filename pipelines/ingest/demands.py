"""What every table is asked for at the border, and what its verdicts mean for a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from expectations.runner import History, Outcome
from expectations.suite import Demand, Suite, load_suite
from pipelines.ingest.ledger import Check, FileEntry, Ledger, Part

ASK_AGAIN = "Revise el archivo, o descárguelo o pídalo otra vez a la fuente."
#: Asked of every table: a file cut short must not replace the whole one that is in use.
_NO_SHRINKING = Demand(
    tipo="expect_table_row_count_to_be_between",
    argumentos={"min_value": "0.5 * filas_vigentes"},
    gravedad="critica",
    mensaje="Trae al menos la mitad de las filas que tiene la versión en uso.",
    que_hacer="Pida el archivo completo; si de verdad son menos, retire antes el anterior: «cuenta retirar».",
    por=["_bloque"],
)


def suite_of(table: str) -> Suite:
    """The suite of `table`, and what is asked of every table."""
    suite = load_suite(table)
    return suite.model_copy(update={"expectativas": [_NO_SHRINKING, *suite.expectativas]})


def nothing_left(aside: int, listed: str) -> tuple[str, str]:
    """What happened to a file without rows, and what to do. `aside`: records set aside."""
    if not aside:
        return "El archivo trae su encabezado y ninguna fila de datos.", "Descárguelo o pídalo otra vez."
    todo = f"Vea el motivo de cada fila en datos/apartados/{listed}."
    return "Ninguna fila del archivo cumple su contrato.", todo


def column_of(outcome: Outcome, columns: Collection[str]) -> str:
    """The column that a demand looks at, when it is one of the table and no figure of the suite."""
    column = str(outcome.demand.argumentos.get("column", ""))
    return column if column in columns else ""


def place_of(outcome: Outcome, columns: Collection[str]) -> str:
    """Column and first groups that a failed demand is about, for a message."""
    column = column_of(outcome, columns)
    named = [" ".join(group) for group in outcome.groups]
    more = f" y {len(named) - 3} más" if len(named) > 3 else ""
    groups = f"{', '.join(named[:3])}{more}" if named else ""
    return "; ".join(filter(None, [f"columna «{column}»" if column else "", groups]))


def value_class_of(outcome: Outcome) -> str:
    """Kind of value that a failed demand found."""
    return "fuera de escala" if "between" in outcome.demand.tipo else "no cumple"


def as_check(outcome: Outcome) -> Check:
    """The outcome as the ledger keeps it."""
    where = "; ".join(" ".join(group) for group in outcome.groups[:20])
    if outcome.problem:
        where = f"no se pudo evaluar: {outcome.problem}"
    demand = outcome.demand
    return Check(demand.tipo, outcome.ok, demand.gravedad, demand.mensaje, demand.que_hacer, where)


def history(ledger: Ledger, entry: FileEntry, part: Part, blocks: Iterable[str]) -> History:
    """Rows of what is in use: `filas_vigentes`, of the same block as delivered before this file;
    `filas_anterior`, of the nearest earlier block of the same series.
    """
    known: dict[str, int] = {}
    before: dict[str, int] = {}
    for other_entry, other in ledger.in_use(part.source_id):
        if other.part_id != part.part_id:
            known.update(other.block_rows)
            if other_entry.sequence < entry.sequence:
                before.update(other.block_rows)
    earlier: dict[str, int] = {}
    for block in blocks:
        series, key = _split(str(block))
        older = [b for b in known if _split(b)[0] == series and _split(b)[1] < key]
        if older:
            earlier[str(block)] = known[max(older, key=lambda b: _split(b)[1])]
    return {"filas_anterior": earlier, "filas_vigentes": before}


def _split(block: str) -> tuple[str, str]:
    """«4b|2024» is period 2024 of the series «4b»."""
    match = re.fullmatch(r"(?:(.*)\|)?([^|]*)", block)
    return (match.group(1) or "", match.group(2)) if match else ("", block)
