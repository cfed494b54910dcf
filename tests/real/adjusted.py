"""Mortality adjusted by age, recomputed from the raw deaths, the projections and the census of 2017."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd

from tests.real import raw_people
from tests.real.arithmetic import KEY, byar, filled, rolled_up
from tests.real.figures import reserved
from tests.real.places import Places
from tests.real.raw_schools import summed
from tests.real.reliability import unreliable_rate

OLDEST = 80
PER = 100_000


def mortality(datos: Path, where: Places) -> pd.DataFrame:
    """Direct method over groups of five years, the last of 80 and over. None under 10 deaths."""
    deaths = raw_people.with_total(raw_people.dead(datos, where))
    people = raw_people.with_total(raw_people.inhabitants(datos, where))
    people["personas"] = people["personas"].astype(float)
    known = deaths.dropna(subset="edad")
    every = summed(deaths.assign(n=1), "n")
    seen = summed(known.assign(n=1), "n")
    weights = _standard(datos)
    strata = []
    for group, weight in weights.items():
        events = filled(summed(known[_group(known["edad"]) == group].assign(n=1), "n"), seen, where)
        inhabitants = summed(people[_group(people["edad"]) == group], "personas")
        strata.append(rolled_up(events, inhabitants, where).assign(weight=weight))
    cells = pd.concat(strata)
    cells["rate"] = cells["weight"] * cells["num"] / cells["den"]
    cells["variance"] = cells["weight"] ** 2 * cells["num"] / cells["den"] ** 2
    sums = cells.groupby(KEY)[["num", "den", "rate", "variance"]].sum()
    sums = sums[cells.groupby(KEY).size() == len(weights)]
    found = sums.rename(columns={"num": "numerador", "den": "denominador"})
    total = rolled_up(filled(every, every, where), None, where)["num"].reindex(found.index)
    judged = (found["numerador"] >= 10) & (found["numerador"] * 100 >= total * 95)
    limits = [_dobson(*row) for row in found[["rate", "variance", "numerador"]].itertuples(index=False)]
    found["valor"] = (PER * found["rate"]).where(judged)
    found["ic_inf"] = pd.Series([low for low, _ in limits], found.index).where(judged)
    found["ic_sup"] = pd.Series([high for _, high in limits], found.index).where(judged)
    found = reserved(unreliable_rate(found.drop(columns=["rate", "variance"]).assign(marca="")))
    # too few deaths, or too many of no known age: there are rows, without figures
    without = found["valor"].isna() & (found["marca"] != "s")
    return found.mask(without).assign(marca=found["marca"].mask(without, "nd"))


def _group(ages: pd.Series) -> pd.Series:
    return (ages.clip(upper=OLDEST) // 5 * 5).astype(int)


def _standard(datos: Path) -> dict[int, float]:
    """Share of each group in the census of 2017."""
    census = pd.read_csv(datos / "poblacion/censo_2017_comunas.csv")
    ages = census["edad"].str.extract(r"(\d+)")[0].astype(int)
    persons = census["poblacion"].groupby(_group(ages)).sum()
    return (persons / persons.sum()).to_dict()


def _dobson(rate: float, variance: float, events: float) -> tuple[float, float]:
    if events < 10:
        return math.nan, math.nan
    spread = math.sqrt(variance / events)
    return tuple(PER * (rate + spread * (limit - events)) for limit in byar(events))  # type: ignore[return-value]
