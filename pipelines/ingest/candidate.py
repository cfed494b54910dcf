"""Rows read from one part, on their way to bronze: kept beside it until they are validated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.files import write_json, write_parquet
from pipelines.ingest.ledger import Part
from pipelines.sources.base import META_COLUMNS, Control


@dataclass(frozen=True)
class Candidate:
    """`rows`: bronze columns and META_COLUMNS. `aside`: quarantine.COLUMNS. `controls`: printed totals.

    `unknown`: rows without values, see `Conformed`.
    """

    rows: pd.DataFrame
    aside: pd.DataFrame
    controls: tuple[Control, ...]
    unknown: pd.DataFrame = field(default_factory=pd.DataFrame)

    def with_unknown(self, rows: pd.DataFrame) -> pd.DataFrame:
        """`rows` (those that held) and the unknown ones of the same blocks.

        A block of which nothing is known is left out: an earlier file may know it.
        """
        if self.unknown.empty:
            return rows
        same_blocks = self.unknown["_bloque"].isin(rows["_bloque"].unique())
        return pd.concat([rows, self.unknown[same_blocks]], ignore_index=True)

    def control_frame(self) -> pd.DataFrame:
        """Controls as a table: control, bloque, impreso, recalculado, diferencia."""
        table = pd.DataFrame(
            [(c.name, c.block, c.printed, c.recomputed) for c in self.controls],
            columns=["control", "bloque", "impreso", "recalculado"],
        )
        table["diferencia"] = table["recalculado"] - table["impreso"]
        return table


def bronze_schema(columns: Sequence[str]) -> pa.Schema:
    """All text, but for the record number; `_archivo` says which delivered file a row is from."""
    text = [(column, pa.string()) for column in columns]
    meta = [(column, pa.int64() if column == "_registro" else pa.string()) for column in META_COLUMNS]
    return pa.schema([*text, *meta, ("_archivo", pa.string())])


def bronze_file(bronze: Path, part: Part) -> Path:
    """Where the accepted rows of `part` are."""
    return bronze / part.table / f"{part.part_id}.parquet"


def bronze_table(rows: pd.DataFrame, columns: Sequence[str], part_id: str) -> pa.Table:
    """`rows` as the Parquet table that bronze keeps."""
    whole = rows.assign(_archivo=part_id)
    schema = bronze_schema(columns)
    arrays = [pa.Array.from_pandas(whole[field.name], type=field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def save_candidate(folder: Path, part_id: str, columns: Sequence[str], candidate: Candidate) -> None:
    """Keep `candidate` in `folder` under its part id."""
    write_parquet(folder / f"{part_id}.parquet", bronze_table(candidate.rows, columns, part_id))
    if len(candidate.unknown):
        write_parquet(folder / f"{part_id}.sin_valor", bronze_table(candidate.unknown, columns, part_id))
    write_parquet(
        folder / f"{part_id}.apartados", pa.Table.from_pandas(candidate.aside, preserve_index=False)
    )
    write_json(folder / f"{part_id}.json", [asdict(control) for control in candidate.controls])


def load_candidate(folder: Path, part_id: str) -> Candidate:
    """The candidate kept in `folder`."""
    rows = _bronze_rows(folder / f"{part_id}.parquet")
    unknown = folder / f"{part_id}.sin_valor"
    aside = pq.read_table(folder / f"{part_id}.apartados").to_pandas()
    controls = json.loads((folder / f"{part_id}.json").read_text(encoding="utf-8"))
    known = Candidate(rows, aside, tuple(Control(**control) for control in controls))
    return replace(known, unknown=_bronze_rows(unknown)) if unknown.is_file() else known


def drop_candidate(folder: Path, part_id: str) -> None:
    """Remove the candidate once it is in bronze or refused."""
    for ending in ("parquet", "sin_valor", "apartados", "json", "masivo"):
        (folder / f"{part_id}.{ending}").unlink(missing_ok=True)


def _bronze_rows(path: Path) -> pd.DataFrame:
    return pq.read_table(path).to_pandas().drop(columns="_archivo")
