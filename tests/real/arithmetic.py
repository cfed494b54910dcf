"""Intervals and roll-ups of the recomputation, written from their definitions."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from tests.real.places import ANTARCTICA, COUNTRY, Places

Z = 1.959963984540054
ENOUGH = 0.95
KEY = ["territorio", "periodo", "sexo"]


def wilson(events: float, trials: float) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion (Wilson 1927), as fractions."""
    share, square = events / trials, Z * Z
    centre = (share + square / (2 * trials)) / (1 + square / trials)
    half = Z * math.sqrt(share * (1 - share) / trials + square / (4 * trials**2)) / (1 + square / trials)
    return max(0.0, centre - half), min(1.0, centre + half)


def byar(events: float) -> tuple[float, float]:
    """95 % limits of a count: Byar's from 10 events on, below it the exact Poisson ones."""
    if events >= 10:
        low = events * (1 - 1 / (9 * events) - Z / (3 * math.sqrt(events))) ** 3
        above = events + 1
        return low, above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3
    whole = int(events)
    low = 0.0 if whole == 0 else _solve(lambda mean: 1 - _poisson(whole - 1, mean), 0.025)
    return low, _solve(lambda mean: -_poisson(whole, mean), -0.025)


def _poisson(most: int, mean: float) -> float:
    """Probability of at most `most` events."""
    return sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(most + 1))


def _solve(rising: Callable[[float], float], wanted: float) -> float:
    low, high = 0.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2


def filled(measure: pd.Series, seen: pd.Series, where: Places) -> pd.Series:
    """A measure in which an absent row is a zero: in each region and period that the file covers.

    measure: sums by (territorio, periodo, sexo). seen: any measure of the same file.
    """
    known = seen.index.to_frame(index=False).query("territorio in @where.names")
    covered = known.assign(region=known["territorio"].str[:2])[["region", "periodo"]].drop_duplicates()
    children = pd.DataFrame({"territorio": where.comunas, "region": [code[:2] for code in where.comunas]})
    sexes = measure.index.get_level_values("sexo").unique().to_frame(index=False)
    grid = covered.merge(children, on="region").merge(sexes, how="cross")
    whole = measure.index.union(pd.MultiIndex.from_frame(grid[KEY]))
    return measure.reindex(whole, fill_value=0)


def rolled_up(numerator: pd.Series, denominator: pd.Series | None, where: Places) -> pd.DataFrame:
    """Columns num and den by (territorio, periodo, sexo), comunas and all their parents.

    A parent adds only the comunas that have both. It has no figure when those comunas hold under
    95 % of its census population, Antártica aside, or of the denominator that there is.
    """
    both = numerator.rename("num").to_frame()
    both["den"] = float("nan") if denominator is None else denominator.reindex(both.index)
    both = both if denominator is None else both.dropna()
    people = where.people.drop(ANTARCTICA)
    both["people"] = people.reindex(both.index.get_level_values("territorio")).fillna(0).to_numpy()
    sums = _over(both, where)
    all_people = people.groupby(people.index.str[:2]).sum()
    all_people = pd.concat([all_people, people.groupby(people.index.str[:3]).sum()])
    all_people[COUNTRY] = people.sum()
    enough = sums["people"] >= ENOUGH * all_people[sums.index.get_level_values("territorio")].to_numpy()
    if denominator is not None:
        there_is = _over(denominator.rename("den").to_frame(), where)["den"].reindex(sums.index)
        enough &= sums["den"] >= ENOUGH * there_is
    return pd.concat([both, sums[enough]])[["num", "den"]]


def _over(rows: pd.DataFrame, where: Places) -> pd.DataFrame:
    """Sums of the rows of comunas, in each of the territories over them."""
    over = pd.DataFrame(where.over(), columns=["territorio", "parent"]).set_index("territorio")
    sums = rows.join(over, on="territorio").groupby(["parent", "periodo", "sexo"]).sum(min_count=1)
    return sums.rename_axis(KEY)
