"""A small workspace to deliver files to, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipelines.catalog.recipes import SHIPPED
from pipelines.commands.ingest import ingest_workspace
from pipelines.commands.init import NewWorkspace, create
from pipelines.commands.run import RunReport
from pipelines.ingest.ledger import FileEntry, Ledger, Part, load_ledger
from pipelines.ingest.promote import EMPTY
from pipelines.ingest.quarantine import aside_path
from pipelines.workspace import Workspace

BIRTHS = (SHIPPED / "nacimientos-comuna-edad-madre.yml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Small:
    """A workspace of one comuna."""

    ws: Workspace

    def deliver(self, name: str, data: bytes) -> Path:
        """Leave a file in entrada/."""
        path = self.ws.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def ingest(self) -> RunReport:
        """Receive, read and validate, as `cuenta ingest` does."""
        return ingest_workspace(self.ws)

    def ledger(self) -> Ledger:
        """The ledger as it is on disk."""
        return load_ledger(self.ws.ledger)

    def entry(self, name: str) -> FileEntry:
        """The delivered file that is called `name`."""
        return next(entry for entry in self.ledger().files.values() if entry.name == name)

    def part(self, name: str, member: str = "") -> Part:
        """What became of the file `name`, or of one member of it."""
        return next(part for part in self.entry(name).parts if part.member == member)

    def rows(self, table: str) -> pd.DataFrame:
        """Every bronze row of `table`."""
        files = sorted(path for path in (self.ws.bronze / table).glob("*.parquet") if path.name != EMPTY)
        return pd.concat([pd.read_parquet(path) for path in files]) if files else pd.DataFrame()

    def aside(self, part: Part) -> pd.DataFrame:
        """The list of rows of `part` that were set aside; without rows when there is no list."""
        path = aside_path(
            self.ws.set_aside, part, next(e for e, p in self.ledger().parts() if p.part_id == part.part_id)
        )
        if not path.is_file():
            return pd.DataFrame(columns=["fila", "columna", "clase_de_valor", "motivo", "que_hacer"])
        return pd.read_csv(path, sep=";", encoding="utf-8-sig", keep_default_na=False)

    def words(self) -> Iterator[tuple[str, str]]:
        """Name and text of everything the platform wrote, but for the raw bytes of the archive."""
        for path in sorted(self.ws.data.rglob("*")):
            if path.suffix == ".parquet":
                yield path.name, pd.read_parquet(path).to_csv()
            elif path.is_file() and (path.parent != self.ws.archive or path == self.ws.ledger):
                yield path.name, path.read_text(encoding="utf-8-sig")


def small(folder: Path, recipes: Mapping[str, str] | None = None) -> Small:
    """A new workspace in `folder`, with these recipes (file name -> text)."""
    ws = create(NewWorkspace(folder, 2024, "Prueba", ("13401",)))
    for name, text in (recipes or {}).items():
        (ws.recipes / name).write_text(text, encoding="utf-8")
    return Small(ws)
