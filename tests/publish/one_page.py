"""Pages written one at a time and without charts, for tests that read a few of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from publish.account import Account, EditionInfo
from publish.charts import ChartBook
from publish.pages.desk import Desk
from publish.pages.environment import Writer
from publish.pages.site import _shared
from tests.publish import made_up


@cache
def shared_desk() -> Desk:
    """The made-up account on a desk, made once for every test that only reads it."""
    return desk_of(made_up.account())


def desk_of(account: Account) -> Desk:
    """A desk with no chart drawn."""
    return Desk(account, EditionInfo("2023-001", account.year), ChartBook())


def written(desk: Desk, page: tuple[str, str, dict[str, Any]], out: Path) -> str:
    """The HTML of a page."""
    Writer(out, _shared(desk)).write(*page)
    return (out / page[0]).read_text(encoding="utf-8")
