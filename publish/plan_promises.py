"""What the work plans of the account before promised, beside what they say today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from publish.commitment_words import known

_TODAY = ["done", "pending", "cancelled"]


@dataclass(frozen=True)
class PlanPromise:
    """A plan by its code: actions planned then, and what is told of it today; None where unknown.
    listed: whether the account still has the plan."""

    plan: str
    planned: float
    listed: bool
    done: float | None = None
    pending: float | None = None
    cancelled: float | None = None


def plan_promises(plans: pd.DataFrame, edition: Path) -> tuple[PlanPromise, ...]:
    """The plans that `edition` published with something planned, in its order. plans: work_plans of today."""
    path = edition / "datos" / "compromisos.parquet"
    if not path.is_file():
        return ()
    before = pd.read_parquet(path)
    whole = before[(before["area"] == "") & (before["estandar"] == "") & (before["planificado"] > 0)]
    today = plans[plans["level"] == "plan"].drop_duplicates("plan_id").set_index("plan_id")[_TODAY]
    return tuple(
        _promise(str(row["plan"]), float(row["planificado"]), today) for row in whole.to_dict("records")
    )


def _promise(plan: str, planned: float, today: pd.DataFrame) -> PlanPromise:
    if plan not in today.index:
        return PlanPromise(plan, planned, listed=False)
    counts = {name: known(today.at[plan, name]) for name in _TODAY}
    return PlanPromise(plan, planned, listed=True, **counts)
