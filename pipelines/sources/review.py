"""Row contract of a table: each record is accepted, skipped or set aside, once and for one reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pipelines import territories
from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import Records, SetAside, Sheet, Skipped
from pipelines.sources.count import judge

_FIX = "Corrija el registro en el archivo o pida uno nuevo a la fuente."
_CODES = "Revise el código de comuna: debe ser un código CUT vigente o histórico."


def open_table(
    sheets: Sequence[Sheet], source_name: str, *contracts: Sequence[str]
) -> tuple[Sheet, shape.HeaderMatch, int]:
    """The sheet, header and number of the contract that fits best. Raises FileRefused if none does."""
    sheet, match, number = shape.best_sheet(sheets, *contracts)
    if sheet is None or match.missing:
        absent = ", ".join(f"«{name}»" for name in match.missing) or "todas las columnas"
        raise FileRefused(
            f"Al archivo le faltan columnas para leerlo como «{source_name}»: {absent}.",
            Where(sheet=sheet.name if sheet else ""),
            "Descargue el archivo otra vez y no cambie los nombres de sus columnas.",
        )
    return sheet, match, number


@dataclass
class Review:
    """The records of one table while they are checked. `good`: those still accepted.

    A record that was skipped or set aside is not set aside again: its first reason counts. `keyed`:
    those whose comuna, year and identifier are known, whatever became of the rest.
    """

    sheet: Sheet
    records: Records
    good: shape.Mask = field(init=False)
    keyed: shape.Mask = field(init=False)
    aside: list[SetAside] = field(default_factory=list)
    skips: list[Skipped] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.good = np.ones(len(self.records), dtype=bool)
        self.keyed = self.good.copy()

    def reject(
        self, mask: shape.Mask | pd.Series, column: str, value_class: str, reason: str, todo: str = _FIX
    ) -> None:
        """Set the records under `mask` aside."""
        now = np.asarray(mask, dtype=bool) & self.good
        self.aside += shape.set_aside(self.sheet, self.records, now, column, value_class, reason, todo)
        self.good &= ~now

    def skip_totals(self, keys: Iterable[pd.Series]) -> None:
        """Skip the records where any of `keys` says that the record is a total."""
        for key in keys:
            total = key.str.lower().str.startswith("total").to_numpy(dtype=bool) & self.good
            self.skips += shape.skipped(self.sheet, self.records, total, "Fila de totales.")
            self.good &= ~total
            self.keyed &= ~total

    def comuna(self, series: pd.Series, label: str) -> pd.Series:
        """Comuna codes with five digits; unknown ones are set aside."""
        codes = territories.pad_codes(series)
        blank = shape.missing(series)
        self.reject(blank, label, "vacío", "Falta el código de comuna.", _CODES)
        unknown = ~np.asarray(territories.known_codes(codes), dtype=bool)
        self.reject(unknown, label, "código desconocido", "El código de comuna no existe.", _CODES)
        self.keyed &= ~(blank | unknown)
        return codes

    def year(self, series: pd.Series, label: str) -> pd.Series:
        """Years of four digits; anything else is set aside."""
        bad = ~shape.by_value(series, lambda v: v.str.fullmatch(r"(19|20)\d\d")).to_numpy(dtype=bool)
        self.reject(shape.missing(series), label, "vacío", "Falta el año.")
        self.reject(bad, label, "texto", "El año no tiene cuatro cifras.")
        self.keyed &= ~bad
        return series

    def key(self, series: pd.Series, label: str) -> pd.Series:
        """An identifier that must be there."""
        blank = shape.missing(series)
        self.reject(blank, label, "vacío", "Falta el identificador del registro.")
        self.keyed &= ~blank
        return series

    def code(self, series: pd.Series, label: str, allowed: Iterable[str]) -> pd.Series:
        """A value of a closed list of codes."""
        bad = ~series.isin(list(allowed)).to_numpy(dtype=bool)
        self.reject(shape.missing(series), label, "vacío", "Falta el código.")
        self.reject(bad, label, "código desconocido", "El código no está en la lista de la fuente.")
        return series

    def count(
        self, series: pd.Series, label: str, *, thousands: str = "", empty: str | None = None
    ) -> pd.Series:
        """Whole non-negative numbers. `empty`: what an empty cell stands for; None = an error."""
        number, faults = judge(series, thousands=thousands, empty=empty)
        for fault in faults:
            self.reject(fault.mask, label, fault.value_class, fault.reason)
        return number

    def unknown_rows(
        self, keys: Mapping[str, pd.Series | str], columns: Sequence[str], block: pd.Series | str
    ) -> pd.DataFrame:
        """Bronze rows of the records set aside for a value: `keys` as they are, '' in other `columns`."""
        apart = self.keyed & ~self.good

        def of_these(values: pd.Series | str) -> pd.Series | str:
            return values if isinstance(values, str) else values[apart]

        cells = {name: of_these(keys.get(name, "")) for name in columns}
        return shape.bronze(cells, self.sheet, self.records[apart], of_these(block))
