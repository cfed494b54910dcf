"""Whether the models must be built again: a fingerprint of all they depend on, and of what they left."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from pipelines.files import sha256_file, sha256_tree, write_json
from pipelines.workspace import Workspace

_STATE = "construido.json"


def inputs_fingerprint(ws: Workspace, project: list[Path], project_root: Path) -> str:
    """Bronze, catalogue, registers, dbt project (its files and their root) and the versions that run them."""
    bronze = sha256_tree(ws.bronze.rglob("*.parquet"), ws.data)
    catalog = sha256_tree(ws.catalog.glob("*.parquet"), ws.data)
    registers = sha256_tree(ws.register_tables.glob("*.parquet"), ws.data)
    code = sha256_tree(project, project_root)
    return ":".join([bronze, catalog, registers, code, version("dbt-duckdb"), version("duckdb")])


def is_built(ws: Workspace, fingerprint: str) -> bool:
    """Whether the results there are those of `fingerprint`, byte by byte, and the warehouse stands."""
    path = ws.results / _STATE
    if not path.is_file() or not ws.warehouse.is_file():
        return False
    state = json.loads(path.read_text(encoding="utf-8"))
    return bool(state["entradas"] == fingerprint and state["resultados"] == _results(ws))


def mark_built(ws: Workspace, fingerprint: str) -> None:
    """Remember what was built from what."""
    write_json(ws.results / _STATE, {"entradas": fingerprint, "resultados": _results(ws)})


def forget_build(ws: Workspace) -> None:
    """A build begins: until it ends well nothing there counts."""
    (ws.results / _STATE).unlink(missing_ok=True)


def _results(ws: Workspace) -> dict[str, str]:
    return {path.name: sha256_file(path) for path in sorted(ws.results.glob("*.parquet"))}
