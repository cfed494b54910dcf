"""One full run on the official files, shared by every test that reads its edition."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.made_once import made_once
from tests.real import real_workspace as real
from tests.real.account import published
from tests.real.places import places
from tests.real.recompute import recompute

OF_THE_DOCUMENTS = ["13401", "08110", "12101", "13201"]
SANTIAGO = "13101"  # the tables of marks and attendance are of its schools alone


@dataclass(frozen=True)
class RealEdition:
    """A workspace with every official file, and what its first run left."""

    workspace: Path
    folder: Path
    listed: list[str]
    first_run: real.Run


@pytest.fixture(scope="session")
def listed(datos: Path) -> list[str]:
    """Five comunas, 20 more drawn by a seed, and every region."""
    comunas = places(datos).comunas
    regions = sorted({code[:2] for code in comunas})
    return [*OF_THE_DOCUMENTS, SANTIAGO, *real.drawn(comunas, 20, [*OF_THE_DOCUMENTS, SANTIAGO]), *regions]


@pytest.fixture(scope="session")
def real_edition(datos: Path, listed: list[str], tmp_path_factory: pytest.TempPathFactory) -> RealEdition:
    """The edition that `cuenta run` makes from all the official files. Nobody may change it."""

    def make(folder: Path) -> dict[str, Any]:
        workspace = real.create(folder / "colaborativa", ",".join(listed))
        real.deliver(datos, workspace)
        return asdict(real.run(workspace))

    folder, said = made_once(tmp_path_factory, "real", make)
    done, workspace = real.Run(**said), folder / "colaborativa"
    assert done.code == 0, done.said
    return RealEdition(workspace, real.edition(workspace), listed, done)


@pytest.fixture(scope="session")
def values(real_edition: RealEdition) -> pd.DataFrame:
    """Its valores.csv."""
    return published(real_edition.folder)


@pytest.fixture(scope="session")
def recomputed(datos: Path) -> pd.DataFrame:
    """Every figure that the raw files allow, computed without the platform."""
    return recompute(datos)
