"""Invented pupils in the layouts of MINEDUC's person-level files, from a handful of rows to millions.

Nobody of them exists: MRUN are numbers in a row, schools and comunas are drawn, names are words.
Everything is a function of the pupil's number: no clock, no seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from example.schools import check_digit
from example.student_layouts import Layout

Numbers = npt.NDArray[np.int64]
#: Rows drawn and written at a time.
_SLICE = 200_000
_PUPILS_PER_SCHOOL = 330
#: COD_ENSE, its COD_ENSE2, first grade, grades, usual age in the first one, share of pupils.
_LEVELS = (
    (10, 1, 4, 2, 4, 0.10),
    (110, 2, 1, 8, 6, 0.53),
    (214, 4, 21, 3, 4, 0.05),
    (310, 5, 1, 4, 14, 0.19),
    (410, 7, 1, 4, 14, 0.04),
    (510, 7, 1, 4, 14, 0.05),
    (363, 6, 1, 3, 25, 0.04),
)
#: Share of schools under each COD_DEPE, 1 to 6.
_DEPENDENCE_SHARE = (0.10, 0.22, 0.53, 0.09, 0.01, 0.05)
_REGIONS = {13: "RM", 8: "BBIO", 5: "VALPO", 9: "ARAUC", 12: "MAG", 1: "TPCA"}


@dataclass(frozen=True)
class Class:
    """What is drawn: `rows` records; `twice` is the share of pupils who have two of them."""

    rows: int
    year: int = 2023
    month: int = 4
    twice: float = 0.03
    comunas: tuple[int, ...] = (13401, 13201, 13101, 8101, 5101, 9101, 12101, 1101)

    @property
    def pupils(self) -> int:
        """Distinct pupils: the last records repeat the first pupils, elsewhere."""
        return round(self.rows / (1 + self.twice))


Change = Callable[[int, pa.Table], pa.Table]


def write_students(path: Path, layout: Layout, drawn: Class, change: Change | None = None) -> None:
    """Write the file. `change` may replace cells of each slice, given its first row, to put faults in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for piece in student_pieces(layout, drawn, change):
            file.write(piece)


def student_pieces(layout: Layout, drawn: Class, change: Change | None = None) -> Iterator[bytes]:
    """The bytes of the file, a slice of rows at a time."""
    head = [name.lower() if layout.lower else name for name in layout.columns]
    head = [name.replace("_", ".") if layout.dots else name for name in head]
    text = ("\ufeff" if layout.mark else "") + layout.separator.join(head) + "\n"
    yield text.encode(layout.encoding)
    for first in range(0, drawn.rows, _SLICE):
        rows = np.arange(first, min(first + _SLICE, drawn.rows), dtype=np.int64)
        table = students(layout, drawn, rows)
        if change:
            table = change(first, table)
        yield _written(table, layout)


def _written(table: pa.Table, layout: Layout) -> bytes:
    out = pa.BufferOutputStream()
    options = pa.csv.WriteOptions(
        include_header=False, delimiter=layout.separator, quoting_style="none", batch_size=_SLICE
    )
    pa.csv.write_csv(table, out, options)
    data = out.getvalue().to_pybytes()
    return data if layout.encoding == "utf-8" else data.decode("utf-8").encode(layout.encoding)


def students(layout: Layout, drawn: Class, rows: Numbers) -> pa.Table:
    """Records `rows` (positions in the file, from 0) as text columns under the plain official names."""
    pupil = np.where(rows < drawn.pupils, rows, rows - drawn.pupils)
    again = rows >= drawn.pupils
    at = _draw(pupil, 1) % len(_LEVEL_OF)
    level = np.array(_LEVELS, dtype=np.float64)[_LEVEL_OF[at]].astype(np.int64)
    grade = _draw(pupil, 2) % level[:, 3]
    schools = max(2, drawn.rows // _PUPILS_PER_SCHOOL)
    school = (_draw(pupil, 3) + again * (1 + _draw(pupil, 4) % (schools - 1))) % schools
    comunas = np.array(drawn.comunas, dtype=np.int64)
    comuna = comunas[school % len(comunas)]
    lives = np.where(_draw(pupil, 5) % 10 < 8, comunas[school % len(comunas)], _pick(comunas, pupil, 6))
    home = np.where(_draw(pupil, 7) % 100 == 0, 0, lives)
    age = level[:, 4] + grade + (_draw(pupil, 8) % 12 == 0)
    month = 1 + _draw(pupil, 9) % 12
    born = (drawn.year - age) * 100 + month
    day = 1 + _draw(pupil, 10) % 28
    depe = np.searchsorted(np.cumsum(_DEPENDENCE_SHARE), (_draw(school, 11) % 1000) / 1000, side="right") + 1
    depe2 = np.array([0, 1, 1, 2, 3, 4, 5])[np.minimum(depe, 6)]
    passed = _draw(pupil, 12) % 100
    attended = np.where(passed < 94, 70 + _draw(pupil, 13) % 31, 20 + _draw(pupil, 13) % 60)
    grades = np.where(passed < 94, 45 + _draw(pupil, 14) % 26, 20 + _draw(pupil, 14) % 20)
    withdrawn = passed >= 98
    attended, grades = np.where(withdrawn, 0, attended), np.where(withdrawn, 0, grades)
    final = np.where(withdrawn, 2, (passed >= 94).astype(np.int64))
    days = 18 + drawn.month % 4
    present = np.maximum(0, days - (_draw(pupil, 15 + drawn.month) % 6) ** 2 // 5)
    rate = present / days
    values: dict[str, pa.Array] = {
        "AGNO": drawn.year, "MES_ESCOLAR": drawn.month, "RBD": 1 + school, 
        "NOM_RBD": _coded("ESCUELA Ñ ", school),
        "DGV_RBD": _words(_DIGITS, school), "COD_REG_RBD": comuna // 1000,
        "NOM_REG_RBD_A": _words(_REGION_NAMES, comuna // 1000), "COD_PRO_RBD": comuna // 100,
        "COD_COM_RBD": comuna, "NOM_COM_RBD": _coded("COMUNA Ñ ", comuna), "COD_DEPROV_RBD": comuna // 100,
        "NOM_DEPROV_RBD": _coded("PROVINCIA ", comuna // 100), "COD_DEPE": depe, "COD_DEPE2": depe2,
        "RURAL_RBD": (_draw(school, 40) % 10 == 0).astype(np.int64), "ESTADO_ESTAB": 1,
        "NOMBRE_SLEP": _words((" ", "SLEP DE EJEMPLO"), (depe == 6).astype(np.int64)),
        "COD_ENSE": level[:, 0], "COD_ENSE2": level[:, 1], "COD_ENSE3": level[:, 1],
        "COD_GRADO": level[:, 2] + grade, "COD_GRADO2": level[:, 2] + grade,
        "LET_CUR": _words(tuple("ABCD"), _draw(pupil, 41) % 4), "COD_JOR": 1 + _draw(pupil, 42) % 3,
        "COD_TIP_CUR": 0, "COD_DES_CUR": 0, "MRUN": _FIRST_MRUN + pupil, "MRUN2": _FIRST_MRUN + pupil,
        "GEN_ALU": 1 + _draw(pupil, 43) % 2,
        "FEC_NAC_ALU": born if layout.birth == "AAAAMM" else born * 100 + day, "EDAD_ALU": age,
        "COD_REG_ALU": lives // 1000, "COD_COM_ALU": home, "NOM_COM_ALU": _coded("COMUNA Ñ ", home),
        "COD_SEC": 0, "COD_ESPE": 0, "COD_RAMA": 0, "COD_MEN": 0, "ENS": level[:, 1],
        "TIPO_AULA": 1, "COD_ETNIA_ALU": np.where(_draw(pupil, 44) % 10 == 0, 7, 0),
        "INT_ALU": (_draw(pupil, 45) % 9 == 0).astype(np.int64), "GD_ALU": 0,
        "COD_NAC_ALU": _words(("C", "N", "E"), np.clip(_draw(pupil, 46) % 100 - 90, 0, 2)),
        "PAIS_ORIGEN_ALU": 0, "LET_RBD": "A", "NUM_RBD": 1, "FEC_ING_ALU": drawn.year * 10000 + 303,
        "PROM_GRAL": _words(_grades(layout.decimal), grades), "ASISTENCIA": attended,
        "SIT_FIN": _words(("P", "R", "Y"), final),
        "SIT_FIN_R": _words(("P", "R", "Y", "T"), np.where(again & withdrawn, 3, final)),
        "DIAS_ASISTIDOS": present, "DIAS_TRABAJADOS": days,
        "ASIS_PROMEDIO": _words(_SHARES, np.rint(rate * 1000)),
        "DIAS_ASISTIDOS_ANUAL": attended * 180 // 100, "DIAS_TRABAJADOS_ANUAL": 180,
        "TASA_ASISTENCIA_ANUAL": _words(_SHARES, attended * 10),
        "CATEGORIA_ASIS_ANUAL": np.searchsorted((85, 90, 97), attended, side="right") + 1,
    }  # fmt: skip
    size = len(rows)
    return pa.table({name: _column(values[name], size) for name in layout.columns})


def _column(value: Any, size: int) -> pa.Array:
    if isinstance(value, pa.Array | pa.ChunkedArray):
        return value
    if isinstance(value, np.ndarray):
        return pa.array(value)
    return pa.repeat(value, size)


def _draw(keys: Numbers, salt: int) -> Numbers:
    """Numbers that look drawn and are a function of `keys` and `salt`: the same pupil is always the same."""
    with np.errstate(over="ignore"):
        mixed = (keys.astype(np.uint64) + np.uint64(salt * 7_919)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed >> np.uint64(33)) & np.uint64(0x3FFFFFFF)).astype(np.int64)


def _pick(values: Numbers, keys: Numbers, salt: int) -> Numbers:
    return values[_draw(keys, salt) % len(values)]


def _words(words: Sequence[str], at: Numbers) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(np.asarray(at, dtype=np.int64)))


def _coded(prefix: str, numbers: Numbers) -> pa.Array:
    found, at = np.unique(numbers, return_inverse=True)
    return _words([f"{prefix}{number:04d}" for number in found], at)


def _grades(decimal: str) -> list[str]:
    """Text of 0 to 70 tenths of a grade."""
    between = "" if decimal == "x10" else decimal
    return ["0"] + [f"{tenths // 10}{between}{tenths % 10}" for tenths in range(1, 71)]


_LEVEL_OF = np.repeat(np.arange(len(_LEVELS)), [round(share[-1] * 100) for share in _LEVELS])
_FIRST_MRUN = 5_000_000
_DIGITS = tuple(check_digit(rbd) for rbd in range(1, 20_001))
_REGION_NAMES = tuple(_REGIONS.get(region, "OTRA") for region in range(17))
#: Thousandths as a fraction with comma.
_SHARES = tuple(f"{share // 1000},{share % 1000:03d}" for share in range(1001))
