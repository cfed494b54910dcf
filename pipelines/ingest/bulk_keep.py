"""Rows of the bulk lane on their way to bronze: a Parquet file beside it, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.duck import in_memory, quoted
from pipelines.files import write_json, write_parquet
from pipelines.ingest.bulk_open import Packed
from pipelines.ingest.bulk_read import Opening, read_bulk
from pipelines.ingest.ledger import Block, Part
from pipelines.ingest.quarantine import aside_frame, reasons, require_closed, skipped_reasons

_MARK = "masivo"
#: A statistic as pandas and as SQL call it.
_NAMES = {"median": "median", "mean": "avg", "max": "max", "min": "min", "sum": "sum"}


def keep_bulk(part: Part, found: Opening, packed: Packed, label: str, candidates: Path) -> None:
    """Read a large table and keep what came of it in `candidates`; `part` says where each record ended.

    Raises `FileRefused` when the file cannot be read, or when the records do not add up.
    """
    folder = candidates / part.table
    rows = folder / f"{part.part_id}.parquet"
    reading = read_bulk(found, packed, label, part.part_id, rows)
    part.counts = reading.counts()
    require_closed(part.counts)
    aside = aside_frame([*reading.set_aside, *reading.cells])
    part.skipped_reasons = skipped_reasons(reading.skipped)
    part.aside_reasons = reasons(aside)
    part.warnings = reading.notes
    write_parquet(folder / f"{part.part_id}.apartados", pa.Table.from_pandas(aside, preserve_index=False))
    write_json(folder / f"{part.part_id}.{_MARK}", {"celdas": part.counts.cells_aside})
    part.status = "leido"


def is_bulk(folder: Path, part_id: str) -> bool:
    """Whether the candidate came through the bulk lane."""
    return (folder / f"{part_id}.{_MARK}").is_file()


class BulkRows:
    """Accepted rows of one part in their Parquet file: asked for figures, never loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._counted: dict[str, pd.DataFrame] = {}  # combinations of the file as it is now

    def __len__(self) -> int:
        return int(pq.read_metadata(self.path).num_rows)

    def distinct(self, columns: Sequence[str]) -> pd.DataFrame:
        """Each combination of `columns` that occurs, in order, and in `_filas` how many rows have it."""
        names = ", ".join(f'"{name}"' for name in dict.fromkeys(columns))
        if names not in self._counted:
            query = f"select {names}, count(*) as _filas from filas group by all order by all"
            self._counted[names] = self._ask(query)
        return self._counted[names].copy()

    def figure(self, statistic: str, by: Sequence[str], column: str = "") -> pd.DataFrame:
        """`statistic` of `column` (text read as a number; empty is none) for each group, as `figura`."""
        names = ", ".join(f'"{name}"' for name in by)
        value = f'try_cast("{column}" as double)'
        call = f'count(distinct "{column}")' if statistic == "nunique" else f"{_NAMES[statistic]}({value})"
        listed = f"{names}, " if by else ""
        return self._ask(f"select {listed}{call} as figura from filas group by all order by all")

    def blocks(self) -> dict[str, Block]:
        """What the rows replace, block by block."""
        found = self._ask(
            "select _bloque, count(*) as rows, max(_corte) as cut, max(_derivada) as derived "
            "from filas group by all order by all"
        )
        return {
            str(row["_bloque"]): Block(int(row["rows"]), str(row["cut"]), row["derived"] == "1")
            for row in found.to_dict("records")
        }

    def records_of(self, by: Sequence[str], groups: Sequence[tuple[str, ...]]) -> pd.DataFrame:
        """`_registro` and, in `_grupo`, the group of every row of these groups."""
        names = " || ' ' || ".join(f'"{name}"' for name in by)
        return self._ask(
            f"select {names} as _grupo, _registro from filas where {_among(by, groups)} order by all"
        )

    def drop(self, by: Sequence[str], groups: Sequence[tuple[str, ...]]) -> None:
        """Take the rows of these groups out of the file."""
        aside = self.path.with_name(f".{self.path.name}.tmp")
        self._ask(
            f"copy (select * from filas where not {_among(by, groups)}) to {quoted(str(aside))} "
            "(format parquet, compression zstd)"
        )
        aside.replace(self.path)
        self._counted.clear()

    def _ask(self, statement: str) -> pd.DataFrame:
        with in_memory() as connection:
            connection.execute(f"create view filas as select * from read_parquet({quoted(str(self.path))})")
            return connection.execute(statement).df()


def _among(by: Sequence[str], groups: Sequence[tuple[str, ...]]) -> str:
    names = ", ".join(f'"{name}"' for name in by)
    values = ", ".join(f"({', '.join(map(quoted, group))})" for group in groups)
    return f"(({names}) in ({values}))"
