"""The example workspace, made once for all the tests of this folder and all workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from example.generate import generate
from tests.made_once import made_once


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly generated workspace."""
    folder, said = made_once(tmp_path_factory, "sintetico", lambda made: {"records": generate(made)})
    assert 150_000 < said["records"] < 250_000
    return folder
