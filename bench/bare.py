"""What the platform is compared with: the least that DuckDB can do with the same bytes.

    python -m bench.bare csv FILE.csv OUT.parquet
    python -m bench.bare scan FOLDER

`csv`: a typed reading of the CSV (types sniffed, every column kept), written as Parquet.
`scan`: every value of every column of every row of the Parquet under FOLDER, decoded and handed over
in Arrow batches; nothing is computed. Two threads and 2 GB, as the models have.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2, "memory_limit": "2GB", "preserve_insertion_order": False,
}  # fmt: skip


def bare_csv(source: Path, target: Path) -> None:
    """Typed CSV to Parquet. The file is Latin-1, as the ministry writes it."""
    with duckdb.connect(config=_SETTINGS) as connection:
        connection.execute(
            f"copy (select * from read_csv('{source}', delim = ';', header = true, encoding = 'latin-1')) "
            f"to '{target}' (format parquet, compression zstd)"
        )


def bare_scan(folder: Path) -> int:
    """Rows of all the Parquet files, every column read."""
    rows = 0
    with duckdb.connect(config=_SETTINGS) as connection:
        for path in sorted(folder.rglob("*.parquet")):
            for batch in connection.sql(f"select * from read_parquet('{path}')").to_arrow_reader(100_000):
                rows += batch.num_rows
    return rows


if __name__ == "__main__":
    if sys.argv[1] == "csv":
        bare_csv(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        bare_scan(Path(sys.argv[2]))
