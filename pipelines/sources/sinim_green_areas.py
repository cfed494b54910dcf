"""Which values of SINIM's maintained green areas (m²) cannot be true.

Towns fill this in by hand: some years come in hectares, in thousands, or with a digit too many.
A value is implausible when any of these holds; limits come from the values of 2018 to 2023:

- over 200 m² per inhabitant (the largest that its other years bear out is 153, in a tiny comuna);
- over zero but under 0,02 m² per inhabitant, less than half a sheet of paper;
- 8 times or more, or an eighth or less, the median of the comuna's other plausible years in the
  same file, when there are at least two of them. A digit too many or too few, with the usual
  ups and downs, lands between 8 and 12; the largest changes that later years confirm are under 7,5.

Inhabitants are those of the seed (Censo 2017), so that one file is judged alone, always alike.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipelines.sources.shape import Mask
from pipelines.territories import all_territories, codes

#: The variable's code in the download by variable and in the long form.
CODES = ("MAVM", "512")
HIGHEST_PER_INHABITANT = 200.0
LOWEST_PER_INHABITANT = 0.02
JUMP = 8.0
_OTHER_YEARS = 2


def implausible(comuna: pd.Series, square_metres: pd.Series) -> Mask:
    """Mask over (comuna, year) values of one variable. `square_metres`: numbers, NaN without data."""
    value = pd.to_numeric(square_metres, errors="coerce").reset_index(drop=True)
    place = comuna.map(codes()).reset_index(drop=True)
    people = place.map({t.id: t.reference_population for t in all_territories().values()})
    per_head = value / people.where(people > 0)
    out = (per_head > HIGHEST_PER_INHABITANT) | ((value > 0) & (per_head < LOWEST_PER_INHABITANT))
    usual = value.where(~out & (value > 0))
    jump = pd.Series(False, index=value.index)
    for _, years in usual.groupby(place):
        for row in years.index:
            others = years.drop(row).dropna()
            if len(others) >= _OTHER_YEARS and not out[row] and not np.isnan(value[row]):
                median = others.median()
                jump[row] = bool(value[row] >= JUMP * median or value[row] <= median / JUMP)
    return (out | jump).to_numpy(dtype=bool)
