"""The territories of Chile as Python sees them: codes, names, levels and ancestors.

Everything comes from the seeds that dbt loads too (`dbt_project/seeds`), so both sides agree.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"

#: From the whole to the part; `sin_territorio` closes the totals of the level above it.
levels: tuple[str, ...] = ("pais", "region", "provincia", "comuna", "sin_territorio")

_APOSTROPHES = str.maketrans("", "", "'´`’‘ʼ")


@dataclass(frozen=True)
class Territory:
    """One row of `national_territories.csv`. `parent` is empty for the country."""

    id: str
    name: str
    level: str
    parent: str
    valid_from: str
    reference_population: int


def _rows(seed: str) -> list[dict[str, str]]:
    with (SEEDS / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def all_territories() -> dict[str, Territory]:
    """Every territory by id, in the order of the seed (country, regions, provinces, comunas)."""
    return {
        row["territory_id"]: Territory(
            id=row["territory_id"],
            name=row["name"],
            level=row["level"],
            parent=row["parent_id"],
            valid_from=row["valid_from"],
            reference_population=int(row["reference_population"]),
        )
        for row in _rows("national_territories")
    }


@cache
def codes() -> dict[str, str]:
    """Five-digit code as a file may carry it (current, historic or «ignorada») to territory id."""
    return {row["code"]: row["territory_id"] for row in _rows("territory_codes")}


@cache
def names() -> dict[str, str]:
    """Territory id to official name."""
    return {territory.id: territory.name for territory in all_territories().values()}


def normalise(text: str) -> str:
    """Upper case, no accents (Ñ becomes N), no apostrophes, single spaces."""
    # apostrophes go first: a lone accent used as one would come apart into a space and a mark
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(plain.translate(_APOSTROPHES).upper().split())


@cache
def _codes_by_name() -> dict[str, str]:
    official = {normalise(t.name): t.id for t in all_territories().values() if t.level == "comuna"}
    aliases = {row["alias"]: row["territory_id"] for row in _rows("territory_aliases")}
    return aliases | official


def match_names(series: pd.Series[str]) -> pd.Series[str]:
    """Five-digit code of each comuna name (official list, then aliases); "" when unknown."""
    known = {text: _codes_by_name().get(normalise(str(text)), "") for text in series.dropna().unique()}
    return series.map(known).fillna("").astype(str)


def pad_codes(series: pd.Series[str]) -> pd.Series[str]:
    """Codes as five digits: "1101" and "1101.0" become "01101"; "" when it is not a code."""
    digits = series.fillna("").astype(str).str.strip().str.replace(r"\.0+$", "", regex=True)
    return digits.str.zfill(5).where(digits.str.fullmatch(r"\d{4,5}"), "")


def known_codes(series: pd.Series[str]) -> pd.Series[bool]:
    """True where the text is a five-digit code that leads to a territory."""
    return series.isin(list(codes()))


def national_levels() -> dict[str, str]:
    """Level of every national territory, by id."""
    return {territory.id: territory.level for territory in all_territories().values()}


def level_of(territory_id: str) -> str:
    """Level of a territory id. Raises KeyError when there is no such territory."""
    return all_territories()[territory_id].level


def ancestors(territory_id: str) -> list[str]:
    """Ids above a territory, nearest first: comuna -> [provincia, region, "CL"]."""
    above: list[str] = []
    parent = all_territories()[territory_id].parent
    while parent:
        above.append(parent)
        parent = all_territories()[parent].parent
    return above
