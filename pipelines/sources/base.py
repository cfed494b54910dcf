"""What every source is made of: the sheets it is given, the rows it returns, what it measures.

Plain dataclasses and one protocol. Nothing here reads a file or knows a particular source.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

Records = npt.NDArray[np.int64]

#: Bookkeeping columns that ingest and conform add to the source's own columns in bronze.
#: `_hoja`, `_registro`: where the row stood in the file. `_bloque`: what a newer file replaces
#: as a whole (for example ``4b|2024``). `_corte`: cut date AAAA-MM-DD or empty.
#: `_derivada`: ``1`` when the file is a third party's table and not the official download.
META_COLUMNS = ("_hoja", "_registro", "_bloque", "_corte", "_derivada")


@dataclass(frozen=True)
class Sheet:
    """One rectangle of text found in a delivered file, exactly as delivered.

    `cells`: all-text DataFrame with a RangeIndex on both axes, header and notes included, records
    without any text left out. `records`: physical record number (1-based, as a person sees it in
    a spreadsheet or counts lines of records) of each row of `cells`. `ragged`: records that could
    not be cut into the columns of the rest (number, fields found, fields due).
    """

    name: str
    cells: pd.DataFrame
    records: Records
    kind: Literal["csv", "xlsx", "xls", "xml", "parquet", "json"]
    encoding: str = ""
    separator: str = ""
    ragged: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Recognition:
    """How well a file's header fits a source. `score` is found / required columns, 0 to 1."""

    score: float
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetAside:
    """Records that break the row contract, all for the same reason. Never holds the value itself."""

    sheet: str
    records: Records
    column: str
    value_class: str  # kind of value found: «texto», «vacío», «negativo», «nombre desconocido»...
    reason: str  # Spanish, one sentence
    todo: str  # Spanish, what the steward can do


@dataclass(frozen=True)
class Skipped:
    """Records that the contract declares as no data: header, title, notes, totals, other sheets."""

    sheet: str
    records: Records
    reason: str  # Spanish


@dataclass(frozen=True)
class Control:
    """A figure that the file prints of itself, beside what its rows add up to."""

    name: str
    block: str
    printed: float
    recomputed: float

    @property
    def contradicts(self) -> bool:
        """Whether the two differ by more than the noise of a double."""
        return not math.isclose(self.printed, self.recomputed, rel_tol=1e-9, abs_tol=1e-6)


@dataclass(frozen=True)
class Conformed:
    """What a source read from one file.

    `rows`: the source's bronze columns plus META_COLUMNS, all text except `_registro` (int64).
    Numbers are canonical text: dot decimal, no thousands separator, no unit; empty when there is
    no data. One record may give several rows (wide tables are melted). `unknown`: rows with the
    columns of `rows` for figures whose keys are known and whose value was set aside, every value
    empty. Their records count as set aside; they keep the models from taking what is unknown for
    absent.
    """

    rows: pd.DataFrame
    set_aside: tuple[SetAside, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    controls: tuple[Control, ...] = ()
    warnings: tuple[str, ...] = ()
    unknown: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True)
class Measure:
    """A count or sum that can be added up over territories."""

    id: str
    name: str
    unit: str
    person_level: bool = False  # comes from person-level records: small counts are reserved


@dataclass(frozen=True)
class Published:
    """A figure that its producer already published; never added, never averaged."""

    id: str
    name: str
    unit: str
    method: str = ""


@dataclass(frozen=True)
class SourceInfo:
    """What the catalogue and the public status page say of a source."""

    id: str
    table: str  # bronze table, snake_case
    name: str
    producer: str
    cadence: str
    licence: str = ""
    official: bool = True
    #: What an absent comuna means inside a region that the file does cover.
    absent: Literal["cero", "sin_dato"] = "sin_dato"
    coverage: str = "pais"  # «pais», or territory ids separated by a space
    #: Whether the producer redraws past years with today's map: then a divided comuna breaks no series.
    rebased: bool = False
    columns: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = field(default=())
    published: tuple[Published, ...] = field(default=())


class Source(Protocol):
    """One official file layout: recognise it by content, read it into bronze rows."""

    info: SourceInfo

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header of `sheets` against the contract. Cheap: looks at few rows."""
        ...

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """Cut `sheets` into bronze rows. Raises `FileRefused` when the file's contract is broken."""
        ...
