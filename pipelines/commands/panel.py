"""`cuenta panel`: Dagster's page on the workspace, for this machine only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipelines.commands.serve import LOOPBACK
from pipelines.workspace import REPO, Workspace


def open_panel(ws: Workspace, port: int) -> int:
    """Run `dagster dev` until it is stopped. Returns its exit code."""
    from pipelines.defs.environment import prepare

    prepare(ws)
    dagster = Path(sys.executable).with_name("dagster")
    command = [str(dagster), "dev", "-m", "pipelines.definitions", "-h", LOOPBACK, "-p", str(port)]
    return subprocess.run(command, cwd=REPO, env=dict(os.environ), check=False).returncode
