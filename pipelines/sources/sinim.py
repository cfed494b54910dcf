"""SUBDERE, SINIM: figures that each municipality reports, one published value a comuna and year.

Reads the download by variable (spreadsheet XML called .xls, one or many variables) and the long
form. Texts such as «No Recepcionado» mean no data; «Si/No» and names are categories, no number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.sources import shape, sinim_green_areas, sinim_layouts, sinim_measures
from pipelines.sources.base import Conformed, Recognition, SetAside, Sheet, SourceInfo
from pipelines.sources.sinim_layouts import Cells
from pipelines.sources.sinim_variables import published, reference, variables
from pipelines.territories import known_codes, pad_codes

_COLUMNS = ("codigo", "unidad", "variable", "comuna", "anio", "valor", "referencia", "medida", "sexo")
_NO_DATA = (
    "No Recepcionado",
    "No Aplica",
    "Sin Servicio",
    "Sin dato oficial",
    "Costo Fijo",
    "Descontinuado",
    "Administra MINEDUC",
    "Si",
    "Sí",
    "No",
)
_NEVER_NEGATIVE = ("N°", "PERS", "MTS²", "KMS", "KMS²")
_CATEGORICAL = ("S-N", "REG", "TEXT")
_ADVICE = "Consulte el dato en sinim.gov.cl o con el municipio, y corrija el archivo si corresponde."


class Sinim:
    """Both downloads of SINIM."""

    info = SourceInfo(
        id="sinim",
        table="sinim",
        name="Sistema Nacional de Información Municipal (SINIM)",
        producer="Subsecretaría de Desarrollo Regional y Administrativo (SUBDERE)",
        cadence="anual",
        absent="sin_dato",
        columns=_COLUMNS,
        measures=sinim_measures.measures(),
        published=published(),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The header of either layout."""
        return sinim_layouts.recognise(sheets)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per variable, comuna and year; `valor` is empty where there is no number."""
        cells = sinim_layouts.read_cells(sheets)
        if cells is None:
            raise FileRefused("No se encontró la tabla de SINIM en el archivo.")
        shape.require_encoding([cells.sheet], shape.UTF8_ONLY, self.info.name)
        skipped = (*cells.skipped, *shape.skip_unused(sheets, [cells.sheet]))
        rows, aside = _conform(cells)
        return Conformed(rows, tuple(aside), skipped)


def _conform(cells: Cells) -> tuple[pd.DataFrame, list[SetAside]]:
    table, sheet, records = cells.table, cells.sheet, cells.records
    aside: list[SetAside] = []
    comuna = pad_codes(table["comuna"])
    keep = known_codes(comuna).to_numpy(dtype=bool, copy=True)
    unknown = np.unique(records[~keep])
    aside += shape.set_aside(
        sheet,
        unknown,
        np.ones(len(unknown), dtype=bool),
        "código de comuna",
        "código desconocido",
        "El código no corresponde a ninguna comuna.",
        _ADVICE,
    )
    year_ok = table["anio"].str.fullmatch(r"(19|20)\d\d").to_numpy(dtype=bool)
    aside += shape.set_aside(
        sheet, records, keep & ~year_ok, "user_year", "vacío o texto", "Falta el año del dato.", _ADVICE
    )
    keep &= year_ok
    unit = table["unidad"].str.replace("Nº", "N°", regex=False)
    no_data = shape.missing(table["crudo"], _NO_DATA) | unit.isin(_CATEGORICAL).to_numpy(dtype=bool)
    raw = table["crudo"].mask(no_data, "")
    value, bad = shape.numbers(raw, decimal=cells.decimal, thousands=cells.thousands, percent=True)
    where = table["codigo"] + " " + table["anio"]
    aside += _by_column(cells, bad & keep, where, "texto", "Se esperaba un número y vino un texto.")
    negative = value.str.startswith("-") & unit.isin(_NEVER_NEGATIVE)
    below = negative.to_numpy(dtype=bool)
    aside += _by_column(cells, below & keep, where, "negativo", "Este dato no puede ser negativo.")
    keep &= ~(bad | below)
    odd = _odd_green_areas(table["codigo"], comuna, value, keep)
    aside += _by_column(
        cells,
        odd,
        where,
        "poco creíble",
        "Los m² de áreas verdes no son creíbles: más de 200 o menos de 0,02 por habitante, o al menos "
        "ocho veces más o menos que la mediana de los otros años de la comuna.",
    )
    keep &= ~odd
    beyond = sinim_measures.implausible(table["codigo"], comuna, value) & keep
    aside += _by_column(
        cells,
        beyond,
        where,
        "poco creíble",
        "El valor por habitante es mucho mayor que el de cualquier comuna.",
    )
    keep &= ~beyond
    apart = sinim_measures.alone(table["codigo"], comuna, value, keep)
    aside += _by_column(
        cells,
        apart,
        where,
        "poco creíble",
        "El valor es al menos ocho veces mayor, o menor, que el de todos los otros años de la comuna.",
    )
    keep &= ~apart
    added = sinim_measures.added()
    names = _names(table, unit)
    columns: dict[str, pd.Series | str] = {
        "codigo": table["codigo"][keep],
        "unidad": unit[keep],
        "variable": names["variable"][keep],
        "comuna": comuna[keep],
        "anio": table["anio"][keep],
        "valor": value[keep],
        "referencia": names["referencia"][keep],
        "medida": table["codigo"][keep].map({code: each.measure for code, each in added.items()}).fillna(""),
        "sexo": table["codigo"][keep].map({code: each.sex for code, each in added.items()}).fillna(""),
    }
    block = (table["codigo"] + "|" + table["anio"])[keep]
    return shape.bronze(columns, sheet, records[keep], block), aside


def _odd_green_areas(code: pd.Series, comuna: pd.Series, value: pd.Series, keep: shape.Mask) -> shape.Mask:
    odd = np.zeros(len(code), dtype=bool)
    for green in sinim_green_areas.CODES:
        at = np.flatnonzero(code.eq(green).to_numpy(dtype=bool) & keep)
        if len(at):
            odd[at] = sinim_green_areas.implausible(comuna.iloc[at], pd.to_numeric(value.iloc[at]))
    return odd


def _by_column(
    cells: Cells, mask: shape.Mask, where: pd.Series, value_class: str, reason: str
) -> list[SetAside]:
    """One SetAside per variable and year: in the wide form that is the column of the cell."""
    found: list[SetAside] = []
    for column in sorted(set(where[mask])):
        chosen = mask & where.eq(column).to_numpy(dtype=bool)
        found += shape.set_aside(cells.sheet, cells.records, chosen, column, value_class, reason, _ADVICE)
    return found


def _names(table: pd.DataFrame, unit: pd.Series) -> pd.DataFrame:
    """Name and usual size of each row's variable; the long form gives only its code."""
    pairs = pd.DataFrame({"codigo": table["codigo"], "unidad": unit, "variable": table["variable"]})
    distinct = pairs.drop_duplicates()
    known = variables()
    found = {}
    for code, its_unit, printed in distinct.itertuples(index=False):
        name = printed or (known[code].name if code in known else "")
        found[(code, its_unit, printed)] = (name, reference(code, its_unit, name))
    keys = pd.MultiIndex.from_frame(pairs)
    position = pd.MultiIndex.from_frame(distinct).get_indexer(keys)
    values = pd.DataFrame(list(found.values()), columns=["variable", "referencia"])
    return values.iloc[position].set_axis(table.index)


SOURCE = Sinim()
