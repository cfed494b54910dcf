"""A plausible, invented population: comuna × sex × age × year. Everything else is drawn from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

FIRST_YEAR, LAST_YEAR = 2002, 2035
YEARS = np.arange(FIRST_YEAR, LAST_YEAR + 1)
AGES = np.arange(81)  # 80 stands for 80 and more
MAN, WOMAN = 0, 1

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Population:
    """`counts[comuna, sex, age, year]`, on the order of the places table."""

    counts: Counts

    def of(self, year: int, ages: range, sex: int | None = None) -> Counts:
        """Inhabitants per comuna in `year` within `ages`, both sexes unless one is given."""
        block = self.counts[:, :, ages.start : ages.stop, year - FIRST_YEAR].sum(axis=2)
        return block.sum(axis=1) if sex is None else block[:, sex]


def make_population(places: pd.DataFrame, rng: np.random.Generator) -> Population:
    """Draw a population around the size of each comuna: it grows and gets older year by year."""
    size = places["population"].to_numpy() * rng.uniform(0.95, 1.05, len(places))
    growth = rng.normal(0.007, 0.008, len(places))[:, None]
    years = (YEARS - 2017)[None, :]
    totals = size[:, None] * np.exp(growth * years)  # comuna × year
    youth = rng.normal(0.0, 0.15, len(places))[:, None, None]
    tilt = (youth - 0.012 * years[:, None, :]) * (40 - AGES)[None, :, None] / 40
    weights = _pyramid()[None, :, None] * np.exp(tilt)  # comuna × age × year
    shares = weights / weights.sum(axis=1, keepdims=True)
    women = np.interp(AGES, [0, 20, 60, 80], [0.489, 0.494, 0.52, 0.62])
    by_sex = np.stack([1 - women, women])[None, :, :, None]
    expected = totals[:, None, None, :] * shares[:, None, :, :] * by_sex
    return Population(np.rint(expected).astype(np.int64))


def _pyramid() -> npt.NDArray[np.float64]:
    """Relative weight of each age in the middle of the period; the last one is an open group."""
    weights = np.interp(AGES, [0, 15, 25, 35, 55, 65, 79, 80], [1.35, 1.4, 1.65, 1.5, 1.3, 0.95, 0.35, 0.35])
    weights[-1] = 2.6
    return np.asarray(weights, dtype=np.float64)
