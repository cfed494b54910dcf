"""The manifest of an edition: what went in, what came out, with hashes; and how to verify it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish.account import Account
from publish.downloads import ZIP_NAME
from publish.inputs import Record

MANIFEST = "manifest.json"
SUMS = "MANIFEST.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def write_manifest(
    edition: Path, edition_id: str, account: Account, said: Mapping[str, str] | None = None
) -> None:
    """Write manifest.json and MANIFEST.sha256 over everything already in the folder.

    Canonical JSON: no clock, no path of this machine, and no hash of unprotected results, with which a
    guess of a reserved figure could be confirmed. The sums are in the format of `sha256sum -c`.
    said: for each document whose bytes hide the edition's id, the hash of what it says without that id.
    """
    outputs = [_output(edition, name, (said or {}).get(name, "")) for name in files(edition)]
    content = {
        "edicion": edition_id,
        "anterior": account.revisions.previous,
        "anio_cuenta": account.year,
        "colaborativa": account.settings.get("nombre", ""),
        "sintetico": bool(account.settings.get("sintetico")),
        "entradas": inputs_of(account),
        "salidas": outputs,
    }
    (edition / MANIFEST).write_bytes(canonical(content))
    sums = {entry["ruta"]: entry["sha256"] for entry in outputs} | {MANIFEST: sha256(edition / MANIFEST)}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (edition / SUMS).write_bytes(lines.encode())


def inputs_of(account: Account) -> Record:
    """What the edition was made from: delivered files in use, cards, goals and settings, by hash."""
    delivered = [
        {
            "nombre": entry["nombre"],
            "sha256": entry["sha256"],
            "fuentes": sorted({part["fuente"] for part in entry["partes"] if part["en_uso"]}),
        }
        for entry in account.status.get("archivos", [])
        if any(part["en_uso"] for part in entry["partes"])
    ]
    return {
        "archivos": sorted(delivered, key=lambda entry: entry["sha256"]),
        "tarjetas": {card["id"]: _content_hash(card) for card in account.indicators},
        "metas": {goal["id"]: _content_hash(goal) for goal in account.goals},
        "colaborativa": _content_hash(account.settings),
    }


def read_manifest(edition: Path) -> Record:
    """The manifest of an edition; empty when the folder is not one."""
    path = edition / MANIFEST
    if not path.is_file():
        return {}
    content: Record = json.loads(path.read_bytes())
    return content


def lineage(ediciones: Path, previous: str) -> tuple[tuple[str, int], ...]:
    """Id and year of `previous` and of those it was told against in turn, newest first."""
    found: list[tuple[str, int]] = []
    while previous and previous not in dict(found):
        content = read_manifest(ediciones / previous)
        if not content:
            break
        found.append((previous, int(content["anio_cuenta"])))
        previous = str(content.get("anterior") or "")
    return tuple(found)


def verify(edition: Path) -> list[str]:
    """Read every file back from disk and compare: missing, changed or unlisted files, in Spanish."""
    sums = edition / SUMS
    if not sums.is_file():
        return [f"Falta «{SUMS}»."]
    matches = [_LINE.fullmatch(line) for line in sums.read_text(encoding="utf-8").splitlines()]
    expected = {match[2]: match[1] for match in matches if match}
    if len(expected) != len(matches):
        return [f"«{SUMS}» tiene líneas que no se entienden."]
    present = {*files(edition), MANIFEST} if (edition / MANIFEST).is_file() else set(files(edition))
    found = [f"Falta el archivo «{name}»." for name in sorted(expected.keys() - present)]
    found += [f"«{name}» no está en el manifiesto." for name in sorted(present - expected.keys())]
    both = sorted(expected.keys() & present)
    return found + [f"«{name}» cambió." for name in both if sha256(edition / name) != expected[name]]


def same_publication(one: Path, other: Path) -> bool:
    """Whether two editions differ in nothing but their id.

    Equal inputs, equal files, equal bytes once each edition's id is taken out. The zip only repeats
    the rest.
    """
    first, second = read_manifest(one), read_manifest(other)
    if not first or not second or first["entradas"] != second["entradas"]:
        return False
    hashes = [_hashes(first), _hashes(second)]
    if hashes[0].keys() != hashes[1].keys():
        return False
    changed = [name for name in hashes[0] if hashes[0][name] != hashes[1][name]]
    ids = first["edicion"].encode(), second["edicion"].encode()
    return all(
        (one / name).read_bytes().replace(ids[0], b"") == (other / name).read_bytes().replace(ids[1], b"")
        for name in changed
    )


def files(edition: Path) -> list[str]:
    """Every file of an edition but the manifest and its sums, sorted."""
    names = (path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in (MANIFEST, SUMS))


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def canonical(content: Any) -> bytes:
    """JSON with one spelling: sorted keys, no spaces, UTF-8 (RFC 8785 for what a manifest holds)."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _output(edition: Path, name: str, said: str) -> Record:
    made = {"ruta": name, "bytes": (edition / name).stat().st_size, "sha256": sha256(edition / name)}
    return made | ({"contenido": said} if said else {})


def _hashes(manifest: Record) -> dict[str, str]:
    return {
        entry["ruta"]: entry.get("contenido") or entry["sha256"]
        for entry in manifest["salidas"]
        if entry["ruta"] != ZIP_NAME
    }


def _content_hash(content: Any) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()
