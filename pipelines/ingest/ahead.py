"""Work ahead: an iterator that runs in a thread of its own while what it gave is being used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
_DONE = object()


def ahead(source: Iterator[T], items: int = 3) -> Iterator[T]:
    """The items of `source`, up to `items` of them made before they are asked for.

    What `source` raises is raised here. When the caller stops early, so does the thread.
    """
    made: queue.Queue[object] = queue.Queue(items)
    stop = threading.Event()
    trouble: list[BaseException] = []

    def put(item: object) -> None:
        while not stop.is_set():
            try:
                made.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def run() -> None:
        try:
            for item in source:
                put(item)
                if stop.is_set():
                    return
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            trouble.append(error)
        finally:
            put(_DONE)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    try:
        while (item := made.get()) is not _DONE:
            yield item  # type: ignore[misc]
        if trouble:
            raise trouble[0]
    finally:
        stop.set()
        worker.join()
