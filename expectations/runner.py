"""Runs a suite over the rows of one file and says, in the suite's words, what does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from expectations.engine import evaluate
from expectations.grouped import evaluate_groups
from expectations.suite import Demand, Suite

#: «0.7 * filas_anterior»: a factor and a figure of the nearest earlier block.
_FORMULA = re.compile(r"\s*(\d+(?:\.\d+)?)\s*\*\s*(filas_anterior)\s*")


@dataclass(frozen=True)
class Outcome:
    """What became of one demand. `groups`: the groups that fail, when asked per group."""

    demand: Demand
    ok: bool
    problem: str = ""
    groups: tuple[tuple[str, ...], ...] = ()


def run_suite(
    suite: Suite,
    rows: pd.DataFrame,
    controls: pd.DataFrame | None = None,
    previous_rows: Mapping[str, int] | None = None,
) -> list[Outcome]:
    """Evaluate every demand of `suite`.

    `rows`: bronze rows, all text. `controls`: columns control, bloque, impreso, recalculado,
    diferencia. `previous_rows`: block -> rows of the nearest earlier block; a demand that needs
    it is not asked of blocks without one.
    """
    frame = _typed(suite, rows)
    outcomes = [_ask(demand, frame, previous_rows or {}) for demand in suite.expectativas]
    if controls is not None and len(controls):
        outcomes += [_ask(demand, controls, {}) for demand in suite.controles]
    return outcomes


def _typed(suite: Suite, rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.copy(deep=False)
    for column in suite.numericas:
        frame[column] = pd.to_numeric(frame[column].replace("", None), errors="coerce")
    for name, formula in suite.derivadas.items():
        frame[name] = frame.eval(formula)
    return frame


def _ask(demand: Demand, frame: pd.DataFrame, previous_rows: Mapping[str, int]) -> Outcome:
    for column, values in demand.donde.items():
        frame = frame[frame[column].isin([values] if isinstance(values, str) else values)]
    if _has_formula(demand.argumentos):
        return _ask_against_history(demand, frame, previous_rows)
    if demand.por:
        groups, problem = evaluate_groups(frame, demand.por, demand.tipo, demand.argumentos)
        return Outcome(demand, not groups and not problem, problem, tuple(groups))
    if frame.empty and demand.donde:
        return Outcome(demand, True)
    verdict = evaluate(frame, demand.tipo, demand.argumentos)
    return Outcome(demand, verdict.ok, verdict.problem)


def _ask_against_history(demand: Demand, frame: pd.DataFrame, previous_rows: Mapping[str, int]) -> Outcome:
    failing: list[tuple[str, ...]] = []
    for block, group in frame.groupby("_bloque", sort=True):
        earlier = previous_rows.get(str(block))
        if earlier:
            arguments = {key: _value(value, earlier) for key, value in demand.argumentos.items()}
            if not evaluate(group, demand.tipo, arguments).ok:
                failing.append((str(block),))
    return Outcome(demand, not failing, "", tuple(failing))


def _has_formula(arguments: Mapping[str, Any]) -> bool:
    return any(isinstance(value, str) and _FORMULA.fullmatch(value) for value in arguments.values())


def _value(value: Any, earlier: int) -> Any:
    match = _FORMULA.fullmatch(value) if isinstance(value, str) else None
    return int(float(match.group(1)) * earlier) if match else value
