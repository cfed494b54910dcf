"""The ledger of delivered files: what arrived, what became of it, in which order.

It is a JSON file beside the archive. With the archive it is all that is needed to rebuild
everything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.errors import StewardError, Where
from pipelines.files import write_json

#: «leido» is transient: rows are cut but not yet validated.
Status = Literal["leido", "aceptado", "rechazado", "desconocido"]


@dataclass
class Check:
    """One thing that was demanded of a file, in the words of its suite."""

    name: str
    ok: bool
    severity: Literal["critica", "aviso"]
    message: str
    todo: str = ""
    where: str = ""


@dataclass
class Counts:
    """Records of a part. received = accepted + set_aside + skipped, always."""

    received: int = 0
    accepted: int = 0
    set_aside: int = 0
    skipped: int = 0
    cells_aside: int = 0
    bronze_rows: int = 0

    @property
    def closes(self) -> bool:
        """Whether nothing was lost."""
        return self.received == self.accepted + self.set_aside + self.skipped


@dataclass
class Part:
    """One table inside a delivered file: the file itself, or one member of a zip."""

    part_id: str
    member: str
    status: Status
    source_id: str = ""
    table: str = ""
    fingerprint: str = ""
    counts: Counts = field(default_factory=Counts)
    skipped_reasons: dict[str, int] = field(default_factory=dict)
    aside_reasons: dict[str, int] = field(default_factory=dict)
    blocks: dict[str, int] = field(default_factory=dict)  # block -> bronze rows
    cut_date: str = ""
    message: str = ""
    where: str = ""
    todo: str = ""
    warnings: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


@dataclass
class FileEntry:
    """One delivered file, by the SHA-256 of its bytes."""

    sha256: str
    name: str  # path inside entrada/ when last seen
    size: int
    sequence: int  # order of arrival: later wins when all else is equal
    present: bool = True  # still in entrada/
    parts: list[Part] = field(default_factory=list)


@dataclass
class Ledger:
    """All delivered files, by SHA-256."""

    files: dict[str, FileEntry] = field(default_factory=dict)
    next_sequence: int = 1

    def parts(self, source_id: str | None = None) -> Iterator[tuple[FileEntry, Part]]:
        """Every part in order of arrival, of one source or of all."""
        for entry in sorted(self.files.values(), key=lambda e: e.sequence):
            for part in entry.parts:
                if source_id is None or part.source_id == source_id:
                    yield entry, part

    def refused(self) -> list[tuple[FileEntry, Part]]:
        """Refused parts of files that are still in entrada/."""
        return [(e, p) for e, p in self.parts() if p.status == "rechazado" and e.present]


def load_ledger(path: Path) -> Ledger:
    """Read the ledger, or an empty one. Raises `StewardError` when it cannot be read."""
    if not path.is_file():
        return Ledger()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        files = {sha: _entry(raw) for sha, raw in content["archivos"].items()}
        return Ledger(files, content["siguiente"])
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StewardError(
            "El registro de archivos recibidos está dañado.",
            Where(file="datos/archivo/registro.json"),
            "Bórrelo y vuelva a correr: se reconstruye con los archivos de entrada/.",
        ) from error


def save_ledger(path: Path, ledger: Ledger) -> None:
    """Write the ledger in one go."""
    files = {sha: asdict(entry) for sha, entry in ledger.files.items()}
    write_json(path, {"archivos": files, "siguiente": ledger.next_sequence})


def _entry(raw: dict[str, Any]) -> FileEntry:
    parts = [
        Part(**{**part, "counts": Counts(**part["counts"]), "checks": [Check(**c) for c in part["checks"]]})
        for part in raw["parts"]
    ]
    return FileEntry(**{**raw, "parts": parts})
