"""Runs a suite over the rows of one file and says, in the suite's words, what does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from expectations.engine import Verdict, evaluate, evaluate_all
from expectations.grouped import asks_each_row, evaluate_groups, groups_of
from expectations.suite import Demand, Suite

#: What is known of earlier deliveries: name of the figure -> block -> figure.
History = Mapping[str, Mapping[str, int]]
#: «0.7 * filas_anterior»: a factor and one of those figures.
_FORMULA = re.compile(r"\s*(\d+(?:\.\d+)?)\s*\*\s*(\w+)\s*")


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
    history: History | None = None,
) -> list[Outcome]:
    """Evaluate every demand of `suite`.

    `rows`: bronze rows, all text. `controls`: columns control, bloque, impreso, recalculado,
    diferencia. `history`: a demand that needs one of its figures is not asked of blocks without it.
    """
    outcomes = _ask_all(suite.expectativas, _typed(suite, rows), history or {})
    if controls is not None and len(controls):
        outcomes += _ask_all(suite.controles, controls, {})
    return outcomes


def _ask_all(demands: Sequence[Demand], frame: pd.DataFrame, history: History) -> list[Outcome]:
    """What is asked of the whole frame in one go, and the rest one by one, in their order."""
    together = [place for place, demand in enumerate(demands) if len(frame) and _is_of_all_rows(demand)]
    asked = [(demands[place].tipo, demands[place].argumentos) for place in together]
    verdicts = dict(zip(together, evaluate_all(frame, asked), strict=True))
    return [
        _outcome(demand, frame, verdicts[place]) if place in verdicts else _ask(demand, frame, history)
        for place, demand in enumerate(demands)
    ]


def _is_of_all_rows(demand: Demand) -> bool:
    if demand.donde or figure_of(demand.argumentos):
        return False
    return not demand.por or asks_each_row(demand.tipo, demand.argumentos)


def _outcome(demand: Demand, frame: pd.DataFrame, verdict: Verdict) -> Outcome:
    groups = groups_of(frame, demand.por, verdict) if demand.por else []
    return Outcome(demand, verdict.ok, verdict.problem, tuple(groups))


def _typed(suite: Suite, rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.copy(deep=False)
    for column in suite.numericas:
        frame[column] = to_numbers(frame[column])
    for name, formula in suite.derivadas.items():
        frame[name] = frame.eval(formula)
    return frame


def to_numbers(texts: pd.Series) -> pd.Series:
    """Canonical text as numbers; what is none, and the empty text, as missing."""
    return pd.to_numeric(texts.replace("", None), errors="coerce")


def _ask(demand: Demand, frame: pd.DataFrame, history: History) -> Outcome:
    for column, values in demand.donde.items():
        frame = frame[frame[column].isin([values] if isinstance(values, str) else values)]
    figure = figure_of(demand.argumentos)
    if figure:
        sizes = frame.groupby("_bloque", sort=True).size().rename("filas").reset_index()
        return against_history(demand, sizes, history.get(figure, {}))
    if demand.por:
        groups, problem = evaluate_groups(frame, demand.por, demand.tipo, demand.argumentos)
        return Outcome(demand, not groups and not problem, problem, tuple(groups))
    if frame.empty and demand.donde:
        return Outcome(demand, True)
    verdict = evaluate(frame, demand.tipo, demand.argumentos)
    return Outcome(demand, verdict.ok, verdict.problem)


def against_history(demand: Demand, rows: pd.DataFrame, earlier: Mapping[str, int]) -> Outcome:
    """Rows of each block (`_bloque`, `filas`) as a share of the earlier ones; blocks without earlier
    ones are not asked.
    """
    known = rows[rows["_bloque"].isin(list(earlier))]
    share = known.assign(parte=known["filas"] / known["_bloque"].map(dict(earlier)).astype(float))
    limits = {key: _factor(value) for key, value in demand.argumentos.items()}
    groups, problem = evaluate_groups(
        share, ["_bloque"], "expect_column_values_to_be_between", {"column": "parte", **limits}
    )
    return Outcome(demand, not groups and not problem, problem, tuple(groups))


def figure_of(arguments: Mapping[str, Any]) -> str:
    """The figure of history that the arguments name, if any."""
    texts = (value for value in arguments.values() if isinstance(value, str))
    return next((match.group(2) for text in texts if (match := _FORMULA.fullmatch(text))), "")


def _factor(value: Any) -> Any:
    match = _FORMULA.fullmatch(value) if isinstance(value, str) else None
    return float(match.group(1)) if match else value
