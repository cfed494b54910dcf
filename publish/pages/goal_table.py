"""The table beside a goal's chart: every period of it, what came, what was expected, and what was agreed."""

from __future__ import annotations

from typing import Any

from publish import curve_sentences, sentences, text
from publish.pages.goal_rows import GoalRow


def path_table(row: GoalRow) -> dict[str, Any]:
    """Rows of the goal's path, in order of time, and whether they have an expected figure or a milestone."""
    expected = {str(each["period"]): each for each in row.forecasts}
    steps = {str(each["period"]): each for each in row.milestones}
    target = {row.target_period: "Meta"}
    periods = sorted({*expected, *steps, *target}, key=text.period_end)
    rows = [
        {
            "period": text.period(period),
            "what": target.get(period, "Hito" if period in steps else ""),
            "agreed": _agreed(row, steps.get(period), period),
            "expected": _value(row, expected.get(period), "value"),
            "band": _band(row, expected.get(period)),
            "came": _came(row, expected.get(period), steps.get(period)),
            "state": _state(expected.get(period), steps.get(period)),
        }
        for period in periods
    ]
    return {"rows": rows, "has_forecast": any(each["expected"] for each in rows)}


def _agreed(row: GoalRow, step: Any, period: str) -> str:
    if period == row.target_period:
        return row.shown("target_value")
    return _number(row, step["value"]) if step else ""


def _value(row: GoalRow, found: Any, name: str) -> str:
    return "" if not found or found[name] is None else _number(row, found[name])


def _band(row: GoalRow, found: Any) -> str:
    """«1,6 a 2,7», without the unit."""
    if not found or found["low"] is None:
        return ""
    digits = sentences.decimals(row.card)
    return f"{text.number(found['low'], digits)} a {text.number(found['high'], digits)}"


def _came(row: GoalRow, found: Any, step: Any) -> str:
    if "reservado" in ((found or {}).get("verdict"), (step or {}).get("state")):
        return text.MARK_WORDS["s"]
    return _value(row, found, "observed") or _value(row, step, "observed")


def _state(found: Any, step: Any) -> list[tuple[str, str]]:
    """Sign and words of what came: beside the milestone first, then beside what was expected."""
    said = [curve_sentences.MILESTONES[step["state"]]] if step else []
    verdict = str((found or {}).get("verdict") or "")
    if verdict in ("mejor", "igual", "peor", "distinto", "quiebre"):
        symbol, words = curve_sentences.EXPECTATIONS[verdict]
        said.append((symbol, words.removesuffix(" si todo seguía igual")))
    return said


def _number(row: GoalRow, value: float) -> str:
    return text.with_unit(value, row.card.get("unidad", ""), sentences.decimals(row.card))
