"""Writing files so that a reader sees the old one or the new one, never half of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, force it to disk and rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with aside.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    aside.replace(path)


def write_json(path: Path, content: Any) -> None:
    """Write `content` as UTF-8 JSON with sorted keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
    write_bytes(path, f"{text}\n".encode())


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a table as Parquet; same table, same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    pq.write_table(table, aside, compression="zstd", store_schema=False)
    aside.replace(path)


def sha256_file(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sha256_tree(paths: Iterable[Path], root: Path) -> str:
    """One SHA-256 over the names (relative to `root`) and contents of `paths`, in sorted order."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(bytes.fromhex(sha256_file(path)))
    return digest.hexdigest()
