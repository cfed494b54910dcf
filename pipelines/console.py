"""What the command prints, and the progress bar; silent where nobody looks."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipelines import progress
from pipelines.errors import StewardError

# names of files are printed as they are: «:on:» is no drawing and «[1]» no style
out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def write_any_letter() -> None:
    """Where the system's encoding lacks a letter (a log on an old machine), print a stand-in for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str, style: str = "") -> None:
    """A line for the person, on standard output. Brackets in `text` are text."""
    out.print(text, style=style or None, markup=False)


def say_json(content: Any) -> None:
    """The same for a program."""
    out.print(json.dumps(content, ensure_ascii=False, indent=1), markup=False)


def complain(error: StewardError) -> None:
    """What happened, where, and what to do, on standard error; several problems one after the other."""
    for problem in error.each():
        err.print(problem.what, style="bold red", markup=False)
        if str(problem.where):
            err.print(f"  Dónde: {problem.where}", markup=False)
        if problem.todo:
            err.print(f"  Qué hacer: {problem.todo}", markup=False)


def own_fault(error: Exception) -> None:
    """A fault of ours: say so, and keep the trace in a file for whoever mends it."""
    kept = Path(tempfile.mkdtemp(prefix="cuenta-falla-")) / "detalle.txt"
    kept.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    err.print("Algo falló por dentro; no es culpa de sus archivos.", style="bold red", markup=False)
    err.print(f"  Detalle técnico: {kept}", markup=False)
    err.print("  Qué hacer: envíe ese archivo a quien mantiene la plataforma.", markup=False)


@contextmanager
def progress_bar(wanted: bool = True) -> Iterator[None]:
    """Show what is being done while the block runs, when standard error is a terminal."""
    if not (wanted and err.is_terminal):
        yield
        return
    bar = Progress(
        SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn(),
        console=err, transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task("Empezando", total=None)

        def listen(text: str, done: int, total: int) -> None:
            bar.update(task, description=text[:60], completed=done, total=total or None)

        with progress.listening(listen):
            yield
