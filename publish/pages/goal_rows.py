"""The rows of a goal: one per indicator and territory, from agreement to now."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from publish import curve_sentences, goal_sentences, sentences, text
from publish.curves import LINE
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.places import Place

_SYMBOLS = {
    "alcanzada": "✔",
    "en_camino": "▶",
    "sin_cambio_distinguible": "=",
    "sin_margen": "±",
    "se_aleja": "◀",
    "quiebre": "≀",
    "sin_datos": "○",
    "reservado": "■",
}


@dataclass(frozen=True)
class GoalRow:
    """Progress of one indicator of a goal in one place. Values are None where there is none to show.

    outlook: where it was going if nothing changed ({} when nobody worked it out); forecasts: period by
    period; milestones: the figures to reach on the way.
    """

    goal: Record
    card: Record
    place: Place
    sex: str
    role: str
    values: Mapping[str, Any]
    outlook: Mapping[str, Any] = field(default_factory=dict)
    forecasts: tuple[Mapping[str, Any], ...] = ()
    milestones: tuple[Mapping[str, Any], ...] = ()

    @property
    def curve(self) -> list[str]:
        """What the row says of where it was going, sentence by sentence."""
        return curve_sentences.curve(self.card, self.outlook)

    @property
    def about_target(self) -> list[str]:
        """What is particular of its target, and how long is left."""
        return curve_sentences.target(self.card, self.values, self.outlook)

    @property
    def expectation(self) -> tuple[str, str]:
        """Sign and words of what came beside what was expected; both empty when nobody worked it out."""
        return curve_sentences.EXPECTATIONS.get(str(self.outlook.get("expectation")), ("", ""))

    @property
    def is_compared(self) -> bool:
        """Whether a figure since the agreement stands beside what was expected."""
        return self.outlook.get("expectation") in ("mejor", "igual", "peor", "distinto")

    @property
    def key(self) -> str:
        """Tells this row from every other."""
        return f"{self.goal['id']}--{self.card['id']}--{self.place.id}--{self.sex}"

    @property
    def of_sex(self) -> str:
        """« (mujeres)» or « (hombres)»; empty when the goal is about all."""
        return goal_sentences.of_sex(self.values)

    @property
    def met_at_start(self) -> bool:
        """Whether what was agreed already held when it was agreed."""
        return goal_sentences.met_at_start(self.card, self.values)

    @property
    def baseline_period(self) -> str:
        """The period it starts from."""
        return str(self.values["baseline_period"])

    @property
    def baseline_value(self) -> float | None:
        """The figure it starts from."""
        value: float | None = self.values["baseline_value"]
        return value

    @property
    def target_period(self) -> str:
        """The period agreed to reach it."""
        return str(self.values["target_period"])

    @property
    def target_value(self) -> float | None:
        """The figure agreed to reach."""
        value: float | None = self.values["target_value"]
        return value

    @property
    def sentence(self) -> str:
        """What the row says in words."""
        return goal_sentences.describe_goal(self.card, self.place.title, self.values)

    @property
    def symbol(self) -> str:
        """The shape beside the verdict's words."""
        return "=" if self.met_at_start else _SYMBOLS.get(self.values["verdict"], "○")

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return goal_sentences.verdict(self.card, self.values)

    @property
    def verdict_id(self) -> str:
        """The verdict as a class of the style sheet."""
        return "ya-se-cumplia" if self.met_at_start else str(self.values["verdict"]).replace("_", "-")

    def shown(self, name: str) -> str:
        """A value of the row with its unit, or «no disponible» / «reservado»."""
        mark = "s" if self.values["verdict"] == "reservado" else ""
        value = self.values[name]
        if value is not None:
            mark = ""
        return text.figure(value, mark, self.card.get("unidad", ""), sentences.decimals(self.card))

    @property
    def sign(self) -> str:
        """`u` when the newest figure, or the one it is judged by, is unreliable; empty otherwise."""
        return "u" if self.values.get("mark") == "u" and self.values["verdict"] != "reservado" else ""

    @property
    def distance(self) -> str:
        """How much is missing, without a sign; empty when it is not known or already reached."""
        if self.values["distance"] is None or self.values["verdict"] == "alcanzada":
            return ""
        digits = sentences.decimals(self.card)
        return text.difference(self.values["distance"], self.card.get("unidad", ""), digits)

    @property
    def people(self) -> str:
        """The gap in persons, when the goal is a share."""
        return text.people(self.values["gap_people"]) if self.values["gap_people"] else ""


def goal_rows(desk: Desk) -> list[GoalRow]:
    """Rows of every goal in the order of the goals; principal indicators first."""
    cards, rows = desk.account.cards, []
    curves = desk.account.curves
    outlook, forecasts, milestones = map(_by_line, (curves.outlook, curves.forecasts, curves.milestones))
    progress = desk.account.goal_progress.to_dict("records")
    progress.sort(key=lambda r: (r["role"] != "principal", r["indicator_id"], r["territory_id"], r["sex"]))
    shown = set(desk.account.names)
    for goal in desk.account.goals:
        for row in progress:
            if row["goal_id"] == goal["id"] and row["indicator_id"] in cards and row["territory_id"] in shown:
                place = desk.places[row["territory_id"]]
                clean = {str(name): _clean(value) for name, value in row.items()}
                card = cards[row["indicator_id"]]
                line = tuple(row[name] for name in LINE)
                told = outlook.get(line, ({},))[0]
                rows.append(
                    GoalRow(
                        goal, card, place, row["sex"], row["role"], clean, told,
                        forecasts.get(line, ()), milestones.get(line, ()),
                    )
                )  # fmt: skip
    return rows


def _by_line(frame: pd.DataFrame) -> dict[tuple[Any, ...], tuple[Mapping[str, Any], ...]]:
    """The rows of each figure that a goal follows, in order of time, no NaN."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    ordered = frame.sort_values("period") if "period" in frame else frame
    for row in ordered.to_dict("records"):
        line = tuple(row[name] for name in LINE)
        found[line].append({str(name): _clean(value) for name, value in row.items()})
    return {line: tuple(rows) for line, rows in found.items()}


def _clean(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
