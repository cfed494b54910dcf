"""The workspace that this Dagster process works on."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipelines.lock import locked
from pipelines.stages import Collaborative
from pipelines.workspace import Workspace, find_workspace


def current_workspace() -> Workspace:
    """The workspace named by CUENTA_WORKSPACE. Raises `WorkspaceNotFound`."""
    return find_workspace()


def collaborative() -> Collaborative:
    """The same, with what its people wrote; loaded anew so that each run sees today's files."""
    return Collaborative(current_workspace())


@dg.resource(description="El espacio de trabajo, ocupado por una sola corrida a la vez.")
def workspace_lock() -> Iterator[Workspace]:
    """Held from the first step of a run to the last. Raises `RunInProgress`."""
    ws = current_workspace()
    with locked(ws):
        yield ws
