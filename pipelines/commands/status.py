"""`cuenta status`: what arrived, what became of it, which edition is public."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow.parquet as pq

from pipelines.ingest.archive import scan
from pipelines.ingest.ledger import load_ledger
from pipelines.ingest.status import public_status
from pipelines.registers.summary import changed, load_summary, told
from pipelines.workspace import Workspace


@dataclass(frozen=True)
class WorkspaceStatus:
    """`files`: the content of estado.json. `waiting`: delivered files that no run has seen yet.
    `placed`: per divided comuna and source, what of its newest period could be placed inside.
    `registers`: the content of registros.json.
    """

    files: dict[str, Any]
    waiting: list[str]
    edition: str
    draft: bool
    placed: tuple[dict[str, Any], ...] = ()
    registers: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            **self.files,
            "por_leer": self.waiting,
            "edicion": self.edition,
            "borrador": self.draft,
            "ubicados": list(self.placed),
            "registros": self.registers.get("registros", []),
            "registros_desconocidos": self.registers.get("otros", []),
        }

    @property
    def troubled(self) -> bool:
        """Whether a delivered file or a row of a register is out."""
        return bool(self.refused or told(self.registers))

    @property
    def refused(self) -> int:
        """Refused tables of files that are still in entrada/."""
        return sum(
            part["estado"] == "rechazado"
            for file in self.files["archivos"]
            if file["presente"]
            for part in file["partes"]
        )


def workspace_status(ws: Workspace) -> WorkspaceStatus:
    """Look at `ws` without changing anything."""
    ledger = load_ledger(ws.ledger)
    delivered = scan(ws.inbox) if ws.inbox.is_dir() else []
    waiting = [item.name for item in delivered if not _was_read(ledger.files.get(item.sha256))]
    current = ws.current_edition.readlink().name if ws.current_edition.is_symlink() else ""
    drafted = ws.draft_edition.is_dir()
    registers = load_summary(ws.catalog)
    waiting += changed(registers, ws.registers)
    return WorkspaceStatus(public_status(ledger), sorted(waiting), current, drafted, _placed(ws), registers)


def _placed(ws: Workspace) -> tuple[dict[str, Any], ...]:
    """The newest period of each divided comuna and source in the results of the last run."""
    path = ws.results / "placement_counts.parquet"
    if not path.is_file():
        return ()
    rows = sorted(pq.read_table(path).to_pylist(), key=lambda row: str(row["period"]))
    newest = {(row["territory_id"], row["source_id"]): row for row in rows}
    return tuple(
        {
            "comuna": comuna,
            "fuente": source,
            "periodo": row["period"],
            "ubicados": row["placed"],
            "sin_ubicar": row["unplaced"],
        }
        for (comuna, source), row in sorted(newest.items())
    )


def _was_read(entry: Any) -> bool:
    return entry is not None and bool(entry.parts)
