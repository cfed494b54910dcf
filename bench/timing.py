"""One child process: its wall seconds, the processor's, and the most memory that it or a child held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Timed:
    """`seconds` of wall clock, `cpu` of all its threads and children, `peak` in MB."""

    seconds: float
    cpu: float
    peak: float


def timed(command: list[str], extra: Mapping[str, str] | None = None, good: tuple[int, ...] = (0,)) -> Timed:
    """Run `command` and wait. Raises `SystemExit` with the end of its output when it fails."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        environment = {**os.environ, **(extra or {})}
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in good:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise SystemExit(f"{' '.join(command)}\n{text[-3000:]}")
    return Timed(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def cuenta(*arguments: str, good: tuple[int, ...] = (0,)) -> Timed:
    """One command of the platform, as a person runs it."""
    return timed([str(BIN / "cuenta"), *arguments], good=good)


def python(*arguments: str) -> Timed:
    """One module of the bench, in a process of its own."""
    return timed([sys.executable, "-m", *arguments])
