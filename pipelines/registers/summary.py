"""What became of every register: counts and reasons for the public, and each fault for the steward."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.files import sha256_file
from pipelines.registers.faults import Fault
from pipelines.registers.folder import Folder, register_of
from pipelines.registers.header import HEADER
from pipelines.registers.reading import readable
from pipelines.registers.registry import registers
from pipelines.registers.rows import Read
from pipelines.registers.templates import is_untouched

FILE = "registros.json"
#: Rows named of faults that repeat themselves.
_NAMED = 5


def summary(folder: Folder) -> dict[str, Any]:
    """registros.json: per register with a file, rows received = accepted + set aside, and why."""
    return {
        "registros": [_register(read) for read in folder.reads.values()],
        "otros": [_stranger(fault) for fault in folder.faults],
        "archivos": dict(folder.hashes),
    }


def load_summary(folder: Path) -> dict[str, Any]:
    """registros.json of the catalogue `folder`; empty before the first run."""
    path = folder / FILE
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def told(content: dict[str, Any]) -> list[dict[str, str]]:
    """Every fault of registros.json as «que», «donde» and «que_hacer»."""
    registers = [fault for read in content.get("registros", []) for fault in read["problemas"]]
    return [*content.get("otros", []), *registers]


def changed(content: dict[str, Any], folder: Path) -> list[str]:
    """Files of registros/ that are not as they were when they were last read, and those that are gone.

    A template that nobody has touched and nobody has read yet has nothing to be read.
    """
    seen = content.get("archivos", {})
    found = {path.name: path for path in readable(folder) if register_of(path)}
    written = {
        name: path
        for name, path in found.items()
        if name in seen or not is_untouched(registers()[register_of(path)], path)
    }
    other = [name for name, path in written.items() if seen.get(name) != sha256_file(path)]
    return [f"{folder.name}/{name}" for name in (*other, *(seen.keys() - found.keys()))]


def _register(read: Read) -> dict[str, Any]:
    first: dict[int, str] = {}
    for fault in read.faults:
        if not fault.kept:
            first.setdefault(fault.row, fault.reason)
    aside = read.received - len(read.rows)
    refused = any(_is_of_the_file(fault) for fault in read.faults)
    reasons = Counter({read.faults[0].reason: aside}) if refused else Counter(first.values())
    return {
        "nombre": read.register.name,
        "titulo": read.register.title,
        "archivo": read.file,
        "recibidas": read.received,
        "aceptadas": len(read.rows),
        "apartadas": aside,
        "rechazado": refused,
        "motivos": dict(sorted(reasons.items())),
        "problemas": _grouped(read.faults),
    }


def _is_of_the_file(fault: Fault) -> bool:
    """Whether the fault leaves the whole file out."""
    return fault.row == 0 or fault.reason == HEADER


def _grouped(faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Equal faults of one column said once, with the first rows they are in."""
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.what, fault.todo, fault.column), []).append(fault)
    return [_said(group) for group in groups.values()]


def _said(group: list[Fault]) -> dict[str, str]:
    error = group[0].error()
    others = [str(fault.row) for fault in group[1:_NAMED]]
    rest = len(group) - 1 - len(others)
    rows = "la fila" if len(others) == 1 and rest == 0 else "las filas"
    more = f"; también en {rows} {', '.join(others)}" if others else ""
    more += f" y {rest} más" if rest > 0 else ""
    return {"que": error.what, "donde": f"{error.where}{more}", "que_hacer": error.todo}


def _stranger(fault: Fault) -> dict[str, str]:
    return {"archivo": fault.file, **_said([fault])}
