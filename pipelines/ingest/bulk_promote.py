"""The border for large tables: the same demands and the same consequences, without loading a row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from expectations.bulk import run_bulk_suite
from expectations.runner import Outcome
from pipelines.ingest.bulk_keep import BulkRows
from pipelines.ingest.candidate import bronze_file
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
from pipelines.ingest.ledger import FileEntry, Ledger, Part
from pipelines.ingest.quarantine import aside_frame, aside_path, reasons, write_set_aside
from pipelines.sources.base import SetAside


def decide_bulk(
    bronze: Path, candidates: Path, set_aside: Path, ledger: Ledger, entry: FileEntry, part: Part
) -> None:
    """Ask the suite of the table; put the rows in bronze, without the groups that fail, or refuse the file.

    `candidates`: folder of the table. Updates `part` and `entry` in place.
    """
    rows = BulkRows(candidates / f"{part.part_id}.parquet")
    aside = pq.read_table(candidates / f"{part.part_id}.apartados").to_pandas()
    listed = aside_path(set_aside, part, entry)
    outcomes: list[Outcome] = []
    refusal = ""
    columns = pq.read_schema(rows.path).names
    if len(rows):
        known = history(ledger, entry, part, rows.blocks())
        outcomes = run_bulk_suite(suite_of(part.table), rows, known)
    else:
        refusal, part.todo = nothing_left(len(aside), listed.name)
    part.checks = [as_check(outcome) for outcome in outcomes]
    for outcome in outcomes:
        if outcome.ok or outcome.demand.gravedad != "critica":
            continue
        found = rows.records_of(outcome.demand.por, outcome.groups) if outcome.groups else None
        if found is not None and found.empty:
            continue  # an earlier demand set them aside
        if found is None or len(found) == len(rows):
            if not refusal:
                refusal = f"No se cumple: {outcome.demand.mensaje}"
                part.where = place_of(outcome, columns)
                part.todo = outcome.demand.que_hacer or ASK_AGAIN
            continue
        rows.drop(outcome.demand.por, outcome.groups)
        _count_out(part, aside, found)
        aside = pd.concat([aside, aside_frame(_groups_aside(found, outcome, columns))], ignore_index=True)
    part.aside_reasons = reasons(aside)
    write_set_aside(listed, entry.name, part.member, aside)
    if refusal:
        part.status, part.message = "rechazado", refusal
        return
    part.status = "aceptado"
    part.blocks = rows.blocks()
    entry.good = [other for other in entry.good if other.part_id != part.part_id]
    target = bronze_file(bronze, part)
    target.parent.mkdir(parents=True, exist_ok=True)
    rows.path.replace(target)


def _count_out(part: Part, aside: pd.DataFrame, found: pd.DataFrame) -> None:
    """Move the records of `found` from accepted to set aside; each of them is one row."""
    part.counts.accepted -= len(found)
    part.counts.bronze_rows -= len(found)
    part.counts.set_aside += len(found)
    part.counts.cells_aside -= int(np.isin(aside["fila"].unique(), found["_registro"]).sum())


def _groups_aside(found: pd.DataFrame, outcome: Outcome, columns: list[str]) -> list[SetAside]:
    return [
        SetAside(
            "",
            group["_registro"].to_numpy(dtype=np.int64),
            column_of(outcome, columns),
            value_class_of(outcome),
            f"No se cumple: {outcome.demand.mensaje} ({name})",
            outcome.demand.que_hacer or ASK_AGAIN,
        )
        for name, group in found.groupby("_grupo", sort=True)
    ]
