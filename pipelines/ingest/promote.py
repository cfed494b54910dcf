"""The border into staging: candidates that hold become bronze; those that do not are refused.

Blocking is per source and per file: a refused file leaves the last good version of the same
source in use, and stops nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.runner import History, Outcome, run_suite
from expectations.suite import Demand, load_suite
from pipelines import progress
from pipelines.files import write_parquet
from pipelines.ingest.candidate import (
    Candidate,
    bronze_file,
    bronze_schema,
    bronze_table,
    drop_candidate,
    load_candidate,
)
from pipelines.ingest.ledger import Block, Check, FileEntry, Ledger, Part
from pipelines.ingest.quarantine import aside_frame, aside_path, count, reasons, write_set_aside
from pipelines.sources.base import SetAside

#: A typed file without rows, so that a model always finds its table.
EMPTY = "000-vacio.parquet"
_ASK_AGAIN = "Revise el archivo, o descárguelo o pídalo otra vez a la fuente."
#: Asked of every table: a file cut short must not replace the whole one that is in use.
_NO_SHRINKING = Demand(
    tipo="expect_table_row_count_to_be_between",
    argumentos={"min_value": "0.5 * filas_vigentes"},
    gravedad="critica",
    mensaje="Trae al menos la mitad de las filas que tiene la versión en uso.",
    que_hacer="Pida el archivo completo; si de verdad son menos, retire antes el anterior: «cuenta retirar».",
    por=["_bloque"],
)


def promote(
    bronze: Path, candidates: Path, set_aside: Path, ledger: Ledger, table: str, columns: Sequence[str]
) -> list[tuple[FileEntry, Part]]:
    """Validate the candidates of one bronze table and move them into bronze.

    `ledger` is updated in place. Returns the parts that were decided.
    """
    folder = bronze / table
    write_empty(folder, columns)
    waiting = [(e, p) for e, p in ledger.parts() if p.table == table and p.status == "leido"]
    for entry, part in waiting:
        progress.report(f"Revisando {entry.name}")
        candidate = load_candidate(candidates / table, part.part_id)
        _decide(bronze, set_aside, ledger, entry, part, candidate, columns)
        drop_candidate(candidates / table, part.part_id)
    _forget(folder, {p.part_id for _, p in ledger.in_use() if p.table == table})
    _forget(set_aside, {aside_path(set_aside, p, e).stem for e, p in ledger.parts() if p.aside_reasons})
    return waiting


def write_empty(folder: Path, columns: Sequence[str]) -> None:
    """Leave a typed empty Parquet in `folder`, unless it is there."""
    schema = bronze_schema(columns)
    if not (folder / EMPTY).is_file() or pq.read_schema(folder / EMPTY) != schema:
        write_parquet(folder / EMPTY, pa.Table.from_pylist([], schema=schema))


def _decide(
    bronze: Path,
    set_aside: Path,
    ledger: Ledger,
    entry: FileEntry,
    part: Part,
    candidate: Candidate,
    columns: Sequence[str],
) -> None:
    rows, aside, refusal = candidate.rows, candidate.aside, ""
    listed = aside_path(set_aside, part, entry)
    outcomes: list[Outcome] = []
    if len(rows):
        suite = load_suite(part.table)
        suite = suite.model_copy(update={"expectativas": [_NO_SHRINKING, *suite.expectativas]})
        outcomes = run_suite(suite, rows, candidate.control_frame(), _history(ledger, entry, part, rows))
    else:
        refusal, part.todo = _nothing_left(aside, listed.name)
    part.checks = [_as_check(outcome) for outcome in outcomes]
    for outcome in outcomes:
        if outcome.ok or outcome.demand.gravedad != "critica":
            continue
        failing = _rows_of(rows, outcome)
        if not failing.any():
            continue  # an earlier demand set them aside
        if failing.all():
            if not refusal:
                refusal, part.where = f"No se cumple: {outcome.demand.mensaje}", _where(rows, outcome)
                part.todo = outcome.demand.que_hacer or _ASK_AGAIN
            continue
        aside = pd.concat([aside, aside_frame(_groups_aside(rows[failing], outcome))], ignore_index=True)
        rows = rows[~failing]
    part.counts = count(rows, aside, part.counts.skipped, part.counts.received)
    part.aside_reasons = reasons(aside)
    write_set_aside(listed, entry.name, part.member, aside)
    if refusal:
        part.status, part.message = "rechazado", refusal
        return
    part.status = "aceptado"
    part.blocks = _blocks(rows)
    part.contradictions = [control for control in candidate.controls if control.contradicts]
    entry.good = [other for other in entry.good if other.part_id != part.part_id]
    whole = candidate.with_unknown(rows)
    write_parquet(bronze_file(bronze, part), bronze_table(whole, columns, part.part_id))


def _nothing_left(aside: pd.DataFrame, listed: str) -> tuple[str, str]:
    """What happened to a file without rows, and what to do."""
    if aside.empty:
        return "El archivo trae su encabezado y ninguna fila de datos.", "Descárguelo o pídalo otra vez."
    todo = f"Vea el motivo de cada fila en datos/apartados/{listed}."
    return "Ninguna fila del archivo cumple su contrato.", todo


def _rows_of(rows: pd.DataFrame, outcome: Outcome) -> np.ndarray:
    """Which rows a failed demand holds back: its failing groups, or all of them."""
    by = outcome.demand.por
    if not by or not outcome.groups:
        return np.ones(len(rows), dtype=bool)
    keys = pd.MultiIndex.from_frame(rows[by].astype(str))
    return np.asarray(keys.isin(list(outcome.groups)))


def _column(rows: pd.DataFrame, outcome: Outcome) -> str:
    """The column that a demand looks at, when it is one of the table and no figure of the suite."""
    column = str(outcome.demand.argumentos.get("column", ""))
    return column if column in rows.columns else ""


def _where(rows: pd.DataFrame, outcome: Outcome) -> str:
    column = _column(rows, outcome)
    named = [" ".join(group) for group in outcome.groups]
    more = f" y {len(named) - 3} más" if len(named) > 3 else ""
    groups = f"{', '.join(named[:3])}{more}" if named else ""
    return "; ".join(filter(None, [f"columna «{column}»" if column else "", groups]))


def _groups_aside(rows: pd.DataFrame, outcome: Outcome) -> list[SetAside]:
    column = _column(rows, outcome)
    named = rows[outcome.demand.por].astype(str).agg(" ".join, axis=1)
    return [
        SetAside(
            str(sheet),
            np.unique(group["_registro"].to_numpy(dtype=np.int64)),
            column,
            "fuera de escala" if "between" in outcome.demand.tipo else "no cumple",
            f"No se cumple: {outcome.demand.mensaje} ({name})",
            outcome.demand.que_hacer or _ASK_AGAIN,
        )
        for (name, sheet), group in rows.groupby([named, rows["_hoja"]], sort=True)
    ]


def _as_check(outcome: Outcome) -> Check:
    where = "; ".join(" ".join(group) for group in outcome.groups[:20])
    if outcome.problem:
        where = f"no se pudo evaluar: {outcome.problem}"
    demand = outcome.demand
    return Check(demand.tipo, outcome.ok, demand.gravedad, demand.mensaje, demand.que_hacer, where)


def _blocks(rows: pd.DataFrame) -> dict[str, Block]:
    groups = rows.groupby("_bloque", sort=True)
    sizes, cuts, derived = groups.size(), groups["_corte"].max(), groups["_derivada"].max()
    return {
        str(name): Block(int(sizes[name]), str(cuts[name]), str(derived[name]) == "1") for name in sizes.index
    }


def _history(ledger: Ledger, entry: FileEntry, part: Part, rows: pd.DataFrame) -> History:
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
    for block in rows["_bloque"].unique():
        series, key = _split(str(block))
        older = [b for b in known if _split(b)[0] == series and _split(b)[1] < key]
        if older:
            earlier[str(block)] = known[max(older, key=lambda b: _split(b)[1])]
    return {"filas_anterior": earlier, "filas_vigentes": before}


def _split(block: str) -> tuple[str, str]:
    """«4b|2024» is period 2024 of the series «4b»."""
    match = re.fullmatch(r"(?:(.*)\|)?([^|]*)", block)
    return (match.group(1) or "", match.group(2)) if match else ("", block)


def _forget(folder: Path, kept: set[str]) -> None:
    """Remove what parts left in `folder`, but for those named in `kept`."""
    for path in folder.glob("*.*"):
        if path.suffix in (".parquet", ".csv") and path.name != EMPTY and path.stem not in kept:
            path.unlink()
