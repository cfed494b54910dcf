"""What was promised in the account before, with its state of today; and goals changed without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from publish import text
from publish.inputs import Record
from publish.plan_promises import PlanPromise, plan_promises

#: What a promise is today when the account no longer has it.
GONE = "retirada"
_LINE = ["meta", "indicador", "territorio", "sexo"]


@dataclass(frozen=True)
class Promise:
    """One action promised before. goal: id and statement; listed: whether the goal still has a page."""

    goal: str
    statement: str
    listed: bool
    what: str
    who: str
    due: str
    state: str
    reason: str


@dataclass(frozen=True)
class Promises:
    """`previous`: year of the account that made them, '' when no edition of an earlier year is at hand.
    plans: the work plans of that edition. gone: statements of its goals that the account no longer has.
    unsaid: per goal, what changed since the edition before without a line in its history."""

    previous: str = ""
    rows: tuple[Promise, ...] = ()
    plans: tuple[PlanPromise, ...] = ()
    gone: tuple[str, ...] = ()
    unsaid: Mapping[str, list[str]] = field(default_factory=dict)


def actions(goals: list[Record]) -> list[Record]:
    """Every action of every goal, in the order in which they are written."""
    return [
        {
            "meta": goal["id"],
            "numero": float(position),
            "accion": str(entry.get("accion") or ""),
            "responsable": str(entry.get("responsable") or ""),
            "comprometida": str(entry.get("comprometida") or (goal.get("acuerdo") or {}).get("fecha") or ""),
            "plazo": str(entry.get("fecha") or ""),
            "presupuesto": entry.get("presupuesto"),
            "estado": str(entry.get("estado") or "pendiente"),
            "motivo": str(entry.get("motivo") or ""),
        }
        for goal in goals
        for position, entry in enumerate(goal.get("acciones") or [], 1)
    ]


def earlier_edition(ids: list[str], year: int) -> str:
    """The last edition of an account before `year`; '' for none. ids: like «2024-001», in order."""
    earlier = [name for name in ids if name[:4].isdigit() and int(name[:4]) < year]
    return earlier[-1] if earlier else ""


def promises(
    goals: list[Record], year: int, edition: Path | None, plans: pd.DataFrame | None = None
) -> Promises:
    """The promises that open the account of `year`.

    edition: the last one of an earlier year. Its actions are the promises, found again by goal and words;
    without it, the actions of today that were undertaken before the year began. plans: work_plans of today.
    """
    today = actions(goals)
    statements = {goal["id"]: str(goal.get("enunciado") or "") for goal in goals}
    before = _published(edition, "metas_acciones") if edition else None
    if edition is None or before is None:
        made = [row for row in today if row["comprometida"] and int(row["comprometida"][:4]) < year]
        return Promises("", tuple(_promise(row, row, statements) for row in made))
    named = _statements(edition) | statements
    known = {(row["meta"], _words(row["accion"])): row for row in today}
    rows = [
        _promise(row, known.get((row["meta"], _words(row["accion"]))), named, row["meta"] in statements)
        for row in before.to_dict("records")
    ]
    return Promises(
        edition.name[:4],
        tuple(rows),
        plan_promises(plans, edition) if plans is not None else (),
        tuple(said for goal, said in _statements(edition).items() if goal not in statements),
    )


def unsaid_changes(progress: pd.DataFrame, goals: list[Record], edition: Path) -> dict[str, list[str]]:
    """Per goal, a sentence for each target or baseline that is not what `edition` published and for each
    indicator that is no longer measured, when the history of the goal has no more lines than then.
    progress: goal_progress of today."""
    before = _published(edition, "metas")
    if before is None or "cambios_escritos" not in before:
        return {}
    written = {goal["id"]: len(goal.get("historial") or []) for goal in goals}
    now = progress[["goal_id", "indicator_id", "territory_id", "sex"]].set_axis(_LINE, axis=1)
    now = now.assign(
        base=progress["baseline_period"], valor=progress["target_value"], periodo=progress["target_period"]
    )
    both = before[before["meta"].isin(list(written))].merge(now, on=_LINE, how="left", indicator=True)
    found: dict[str, list[str]] = {}
    for row in both.to_dict("records"):
        if written[row["meta"]] > row["cambios_escritos"]:
            continue
        if row["_merge"] == "left_only":
            found.setdefault(row["meta"], []).append(
                f"En la edición {edition.name} se medía también con otro indicador o en otro territorio. "
                "Ya no, y su historial no dice por qué."
            )
            continue
        then = f"{text.plain(row['meta_valor'])} en {text.period(row['meta_periodo'])}"
        moved = abs(row["meta_valor"] - row["valor"]) > 1e-6 or row["meta_periodo"] != row["periodo"]
        said = found.setdefault(row["meta"], [])
        if moved:
            said.append(
                f"En la edición {edition.name} la meta era {then}. Cambió y su historial no dice por qué."
            )
        if row["base_periodo"] != row["base"]:
            said.append(
                f"En la edición {edition.name} se partía de {text.period(row['base_periodo'])}. "
                "Cambió y su historial no dice por qué."
            )
    return {goal: list(dict.fromkeys(said)) for goal, said in found.items() if said}


def _promise(
    made: Mapping[Any, Any],
    today: Mapping[Any, Any] | None,
    statements: Mapping[str, str],
    listed: bool = True,
) -> Promise:
    return Promise(
        goal=made["meta"],
        statement=statements.get(made["meta"], ""),
        listed=listed,
        what=made["accion"],
        who=made["responsable"],
        due=made["plazo"],
        state=today["estado"] if today else GONE,
        reason=today["motivo"] if today else "",
    )


def _words(action: str) -> str:
    """An action without what people change without meaning to: capitals, spaces and the full stop."""
    return " ".join(action.lower().rstrip(" .").split())


def _statements(edition: Path) -> dict[str, str]:
    goals = _published(edition, "metas")
    return {} if goals is None else dict(zip(goals["meta"], goals["enunciado"], strict=True))


def _published(edition: Path, table: str) -> pd.DataFrame | None:
    path = edition / "datos" / f"{table}.parquet"
    return pd.read_parquet(path) if path.is_file() else None
