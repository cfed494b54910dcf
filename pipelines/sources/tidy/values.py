"""The figures of a declared table: columns added up, records counted, figures already published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from pipelines.catalog.conditions import parse_conditions
from pipelines.catalog.recipe_parts import RecipeMeasure, RecipePublished
from pipelines.catalog.recipes import Recipe
from pipelines.sources import shape
from pipelines.sources.base import Sheet
from pipelines.sources.count import too_large
from pipelines.sources.shape import Mask
from pipelines.sources.tidy.conditions import judge
from pipelines.sources.tidy.keys import FIX_CELL
from pipelines.sources.tidy.rows import Rows
from pipelines.sources.tidy.scale import keep_in_scale

KEYS = ("_comuna", "_periodo", "_sexo", "_edad", "_dimension", "_categoria")


@dataclass(frozen=True)
class Figures:
    """The cells of one measure or published figure: `used` says which records give a bronze row.

    `unknown`: records that belong to a measure, or may, and whose value was set aside.
    """

    kind: str
    id: str
    used: Mask
    unknown: Mask
    value: pd.Series
    low: pd.Series | str = ""
    high: pd.Series | str = ""
    key: pd.Series | str = ""
    off_scale: bool = False


class Numbers:
    """Reads numbers as the recipe says the file writes them."""

    def __init__(self, recipe: Recipe, sheet: Sheet) -> None:
        written = recipe.format
        self.decimal = written.decimal or ("," if sheet.kind == "csv" else ".")
        self.thousands, self.percent, self.missing = written.thousands, written.percent, recipe.missing

    def __call__(self, series: pd.Series) -> tuple[pd.Series, Mask]:
        """Canonical text ('' where there is no data) and the mask of what is no number."""
        present = series.mask(shape.missing(series, self.missing), "")
        return shape.numbers(present, self.decimal, self.thousands, self.percent)


def filter_rows(rows: Rows, recipe: Recipe, numbers: Numbers) -> None:
    """Skip the records that the recipe's own `donde` leaves out."""
    if not recipe.where:
        return
    verdict = judge(rows.cells, parse_conditions(recipe.where), numbers)
    broken = np.zeros(len(rows), dtype=bool)
    for column, bad in verdict.bad.items():
        _cell_aside(rows, bad & ~broken, column)
        broken |= bad
    holds = verdict.holds[~broken]
    rows.keep(~broken)
    rows.skip(~holds, "La receta no usa esta fila (donde).")


def figures(rows: Rows, recipe: Recipe, numbers: Numbers) -> Iterator[Figures]:
    """Yield every measure and published figure of the recipe. Bad cells are set aside."""
    for measure in recipe.measures:
        holds, undecided = _holds(rows, measure, numbers)
        if measure.count:
            yield _count(rows, measure, recipe, holds, undecided)
        else:
            value, good = _column(rows, measure.value, numbers, measure.scale or recipe.scale)
            negative = value.str.startswith("-").to_numpy(dtype=bool) & holds & good
            reason = f"La medida «{measure.id}» no puede ser negativa."
            rows.set_aside += shape.set_aside(
                rows.sheet, rows.records, negative, measure.value, "negativo", reason, FIX_CELL
            )
            used, off_scale = keep_in_scale(rows, measure, value, holds & good & ~negative)
            unknown = undecided | (holds & ~used)
            yield Figures("medida", measure.id, used, unknown, value, off_scale=off_scale)
    for figure in recipe.published:
        yield _published(rows, figure, recipe, numbers)


def _holds(rows: Rows, item: RecipeMeasure | RecipePublished, numbers: Numbers) -> tuple[Mask, Mask]:
    """Which records the item's `donde` takes, and those of which nobody can tell. Bad cells are set aside."""
    if not item.where:
        return np.ones(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    verdict = judge(rows.cells, parse_conditions(item.where), numbers)
    for column, bad in verdict.bad.items():
        _cell_aside(rows, bad, column)
    return verdict.holds, verdict.undecided


def _count(rows: Rows, measure: RecipeMeasure, recipe: Recipe, holds: Mask, undecided: Mask) -> Figures:
    """One bronze row per record: 1 when it counts, 0 when it does not (so that zero is known)."""
    ones = pd.Series(np.where(holds, "1", "0"), dtype=object)
    name = measure.distinct_column
    if not name:
        return Figures("medida", measure.id, ~undecided, undecided, ones)
    column = rows.cells[shape.normalise_header(name)]
    nameless = shape.missing(column, recipe.missing)
    reason = f"Falta «{name}», que es lo que se cuenta."
    rows.report(nameless, name, "vacío", reason, FIX_CELL)
    unknown = undecided | (holds & nameless)
    key = keyed_hashes(column).where(holds & ~nameless, "")
    return Figures("medida", measure.id, ~unknown, unknown, ones, key=key)


def keyed_hashes(column: pd.Series) -> pd.Series:
    """Each id as a BLAKE2b hash keyed with the whole column; '' stays ''.

    The id itself never reaches bronze. Whoever has not got the file cannot try ids one by one,
    because the key depends on all of them; and the same file gives the same hashes.
    """
    whole = hashlib.blake2b(digest_size=32)
    for text in column:
        whole.update(f"{text}\n".encode())
    key = whole.digest()

    def hash_one(text: str) -> str:
        return hashlib.blake2b(text.encode(), digest_size=12, key=key).hexdigest() if text else ""

    return shape.by_value(column, lambda values: values.map(hash_one))


def _published(rows: Rows, figure: RecipePublished, recipe: Recipe, numbers: Numbers) -> Figures:
    holds, _ = _holds(rows, figure, numbers)
    scale = figure.scale or recipe.scale
    value, good = _column(rows, figure.value, numbers, scale)
    limits: list[pd.Series | str] = []
    for name in (figure.low, figure.high):
        limit, fine = _column(rows, name, numbers, scale) if name else ("", good)
        good = good & fine
        limits.append(limit)
    used, off_scale = keep_in_scale(rows, figure, value, holds & good)
    twice = np.zeros(len(rows), dtype=bool)
    twice[used] = rows.cells.loc[used, list(KEYS)].duplicated(keep=False)
    reason = f"La cifra publicada «{figure.id}» viene más de una vez para el mismo territorio y período."
    todo = "Declare la columna que las distingue (sexo, edad o desglose), o use «donde»."
    rows.set_aside += shape.set_aside(rows.sheet, rows.records, twice, figure.value, "repetido", reason, todo)
    nobody = np.zeros(len(rows), dtype=bool)
    kept = used & ~twice
    return Figures("publicado", figure.id, kept, nobody, value, limits[0], limits[1], off_scale=off_scale)


def _column(rows: Rows, name: str, numbers: Numbers, scale: float) -> tuple[pd.Series, Mask]:
    value, bad = numbers(rows.cells[shape.normalise_header(name)])
    _cell_aside(rows, bad, name)
    return (value if scale == 1 else scaled(value, scale)), ~bad


def scaled(values: pd.Series, scale: float) -> pd.Series:
    """Canonical numbers times `scale`, exactly; '' stays ''."""
    factor = Decimal(str(scale))

    def times(text: str) -> str:
        if not text:
            return ""
        product = format(Decimal(text) * factor, "f")
        return product.rstrip("0").rstrip(".") if "." in product else product

    return shape.by_value(values, lambda distinct: distinct.map(times))


def _cell_aside(rows: Rows, bad: Mask, column: str) -> None:
    huge = too_large(rows.cells[shape.normalise_header(column)], bad)
    for mask, kind, reason in (
        (bad & ~huge, "texto", f"Se esperaba un número en «{column}» y vino un texto."),
        (huge, "fuera de rango", f"El número de «{column}» es demasiado grande para ser cierto."),
    ):
        rows.report(mask, column, kind, reason, FIX_CELL)
