"""What is worked out from several figures may be told only where every one of them is open."""

from __future__ import annotations

from collections.abc import Container, Mapping

import numpy as np
import pandas as pd

from publish.protect.threshold import is_few
from publish.shapes import TABLES

RESERVED = "s"
VERDICT = "reservado"
KEY = ["indicator_id", "territory_id", "period", "sex", "age_band", "dimension", "category"]
_PUBLISHED = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]


def open_changes(changes: pd.DataFrame, valores: pd.DataFrame) -> pd.DataFrame:
    """indicator_changes of the figures published; no number where either end is reserved.

    valores: the published figures. A row with a reserved end stays, with the mark `s` and the verdict
    «reservado»: it says no more than the figure does. A row with an end that is not published is dropped.
    """
    rows = _shaped(changes, "indicator_changes")
    return _told(rows, [rows.assign(period=rows[end]) for end in ("period_from", "period_to")], valores)


def open_gaps(gaps: pd.DataFrame, valores: pd.DataFrame, regions: Mapping[str, str]) -> pd.DataFrame:
    """indicator_gaps of the figures published; no number where one of the two figures is reserved.

    valores: the published figures. regions: the región of each territory. A gap of sexes stands on both;
    one to the región or to the country on the own figure and theirs. Rows are kept as in open_changes.
    """
    rows = _shaped(gaps, "indicator_gaps")
    sexes = rows["kind"] == "sexo"
    reference = rows["territory_id"].map(regions).fillna("").where(rows["kind"] == "region", "CL")
    own = rows.assign(sex=rows["sex"].mask(sexes, "mujer"))
    other = own.assign(
        sex=own["sex"].mask(sexes, "hombre"), territory_id=reference.where(~sexes, rows["territory_id"])
    )
    return _told(rows, [own, other], valores)


def open_contrasts(contrasts: pd.DataFrame, personal: set[str], threshold: int) -> pd.DataFrame:
    """contrasts without the numbers of those that count few persons; `mark` says `s` there.

    personal: ids of the sources whose records are persons.
    """
    few = _few(contrasts, ["printed", "recomputed"], threshold)
    few &= contrasts["source_id"].isin(personal).to_numpy()
    return _marked(contrasts, ["printed", "recomputed", "difference"], few)


def open_corrections(
    corrections: pd.DataFrame,
    measures: pd.DataFrame,
    threshold: int,
    parts: Container[str],
    reserved: pd.MultiIndex,
) -> pd.DataFrame:
    """applied_corrections without the numbers of those that count few persons; `mark` says `s` there.

    measures: measure_id and person_level. A difference that is small tells of few persons too. With one sex
    go the other and the total, which would tell it. parts: territories below the comuna; of persons
    in them no number is told. reserved: the measures of reserved figures, with their territory and period.
    """
    personal = set(measures.loc[measures["person_level"].fillna(False).astype(bool), "measure_id"])
    apart = corrections.assign(apart=corrections["after"] - corrections["before"])
    figure = ["target_id", "territory_id", "period"]
    small = corrections.loc[_few(apart, ["before", "after", "apart"], threshold), figure]
    few = pd.MultiIndex.from_frame(corrections[figure]).isin(pd.MultiIndex.from_frame(small))
    few |= pd.MultiIndex.from_frame(corrections[figure]).isin(reserved)
    few |= corrections["territory_id"].map(lambda code: code in parts).to_numpy(dtype=bool)
    few &= corrections["target_id"].isin(personal).to_numpy()
    return _marked(corrections, ["before", "after"], few)


def _shaped(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows with the columns of their table: '' for a missing text, and doubles."""
    texts, numbers = TABLES[table]
    found = rows.reindex(columns=[*texts, *numbers]).reset_index(drop=True)
    found[[*texts]] = found[[*texts]].fillna("")
    found[[*numbers]] = found[[*numbers]].astype("float64")
    return found


def _told(rows: pd.DataFrame, ends: list[pd.DataFrame], valores: pd.DataFrame) -> pd.DataFrame:
    """The rows whose ends are published, without numbers where one of them is reserved."""
    told = valores["valor"].notna().to_numpy()
    reserved = (valores["marca"] == RESERVED).to_numpy()
    keys = pd.MultiIndex.from_frame(valores[_PUBLISHED].astype("object"))
    known = np.ones(len(rows), dtype=bool)
    hidden = np.zeros(len(rows), dtype=bool)
    for end in ends:
        own = pd.MultiIndex.from_frame(end[KEY].astype("object"))
        known &= own.isin(keys[told | reserved])
        hidden |= own.isin(keys[reserved])
    numbers = [str(name) for name in rows.select_dtypes("number")]
    rows.loc[hidden, numbers] = np.nan
    rows.loc[hidden, "verdict"] = VERDICT
    rows.loc[hidden, "mark"] = RESERVED
    return rows[known].reset_index(drop=True)


def _few(rows: pd.DataFrame, names: list[str], threshold: int) -> np.ndarray:
    """True where one of these counts is too few."""
    found = np.zeros(len(rows), dtype=bool)
    for name in names:
        found |= is_few(rows[name], threshold).to_numpy()
    return found


def _marked(rows: pd.DataFrame, numbers: list[str], few: np.ndarray) -> pd.DataFrame:
    safe = rows.reset_index(drop=True)
    safe[numbers] = safe[numbers].astype("float64")
    safe.loc[few, numbers] = np.nan
    safe["mark"] = np.where(few, RESERVED, "")
    return safe
