"""Delivered files go to the archive, byte by byte, before anything reads them."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from expectations.engine import prepare
from pipelines.files import sha256_file
from pipelines.ingest.ledger import FileEntry, Ledger, Part

#: What the platform itself or a desktop leaves in a folder is no delivery.
_NOT_DELIVERED = ("LEEME.md", "LEEME.txt", "Thumbs.db", "desktop.ini")

#: From this size on a file is read once and not three times.
_LARGE = 64 << 20
_PIECE = 4 << 20


@dataclass(frozen=True)
class Delivered:
    """A file found in entrada/. One that cannot be read goes by a hash of its name."""

    path: Path
    name: str  # relative to entrada/, with «/»
    sha256: str
    size: int
    readable: bool = True
    changed: bool = False  # while it was read


def scan(inbox: Path, archive: Path | None = None, known: Collection[int] = ()) -> list[Delivered]:
    """Every delivered file under `inbox`, read recursively, ordered by content and then name.

    A large file of a size that is not `known` is new: it goes to `archive` while it is read, once.

    The order must not depend on names: two steward machines with differently named files must
    number them alike.
    """
    found = []
    for path in inbox.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(inbox).parts)
        if not hidden and path.name not in _NOT_DELIVERED and path.is_file():
            name = _printable(path.relative_to(inbox))
            large = archive is not None and (size := path.stat().st_size) >= _LARGE and size not in known
            found.append(_take(path, name, archive) if large and archive else _look(path, name))
    return sorted(found, key=lambda d: (d.sha256, d.name))


def _take(path: Path, name: str, archive: Path) -> Delivered:
    """Copy a file to the archive and learn its hash in the same pass."""
    prepare()  # it will be read at length, and then demands are made of it
    archive.mkdir(parents=True, exist_ok=True)
    aside = archive / f".{os.getpid()}.tmp"
    try:
        before = path.stat()
        digest = hashlib.sha256()
        with path.open("rb") as source, aside.open("wb") as copy:
            while piece := source.read(_PIECE):
                digest.update(piece)
                copy.write(piece)
        after = path.stat()
        changed = (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)
        if not changed:
            aside.chmod(0o444)
            aside.replace(archive / digest.hexdigest())
        return Delivered(path, name, digest.hexdigest(), after.st_size, changed=changed)
    except (PermissionError, FileNotFoundError, IsADirectoryError):
        return _look(path, name)
    finally:
        aside.unlink(missing_ok=True)


def _printable(path: Path) -> str:
    """The name as text: an old zip leaves names that are not UTF-8, and those cannot be written down."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="replace")


def _look(path: Path, name: str) -> Delivered:
    try:
        return Delivered(path, name, sha256_file(path), path.stat().st_size)
    except OSError:
        return Delivered(path, name, hashlib.sha256(f"ilegible/{name}".encode()).hexdigest(), 0, False)


def receive(inbox: Path, archive: Path, ledger: Ledger) -> list[Delivered]:
    """Archive what is new in `inbox` and bring `ledger` up to date. Returns all delivered files.

    A file that cannot be read, or that changes while it is copied, is refused for this time only.
    """
    delivered = scan(inbox, archive, {entry.size for entry in ledger.files.values()})
    gone = {sha256 for sha256, entry in ledger.files.items() if not entry.present}
    for sha256, entry in list(ledger.files.items()):
        entry.present = False
        if not (archive / sha256).exists() and not any(part.source_id for part in entry.parts):
            del ledger.files[sha256]  # it never reached the archive
    for item in delivered:
        if item.sha256 not in ledger.files:
            ledger.files[item.sha256] = FileEntry(item.sha256, item.name, item.size, ledger.next_sequence)
            ledger.next_sequence += 1
        entry = ledger.files[item.sha256]
        if item.sha256 in gone:  # delivered again: it is the latest word once more
            entry.sequence, ledger.next_sequence = ledger.next_sequence, ledger.next_sequence + 1
        if not entry.present:
            entry.name = item.name
        entry.present = True
        if not _store(item, archive):
            entry.parts = [_not_stored(item)]
    return delivered


def _store(item: Delivered, archive: Path) -> bool:
    """Whether the bytes of `item` are in the archive now."""
    target = archive / item.sha256
    if target.exists():
        return True
    aside = archive / f".{item.sha256}.tmp"
    try:
        if not item.readable or item.changed:
            return False
        shutil.copyfile(item.path, aside)
        if sha256_file(aside) != item.sha256:
            return False
        aside.chmod(0o444)
        aside.replace(target)
    except FileNotFoundError:
        return False  # taken away meanwhile
    finally:
        aside.unlink(missing_ok=True)
    return True


def _not_stored(item: Delivered) -> Part:
    part = Part(item.sha256[:16], "", "rechazado", where=f"archivo «{item.name}»")
    if item.readable:
        part.message = "El archivo cambió mientras se leía."
        part.todo = "Espere a que termine de copiarse y vuelva a correr."
    else:
        part.message = "No se pudo leer el archivo."
        part.todo = "Ciérrelo en otros programas, revise que tenga permiso para leerlo y vuelva a correr."
    return part
