"""What is worked out from several figures may be told only where every one of them is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

RESERVED = "s"
VERDICT = "reservado"
KEY = ["indicator_id", "territory_id", "period", "sex", "age_band", "dimension", "category"]


def open_changes(changes: pd.DataFrame, protected: pd.DataFrame, shown: Iterable[str]) -> pd.DataFrame:
    """indicator_changes of the territories shown; no number where either end is reserved.

    protected: indicator_values with its marks. Such a row stays, with the verdict «reservado».
    """
    rows = _of(changes, shown)
    hidden = np.zeros(len(rows), dtype=bool)
    reserved = _reserved(protected)
    for end in ("period_from", "period_to"):
        hidden |= _keys(rows.assign(period=rows[end])).isin(reserved)
    return _blank(rows, hidden)


def open_gaps(
    gaps: pd.DataFrame, protected: pd.DataFrame, shown: Iterable[str], regions: Mapping[str, str]
) -> pd.DataFrame:
    """indicator_gaps of the territories shown; no number where one of the two figures is reserved.

    regions: the región of each territory. A gap of sexes stands on both; one to the región or to the
    country on the own figure and theirs.
    """
    rows = _of(gaps, shown)
    reserved = _reserved(protected)
    sexes = (rows["kind"] == "sexo").to_numpy()
    reference = rows["territory_id"].map(regions).fillna("").where(rows["kind"] == "region", "CL")
    hidden = ~sexes & (_keys(rows).isin(reserved) | _keys(rows.assign(territory_id=reference)).isin(reserved))
    for sex in ("mujer", "hombre", "total"):
        hidden |= sexes & _keys(rows.assign(sex=sex)).isin(reserved)
    return _blank(rows, hidden)


def open_contrasts(contrasts: pd.DataFrame, personal: set[str], threshold: int) -> pd.DataFrame:
    """contrasts without the numbers of those that count few persons; `mark` says `s` there.

    personal: ids of the sources whose records are persons.
    """
    few = _few(contrasts, ("printed", "recomputed"), threshold)
    few &= contrasts["source_id"].isin(personal).to_numpy()
    return _marked(contrasts, ["printed", "recomputed", "difference"], few)


def open_corrections(corrections: pd.DataFrame, measures: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """applied_corrections without the numbers of those that count few persons; `mark` says `s` there.

    measures: measure_id and person_level. A difference that is small tells of few persons too.
    """
    personal = set(measures.loc[measures["person_level"].fillna(False).astype(bool), "measure_id"])
    apart = corrections.assign(apart=corrections["after"] - corrections["before"])
    few = _few(apart, ("before", "after", "apart"), threshold)
    few &= corrections["target_id"].isin(personal).to_numpy()
    return _marked(corrections, ["before", "after"], few)


def _of(rows: pd.DataFrame, shown: Iterable[str]) -> pd.DataFrame:
    kept = rows[rows["territory_id"].isin(set(shown))].reset_index(drop=True)
    texts = [str(name) for name in kept if not pd.api.types.is_numeric_dtype(kept[name])]
    kept[texts] = kept[texts].fillna("")
    return kept


def _reserved(protected: pd.DataFrame) -> pd.MultiIndex:
    return _keys(protected[protected["mark"] == RESERVED].fillna(dict.fromkeys(KEY, "")))


def _keys(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[KEY].astype("object"))


def _blank(rows: pd.DataFrame, hidden: np.ndarray) -> pd.DataFrame:
    numbers = [str(name) for name in rows.select_dtypes("number")]
    rows[numbers] = rows[numbers].astype("float64")
    rows.loc[hidden, numbers] = np.nan
    rows.loc[hidden, "verdict"] = VERDICT
    return rows


def _few(rows: pd.DataFrame, names: Iterable[str], threshold: int) -> np.ndarray:
    found = np.zeros(len(rows), dtype=bool)
    for name in names:
        size = rows[name].astype("float64").abs()
        found |= ((size > 0) & (size < threshold)).to_numpy()
    return found


def _marked(rows: pd.DataFrame, numbers: list[str], few: np.ndarray) -> pd.DataFrame:
    safe = rows.reset_index(drop=True)
    safe[numbers] = safe[numbers].astype("float64")
    safe.loc[few, numbers] = np.nan
    safe["mark"] = np.where(few, RESERVED, "")
    return safe
