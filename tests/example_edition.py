"""The example's edition, made once a session by `cuenta demo` as a person runs it, for all workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from pipelines.ingest.ledger import Ledger, load_ledger
from pipelines.workspace import ENV_WORKSPACE, Workspace
from tests.flow.command import Said
from tests.made_once import made_once

CUENTA = Path(sys.executable).with_name("cuenta")


@dataclass(frozen=True)
class Demo:
    """A workspace after a command, and what that said."""

    ws: Workspace
    said: Said

    @property
    def edition(self) -> Path:
        """The folder that `actual` points to."""
        return self.ws.current_edition.resolve()

    @property
    def ledger(self) -> Ledger:
        return load_ledger(self.ws.ledger)

    def published(self) -> list[Path]:
        """Every file of the edition."""
        return sorted(path for path in self.edition.rglob("*") if path.is_file())

    def copied(self, folder: Path) -> Demo:
        """The same in a folder of its own, that may be changed."""
        shutil.copytree(self.ws.root, folder / self.ws.root.name, symlinks=True)
        return Demo(Workspace(folder / self.ws.root.name), self.said)

    def again(self, *words: str) -> Demo:
        """The same workspace after another command."""
        return Demo(self.ws, in_a_process(self.ws.root.parent, *words, "--workspace", str(self.ws.root)))


def in_a_process(folder: Path, *words: str) -> Said:
    """Run the installed `cuenta` in `folder`, in a process of its own."""
    clean = {key: value for key, value in os.environ.items() if key != ENV_WORKSPACE}
    done = subprocess.run(
        [CUENTA, *words], cwd=folder, env=clean, capture_output=True, text=True, check=False, timeout=600
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def example_edition(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The workspace of the example after `cuenta demo`. Do not change what is in it: use `copied`."""
    folder, said = made_once(
        tmp_path_factory, "demo", lambda made: asdict(in_a_process(made, "demo", "ejemplo"))
    )
    return Demo(Workspace(folder / "ejemplo"), Said(**said))
