"""`cuenta status`: what arrived, what became of it, which edition is public."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow.parquet as pq

from pipelines.catalog.settings import load_settings
from pipelines.errors import StewardError
from pipelines.ingest.archive import scan
from pipelines.ingest.ledger import load_ledger
from pipelines.ingest.status import public_status
from pipelines.registers.summary import changed, load_summary, told
from pipelines.workspace import Workspace

#: Days around the legal date within which they are counted.
_NEAR = 365


@dataclass(frozen=True)
class WorkspaceStatus:
    """`files`: the content of estado.json. `waiting`: delivered files that no run has seen yet.
    `placed`: per divided comuna and source, what of its newest period could be placed inside.
    `registers`: the content of registros.json. `due`: last day to deliver the legal account, AAAA-MM-DD,
    '' when colaborativa.yaml cannot be read.
    """

    files: dict[str, Any]
    waiting: list[str]
    edition: str
    draft: bool
    placed: tuple[dict[str, Any], ...] = ()
    registers: dict[str, Any] = field(default_factory=dict)
    due: str = ""

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
            "plazo_legal": self.due,
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
    return WorkspaceStatus(
        public_status(ledger), sorted(waiting), current, drafted, _placed(ws), registers, _due(ws)
    )


def legal_reminder(due: str, today: date) -> str:
    """When the legal account of the year is due, and how many days are left or have passed; '' without `due`.

    Long after that day nothing is counted: the year of the account is an old one.
    """
    if not due:
        return ""
    last = date.fromisoformat(due)
    left = (last - today).days
    said = f"Cuenta pública legal (art. 67): a más tardar el {last:%d-%m-%Y}"
    if abs(left) > _NEAR:
        return f"{said}."
    if left == 0:
        return f"{said}: es hoy."
    days = f"{abs(left)} {'día' if abs(left) == 1 else 'días'}"
    if left < 0:
        return f"{said}: el plazo venció hace {days}."
    return f"{said}: {'falta' if left == 1 else 'faltan'} {days}."


def _due(ws: Workspace) -> str:
    try:
        settings = load_settings(ws.settings_file)
    except StewardError:
        return ""  # what is wrong with it is told by the commands that need it
    return f"{settings.account_year + 1}-{settings.legal_account.due}"


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
