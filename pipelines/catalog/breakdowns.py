"""Every breakdown in which a card's figure is needed: the figure itself, by sex, by age, by dimension."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.catalog.cards import Card
from pipelines.catalog.tables import Row

_SEXES = ("total", "mujer", "hombre")


def breakdown_rows(card: Card) -> Iterator[Row]:
    """One row per breakdown of `card`, each once.

    Ages are told apart by sex too when the card is; a dimension is not. The strata of a
    standardised rate that the card does not show are marked `shown` = False.
    """
    sexes = _SEXES if card.by_sex else _SEXES[:1]
    ages = [age for each in card.breakdowns for age in each.ages]
    strata = [age for age in card.strata if age not in ages]
    yield from (_row(card, sex=sex) for sex in sexes)
    yield from (_row(card, sex=sex, age=age) for age in dict.fromkeys(ages) for sex in sexes)
    yield from (_row(card, sex=sex, age=age, shown=False) for age in strata for sex in sexes)
    for each in card.breakdowns:
        yield from (
            _row(card, dimension=each.dimension, category=category)
            for category in dict.fromkeys(each.categories)
        )


def _row(
    card: Card,
    sex: str = "total",
    age: str = "total",
    dimension: str = "",
    category: str = "",
    shown: bool = True,
) -> Row:
    return {
        "indicator_id": card.id,
        "sex": sex,
        "age_band": age,
        "dimension": dimension,
        "category": category,
        "shown": shown,
    }
