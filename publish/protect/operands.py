"""Of which measures each card is made: what a reserved figure stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

RESERVED = "s"
_ROLES = ("numerador", "denominador", "cuadrado")
_AT = ["territory_id", "period"]


def reserved_measures(protected: pd.DataFrame, cards: Sequence[Mapping[str, Any]]) -> pd.MultiIndex:
    """Measure, territory and period of every reserved figure, whatever its breakdown.

    protected: indicator_values with their marks. cards: the full cards, in Spanish keys. Whoever knows one of
    these measures there comes nearer to the figure.
    """
    used = [
        (card["id"], operand["medida"])
        for card in cards
        for role in _ROLES
        for operand in card.get(role) or []
    ]
    operands = pd.DataFrame(used, columns=["indicator_id", "measure_id"]).drop_duplicates()
    hidden = protected.loc[protected["mark"] == RESERVED, ["indicator_id", *_AT]].drop_duplicates()
    return pd.MultiIndex.from_frame(hidden.merge(operands, on="indicator_id")[["measure_id", *_AT]])
