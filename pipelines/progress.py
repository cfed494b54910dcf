"""Progress that a long step reports, whoever shows it. Silent unless somebody listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: Called with what is being done, how much is done and how much there is (0 when unknown).
Listener = Callable[[str, int, int], None]


def _silence(text: str, done: int, total: int) -> None:
    """Default listener."""


_listener: ContextVar[Listener] = ContextVar("progress_listener", default=_silence)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send every report made inside the block to `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report(text: str, done: int = 0, total: int = 0) -> None:
    """Say that `text` is being done: `done` of `total` (0 when there is no count)."""
    _listener.get()(text, done, total)
