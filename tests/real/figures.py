"""Numbers of a card from its operands: counts, ratios, shares, rates, and which of them are reserved."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from tests.real.arithmetic import byar, rolled_up, wilson
from tests.real.places import CREATED, Places
from tests.real.reliability import unreliable_rate, unreliable_share, with_pools

FEW = 10  # a count of persons under this and over zero is reserved


def _figures(numerator: pd.Series, denominator: pd.Series | None, where: Places) -> pd.DataFrame:
    sums = rolled_up(numerator, denominator, where).dropna(subset="num")
    return sums.rename(columns={"num": "numerador", "den": "denominador"}).assign(marca="")


def count(measure: pd.Series, where: Places) -> pd.DataFrame:
    found = _figures(measure, None, where)
    return found.assign(valor=found["numerador"])


def _as_they_are(sums: pd.DataFrame) -> pd.DataFrame:
    return sums


def _of_born_comunas(sums: pd.DataFrame) -> pd.DataFrame:
    return with_pools(existing(sums))


def ratio(
    top: pd.Series,
    bottom: pd.Series,
    where: Places,
    scale: int = 1,
    prepare: Callable[[pd.DataFrame], pd.DataFrame] = _as_they_are,
) -> pd.DataFrame:
    found = prepare(_figures(top, bottom, where))
    some = found["denominador"] != 0
    found["valor"] = (scale * found["numerador"] / found["denominador"]).where(some)
    found["marca"] = some.map({True: "", False: "na"})
    return found


def part(top: pd.Series, bottom: pd.Series, where: Places) -> pd.DataFrame:
    """A share without interval, in percent, of those who are there every year."""
    return unreliable_share(ratio(top, bottom, where, 100))


def share(top: pd.Series, bottom: pd.Series, where: Places) -> pd.DataFrame:
    """A share of what happens in a year: three of them are put together where cases are few."""
    return _share(ratio(top, bottom, where, 100, _of_born_comunas))


def stock(top: pd.Series, bottom: pd.Series, where: Places) -> pd.DataFrame:
    """A share of those who are there every year, never put together."""
    return _share(ratio(top, bottom, where, 100))


def _share(found: pd.DataFrame) -> pd.DataFrame:
    assert (found["numerador"] <= found["denominador"]).all()
    limits = [wilson(n, d) if d else None for n, d in _pairs(found)]
    return unreliable_share(_with_limits(found, limits, 100))


def rate(top: pd.Series, bottom: pd.Series, where: Places, scale: int) -> pd.DataFrame:
    found = ratio(top, bottom, where, scale, _of_born_comunas)
    limits = [tuple(limit / d for limit in byar(n)) if d else None for n, d in _pairs(found)]
    return unreliable_rate(_with_limits(found, limits, scale))


def _pairs(found: pd.DataFrame) -> list[tuple[float, float]]:
    return list(zip(found["numerador"], found["denominador"], strict=True))


def _with_limits(found: pd.DataFrame, limits: list, scale: int) -> pd.DataFrame:
    both = [pair or (float("nan"), float("nan")) for pair in limits]
    return found.assign(ic_inf=[scale * low for low, _ in both], ic_sup=[scale * high for _, high in both])


def existing(found: pd.DataFrame) -> pd.DataFrame:
    """Without the figures of a comuna in years when it did not exist yet."""
    since = found.index.get_level_values("territorio").map(lambda code: str(CREATED.get(code, 0)).zfill(4))
    return found[found.index.get_level_values("periodo") >= since]


def reserved(found: pd.DataFrame) -> pd.DataFrame:
    """Marked `s`, without numbers, wherever a count of few persons shows or can be told from the rest."""

    def few(count: pd.Series) -> pd.Series:
        return count.between(1, FEW - 1)

    rest = found["denominador"] - found["numerador"]
    small = few(found["numerador"]) | few(found["denominador"]) | few(rest)
    whole = small.xs("total", level="sexo")
    of_small = found.index.droplevel("sexo").isin(whole.index[whole]) & (found["numerador"] != 0)
    small |= of_small
    small |= _other_sex(found, small)
    small |= _told_by_years(found.assign(rest=rest), small)
    hidden = found.mask(small)
    return hidden.assign(marca=found["marca"].mask(small, "s"))


def _told_by_years(found: pd.DataFrame, small: pd.Series) -> pd.Series:
    """Three years together from which the open years could be taken to read a reserved one."""
    told = pd.Series(data=False, index=found.index)
    for territory, period, sex in found.index[found.index.get_level_values("periodo").str.contains("/")]:
        first = int(period[:4])
        years = [(territory, str(year), sex) for year in range(first, first + 3)]
        hidden = [year for year in years if small.get(year, False)]
        sums = found.loc[hidden, ["numerador", "denominador", "rest"]].sum()
        told[(territory, period, sex)] = len(hidden) == 1 or bool(sums.between(1, FEW - 1).any())
    return told & ~small


def _other_sex(found: pd.DataFrame, small: pd.Series) -> pd.Series:
    """The open sex beside one that is reserved, when the total of both is open (decision 0007)."""
    sexes = small.unstack("sexo").reindex(columns=["total", "mujer", "hombre"], fill_value=False)
    sexes = sexes.fillna(False).astype(bool)
    one = ~sexes["total"] & (sexes["mujer"] != sexes["hombre"])
    beside = found.index.droplevel("sexo").isin(one.index[one])
    by_sex = found.index.get_level_values("sexo") != "total"
    takes_away = found["denominador"].notna() | (found["numerador"] != 0)
    return pd.Series(beside & by_sex & takes_away.to_numpy(), index=found.index) & found["numerador"].notna()
