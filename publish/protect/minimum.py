"""The minimum rule: figures about few people, and those derived from them, are reserved (`s`).

It holds until complementary suppression exists; what it does not do, the edition says in words.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from publish.protect.breakdowns import told_by_the_others
from publish.protect.pools import is_pool, told_by_years
from publish.protect.threshold import DEFAULT_THRESHOLD, is_few

PENDING_NOTICE = (
    "Los recuentos de menos de {threshold} personas (y distintos de cero), y las cifras que se calculan con "
    "ellos, se publican como «dato reservado». Todavía está pendiente la supresión complementaria: en "
    "algunos casos un número reservado podría deducirse restando cifras vecinas que sí se muestran."
)
RESERVED = "s"
_NUMBERS = ["value", "numerator", "denominator", "ci_low", "ci_high"]
_FIGURE = ["indicator_id", "territory_id", "period"]
_BUT_SEX = [*_FIGURE, "age_band", "dimension", "category"]


def protect_values(
    values: pd.DataFrame,
    shares: set[str],
    threshold: int = DEFAULT_THRESHOLD,
    hidden: pd.Series | None = None,
    elsewhere: pd.Series | None = None,
) -> pd.DataFrame:
    """indicator_values with small person-level figures reserved: mark `s`, every number empty.

    values: the columns of indicator_values. shares: ids of the indicators whose denominator contains
    their numerator, so that the difference counts people too. A zero is shown as zero, except when
    what it is compared with is small. Where the figure itself is reserved, so are its breakdowns; where
    one sex is reserved beside an open total, so is the other; a reserved age or category that the others
    would tell takes one along; and three years together are reserved where they would tell a reserved year.
    hidden: rows that are reserved for another reason. elsewhere: in how many other places a count of each row
    is shown; the more they are, the later it is taken along.
    """
    numerator, denominator = values["numerator"].astype("float64"), values["denominator"].astype("float64")
    few = is_few(numerator, threshold) | is_few(denominator, threshold)
    rest = denominator - numerator
    few |= values["indicator_id"].isin(shares) & is_few(rest, threshold)
    few &= values["person_level"].fillna(False).astype(bool)
    few |= False if hidden is None else hidden
    counts = values.assign(
        rest=rest.where(values["indicator_id"].isin(shares)),
        elsewhere=0 if elsewhere is None else elsewhere,
    )
    few = _with_those_beside(counts, few, threshold)
    few |= told_by_years(counts, few, threshold)
    pools = is_pool(values["period"])
    few.loc[pools] = _with_those_beside(counts[pools], few[pools], threshold)
    protected = values.copy()
    protected.loc[few, _NUMBERS] = np.nan
    protected.loc[few, "mark"] = RESERVED
    protected.loc[few, "mark_reason"] = ""
    return protected


def protect_goals(progress: pd.DataFrame, protected: pd.DataFrame) -> pd.DataFrame:
    """goal_progress without the rows' numbers wherever one of the figures behind them is reserved.

    protected: the frame that protect_values gave. What was agreed (target, periods) stays.
    """
    itself = (protected["age_band"] == "total") & (protected["dimension"] == "")
    reserved = protected.loc[itself & (protected["mark"] == RESERVED), [*_FIGURE, "sex"]]
    keys = pd.MultiIndex.from_frame(reserved)
    touched = np.zeros(len(progress), dtype=bool)
    for period in ("baseline_period", "latest_period", "previous_period"):
        used = progress[["indicator_id", "territory_id", period, "sex"]]
        touched |= pd.MultiIndex.from_frame(used).isin(keys)
    safe = progress.copy()
    agreed = {"target_value"}
    numbers = [name for name in progress.select_dtypes("number") if name not in agreed]
    safe.loc[touched, numbers] = np.nan
    safe.loc[touched, "verdict"] = "reservado"
    safe.loc[touched, "mark"] = RESERVED
    return safe


def protect_conflicts(
    conflicts: pd.DataFrame, measures: pd.DataFrame, threshold: int, reserved: pd.MultiIndex
) -> pd.DataFrame:
    """measure_conflicts without the numbers of the rows where a person-level value is small.

    Of persons by sex, age or category there are none at all: what two files say of the men would tell
    the women that the figures reserve. reserved: the measures of reserved figures, with their territory and
    period; of those none either.
    """
    personal = set(measures.loc[measures["person_level"].fillna(False).astype(bool), "measure_id"])
    numbers = [str(name) for name in conflicts.select_dtypes("number")]
    few = np.zeros(len(conflicts), dtype=bool)
    for name in numbers:
        few |= is_few(conflicts[name], threshold).to_numpy()
    for name, whole in (("sex", "total"), ("age_band", "total"), ("dimension", "")):
        if name in conflicts:
            few |= (conflicts[name].fillna(whole) != whole).to_numpy()
    figures = conflicts.reindex(columns=["measure_id", "territory_id", "period"]).astype("object")
    few |= pd.MultiIndex.from_frame(figures).isin(reserved)
    few &= conflicts["measure_id"].isin(personal).to_numpy()
    safe = conflicts.copy()
    for name in numbers:
        safe[name] = safe[name].astype("float64").mask(few)
    safe["mark"] = np.where(few, RESERVED, "")
    return safe


def _with_those_beside(values: pd.DataFrame, few: pd.Series, threshold: int) -> pd.Series:
    """The reserved rows, their breakdowns, and the sexes, ages and categories that would tell another one."""
    few = few | (_of_reserved(values, few) & (values["numerator"].astype("float64") != 0))
    few = few | _told_by_the_other_sex(values, few)
    personal = values["person_level"].fillna(False).astype(bool)
    found = told_by_the_others(values[personal], few[personal], threshold)
    return few | found.reindex(few.index, fill_value=False)


def _of_reserved(values: pd.DataFrame, few: pd.Series) -> pd.Series:
    """True for the breakdowns of a figure that is itself reserved."""
    itself = (values["sex"] == "total") & (values["age_band"] == "total") & (values["dimension"] == "")
    reserved = pd.MultiIndex.from_frame(values.loc[few & itself, _FIGURE])
    return pd.Series(pd.MultiIndex.from_frame(values[_FIGURE]).isin(reserved), index=values.index)


def _told_by_the_other_sex(values: pd.DataFrame, few: pd.Series) -> pd.Series:
    """True for the open one of two sexes when the other is reserved and total − open would tell it.

    A count of zero takes nothing away from the total and stays; a zero above a denominator does not,
    because the denominators could be subtracted.
    """
    groups = pd.MultiIndex.from_frame(values[_BUT_SEX].fillna(""))
    numbered = values[["value", "numerator"]].notna().any(axis=1) & ~few
    total, one_sex = values["sex"] == "total", values["sex"].isin(["mujer", "hombre"])
    threatened = groups.isin(groups[numbered & total]) & groups.isin(groups[few & one_sex])
    counts = values["numerator"].astype("float64").fillna(values["value"].astype("float64"))
    takes_away = (counts != 0) | (values["denominator"].astype("float64") > 0)
    return numbered & one_sex & threatened & takes_away
