"""`cuenta demo`: the main job on the synthetic example."""

from __future__ import annotations

from pathlib import Path

from pipelines import progress
from pipelines.commands.init import create_example
from pipelines.commands.run import RunReport, run_workspace
from pipelines.workspace import SETTINGS_FILE, Workspace


def run_demo(folder: Path) -> tuple[Workspace, RunReport]:
    """Create the example in `folder` unless it is there, and run it."""
    root = folder.expanduser().resolve()
    if (root / SETTINGS_FILE).is_file():
        ws = Workspace(root)
    else:
        progress.report("Generando los archivos sintéticos del ejemplo")
        ws = create_example(root)
    return ws, run_workspace(ws)
