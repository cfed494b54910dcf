"""`cuenta doctor`: is this machine, and this workspace, fit to run?"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.errors import StewardError
from pipelines.registers.summary import summary, told
from pipelines.stages import Collaborative
from pipelines.workspace import Workspace

NEEDED_MB = 2000
_PACKAGES = (
    "dagster", "dagster-dbt", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "altair", "shapely",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `todo` is empty when it is well."""

    what: str
    ok: bool
    detail: str
    todo: str = ""


def examine(ws: Workspace | None) -> list[Finding]:
    """Look at the machine, and at `ws` when there is one."""
    findings = [_python(), *map(_package, _PACKAGES)]
    if ws is not None:
        findings += [_writable(ws.root), _disk(ws.root), *_written(ws)]
    return findings


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), found, "Instale Python 3.11 o posterior.")


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "no está instalado", "Ejecute «make setup».")


def _writable(folder: Path) -> Finding:
    ok = os.access(folder, os.W_OK)
    todo = "" if ok else "Dé permiso de escritura a la carpeta."
    return Finding("Permiso para escribir", ok, folder.name, todo)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free // 1_000_000
    ok = free >= NEEDED_MB
    todo = "" if ok else f"Libere espacio: hacen falta {NEEDED_MB} MB."
    return Finding("Espacio en disco", ok, f"{free} MB libres", todo)


def _written(ws: Workspace) -> list[Finding]:
    collaborative = Collaborative(ws)
    checks: list[tuple[str, Callable[[], object]]] = [
        ("colaborativa.yaml", lambda: collaborative.settings),
        ("territorios propios y lugares", lambda: collaborative.ground),
        ("indicadores, metas y fuentes", lambda: collaborative.catalog),
    ]
    findings = []
    said: set[str] = set()
    for name, check in checks:
        try:
            check()
        except StewardError as error:
            # what one check says the next, which needs the same file, does not say again
            new = [problem for problem in error.each() if problem.text() not in said]
            said |= {problem.text() for problem in new}
            findings += [
                Finding(name, False, problem.what, f"{problem.where}. {problem.todo}".strip(". "))
                for problem in new
            ]
        else:
            findings.append(Finding(name, True, "en orden"))
    if all(finding.ok for finding in findings):
        findings += [*expired_corrections(collaborative), *_registers(collaborative)]
    return findings


def _registers(collaborative: Collaborative) -> list[Finding]:
    """Every fault of the community's registers, or that there is none."""
    problems = told(summary(collaborative.registers))
    if not problems:
        return [Finding("registros", True, "en orden")]
    return [
        Finding("registros", False, problem["que"], f"{problem['donde']}. {problem['que_hacer']}")
        for problem in problems
    ]


def expired_corrections(collaborative: Collaborative) -> list[Finding]:
    """Corrections that the year of the account has left behind: they are not applied any more."""
    year = collaborative.settings.account_year
    return [
        Finding(
            f"corrección «{correction.id}»",
            False,
            f"venció en {correction.until} y ya no se aplica",
            "Revise si la fuente mejoró el dato; si no, cambie «vigente_hasta».",
        )
        for correction in collaborative.catalog.corrections
        if correction.until < year
    ]
