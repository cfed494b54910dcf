"""Work ahead gives the same items and the same troubles, and stops when nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from pipelines.ingest.ahead import ahead


def test_items_come_in_order_whatever_their_number() -> None:
    for size in (0, 1, 3, 50):
        assert list(ahead(iter(range(size)))) == list(range(size))


def test_what_the_source_raises_is_raised_after_its_items() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    seen = []
    with pytest.raises(KeyError):
        for item in ahead(broken()):
            seen.append(item)
    assert seen == [1]


def test_a_caller_that_stops_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    items = ahead(iter(range(1000)))
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
