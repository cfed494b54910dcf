"""What Dagster writes of a run: hundreds of events, each in a connection of its own to a SQLite file.

Each of those waits for the disk twice: when it commits, and when it closes as the last one that has the
file open. Here commits do not wait (a power cut may forget the last events, and harms no file) and each
file stays open until the run ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def unhurried_commits() -> Iterator[None]:
    """While it lasts, files of SQLite with a write-ahead log are written without waiting for the disk."""
    kept: dict[str, sqlite3.Connection] = {}

    def opened(connection: Any, _record: Any) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return
        (mode,) = connection.execute("pragma journal_mode").fetchone()
        if mode != "wal":
            return  # there a commit that does not wait could harm the file
        connection.execute("pragma synchronous = normal")
        path = str(connection.execute("pragma database_list").fetchone()[2])
        if path not in kept:
            kept[path] = sqlite3.connect(path, check_same_thread=False)
            kept[path].execute("select count(*) from sqlite_master").fetchone()  # opens the log too

    event.listen(Engine, "connect", opened)
    try:
        yield
    finally:
        event.remove(Engine, "connect", opened)
        for connection in kept.values():
            connection.close()
