"""What every test may use: the folder of official files and a small workspace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# a busy machine must not turn a slow example into a failure: properties are about values, not time
settings.register_profile("calmado", deadline=None)
settings.load_profile("calmado")

REPO = Path(__file__).resolve().parents[1]


def official_files() -> Path | None:
    """The folder of official files, or None when this machine has none."""
    given = os.environ.get("CUENTA_DATOS_REALES")
    folder = Path(given) if given else REPO.parent / "shared" / "datos"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def datos() -> Path:
    """The official files. Tests marked `real` ask for it."""
    folder = official_files()
    if folder is None:
        if os.environ.get("CUENTA_EXIGIR_REALES"):
            pytest.fail("The official files are required here and are absent (CUENTA_DATOS_REALES).")
        pytest.skip("official files absent: set CUENTA_DATOS_REALES or put them in ../shared/datos")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud when the tests on official files could not run."""
    if official_files() is None:
        terminalreporter.write_line(
            "NOTE: the official files are absent, tests marked `real` were skipped "
            "(set CUENTA_DATOS_REALES or put them in ../shared/datos)."
        )
