"""The folder registros/: which file is which register, all of them read, and what could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.catalog.problems import suggestion
from pipelines.files import sha256_file
from pipelines.registers.checks import Row
from pipelines.registers.faults import Fault
from pipelines.registers.header import fold
from pipelines.registers.reading import ENDINGS, readable
from pipelines.registers.registry import registers
from pipelines.registers.rows import Read, read_register
from pipelines.registers.values import Known

_ITEMS = "matriz_items"


@dataclass(frozen=True)
class Folder:
    """Registers that have a file, by name; faults of files that are no register; hashes of those that are."""

    reads: Mapping[str, Read]
    faults: tuple[Fault, ...]
    hashes: Mapping[str, str]

    def rows(self, name: str) -> tuple[Row, ...]:
        """Rows of a register that hold; none when it has no file."""
        return self.reads[name].rows if name in self.reads else ()


def read_folder(folder: Path, known: Known, only: str = "") -> Folder:
    """Read every register in `folder`, or just one. Nothing is raised: what is wrong is among the faults."""
    found: dict[str, list[Path]] = {}
    faults: list[Fault] = []
    for path in readable(folder):
        name = register_of(path)
        if name and only in ("", name):
            found.setdefault(name, []).append(path)
        elif not name:
            faults.append(_stranger(path))
    reads: dict[str, Read] = {}
    # the instrument goes first: the matrix names its items
    for name in sorted(found, key=lambda name: (name != _ITEMS, name)):
        reads[name] = _one(name, found[name], known)
        if name == _ITEMS:
            known = replace(known, items=frozenset(str(row["item"]) for row in reads[name].rows))
    hashes = {path.name: sha256_file(path) for paths in found.values() for path in paths}
    return Folder(dict(sorted(reads.items())), tuple(faults), hashes)


def register_of(path: Path) -> str:
    """The register that a file of registros/ is, by its name; '' when it is none."""
    name = fold(path.stem)
    return name if path.suffix.lower() in ENDINGS and name in registers() else ""


def _one(name: str, paths: list[Path], known: Known) -> Read:
    """The register's only file with something in it: a template without rows does not count as another."""
    reads = [read_register(registers()[name], path, known) for path in paths]
    filled = [read for read in reads if read.received or read.faults] or reads[:1]
    if len(filled) == 1:
        return filled[0]
    named = " y ".join(f"«{read.file}»" for read in filled)
    what = f"Hay dos archivos del mismo registro: {named}. No se usó ninguno."
    fault = Fault("dos archivos del mismo registro", what, "deje uno solo en registros/.", filled[0].file)
    return Read(registers()[name], filled[0].file, sum(read.received for read in filled), (), (fault,))


def _stranger(path: Path) -> Fault:
    near = suggestion(fold(path.stem), registers(), 1)
    if path.suffix.lower() not in ENDINGS and fold(path.stem) in registers():
        near = "Guárdelo como .csv o .xlsx."
    todo = near or f"Los registros son: {', '.join(registers())}. Si es otra cosa, sáquelo de registros/."
    return Fault(
        "archivo que no es un registro", "El archivo no es ninguno de los registros.", todo, path.name
    )
