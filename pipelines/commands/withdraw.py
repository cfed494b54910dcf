"""`cuenta retirar`: a delivered file that should not have been used."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipelines.catalog.problems import suggestion
from pipelines.errors import StewardError
from pipelines.ingest.ledger import Ledger, load_ledger, save_ledger
from pipelines.lock import locked
from pipelines.workspace import Workspace


def withdraw(ws: Workspace, name: str, undo: bool = False) -> list[str]:
    """Stop using the delivered files called `name` (or use them again). Returns their names.

    Nothing is deleted: the archive keeps the bytes. Raises `StewardError` when there is none.
    """
    with locked(ws):
        ledger = load_ledger(ws.ledger)
        entries = list(ledger.files.values())
        found = [e for e in entries if name in (e.name, PurePosixPath(e.name).name, e.sha256)]
        if not found:
            hint = suggestion(name, [PurePosixPath(entry.name).name for entry in entries])
            raise StewardError(
                f"No se ha recibido ningún archivo «{name}».",
                todo=f"{hint} Vea los nombres con «cuenta status».".strip(),
            )
        for entry in found:
            entry.withdrawn = not undo
        _judge_again(ledger, {part.source_id for entry in found for part in entry.parts})
        save_ledger(ws.ledger, ledger)
        return sorted({entry.name for entry in found})


def _judge_again(ledger: Ledger, sources: set[str]) -> None:
    """Have the next run read anew what failed a check of `sources`: it may have failed beside this file."""
    for _, part in ledger.parts():
        failed = any(not check.ok and check.severity == "critica" for check in part.checks)
        if failed and part.source_id in sources:
            part.fingerprint = ""
