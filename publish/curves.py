"""Where goals were going «si todo sigue igual», without what would let a reserved figure be found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from publish.derived import RESERVED, VERDICT
from publish.shapes import empty

#: What tells one figure that a goal follows from every other.
LINE = ["goal_id", "indicator_id", "territory_id", "sex", "role"]
_FIGURE = ["indicator_id", "territory_id", "sex"]


@dataclass(frozen=True)
class Curves:
    """outlook: one row per figure that a goal follows. forecasts: one per period since the line's last point.
    milestones: one per figure to reach on the way. Protected: see `open_curves`."""

    outlook: pd.DataFrame = field(default_factory=partial(empty, "goal_outlook"))
    forecasts: pd.DataFrame = field(default_factory=partial(empty, "goal_forecasts"))
    milestones: pd.DataFrame = field(default_factory=partial(empty, "goal_milestones"))


def open_curves(
    outlook: pd.DataFrame,
    forecasts: pd.DataFrame,
    milestones: pd.DataFrame,
    progress: pd.DataFrame,
    protected: pd.DataFrame,
) -> Curves:
    """The curves without what would tell a reserved figure.

    progress: the protected goal_progress. protected: the frame that protect_values gave. A line and its band
    could be solved for one hidden figure among those that they were drawn through: where one is
    reserved, so is the forecast. What came is reserved with its figure, and with it the verdict; what is
    said of the target, with the goal itself.
    """
    if outlook.empty and forecasts.empty and milestones.empty:
        return Curves(*(rows.reset_index(drop=True) for rows in (outlook, forecasts, milestones)))
    itself = (protected["age_band"] == "total") & (protected["dimension"] == "")
    hidden = protected.loc[itself & (protected["mark"] == RESERVED), [*_FIGURE, "period"]]
    drawn = _drawn_through(outlook, hidden)
    touched = pd.MultiIndex.from_frame(outlook[LINE]).isin(
        pd.MultiIndex.from_frame(progress.loc[progress["verdict"] == VERDICT, LINE])
    )
    unsaid = pd.MultiIndex.from_frame(outlook[_FIGURE]).isin(pd.MultiIndex.from_frame(hidden[_FIGURE]))
    beside = _is_hidden(outlook, "compared_period", hidden)
    safe = outlook.reset_index(drop=True)
    safe.loc[drawn, ["target_forecast", "target_low", "target_high"]] = np.nan
    safe.loc[drawn, ["expected_value", "expected_low", "expected_high"]] = np.nan
    safe.loc[drawn, "trend_state"] = VERDICT
    safe.loc[drawn | beside, "expectation"] = VERDICT
    safe.loc[drawn | beside, "expected_people"] = np.nan
    safe.loc[beside, "observed"] = np.nan
    safe.loc[touched, "target_case"] = VERDICT
    safe.loc[touched | unsaid, "reached_period"] = ""
    return Curves(
        safe,
        _open_forecasts(forecasts, outlook.loc[drawn, LINE], hidden),
        _open_milestones(milestones, hidden),
    )


def _drawn_through(outlook: pd.DataFrame, hidden: pd.DataFrame) -> np.ndarray:
    """Which lines have a reserved figure within the years that they were drawn through."""
    spans = outlook[[*_FIGURE, "trend_from", "trend_to"]].assign(row=np.arange(len(outlook)))
    both = spans.merge(hidden, on=_FIGURE)
    first, last, year = (both[name].fillna("").map(_end) for name in ("trend_from", "trend_to", "period"))
    found = np.zeros(len(outlook), dtype=bool)
    found[both.loc[(first <= year) & (year <= last), "row"].unique()] = True
    return found


def _end(period: str) -> str:
    """Last year of a period, as text; '' for none."""
    return period.rpartition("/")[2][:4]


def _is_hidden(rows: pd.DataFrame, period: str, hidden: pd.DataFrame) -> np.ndarray:
    used = pd.MultiIndex.from_frame(rows[[*_FIGURE, period]].fillna(""))
    return np.asarray(used.isin(pd.MultiIndex.from_frame(hidden)), dtype=bool)


def _open_forecasts(forecasts: pd.DataFrame, drawn: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    whole = pd.MultiIndex.from_frame(forecasts[LINE]).isin(pd.MultiIndex.from_frame(drawn))
    beside = _is_hidden(forecasts, "period", hidden)
    safe = forecasts.reset_index(drop=True)
    safe.loc[whole, ["value", "low", "high"]] = np.nan
    safe.loc[beside, "observed"] = np.nan
    safe.loc[whole | beside, "verdict"] = VERDICT
    return safe


def _open_milestones(milestones: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    beside = _is_hidden(milestones, "period", hidden)
    safe = milestones.reset_index(drop=True)
    safe.loc[beside, "observed"] = np.nan
    safe.loc[beside, "state"] = VERDICT
    return safe
