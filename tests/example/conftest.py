"""The example workspace, made once for all the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from example.generate import generate


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly generated workspace."""
    folder = tmp_path_factory.mktemp("ejemplo")
    assert 150_000 < generate(folder) < 250_000
    return folder
