"""A workspace made and run with the real command, as a data steward would."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

YEAR = "2026"
COMMAND = Path(sys.executable).parent / "cuenta"


@dataclass(frozen=True)
class Run:
    """What one `cuenta run` did. memory: peak MB of its largest process, in megabytes."""

    code: int
    said: str
    seconds: float
    memory: float


def official(datos: Path) -> list[Path]:
    """Every file of the folder of official files, and the notes about them too, always in one order."""
    return sorted(path for path in datos.rglob("*") if path.is_file())


def create(folder: Path, territories: str) -> Path:
    """`cuenta init` with the recipes that the platform ships."""
    flags = ["--territorios", territories, "--anio", YEAR, "--nombre", "Prueba con datos reales", "--recetas"]
    done = subprocess.run([COMMAND, "init", folder, *flags], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def deliver(datos: Path, workspace: Path, named: Callable[[Path], str] | None = None) -> None:
    """Copy every official file into entrada/. named: the path that each gets there (its own by default)."""
    for path in official(datos):
        target = workspace / "entrada" / (named(path) if named else path.relative_to(datos))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def run(workspace: Path) -> Run:
    """`cuenta run`, timed. Raises nothing: the caller looks at the code."""
    log = workspace.parent / f"{workspace.name}.log"
    start = time.monotonic()
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [COMMAND, "run", "--workspace", workspace], stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    return Run(process.returncode, log.read_text(encoding="utf-8"), seconds, usage.ru_maxrss / 1024)


def edition(workspace: Path) -> Path:
    """The folder of the edition in force."""
    return (workspace / "ediciones/actual").resolve()


def editions(workspace: Path) -> list[str]:
    """Ids of every edition made."""
    return sorted(path.name for path in (workspace / "ediciones").glob(f"{YEAR}-*"))


def drawn(comunas: list[str], number: int, without: list[str], seed: int = 20261120) -> list[str]:
    """Some comunas drawn by a fixed seed."""
    return sorted(random.Random(seed).sample(sorted(set(comunas) - set(without)), number))
