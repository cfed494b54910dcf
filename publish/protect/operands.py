"""Of which measures each card is made: what a figure shows, and what a reserved one stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from publish.protect.bands import OLDEST, limits

RESERVED = "s"
KEY = ["sex", "age_band", "dimension", "category"]
#: What a figure shows -> where its card says of what.
_ROLES = {"numerator": "numerador", "denominator": "denominador", "square": "cuadrado"}
_AT = ["territory_id", "period"]
Card = Mapping[str, Any]


def reserved_measures(protected: pd.DataFrame, cards: Sequence[Card]) -> pd.MultiIndex:
    """Measure, territory and period of every reserved figure, whatever its breakdown.

    protected: indicator_values with their marks. cards: the full cards, in Spanish keys. Whoever knows one of
    these measures there comes nearer to the figure.
    """
    used = [
        (card["id"], operand["medida"])
        for card in cards
        for role in _ROLES.values()
        for operand in card.get(role) or []
    ]
    operands = pd.DataFrame(used, columns=["indicator_id", "measure_id"]).drop_duplicates()
    hidden = protected.loc[protected["mark"] == RESERVED, ["indicator_id", *_AT]].drop_duplicates()
    return pd.MultiIndex.from_frame(hidden.merge(operands, on="indicator_id")[["measure_id", *_AT]])


def shown_counts(figures: pd.DataFrame, cards: Sequence[Card], personal: set[str]) -> pd.DataFrame:
    """What the numerator and the denominator of each figure count: `measure` and its `of_*` (KEY).

    figures: indicator_id and KEY, each once. personal: measures whose records are persons. An operand follows
    the breakdown in what it does not fix, as the model operand_slices does; ages that follow on one another
    are one band. A sum of other operands is a measure of its own, the same for all who add up the same.
    """
    by_id = {card["id"]: card for card in cards}
    rows = []
    for indicator, *key in figures[["indicator_id", *KEY]].itertuples(index=False, name=None):
        for count in ("numerator", "denominator"):
            operands = by_id.get(indicator, {}).get(_ROLES[count]) or []
            if operands:
                of_persons = any(operand["medida"] in personal for operand in operands)
                rows.append((indicator, *key, count, of_persons, *_slice(operands, key)))
    columns = ["indicator_id", *KEY, "count", "of_persons", "measure", *(f"of_{name}" for name in KEY)]
    return pd.DataFrame(rows, columns=columns).astype({"of_persons": bool})


def _slice(operands: Sequence[Card], key: Sequence[str]) -> tuple[str, ...]:
    """Measure, sex, age, dimension and category of what the operands add up in this breakdown."""
    sex, age, dimension, category = key
    given = [
        (
            operand["medida"],
            operand.get("sexo") or sex,
            operand.get("dimension") or dimension,
            _many(operand.get("categoria")) if operand.get("dimension") else (category,),
            _many(operand.get("edad")) or ("total",),
        )
        for operand in operands
    ]
    measure, of_sex, of_dimension, categories, ages = given[0]
    band = joined((age,) if ages == ("total",) else ages)
    if len(given) == 1 and len(categories) == 1 and band:
        return measure, of_sex, band, of_dimension, categories[0]
    return repr(sorted(given)), sex, age, dimension, category


def joined(ages: Iterable[str]) -> str:
    """The band that these ages make: 0-19 of 0-14, 15-16 and 17-19; '' when they leave a gap or overlap."""
    named = list(ages)
    if len(named) == 1:
        return named[0]
    spans = sorted(map(limits, named))
    if any(before[1] + 1 != after[0] for before, after in pairwise(spans)):
        return ""
    first, last = spans[0][0], spans[-1][1]
    return f"{first}+" if last == OLDEST else f"{first}-{last}"


def _many(value: object) -> tuple[str, ...]:
    """One text or several."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ()
