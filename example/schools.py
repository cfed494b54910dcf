"""Invented schools with coded names: where they are, who runs them, how many pupils by level and sex."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from example.places import ANTARCTICA
from example.population import Population

FIRST_RBD = 50001
LEVELS = 8  # parvularia, básica, básica adultos, especial, media HC, HC adultos, media TP, TP adultos
CLOSED = 3

#: Kind of school: its share of schools, and what share of its pupils is at each level.
KINDS = (
    (0.46, (0.16, 0.84, 0, 0, 0, 0, 0, 0)),
    (0.16, (0.14, 0.56, 0, 0, 0.30, 0, 0, 0)),
    (0.15, (0, 0, 0, 0, 0.55, 0.03, 0.40, 0.02)),
    (0.19, (0.75, 0, 0, 0.25, 0, 0, 0, 0)),
    (0.04, (0, 0, 0.35, 0, 0, 0.60, 0, 0.05)),
)
MEAN_SIZE = (1.0, 2.0, 1.6, 0.3, 0.5)


@dataclass(frozen=True)
class Schools:
    """`table`: one row per school. `enrolment[year][school, level, sex]`: sex 0 none, 1 man, 2 woman."""

    table: pd.DataFrame
    enrolment: dict[int, npt.NDArray[np.int64]]


def check_digit(rbd: int) -> str:
    """Modulo 11 digit that MINEDUC prints beside the RBD; ten is printed as 1 in these files."""
    total = sum(int(digit) * (2 + at % 6) for at, digit in enumerate(reversed(str(rbd))))
    return str((11 - total % 11) % 11 % 10)


def make_schools(
    places: pd.DataFrame, population: Population, years: tuple[int, ...], rng: np.random.Generator
) -> Schools:
    """About one school per 3,300 inhabitants; 8 % of them closed, as in the real directory."""
    size = places["population"].to_numpy()
    count = np.where(places["comuna"] == ANTARCTICA, 0, np.maximum(2, size // 3300))
    at = np.repeat(np.arange(len(places)), count)
    total = len(at)
    rural = rng.random(total) < np.interp(size[at], [2000, 20000, 120000], [0.8, 0.4, 0.02])
    draw = rng.random(total)
    public = np.where(rural, 0.75, 0.30)
    depe = np.select(
        [draw < public * 0.6, draw < public, draw < 0.93 + 0.06 * rural, draw < 0.985 + 0.015 * rural],
        [2, 1, 3, 4],
        5,
    )
    kind = rng.choice(len(KINDS), total, p=[share for share, _ in KINDS])
    table = places.loc[at, ["comuna", "name", "upper", "provincia", "provincia_name", "region"]].reset_index(
        drop=True
    )
    table["place"] = at
    table["rbd"] = np.arange(FIRST_RBD, FIRST_RBD + total)
    table["dv"] = [check_digit(int(rbd)) for rbd in table["rbd"]]
    table["school"] = [f"ESCUELA {number:04d}" for number in range(1, total + 1)]
    table["kind"] = kind
    table["depe"] = depe
    table["rural"] = rural.astype(int)
    table["status"] = np.where(rng.random(total) < 0.08, CLOSED, 1)
    # socio-economic group 1 (low) to 5: better off where pupils pay
    of_place = rng.normal(0, 0.5, len(places))[at]
    drawn = rng.normal(2.2, 0.7, total) + of_place + (depe == 3) * 0.6 + (depe == 4) * 2.4
    table["group"] = np.clip(np.rint(drawn), 1, 5).astype(int)
    weight = rng.lognormal(0, 0.6, total) * np.array(MEAN_SIZE)[kind] * np.where(rural, 0.25, 1)
    weight = np.where(table["status"] == CLOSED, 0.0, weight)
    enrolment = {year: _enrolment(table, population, year, weight, rng) for year in years}
    return Schools(table, enrolment)


def dependency(schools: Schools, year: int) -> npt.NDArray[np.int64]:
    """COD_DEPE of each school in `year`: Magallanes passes to its local service in 2024."""
    depe = schools.table["depe"].to_numpy()
    moved = (schools.table["region"] == "12").to_numpy() & (depe <= 2) & (year >= 2024)
    return np.where(moved, 6, depe)


def _enrolment(
    table: pd.DataFrame,
    population: Population,
    year: int,
    weight: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> npt.NDArray[np.int64]:
    """Share the pupils of each comuna among its schools, then by level and sex."""
    at = table["place"].to_numpy()
    pupils = population.of(year, range(3, 18)) * 0.93
    room = np.bincount(at, weight, minlength=len(pupils))
    each = pupils[at] * weight / np.maximum(room[at], 1e-9)
    levels = np.array([shares for _, shares in KINDS])[table["kind"].to_numpy()]
    expected = each[:, None] * levels * rng.uniform(0.9, 1.1, levels.shape)
    both = np.rint(expected).astype(np.int64)
    women = rng.binomial(both, 0.487)
    unknown = (rng.random(both.shape) < 0.004) & (both > women) & np.isin(np.arange(LEVELS), [0, 1, 3, 4])
    return np.stack([unknown.astype(np.int64), both - women - unknown, women], axis=2)
