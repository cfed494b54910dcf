"""`cuenta panel`: Dagster's page on the workspace, for this machine only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from pipelines.commands.serve import LOOPBACK
from pipelines.workspace import REPO, Workspace


def open_panel(ws: Workspace, port: int) -> int:
    """Run `dagster dev` until it is stopped, and everything it started with it. Returns its exit code."""
    from pipelines.defs.environment import prepare

    prepare(ws)
    dagster = Path(sys.executable).with_name("dagster")
    command = [str(dagster), "dev", "-m", "pipelines.definitions", "-h", LOOPBACK, "-p", str(port)]
    # its log is in English and for developers: it goes to a file
    log = (ws.dagster / "panel.log").open("w", encoding="utf-8")
    with (
        log,
        subprocess.Popen(
            command, cwd=REPO, env=dict(os.environ), stdout=log, stderr=log, start_new_session=True
        ) as process,
    ):

        def stop(_number: int, _frame: FrameType | None) -> None:
            os.killpg(process.pid, signal.SIGINT)

        previous = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            return process.wait()
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
