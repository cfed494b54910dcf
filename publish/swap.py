"""Nothing half done: files forced to disk, and one atomic step from the old edition to the new one."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

CURRENT = "actual"
DRAFT = "borrador"
ASIDE = ".tmp-"
_EDITION = re.compile(r"(\d{4})-(\d{3,})")


def editions(folder: Path) -> list[str]:
    """Ids of the editions that exist, oldest first."""
    if not folder.is_dir():
        return []
    found = (_EDITION.fullmatch(path.name) for path in folder.iterdir() if path.is_dir())
    return [match[0] for match in sorted(filter(None, found), key=lambda m: (int(m[1]), int(m[2])))]


def next_id(folder: Path, year: int) -> str:
    """The id after the last one of that year: a sequence by what exists, never a clock."""
    taken = [int(name.split("-")[1]) for name in editions(folder) if name.startswith(f"{year}-")]
    return f"{year}-{max(taken, default=0) + 1:03d}"


def current(folder: Path) -> str | None:
    """Id of the edition that `actual` points to, or None."""
    link = folder / CURRENT
    return link.readlink().name if link.is_symlink() and link.is_dir() else None


def point_to(folder: Path, edition_id: str) -> None:
    """Make `actual` point to an edition in one step: readers see the old one or the new one."""
    aside = folder / f"{ASIDE}{CURRENT}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(edition_id, target_is_directory=True)
    aside.replace(folder / CURRENT)
    sync(folder)


def settle(aside: Path, final: Path) -> None:
    """Give a complete folder its final name. Whatever stood there (a draft) is replaced."""
    old = final.with_name(f"{ASIDE}anterior-{final.name}")
    if final.exists():
        final.rename(old)
    aside.rename(final)
    sync(final.parent)
    shutil.rmtree(old, ignore_errors=True)


def clean(folder: Path) -> None:
    """Remove what an interrupted build left behind."""
    for leftover in folder.glob(f"{ASIDE}*"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def sync_tree(folder: Path) -> None:
    """Force every file and folder below to disk."""
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Force one file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_synced(path: Path, data: bytes) -> None:
    """Write a file beside its final name, force it to disk and rename it."""
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_bytes(data)
    sync(aside)
    aside.replace(path)
    sync(path.parent)
