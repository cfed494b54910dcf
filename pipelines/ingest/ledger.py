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
from pipelines.sources.base import Control

#: «leido» is transient: rows are cut but not yet validated. «referencia»: explains other files, no figures.
Status = Literal["leido", "aceptado", "rechazado", "desconocido", "referencia"]


@dataclass
class Check:
    """One thing that was demanded of a file, in the words of its suite."""

    name: str
    ok: bool
    severity: Literal["critica", "aviso"]
    message: str
    todo: str = ""
    where: str = ""


@dataclass(frozen=True)
class Block:
    """What a newer file of the same source replaces as a whole."""

    rows: int
    cut_date: str = ""
    derived: bool = False  # a third party's table, not the official download


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
    blocks: dict[str, Block] = field(default_factory=dict)
    cut_date: str = ""
    message: str = ""
    where: str = ""
    todo: str = ""
    warnings: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    #: Figures that the file prints of itself and its rows do not give. Neither is changed.
    contradictions: list[Control] = field(default_factory=list)

    @property
    def block_rows(self) -> dict[str, int]:
        """Bronze rows of each block."""
        return {name: block.rows for name, block in self.blocks.items()}


@dataclass
class FileEntry:
    """One delivered file, by the SHA-256 of its bytes."""

    sha256: str
    name: str  # path inside entrada/ when last seen
    size: int
    sequence: int  # order of arrival: later wins when all else is equal
    present: bool = True  # still in entrada/
    withdrawn: bool = False  # the steward asked not to use it
    parts: list[Part] = field(default_factory=list)
    #: Parts accepted by an earlier reading, while a later one (by other code) has not accepted them.
    good: list[Part] = field(default_factory=list)

    def kept(self) -> list[Part]:
        """Parts of an earlier reading that the last one does not name at all."""
        ids = {part.part_id for part in self.parts}
        return [part for part in self.good if part.part_id not in ids]


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

    def in_use(self, source_id: str | None = None) -> Iterator[tuple[FileEntry, Part]]:
        """Every part whose rows the models may use, in order of arrival."""
        for entry in sorted(self.files.values(), key=lambda e: e.sequence):
            accepted = [part for part in entry.parts if part.status == "aceptado"]
            ids = {part.part_id for part in accepted}
            kept = [part for part in entry.good if part.part_id not in ids]
            for part in [*accepted, *kept]:
                if not entry.withdrawn and source_id in (None, part.source_id):
                    yield entry, part

    def winners(self) -> dict[tuple[str, str], str]:
        """For each source and block, the part whose rows count: the later cut date wins, then the
        official download over a derived table, then the later arrival.
        """
        best: dict[tuple[str, str], tuple[tuple[str, bool, int], str]] = {}
        for entry, part in self.in_use():
            for name, block in part.blocks.items():
                rank = (block.cut_date, not block.derived, entry.sequence)
                key = (part.source_id, name)
                if key not in best or rank > best[key][0]:
                    best[key] = (rank, part.part_id)
        return {key: part_id for key, (_, part_id) in best.items()}

    def refused(self) -> list[tuple[FileEntry, Part]]:
        """Refused parts of files that are still in entrada/, or that a new reading no longer accepts."""
        return [
            (entry, part)
            for entry, part in self.parts()
            if part.status == "rechazado" and (entry.present or entry.good) and not entry.withdrawn
        ]


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
    parts, good = ([_part(part) for part in raw[key]] for key in ("parts", "good"))
    return FileEntry(**{**raw, "parts": parts, "good": good})


def _part(raw: dict[str, Any]) -> Part:
    inside = {
        "counts": Counts(**raw["counts"]),
        "checks": [Check(**check) for check in raw["checks"]],
        "blocks": {name: Block(**block) for name, block in raw["blocks"].items()},
        "contradictions": [Control(**control) for control in raw.get("contradictions", [])],
    }
    return Part(**{**raw, **inside})
