"""Coordinates of schools and health centres: they place a record in the parts of a divided comuna."""

from __future__ import annotations

import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Records, SetAside, Sheet

_REASON = "La coordenada no es un número; el establecimiento se usa sin ella."
_ADVICE = (
    "Si su comuna se divide en territorios, ubíquelo en lugares.csv: sin eso cuenta en la comuna y no en sus "
    "partes."
)


def degrees(
    series: pd.Series, sheet: Sheet, records: Records, good: shape.Mask, label: str
) -> tuple[pd.Series, list[SetAside]]:
    """Decimal degrees as canonical text, from a point or a comma, and the cells that are no number.

    good: the records that are used; of the others nothing more is said.
    """
    with_point = shape.by_value(series, lambda values: values.str.replace(",", ".", regex=False))
    read, bad = shape.numbers(with_point, decimal=".", thousands="")
    return read, shape.set_aside(sheet, records, bad & good, label, "texto", _REASON, _ADVICE)
