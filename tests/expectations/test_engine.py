"""Great Expectations is loaded once, beside other work when there is some, and nobody uses it half loaded."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from expectations import engine


def test_who_asks_while_it_loads_waits_for_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    going: list[str] = []

    def load() -> str:
        going.append(f"empieza {threading.current_thread().name}")
        time.sleep(0.05)
        going.append("termina")
        return "listo"

    monkeypatch.delitem(sys.modules, "great_expectations", raising=False)
    monkeypatch.setattr(engine, "_loaded", load)
    turn = sys.getswitchinterval()
    engine.prepare()
    (loading,) = (thread for thread in threading.enumerate() if thread.name == "expectativas")
    while not going:
        time.sleep(0.001)
    assert engine._batch_definition() == "listo"
    loading.join()
    assert going == ["empieza expectativas", "termina", "empieza MainThread", "termina"]
    assert sys.getswitchinterval() == turn


def test_once_loaded_nothing_more_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "great_expectations", engine)
    before = threading.active_count()
    engine.prepare()
    assert threading.active_count() == before
