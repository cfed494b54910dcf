"""The only place that touches Great Expectations: demands on one pandas frame."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Verdict:
    """`ok`, and the positions of the rows that fail where the expectation looks at rows."""

    ok: bool
    failing: np.ndarray
    problem: str = ""  # the expectation itself could not be evaluated


#: Who is here alone loads Great Expectations; who comes meanwhile waits.
_LOADING = threading.Lock()
#: While it loads, threads that read a file get their turn this often, in seconds.
_TURN = 0.0005


def prepare() -> None:
    """Load Great Expectations in a thread, for who has seconds of other work before the first demand."""
    if "great_expectations" not in sys.modules:
        threading.Thread(target=_load_aside, name="expectativas").start()


def _load_aside() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        _batch_definition()
    finally:
        sys.setswitchinterval(before)


def _batch_definition() -> Any:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Any:
    # Great Expectations takes seconds to import: only a run with new files pays for it.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    asset = context.data_sources.add_pandas("tablas").add_dataframe_asset("tabla")
    return asset.add_batch_definition_whole_dataframe("todo")


def evaluate(frame: pd.DataFrame, kind: str, arguments: dict[str, Any]) -> Verdict:
    """As `evaluate_all`, for one expectation."""
    return evaluate_all(frame, [(kind, arguments)])[0]


def evaluate_all(frame: pd.DataFrame, demands: Sequence[tuple[str, dict[str, Any]]]) -> list[Verdict]:
    """Evaluate expectations (`expect_...` and its arguments) on `frame`; rows are positions 0..n-1.

    All in one pass: Great Expectations hashes the frame each time it is asked. A missing column or a
    wrong argument does not raise in Great Expectations 1.x: it comes back as a failure with an
    exception inside, reported in `problem`.
    """
    if not demands:
        return []
    batch = _batch_definition().get_batch({"dataframe": frame.reset_index(drop=True)})
    import great_expectations as gx

    asked = [
        {"type": kind, "kwargs": arguments, "meta": {"place": place}}
        for place, (kind, arguments) in enumerate(demands)
    ]
    suite = gx.ExpectationSuite(name="una", expectations=asked)
    wanted = {"result_format": "COMPLETE", "include_unexpected_rows": False}
    results = batch.validate(suite, result_format=wanted).results
    placed = {result.expectation_config.meta["place"]: _verdict(result) for result in results}
    return [placed[place] for place in range(len(demands))]


def _verdict(result: Any) -> Verdict:
    failing = np.array(result.result.get("unexpected_index_list") or [], dtype=np.int64)
    return Verdict(bool(result.success), failing, _exception(result.exception_info))


def _exception(info: dict[str, Any] | None) -> str:
    if not info:
        return ""
    for value in (info, *info.values()):
        if isinstance(value, dict) and value.get("exception_message"):
            return str(value["exception_message"])
    return ""
