"""The keys columns of a declared table: territory, period, sex, age and further breakdown."""

from __future__ import annotations

import pandas as pd

from pipelines import territories
from pipelines.catalog.periods import PERIOD
from pipelines.catalog.recipes import Recipe
from pipelines.sources import shape
from pipelines.sources.tidy import codes
from pipelines.sources.tidy.rows import Rows

FIX_LIST = "Agregue el código a la lista «codigos» de la receta, o corrija el archivo."
FIX_CELL = "Corrija la celda en el archivo, o pida uno nuevo a la fuente."
#: What a record without a place says in a table that has places.
NO_PLACE = "-"
_WIDTH = {"region": 2, "provincia": 3}


def add_keys(rows: Rows, recipe: Recipe) -> None:
    """Add the columns _comuna, _propio, _periodo, _sexo, _edad, _dimension, _categoria to `rows.cells`.

    Records whose key is missing, unknown or outside the declared coverage are set aside.
    """
    _territory(rows, recipe)
    _own_place(rows, recipe)
    _period(rows, recipe)
    sex, age, breakdown = recipe.sex, recipe.age, recipe.breakdown
    rows.cells["_sexo"] = "total"
    rows.cells["_edad"] = "total"
    rows.cells["_dimension"] = breakdown.dimension if breakdown else ""
    rows.cells["_categoria"] = ""
    if sex:
        column = rows.cells[shape.normalise_header(sex.column)]
        _meaning(rows, "_sexo", sex.column, codes.translate(column, sex.codes))
    if age:
        column = rows.cells[shape.normalise_header(age.column)]
        _meaning(rows, "_edad", age.column, _ages(column, recipe))
    if breakdown:
        column = rows.cells[shape.normalise_header(breakdown.column)]
        _meaning(rows, "_categoria", breakdown.column, codes.translate(column, breakdown.codes))


def _ages(column: pd.Series, recipe: Recipe) -> pd.Series:
    if recipe.age and recipe.age.codes:
        return codes.translate(column, recipe.age.codes)
    if recipe.age and recipe.age.bands:
        return codes.bands_of_ages(column, recipe.age.bands)
    return codes.bands_as_written(column)


def _meaning(rows: Rows, key: str, label: str, found: pd.Series) -> None:
    rows.cells[key] = found
    reason = f"El valor de «{label}» no está en la lista que declara la receta."
    rows.put_aside(found.eq(""), label, "código fuera de la lista", reason, FIX_LIST)


def _own_place(rows: Rows, recipe: Recipe) -> None:
    """What the file calls the territory below the comuna, as `lugares.csv` writes names.

    A cell without it is «-»: the record has a comuna and no territory inside. '' where the recipe has none.
    """
    if not recipe.place.is_own:
        rows.cells["_propio"] = ""
        return
    column = rows.cells[shape.normalise_header(recipe.place.column)]
    empty = shape.missing(column, recipe.missing)
    written = shape.by_value(column, lambda values: values.map(territories.normalise))
    rows.cells["_propio"] = written.mask(empty | written.eq(""), NO_PLACE)


def _territory(rows: Rows, recipe: Recipe) -> None:
    place = recipe.place
    if place.fixed:
        rows.cells["_comuna"] = place.fixed
        return
    label = place.comuna_from
    name = shape.normalise_header(label)
    empty = shape.missing(rows.cells[name], recipe.missing)
    rows.put_aside(empty, label, "vacío", "Falta el territorio.", FIX_CELL)
    column = rows.cells[name]
    declared = codes.translate(column, place.codes)
    found = _known(column, recipe)
    rows.cells["_comuna"] = found.where(declared.eq(""), declared)
    unknown = rows.cells["_comuna"].eq("")
    if place.by == "nombre":
        reason = "El nombre de la comuna no es el oficial ni uno de sus alias."
        todo = "Corríjalo, o agréguelo a «codigos» del territorio en la receta."
        rows.put_aside(unknown, label, "nombre desconocido", reason, todo)
    else:
        reason = "El código no corresponde a ningún territorio."
        rows.put_aside(unknown, label, "código desconocido", reason, FIX_LIST)
    covered = shape.by_value(rows.cells["_comuna"], lambda v: v.map(lambda c: _covered(c, recipe)))
    reason = "El territorio queda fuera de la cobertura que declara la receta."
    todo = "Corrija «cobertura» en la receta, o el código en el archivo."
    rows.put_aside(~covered.astype(bool), label, "fuera de cobertura", reason, todo)


def _known(column: pd.Series, recipe: Recipe) -> pd.Series:
    """Code of each cell, as the file writes it (historic codes stay: dbt brings them up to date)."""
    place = recipe.place
    if place.by == "nombre":
        return shape.by_value(column, territories.match_names)
    if place.level == "comuna":
        padded = shape.by_value(column, territories.pad_codes)
        return padded.where(shape.by_value(padded, territories.known_codes).astype(bool), "")

    def at_level(text: str) -> str:
        code = codes.plain(text).upper().zfill(_WIDTH.get(place.level, 0))
        known = code in territories.names() and territories.level_of(code) == place.level
        return code if known else ""

    return shape.by_value(column, lambda values: values.map(at_level))


def _covered(code: str, recipe: Recipe) -> bool:
    if not recipe.coverage:
        return True
    territory = territories.codes().get(code, code)
    return bool({territory, *territories.ancestors(territory)} & set(recipe.coverage))


def _period(rows: Rows, recipe: Recipe) -> None:
    when = recipe.when
    if when.fixed:
        rows.cells["_periodo"] = when.fixed
        return
    column = rows.cells[shape.normalise_header(when.column)]
    declared = codes.translate(column, when.codes)

    def period_of(text: str) -> str:
        bare = codes.plain(text).upper()
        if when.shape == "aaaamm" and bare[:6].isdigit():
            bare = f"{bare[:4]}-{bare[4:6]}"
        return bare if PERIOD.fullmatch(bare) else ""

    found = shape.by_value(column, lambda values: values.map(period_of))
    rows.cells["_periodo"] = found.where(declared.eq(""), declared)
    reason = "El período no se entiende: se esperaba 2023, 2023-S1, 2023-05 o 2021/2023."
    rows.put_aside(rows.cells["_periodo"].eq(""), when.column, "período desconocido", reason, FIX_CELL)
