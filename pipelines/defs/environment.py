"""What Dagster and dbt must find in the environment before they are imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pipelines.files import sha256_tree
from pipelines.workspace import ENV_WORKSPACE, REPO, Workspace

DBT_PROJECT = REPO / "dbt_project"
DBT = Path(sys.executable).with_name("dbt")


def dbt_environment(ws: Workspace) -> dict[str, str]:
    """Variables for a dbt process that works on `ws`: absolute paths, nothing reported to anybody."""
    return {
        "CUENTA_DATOS": str(ws.data),
        "DBT_TARGET_PATH": str(ws.dbt_target),
        "DBT_LOG_PATH": str(ws.dbt_logs),
        "DBT_PROFILES_DIR": str(DBT_PROJECT),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


def prepare(ws: Workspace) -> None:
    """Point Dagster and dbt at `ws` for this process, and leave dbt's manifest ready."""
    ws.make_folders()
    os.environ.update(dbt_environment(ws))
    os.environ[ENV_WORKSPACE] = str(ws.root)
    os.environ["DAGSTER_HOME"] = str(REPO)
    os.environ["CUENTA_DAGSTER_DIR"] = str(ws.dagster)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    ensure_manifest(ws)


def ensure_manifest(ws: Workspace) -> Path:
    """Parse the dbt project unless the manifest of this very project is there. Returns its path.

    Raises `subprocess.CalledProcessError` when the project does not parse.
    """
    manifest = ws.dbt_target / "manifest.json"
    stamp = ws.dbt_target / "proyecto.sha256"
    fingerprint = sha256_tree(project_files(), DBT_PROJECT)
    if not (manifest.is_file() and stamp.is_file() and stamp.read_text() == fingerprint):
        run_dbt(ws, "parse")
        stamp.write_text(fingerprint)
    return manifest


def run_dbt(ws: Workspace, *arguments: str, extra: Mapping[str, str] | None = None) -> str:
    """Run dbt on `ws` in a process of its own and return what it printed."""
    command = [str(DBT), "--quiet", *arguments, "--project-dir", str(DBT_PROJECT)]
    environment = {**os.environ, **dbt_environment(ws), **(extra or {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def project_files() -> list[Path]:
    """Every file that decides what dbt builds. Cards are not among them: they arrive as a table."""
    folders = ("models", "macros", "seeds", "tests")
    inside = (path for folder in folders for path in (DBT_PROJECT / folder).rglob("*"))
    return [*(path for path in inside if path.suffix in (".sql", ".yml", ".csv")), *DBT_PROJECT.glob("*.yml")]
