"""Amounts that each municipality reports to SINIM and that can be added up."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real.places import Places
from tests.real.raw_published import sinim, sinim_long

#: Card: variable of the downloads, variable of the long form, and the most that can be true per inhabitant.
ADDED = {
    "plazas": ("MPZC", "", 0.04),
    "parques-m2": ("MMPQC", "", 200.0),
    "organizaciones-comunitarias": ("", "4182", 0.2),
    "asistencia-social": ("IADM88", "3784", 500.0),
}
#: What a comuna has year after year.
LASTING = ("plazas", "parques-m2")


def added(datos: Path, where: Places) -> dict[str, pd.Series]:
    """Amount by (territorio, periodo, sexo), without what cannot be true."""
    found = {
        card: _credible(_read(datos, where, *codes), most, where) for card, (*codes, most) in ADDED.items()
    }
    return {card: _lasting(rows) if card in LASTING else rows for card, rows in found.items()}


def _lasting(amount: pd.Series) -> pd.Series:
    """Without the years that are 8 times or more, or an eighth or less, each of two or more others."""
    slips = []
    for _, years in amount[amount > 0].groupby(level="territorio"):
        for key, value in years.items():
            others = years.drop(key)
            if len(others) >= 2 and (value >= 8 * others.max() or value <= others.min() / 8):
                slips.append(key)
    return amount.drop(slips)


def _read(datos: Path, where: Places, download: str, long_form: str) -> pd.Series:
    one = sinim(datos, where, download) if download else None
    other = sinim_long(datos, where, long_form) if long_form else None
    if one is None or other is None:
        only = other if one is None else one
        assert only is not None
        return only
    return pd.concat([one, other[~other.index.isin(one.index)]])


def _credible(amount: pd.Series, most: float, where: Places) -> pd.Series:
    people = where.people.reindex(amount.index.get_level_values("territorio")).to_numpy()
    return amount[amount <= most * people]
