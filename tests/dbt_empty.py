"""A `datos` folder where nothing has arrived yet: typed and empty, so that every model builds.

Also a script: `python tests/dbt_empty.py FOLDER` makes one, to try dbt by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipelines.catalog.tables import SCHEMAS, write_table
from pipelines.files import write_parquet
from pipelines.ingest.candidate import bronze_schema
from pipelines.ingest.promote import write_empty
from pipelines.registers.registry import registers
from pipelines.registers.tables import write_register
from pipelines.sources.base import META_COLUMNS
from pipelines.stages import bronze_tables

REPO = Path(__file__).resolve().parents[1]
PROJECT = REPO / "dbt_project"


def make_empty(datos: Path, account_year: int = 2024) -> Path:
    """Fill `datos` with empty bronze and registers, an empty catalogue and the year of the account."""
    for table, columns in bronze_tables().items():
        write_empty(datos / "bronce" / table, columns)
    for register in registers().values():
        write_register(datos / "registros", register)
    for name in SCHEMAS:
        write_table(datos / "catalogo", name, [])
    write_table(datos / "catalogo", "settings", [{"account_year": account_year}])
    (datos / "resultados").mkdir(parents=True, exist_ok=True)
    return datos


def put_bronze(datos: Path, table: str, part_id: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Put one delivered file in bronze. Columns that `rows` leave out are empty."""
    columns = bronze_tables()[table]
    schema = bronze_schema(columns)
    frame = pd.DataFrame(rows, columns=[*columns, *META_COLUMNS, "_archivo"], dtype=object)
    frame = frame.fillna("").assign(_registro=range(2, len(frame) + 2), _archivo=part_id)
    arrays = [pa.Array.from_pandas(frame[field.name], type=field.type) for field in schema]
    write_parquet(
        datos / "bronce" / table / f"{part_id}.parquet", pa.Table.from_arrays(arrays, schema=schema)
    )


def put_catalog(datos: Path, name: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Replace one table of the catalogue."""
    write_table(datos / "catalogo", name, rows)


def dbt(datos: Path, *arguments: str, threads: int = 2) -> subprocess.CompletedProcess[str]:
    """Run dbt on `datos`, its target and logs inside it."""
    environment = os.environ | {
        "CUENTA_DATOS": str(datos),
        "DBT_TARGET_PATH": str(datos / "dbt" / "target"),
        "DBT_LOG_PATH": str(datos / "dbt" / "logs"),
        "DO_NOT_TRACK": "1",
    }
    command = [
        str(Path(sys.executable).parent / "dbt"), *arguments, "--threads", str(threads),
        "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT),
    ]  # fmt: skip
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def put_register(datos: Path, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Replace one community register. Columns that `rows` leave out are empty."""
    register = registers()[name]
    empty = {column.name: None if column.numeric else "" for column in register.columns}
    numbered = [{"_fila": row, "_archivo": f"{name}.csv"} for row in range(2, len(rows) + 2)]
    filled = [empty | number | dict(row) for number, row in zip(numbered, rows, strict=True)]
    write_register(datos / "registros", register, filled)


if __name__ == "__main__":
    make_empty(Path(sys.argv[1]))
