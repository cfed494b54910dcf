"""Proof: of all the official files at hand none is unknown or refused, and no record of any is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.commands.ingest import ingest_workspace
from pipelines.commands.init import NewWorkspace, create
from pipelines.ingest.ledger import load_ledger


@pytest.mark.real
@pytest.mark.proof
def test_every_official_file_is_explained(datos: Path, tmp_path: Path) -> None:
    ws = create(NewWorkspace(tmp_path / "todo", 2024, "Todo", ("CL",), recipes=True))
    shutil.copytree(datos, ws.inbox, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.md"))
    report = ingest_workspace(ws)
    parts = [(entry.name, part) for entry, part in load_ledger(ws.ledger).parts()]
    states = {state: [name for name, part in parts if part.status == state]
              for state in ("desconocido", "rechazado", "leido", "referencia", "aceptado")}  # fmt: skip
    assert (states["desconocido"], states["rechazado"], states["leido"]) == ([], [], [])
    assert (report.unknown, report.refused) == (0, [])
    assert len(states["aceptado"]) >= 72 and len(states["referencia"]) >= 19
    assert [name for name, part in parts if not part.counts.closes or part.counts.received == 0] == []
    assert all(part.message for _, part in parts if part.status == "referencia")
