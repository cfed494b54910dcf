"""Numbers of a card from its operands: counts, ratios, shares, rates, and which of them are reserved."""

from __future__ import annotations

import pandas as pd

from tests.real.arithmetic import byar, rolled_up, wilson
from tests.real.places import CREATED, Places

FEW = 10  # a count of persons under this and over zero is reserved


def _figures(numerator: pd.Series, denominator: pd.Series | None, where: Places) -> pd.DataFrame:
    sums = rolled_up(numerator, denominator, where).dropna(subset="num")
    return sums.rename(columns={"num": "numerador", "den": "denominador"}).assign(marca="")


def count(measure: pd.Series, where: Places) -> pd.DataFrame:
    found = _figures(measure, None, where)
    return found.assign(valor=found["numerador"])


def ratio(top: pd.Series, bottom: pd.Series, where: Places, scale: int = 1) -> pd.DataFrame:
    found = _figures(top, bottom, where)
    some = found["denominador"] != 0
    found["valor"] = (scale * found["numerador"] / found["denominador"]).where(some)
    found["marca"] = some.map({True: "", False: "na"})
    return found


def share(top: pd.Series, bottom: pd.Series, where: Places) -> pd.DataFrame:
    found = ratio(top, bottom, where, 100)
    assert (found["numerador"] <= found["denominador"]).all()
    return _with_limits(found, [wilson(n, d) if d else None for n, d in _pairs(found)], 100)


def rate(top: pd.Series, bottom: pd.Series, where: Places, scale: int) -> pd.DataFrame:
    found = ratio(top, bottom, where, scale)
    limits = [tuple(limit / d for limit in byar(n)) if d else None for n, d in _pairs(found)]
    return _with_limits(found, limits, scale)


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
    hidden = found.mask(small)
    return hidden.assign(marca=found["marca"].mask(small, "s"))


def _other_sex(found: pd.DataFrame, small: pd.Series) -> pd.Series:
    """The open sex beside one that is reserved, when the total of both is open (decision 0007)."""
    sexes = small.unstack("sexo").reindex(columns=["total", "mujer", "hombre"], fill_value=False)
    sexes = sexes.fillna(False).astype(bool)
    one = ~sexes["total"] & (sexes["mujer"] != sexes["hombre"])
    beside = found.index.droplevel("sexo").isin(one.index[one])
    by_sex = found.index.get_level_values("sexo") != "total"
    takes_away = found["denominador"].notna() | (found["numerador"] != 0)
    return pd.Series(beside & by_sex & takes_away.to_numpy(), index=found.index) & found["numerador"].notna()
