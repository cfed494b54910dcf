"""The only door to DuckDB outside dbt: a database in memory, for rows on their way to bronze.

The warehouse is dbt's own and nobody else opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

#: What a query that is wrong raises, or one that a file is too much for; a full disk is no fault of its file.
QUERY_FAULTS: tuple[type[Exception], ...] = (
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.InternalError,
    duckdb.NotSupportedError,
    duckdb.OutOfMemoryException,
    duckdb.ProgrammingError,
)
THREADS = 2
MEMORY = "1GB"


@contextmanager
def in_memory() -> Iterator[Any]:
    """A connection to an empty database in memory, closed afterwards. Never reaches for a network."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        yield connection
    finally:
        connection.close()


def quoted(text: str) -> str:
    """`text` as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"
