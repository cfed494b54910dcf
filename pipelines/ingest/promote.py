"""The border into staging: candidates that hold become bronze; those that do not are refused.

Blocking is per source and per file: a refused file leaves the last good version of the same
source in use, and stops nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.runner import Outcome, run_suite
from pipelines import progress
from pipelines.files import write_parquet
from pipelines.ingest.bulk_keep import is_bulk
from pipelines.ingest.bulk_promote import decide_bulk
from pipelines.ingest.candidate import (
    Candidate,
    bronze_file,
    bronze_schema,
    bronze_table,
    drop_candidate,
    load_candidate,
)
from pipelines.ingest.demands import (
    ASK_AGAIN,
    as_check,
    column_of,
    history,
    nothing_left,
    place_of,
    suite_of,
    value_class_of,
)
from pipelines.ingest.ledger import Block, FileEntry, Ledger, Part
from pipelines.ingest.quarantine import aside_frame, aside_path, count, reasons, write_set_aside
from pipelines.sources.base import SetAside

#: A typed file without rows, so that a model always finds its table.
EMPTY = "000-vacio.parquet"


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
        if is_bulk(candidates / table, part.part_id):
            decide_bulk(bronze, candidates / table, set_aside, ledger, entry, part)
        else:
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
        known = history(ledger, entry, part, map(str, rows["_bloque"].unique()))
        outcomes = run_suite(suite_of(part.table), rows, candidate.control_frame(), known)
    else:
        refusal, part.todo = nothing_left(len(aside), listed.name)
    part.checks = [as_check(outcome) for outcome in outcomes]
    for outcome in outcomes:
        if outcome.ok or outcome.demand.gravedad != "critica":
            continue
        failing = _rows_of(rows, outcome)
        if not failing.any():
            continue  # an earlier demand set them aside
        if failing.all():
            if not refusal:
                refusal = f"No se cumple: {outcome.demand.mensaje}"
                part.where = place_of(outcome, rows.columns)
                part.todo = outcome.demand.que_hacer or ASK_AGAIN
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


def _rows_of(rows: pd.DataFrame, outcome: Outcome) -> np.ndarray:
    """Which rows a failed demand holds back: its failing groups, or all of them."""
    by = outcome.demand.por
    if not by or not outcome.groups:
        return np.ones(len(rows), dtype=bool)
    keys = pd.MultiIndex.from_frame(rows[by].astype(str))
    return np.asarray(keys.isin(list(outcome.groups)))


def _groups_aside(rows: pd.DataFrame, outcome: Outcome) -> list[SetAside]:
    column = column_of(outcome, rows.columns)
    named = rows[outcome.demand.por].astype(str).agg(" ".join, axis=1)
    return [
        SetAside(
            str(sheet),
            np.unique(group["_registro"].to_numpy(dtype=np.int64)),
            column,
            value_class_of(outcome),
            f"No se cumple: {outcome.demand.mensaje} ({name})",
            outcome.demand.que_hacer or ASK_AGAIN,
        )
        for (name, sheet), group in rows.groupby([named, rows["_hoja"]], sort=True)
    ]


def _blocks(rows: pd.DataFrame) -> dict[str, Block]:
    groups = rows.groupby("_bloque", sort=True)
    sizes, cuts, derived = groups.size(), groups["_corte"].max(), groups["_derivada"].max()
    return {
        str(name): Block(int(sizes[name]), str(cuts[name]), str(derived[name]) == "1") for name in sizes.index
    }


def _forget(folder: Path, kept: set[str]) -> None:
    """Remove what parts left in `folder`, but for those named in `kept`."""
    for path in folder.glob("*.*"):
        if path.suffix in (".parquet", ".csv") and path.name != EMPTY and path.stem not in kept:
            path.unlink()
