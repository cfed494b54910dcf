"""Territories that ended or were divided since 2004, with the names of what held them and came after."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

#: Of a code of five digits, the first three are its province and the first two its region, then as now.
_WIDTHS = {"province": 3, "region": 2}
_ORDER = ("region", "provincia", "comuna")


@dataclass(frozen=True)
class Successor:
    """What came after. `kind`: recodificada (the same place), dividida (keeps a part) or creada.

    `others`: code and name of the other former territories that gave it ground.
    """

    id: str
    name: str
    kind: str
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Former:
    """A territory as it was until the day before `event_date` (AAAA-MM-DD)."""

    id: str
    name: str
    level: str
    event_date: str
    reason: str
    law: str
    region: tuple[str, str]
    province: tuple[str, str]
    successors: tuple[Successor, ...]

    @property
    def is_recoded(self) -> bool:
        """Whether it goes on, whole, under another code."""
        return [successor.kind for successor in self.successors] == ["recodificada"]

    @property
    def keeps_code(self) -> bool:
        """Whether one of its successors has its code."""
        return any(successor.id == self.id for successor in self.successors)

    @property
    def heir(self) -> Successor | None:
        """What goes on with its name and a smaller ground; None when it is whole or ended."""
        return next((successor for successor in self.successors if successor.kind == "dividida"), None)

    @property
    def last_day(self) -> str:
        """The last day it was like this, AAAA-MM-DD."""
        day = datetime.date.fromisoformat(self.event_date) - datetime.timedelta(days=1)
        return day.isoformat()

    @property
    def year(self) -> str:
        """The year in which it changed."""
        return self.event_date[:4]


def named(history: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """territory_history with the names that pages need.

    Adds successor_name, and region_id, region_name, province_id and province_name of what contained it
    then. territories: territory_id and name of all of today.
    """
    today = dict(zip(territories["territory_id"], territories["name"], strict=True))
    before = dict(zip(history["former_id"], history["former_name"], strict=True))
    then = {**today, **before}
    found = history.assign(successor_name=history["successor_id"].map(today).fillna(""))
    for level, width in _WIDTHS.items():
        above = history["former_id"].str[:width].where(history["former_id"].str.len() > width, "")
        found[f"{level}_id"], found[f"{level}_name"] = above, above.map(then).fillna("")
    return found


def formers(history: pd.DataFrame) -> list[Former]:
    """One per territory that changed, largest first, then by code. history: as `named` gives it."""
    rows = defaultdict(list)
    givers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in history.sort_values(["former_id", "successor_id"]).to_dict("records"):
        rows[_ORDER.index(row["level"]), row["former_id"]].append(row)
        givers[row["successor_id"]].append((row["former_id"], row["former_name"]))
    return [_former(rows[key], givers) for key in sorted(rows)]


def _former(rows: list[dict[Hashable, Any]], givers: dict[str, list[tuple[str, str]]]) -> Former:
    first = rows[0]

    def successor(row: dict[Hashable, Any]) -> Successor:
        others = tuple(giver for giver in givers[row["successor_id"]] if giver[0] != row["former_id"])
        return Successor(row["successor_id"], row["successor_name"], row["kind"], others)

    return Former(
        first["former_id"],
        first["former_name"],
        first["level"],
        first["event_date"],
        first["reason"],
        first["law"],
        region=(first["region_id"], first["region_name"]),
        province=(first["province_id"], first["province_name"]),
        successors=tuple(successor(row) for row in rows),
    )
