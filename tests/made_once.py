"""Something costly that all workers of a session share: the first that needs it makes it, the rest wait."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], dict[str, Any]]
) -> tuple[Path, dict[str, Any]]:
    """The folder `name` of the session and what `make(folder)` said when it filled it.

    What `make` says must be JSON. Nobody may change what is in the folder.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, note = shared / name, shared / f"{name}.json"
    with FileLock(shared / f"{name}.lock"):
        if not note.is_file():
            folder.mkdir()
            note.write_text(json.dumps(make(folder)), encoding="utf-8")
    said: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    return folder, said
