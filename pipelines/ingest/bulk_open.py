"""Opens a delivered file piece by piece, whatever it is packed in; nothing is held nor unpacked to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from pipelines.errors import FileRefused, Where
from pipelines.ingest.containers import inflate, left_by_packing, member_pieces, open_zip
from pipelines.ingest.limits import LIMITS, Limits

_PIECE = 4 << 20
#: Enough for the header and the first few hundred records.
_HEAD = 256 << 10
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True)
class Packed:
    """One file inside a delivery, or the delivery itself. `pieces` reads it from the start."""

    name: str
    pieces: Callable[[], Iterator[bytes]]

    def head(self) -> bytes:
        """Its first bytes. Raises `FileRefused` when they cannot be unpacked."""
        read = self.pieces()
        start = b"".join(islice(read, 1))[:_HEAD]
        read.close()  # type: ignore[attr-defined]
        return start


def contents(path: Path, label: str, limits: Limits = LIMITS) -> list[Packed]:
    """The files inside the delivery at `path`, one level deep. Raises `FileRefused` as `unpack` does."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_GZIP):
        name = label[:-3] if label.lower().endswith(".gz") else label
        return [Packed(name, partial(_gzip, path, label, limits))]
    if start.startswith(_ZIP):
        with open_zip(path, label, limits) as (_, infos):
            names = [info.filename for info in infos if not left_by_packing(info.filename)]
        return [Packed(name, partial(_member, path, name, label, limits)) for name in names]
    return [Packed(label, partial(_plain, path, label, limits))]


def _plain(path: Path, label: str, limits: Limits) -> Iterator[bytes]:
    if path.stat().st_size > limits.member:
        raise FileRefused(
            "El archivo es demasiado grande.", Where(label), "Entréguelo en partes (por ejemplo, por año)."
        )
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _gzip(path: Path, label: str, limits: Limits) -> Iterator[bytes]:
    yield from inflate(_plain(path, label, limits), path.stat().st_size, label, limits)


def _member(path: Path, name: str, label: str, limits: Limits) -> Iterator[bytes]:
    with open_zip(path, label, limits) as (archive, _):
        yield from member_pieces(archive, archive.getinfo(name), label, limits)
