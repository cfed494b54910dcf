"""Limits of a declared figure: single cells outside them, and whole variables off scale by 100."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipelines.catalog.recipe_parts import RecipeMeasure, RecipePublished
from pipelines.sources import shape
from pipelines.sources.count import LARGEST
from pipelines.sources.shape import Mask
from pipelines.sources.tidy.rows import Rows

#: Beyond this share of cells outside the limits it is not the cells, it is the scale.
OFF_SCALE_SHARE = 0.05
#: With fewer figures than this, all of them under 1 % can be true.
FEW = 20
#: No figure, once scaled, is larger than this, whatever limits its recipe gives it.
BEYOND = 10.0**shape.MAX_DIGITS


def keep_in_scale(
    rows: Rows, item: RecipeMeasure | RecipePublished, value: pd.Series, used: Mask
) -> tuple[Mask, bool]:
    """Set aside what is outside the item's limits. Returns the mask of what stays in use, and
    whether some whole period was off scale.

    A percentage without limits of its own goes from 0 to 100; a period whose percentages are all
    1 or less came as fractions. A measure without them is a count like any other; nothing at all
    goes beyond what can be added up exactly.
    """
    is_percent = item.unit.strip() == "%" and isinstance(item, RecipePublished)
    usual = 100.0 if is_percent else LARGEST if isinstance(item, RecipeMeasure) else BEYOND
    low = max(item.minimum if item.minimum is not None else (0.0 if is_percent else -BEYOND), -BEYOND)
    high = min(item.maximum if item.maximum is not None else usual, BEYOND)
    numbers = pd.to_numeric(value, errors="coerce").to_numpy(dtype=float)
    present = used & ~np.isnan(numbers)
    with np.errstate(invalid="ignore"):
        outside = present & ((numbers < low) | (numbers > high))
    judge_fractions = is_percent and item.minimum is None and item.maximum is None
    off_scale = np.zeros(len(used), dtype=bool)
    periods = rows.cells["_periodo"].to_numpy()
    for period in pd.unique(rows.cells["_periodo"]):
        cells = present & (periods == period)
        if _is_off_scale(numbers[cells], outside[cells], judge_fractions):
            off_scale |= used & (periods == period)
    _put_aside(rows, item, off_scale, outside & ~off_scale)
    return used & ~outside & ~off_scale, bool(off_scale.any())


def _is_off_scale(numbers: np.ndarray, outside: Mask, judge_fractions: bool) -> bool:
    if not len(numbers):
        return False
    if outside.sum() > max(1, OFF_SCALE_SHARE * len(numbers)):
        return True
    return judge_fractions and len(numbers) >= FEW and bool(np.abs(numbers).max() <= 1)


def _put_aside(rows: Rows, item: RecipeMeasure | RecipePublished, off_scale: Mask, outside: Mask) -> None:
    rows.set_aside += shape.set_aside(
        rows.sheet, rows.records, off_scale, item.value, "fuera de escala",
        f"«{item.id}» viene entera en otra escala en ese período.",
        "Descárguela otra vez, o declare «escala», «minimo» o «maximo» en la receta.",
    )  # fmt: skip
    rows.set_aside += shape.set_aside(
        rows.sheet, rows.records, outside, item.value, "fuera de rango",
        f"El valor de «{item.id}» está fuera de lo posible.",
        "Corrija la celda, o los límites «minimo» y «maximo» de la receta.",
    )  # fmt: skip
