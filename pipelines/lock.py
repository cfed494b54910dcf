"""One run at a time in a workspace, whoever starts it: the command, the schedule or the sensor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import RunInProgress
from pipelines.workspace import Workspace

_held: set[Path] = set()


@contextmanager
def locked(ws: Workspace) -> Iterator[None]:
    """Hold the workspace while the block runs. Raises `RunInProgress` when another process has it.

    Inside a block that already holds it, it does nothing: the command locks, and so does the job
    that it runs in the same process.
    """
    if ws.lock in _held:
        yield
        return
    ws.data.mkdir(parents=True, exist_ok=True)
    holder = ws.lock.with_suffix(".pid")
    lock = FileLock(ws.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        pid = holder.read_text().strip() if holder.is_file() else "desconocido"
        raise RunInProgress(
            f"Hay otra corrida en curso en este espacio de trabajo (proceso {pid}).",
            todo="Espere a que termine y vuelva a intentar.",
        ) from error
    _held.add(ws.lock)
    try:
        holder.write_text(str(os.getpid()))
        yield
    finally:
        holder.unlink(missing_ok=True)
        _held.discard(ws.lock)
        lock.release()
