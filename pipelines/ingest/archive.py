"""Delivered files go to the archive, byte by byte, before anything reads them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import FileRefused, Where
from pipelines.files import sha256_file
from pipelines.ingest.ledger import FileEntry, Ledger

#: What the platform itself or a desktop leaves in a folder is no delivery.
_NOT_DELIVERED = ("LEEME.md", "LEEME.txt", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Delivered:
    """A file found in entrada/."""

    path: Path
    name: str  # relative to entrada/, with «/»
    sha256: str
    size: int


def scan(inbox: Path) -> list[Delivered]:
    """Every delivered file under `inbox`, read recursively, ordered by content and then name.

    The order must not depend on names: two steward machines with differently named files must
    number them alike.
    """
    found = []
    for path in inbox.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(inbox).parts)
        if hidden or path.name in _NOT_DELIVERED or not path.is_file():
            continue
        found.append(
            Delivered(path, path.relative_to(inbox).as_posix(), sha256_file(path), path.stat().st_size)
        )
    return sorted(found, key=lambda d: (d.sha256, d.name))


def receive(inbox: Path, archive: Path, ledger: Ledger) -> list[Delivered]:
    """Archive what is new in `inbox` and bring `ledger` up to date. Returns all delivered files.

    Raises `FileRefused` when a file changes while it is being copied.
    """
    delivered = scan(inbox)
    for entry in ledger.files.values():
        entry.present = False
    for item in delivered:
        if item.sha256 not in ledger.files:
            ledger.files[item.sha256] = FileEntry(item.sha256, item.name, item.size, ledger.next_sequence)
            ledger.next_sequence += 1
        entry = ledger.files[item.sha256]
        if not entry.present:
            entry.name = item.name
        entry.present = True
        _store(item, archive)
    return delivered


def _store(item: Delivered, archive: Path) -> None:
    target = archive / item.sha256
    if target.exists():
        return
    aside = archive / f".{item.sha256}.tmp"
    shutil.copyfile(item.path, aside)
    if sha256_file(aside) != item.sha256:
        aside.unlink()
        raise FileRefused(
            "El archivo cambió mientras se leía.",
            Where(file=item.name),
            "Espere a que termine de copiarse y vuelva a correr.",
        )
    aside.chmod(0o444)
    aside.replace(target)
