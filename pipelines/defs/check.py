"""`python -m pipelines.defs.check`: dbt parses and the definitions load, on an empty workspace."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pipelines.commands.init import NewWorkspace, create
from pipelines.defs.environment import prepare
from pipelines.workspace import ENV_WORKSPACE


def load_definitions(folder: Path) -> list[str]:
    """The keys of all assets, as Dagster sees them in a new workspace in `folder`."""
    ws = create(NewWorkspace(folder, 2024, "Revisión", ("13401",)))
    os.environ[ENV_WORKSPACE] = str(ws.root)
    prepare(ws)
    # Dagster reads the environment when it is imported
    from pipelines.definitions import defs

    graph = defs.resolve_asset_graph()
    return sorted(key.to_user_string() for key in graph.get_all_asset_keys())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        keys = load_definitions(Path(temporary) / "espacio")
    if "publicacion/edicion" not in keys:
        raise SystemExit("the edition is not among the assets")
    os.write(1, f"{len(keys)} assets\n".encode())
