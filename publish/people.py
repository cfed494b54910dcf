"""People, practice and families of the account: what the community's registers say, small counts reserved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from publish.inputs import Inputs
from publish.protect.minimum import RESERVED
from publish.protect.threshold import is_few
from publish.protect.whole_lines import few_of, whole_above, whole_by, with_their_line
from publish.shapes_people import no_people, shaped

MOMENTS = ("entrada", "ahora", "salida")
#: without the day: a total dated otherwise than its parts is their total all the same
_SEXED = ["study", "service", "question", "territory_id"]
_UNSEXED = ["study", "service", "question", "sex"]


@dataclass(frozen=True)
class People:
    """tables: the frames of publish.shapes_people by name, those of persons with `mark` (`s`: reserved, no
    number). places: name of every territory. stages: last month of each stage of the families' calendar.
    due: month and day of the legal account.
    """

    tables: Mapping[str, pd.DataFrame] = field(default_factory=no_people)
    places: Mapping[str, str] = field(default_factory=dict)
    stages: tuple[int, ...] = ()
    due: str = ""

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The frame of one table. Raises KeyError."""
        return self.tables[table]

    def has(self, *tables: str) -> bool:
        """Whether any of these tables has rows."""
        return any(len(self.tables[table]) for table in tables)


def open_people(inputs: Inputs, threshold: int) -> People:
    """The tables as they may be shown. Who went to a public assembly is counted as it was, however few."""
    tables = {name: shaped(rows, name) for name, rows in inputs.people.items()}
    above = dict(
        zip(inputs.territories["territory_id"], inputs.territories["parent_id"].fillna(""), strict=True)
    )
    rules: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "satisfaction": lambda rows: _satisfaction(rows, above, threshold),
        "staff_evaluation": lambda rows: _staff(rows, threshold),
        "trainings": lambda rows: _trainings(rows, threshold),
        "declared_contrasts": lambda rows: _contrasts(rows, tables["trainings"], threshold),
        "wellbeing": lambda rows: _wellbeing(rows, threshold),
    }
    for name, rule in rules.items():
        rows = tables[name]
        tables[name] = rule(rows) if len(rows) else rows.assign(mark=np.array([], dtype="str"))
    return People(
        tables=tables,
        places=dict(zip(inputs.territories["territory_id"], inputs.territories["name"], strict=True)),
        stages=tuple((inputs.settings.get("familias") or {}).get("etapas") or ()),
        due=str((inputs.settings.get("cuenta_legal") or {}).get("plazo") or ""),
    )


def _reserve(rows: pd.DataFrame, hidden: pd.Series, numbers: list[str]) -> pd.DataFrame:
    found = rows.copy()
    found.loc[hidden, numbers] = np.nan
    return found.assign(mark=np.where(hidden, RESERVED, ""))


def _satisfaction(rows: pd.DataFrame, above: dict[str, str], threshold: int) -> pd.DataFrame:
    """A share, who is satisfied and who is not; both sexes together and all places of one whole together."""
    few = few_of([rows["satisfied"], rows["asked"], rows["asked"] - rows["satisfied"]], threshold)
    lines = [whole_by(rows, _SEXED, rows["sex"] == "total"), whole_above(rows, _UNSEXED, above)]
    return _reserve(rows, with_their_line(few, lines), ["satisfied", "asked", "share", "ci_low", "ci_high"])


def _staff(rows: pd.DataFrame, threshold: int) -> pd.DataFrame:
    few = few_of([rows["meeting"], rows["evaluated"], rows["evaluated"] - rows["meeting"]], threshold)
    return _reserve(rows, few, ["evaluated", "meeting", "share"])


def _trainings(rows: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Few in all: no number of persons. Few of one sex: none of the two, and the total stays."""
    few = is_few(rows["people"], threshold)
    parts = [rows["women"], rows["men"], rows["people"] - rows["women"], rows["people"] - rows["men"]]
    one_sex = few | few_of(parts, threshold)
    found = _reserve(rows, one_sex, ["women", "men"])
    found.loc[few, "people"] = np.nan
    return found


def _contrasts(rows: pd.DataFrame, trainings: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Courses whose people are few, or that the other courses for the same people would tell."""
    hidden_course = (trainings["mark"] == RESERVED) & trainings["people"].isna()
    audiences = set(trainings.loc[hidden_course & (trainings["record"] == "documentada"), "audience"])
    course = rows["subject"] == "capacitacion"
    few = few_of([rows["declared_people"], rows["documented_people"], rows["people_apart"]], threshold)
    hidden = course & (few | (rows["kind"].isin(audiences) & rows["documented_people"].notna()))
    return _reserve(rows, hidden, ["declared_people", "documented_people", "people_apart"])


def _wellbeing(rows: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Families, and the answers achieved and not; by territory, by dimension and by item of a dimension.

    Where few families have nothing that applies, how many have is not told, as it would tell them by
    subtraction. An item has one answer of each family, so there the whole row goes; a dimension loses its
    families alone.
    """
    in_total = _below(rows, "dimension", "total", ["territory_id", "moment"])
    in_dimension = _below(rows, "item", "dimension", ["dimension", "territory_id", "moment"])
    of_item = _below(rows, "item", "total", ["territory_id", "moment"])
    few = few_of([rows["families"], rows["achieved"], rows["answers"] - rows["achieved"]], threshold)
    unasked = few.copy()
    for whole in (in_total, in_dimension, of_item):
        families = whole.map(rows["families"]).astype("float64")
        few |= is_few(families - rows["answers"], threshold)
        unasked |= is_few(families - rows["families"], threshold)
    few |= unasked & (rows["level"] == "item")
    everywhere = rows["territory_id"] == ""
    lines = [
        whole_by(rows, ["level", "dimension", "item", "moment"], everywhere), in_total, in_dimension,
    ]  # fmt: skip
    hidden = with_their_line(few, lines)
    found = _reserve(rows, hidden, ["families", "answers", "achieved", "share"])
    found.loc[with_their_line(hidden | unasked, lines), "families"] = np.nan
    return found


def _below(rows: pd.DataFrame, level: str, whole: str, key: list[str]) -> pd.Series:
    """The row of level `whole` that each row of `level` is a part of."""
    pair = rows[rows["level"].isin([level, whole])]
    return whole_by(pair, key, pair["level"] == whole).reindex(rows.index)
