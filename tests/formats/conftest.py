"""One made-up edition with its downloads, written once for every test that only reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.account import Account, build_account
from publish.downloads import write_downloads
from tests.publish import small

SITE = "https://cuenta.ejemplo.cl/"


@pytest.fixture(scope="session")
def account() -> Account:
    return build_account(small.inputs(sitio=SITE, descripcion="Quienes viven aquí."))


@pytest.fixture(scope="session")
def edition(account: Account, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an edition that has its downloads and no page."""
    folder = tmp_path_factory.mktemp("formatos")
    write_downloads(account, folder, "2025-001")
    return folder
