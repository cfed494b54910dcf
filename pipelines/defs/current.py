"""The workspace that this Dagster process works on."""

from __future__ import annotations

from pipelines.stages import Collaborative
from pipelines.workspace import Workspace, find_workspace


def current_workspace() -> Workspace:
    """The workspace named by CUENTA_WORKSPACE. Raises `WorkspaceNotFound`."""
    return find_workspace()


def collaborative() -> Collaborative:
    """The same, with what its people wrote; loaded anew so that each run sees today's files."""
    return Collaborative(current_workspace())
