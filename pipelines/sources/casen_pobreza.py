"""MDSF, CASEN small-area poverty by comuna: rate and interval, by income and multidimensional.

Official workbooks give fractions; they become percent here (exact decimal shift), so that bronze
has one unit. Third parties' tidy table of 2022 already comes in percent. Old-methodology income
poverty (2009, 2011) is a series of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.sources import casen_layouts, shape
from pipelines.sources.base import Conformed, Published, Recognition, SetAside, Sheet, Skipped, SourceInfo
from pipelines.sources.casen_layouts import Block
from pipelines.territories import known_codes, pad_codes

_COLUMNS = (
    "dimension",
    "comuna",
    "anio",
    "valor",
    "limite_inferior",
    "limite_superior",
    "metodologia",
    "personas",
    "muestra",
)
_DIMENSIONS = ("ingresos", "ingresos-antigua", "multidimensional")
_PRINTED = {"tasa": "Porcentaje", "inferior": "Límite inferior", "superior": "Límite superior"}
_ADVICE = "Corrija la celda en la planilla original o descárguela de nuevo del Observatorio Social."


class CasenPobreza:
    """Workbooks of 2009-2011 (old), 2011 (new), 2015, 2017, 2020, 2022, 2024, and one derived CSV."""

    info = SourceInfo(
        id="casen-pobreza",
        table="casen_pobreza",
        name="CASEN, estimaciones comunales de pobreza (áreas pequeñas)",
        producer="Ministerio de Desarrollo Social y Familia, Observatorio Social",
        cadence="ocasional",
        absent="sin_dato",
        columns=_COLUMNS,
        published=(
            Published("pobreza-ingresos", "Personas en situación de pobreza por ingresos", "%"),
            Published("pobreza-ingresos-antigua", "Pobreza por ingresos, metodología antigua", "%"),
            Published("pobreza-multidimensional", "Personas en pobreza multidimensional", "%"),
            Published(
                "pobreza-ingresos-personas", "Personas en situación de pobreza por ingresos", "personas"
            ),
            Published(
                "pobreza-multidimensional-personas",
                "Personas en situación de pobreza multidimensional",
                "personas",
            ),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The header of any of the layouts, on any sheet."""
        return casen_layouts.recognise(sheets)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per comuna, year and poverty measure, in percent."""
        sheet, match, _ = shape.best_sheet(sheets, casen_layouts.DERIVED)
        if sheet is not None and match.score == 1:
            shape.require_encoding([sheet], shape.UTF8_ONLY, self.info.name)
            return _read_derived(sheets, sheet, match)
        blocks = casen_layouts.find_blocks(sheets)
        if not blocks:
            raise FileRefused("No se encontró ninguna tabla de pobreza comunal en el archivo.")
        frames: list[pd.DataFrame] = []
        aside: list[SetAside] = []
        for block in blocks:
            _read_block(block, frames, aside)
        used = list({id(block.sheet): block for block in blocks}.values())
        skipped = [*_skip(used), *shape.skip_unused(sheets, [block.sheet for block in used])]
        return Conformed(pd.concat(frames, ignore_index=True), tuple(aside), tuple(skipped))


def _is_data(block: Block) -> shape.Mask:
    """Records with something beyond the first cells: notes at the foot only fill one."""
    below = block.sheet.cells.iloc[block.first_row :].to_numpy(dtype=object)
    return np.asarray((below != "").sum(axis=1) > 1)


def _skip(blocks: Sequence[Block]) -> list[Skipped]:
    found: list[Skipped] = []
    for block in blocks:
        records = np.asarray(block.sheet.records)
        head = np.arange(len(records)) < block.first_row
        foot = np.concatenate([np.zeros(block.first_row, dtype=bool), ~_is_data(block)])
        found += shape.skipped(block.sheet, records, head, "Título y encabezado.")
        found += shape.skipped(block.sheet, records, foot, "Nota al pie.")
    return found


def _read_block(block: Block, frames: list[pd.DataFrame], aside: list[SetAside]) -> None:
    data = _is_data(block)
    below = block.sheet.cells.iloc[block.first_row :][data].reset_index(drop=True)
    records = np.asarray(block.sheet.records[block.first_row :])[data]
    columns: dict[str, pd.Series | str] = {
        "comuna": shape.text(below[block.code]),
        "tasa": shape.text(below[block.rate]),
        "inferior": shape.text(below[block.lower]),
        "superior": shape.text(below[block.upper]),
    }
    for name, column in (
        ("metodologia", block.method),
        ("personas", block.people),
        ("muestra", block.sample),
    ):
        columns[name] = shape.text(below[column]) if column >= 0 else ""
    table = pd.DataFrame({**columns, "dimension": block.dimension, "anio": block.year})
    frames.append(_rows(block.sheet, records, table, aside, factor=100))


def _read_derived(sheets: Sequence[Sheet], sheet: Sheet, match: shape.HeaderMatch) -> Conformed:
    table, records = shape.body(sheet, match)
    names = {
        "codigo_comuna": "comuna",
        "limite_inferior": "inferior",
        "limite_superior": "superior",
    }
    table = table.rename(columns=names)
    for name in ("metodologia", "personas", "muestra"):
        if name not in table.columns:
            table[name] = ""
    aside: list[SetAside] = []
    good = table["dimension"].isin(_DIMENSIONS) & table["anio"].str.fullmatch(r"(19|20)\d\d")
    aside += shape.set_aside(
        sheet, records, ~good, "dimension", "código desconocido", "Medida o año desconocidos.", _ADVICE
    )
    keep = good.to_numpy(dtype=bool)
    rows = _rows(sheet, records[keep], table[keep].reset_index(drop=True), aside, factor=1, derived=True)
    skipped = [*shape.skip_header(sheet, match), *shape.skip_unused(sheets, [sheet])]
    return Conformed(rows, tuple(aside), tuple(skipped))


def _rows(
    sheet: Sheet,
    records: shape.Records,
    table: pd.DataFrame,
    aside: list[SetAside],
    factor: int,
    derived: bool = False,
) -> pd.DataFrame:
    comuna = pad_codes(table["comuna"])
    keep = known_codes(comuna).to_numpy(dtype=bool, copy=True)
    aside += shape.set_aside(
        sheet,
        records,
        ~keep,
        "Código",
        "código desconocido",
        "El código no corresponde a ninguna comuna, actual ni histórica.",
        _ADVICE,
    )
    figures: dict[str, pd.Series] = {}
    for column, name in _PRINTED.items():
        # a dash, or an empty cell: the comuna has no interval (imputed), or was not estimated
        number, bad = shape.numbers(table[column].replace("-", ""), decimal=".", thousands="")
        aside += shape.set_aside(
            sheet, records, bad & keep, name, "texto", "Se esperaba un número y vino un texto.", _ADVICE
        )
        keep &= ~bad
        figures[column] = _times(number, factor)
    negative = figures["tasa"].str.startswith("-").to_numpy(dtype=bool) & keep
    aside += shape.set_aside(
        sheet, records, negative, "Porcentaje", "negativo", "Una tasa no puede ser negativa.", _ADVICE
    )
    keep &= ~negative
    # how many persons is a help beside the rate: what is no number is left out
    people, _ = shape.numbers(table["personas"].replace("-", ""), decimal=".", thousands="")
    sample = table["muestra"].map(shape.normalise_header).map({"si": "sí", "no": "no"}).fillna("")
    columns: dict[str, pd.Series | str] = {
        "dimension": table["dimension"][keep],
        "comuna": comuna[keep],
        "anio": table["anio"][keep],
        "valor": figures["tasa"][keep],
        "limite_inferior": figures["inferior"][keep],
        "limite_superior": figures["superior"][keep],
        "metodologia": table["metodologia"][keep],
        "personas": people[keep],
        "muestra": sample[keep],
    }
    block = (table["dimension"] + "|" + table["anio"])[keep]
    return shape.bronze(columns, sheet, records[keep], block, derived=derived)


def _times(number: pd.Series, factor: int) -> pd.Series:
    """Exact product in decimal arithmetic; '' stays ''."""
    if factor == 1:
        return number
    return number.map(lambda text: format((Decimal(text) * factor).normalize(), "f") if text else "")


SOURCE = CasenPobreza()
