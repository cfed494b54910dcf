"""What Dagster keeps of a run is written without waiting for the disk at each of its events."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from pipelines.defs.memory import unhurried_commits


def noted(path: Path, what: str) -> int:
    """Write a line as Dagster does, in a connection of its own; how it waited for the disk (2: always)."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("create table if not exists notas (que text)"))
        connection.execute(text("insert into notas values (:que)"), {"que": what})
        waits: int = connection.execute(text("pragma synchronous")).scalar_one()
    return waits


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "corridas.db"
    with create_engine(f"sqlite:///{found}").connect() as connection:
        connection.execute(text("pragma journal_mode = wal"))
    return found


def test_the_log_stays_open_from_one_event_to_the_next_and_is_gone_at_the_end(path: Path) -> None:
    log = path.with_name("corridas.db-wal")
    with unhurried_commits():
        assert noted(path, "uno") == 1
        assert log.is_file()
        assert noted(path, "dos") == 1
    assert not log.exists()
    assert noted(path, "tres") == 2
    with create_engine(f"sqlite:///{path}").connect() as connection:
        assert connection.execute(text("select que from notas")).scalars().all() == ["uno", "dos", "tres"]


def test_a_file_without_such_a_log_is_written_as_carefully_as_ever(tmp_path: Path) -> None:
    with unhurried_commits():
        assert noted(tmp_path / "otra.db", "uno") == 2
