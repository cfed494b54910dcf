"""The documents of one made-up account, printed once for every test that only reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.account import EditionInfo
from publish.charts import ChartBook
from publish.documents import write_documents
from publish.pages.desk import Desk
from publish.pages.drawings import goal_chart
from publish.pages.goal_rows import goal_rows
from tests.publish import made_up

EDITION = "2023-001"


def printed(desk: Desk, out: Path) -> dict[str, str]:
    """Write the documents of a desk and give their fingerprints."""
    return write_documents(desk, out, lambda *_: None)


def ready(edition: str = EDITION) -> Desk:
    """The made-up account on a desk, with the charts of its goals drawn."""
    account = made_up.account(listed=["13401", "08110"])
    desk = Desk(account, EditionInfo(edition, account.year, documents=True), ChartBook())
    for row in goal_rows(desk):
        drawing = goal_chart(desk, row)
        assert drawing is not None
        desk.charts["meta", row.key, ""] = str(desk.book.add(drawing))
    desk.book.render()
    return desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return ready()


@pytest.fixture(scope="session")
def documents(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document of the account, and nothing else."""
    folder = tmp_path_factory.mktemp("documentos")
    printed(desk, folder)
    return folder
