"""Shapes that every source shares: headers, text, numbers, and records put aside or left out.

Everything works on whole columns of text. Nothing here knows a particular source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources.base import META_COLUMNS, Recognition, Records, SetAside, Sheet, Skipped

Mask = npt.NDArray[np.bool_]

#: Digits before the decimal point beyond which no official figure goes, and no exact sum either.
MAX_DIGITS = 15

UTF8_ONLY = ("utf-8", "utf-16")
UTF8_OR_LATIN = (*UTF8_ONLY, "latin-1")

_ENCODINGS = {"iso-8859-1": "latin-1", "latin1": "latin-1", "cp1252": "latin-1", "windows-1252": "latin-1"}
_BOM_LEFTOVERS = "\ufeff\u00ef\u00bb\u00bf"  # the mark itself, and its three bytes read as Latin-1


def normalise_header(text: str) -> str:
    """Header text as sources write it: lower case, no accents, single spaces, no byte-order marks."""
    kept = str(text).lstrip(_BOM_LEFTOVERS).replace("*", "").lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))
    return " ".join(plain.split())


@dataclass(frozen=True)
class HeaderMatch:
    """Where a header stands and what it names. `row_index` is a position in `cells`, -1 for none.

    `positions`: normalised name (and, for a required name with alternatives, its first
    alternative) -> column. `labels`: the same names -> the text as printed. `repeated`: required
    names, as printed, that stand over more than one column.
    """

    row_index: int = -1
    positions: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    score: float = 0.0
    repeated: tuple[str, ...] = ()

    def matching(self, pattern: str) -> list[tuple[re.Match[str], int]]:
        """Columns whose normalised name fits `pattern` whole, in the order of the file."""
        found = ((re.fullmatch(pattern, name), column) for name, column in self.positions.items())
        return sorted(((m, column) for m, column in found if m), key=lambda item: item[1])


def find_header(sheet: Sheet, required: Sequence[str], scan: int = 30) -> HeaderMatch:
    """The record among the first `scan` that best fits `required`.

    A required name is a normalised header. ``a|b`` accepts either; ``name~regex`` accepts any
    header that fits the expression whole, found under the key ``name`` (``/regex/`` does the same
    without a name that people can read).
    """
    best = HeaderMatch(missing=tuple(required))
    for row in range(min(scan, len(sheet.cells))):
        match = _match_row(sheet, row, required)
        if match.score > best.score:
            best = match
    return best


def _match_row(sheet: Sheet, row: int, required: Sequence[str]) -> HeaderMatch:
    printed, names = _read_as_header(tuple(sheet.cells.iloc[row]))
    positions: dict[str, int] = {}
    for column, name in enumerate(names):
        if name:
            positions.setdefault(name, column)
    headers = tuple(positions)
    times = Counter(names)
    used: set[str] = set()
    missing: list[str] = []
    for wanted in required:
        alias, pattern = _expression(wanted)
        if pattern:
            found = [name for name in positions if re.fullmatch(pattern, name)]
        else:
            found = [name for name in wanted.split("|") if name in positions]
        if not found:
            missing.append(alias)
            continue
        used.update(found)
        positions.setdefault(alias, positions[found[0]])
    score = 1.0 - len(missing) / len(required) if required else 0.0
    extra = tuple(name for name in headers if name not in used)
    labels = {name: " ".join(printed[column].split()) for name, column in positions.items()}
    repeated = tuple(labels[name] for name in headers if name in used and times[name] > 1)
    return HeaderMatch(row, positions, labels, tuple(missing), extra, score, repeated)


@lru_cache(maxsize=4096)  # every source looks at the same first rows of a file
def _read_as_header(cells: tuple[Any, ...]) -> tuple[list[str], list[str]]:
    printed = ["" if pd.isna(cell) else str(cell) for cell in cells]
    return printed, [normalise_header(cell) for cell in printed]


def refuse_repeated(sheet: Sheet, match: HeaderMatch) -> None:
    """Raise FileRefused when a required column is there twice: nobody can tell which one counts."""
    for name in match.repeated:
        raise column_twice(sheet, match.row_index, name)


def column_twice(sheet: Sheet, row: int, name: str) -> FileRefused:
    """The refusal of a file whose column `name` is there twice in the header at `row`."""
    return FileRefused(
        f"La columna «{name}» está dos veces.",
        Where(sheet=sheet.name, row=int(sheet.records[row]), column=name),
        "Deje una sola, la que vale, o descargue el archivo otra vez.",
    )


def _expression(wanted: str) -> tuple[str, str]:
    """The name that a required column goes by and its expression, '' when it has none."""
    name, _, pattern = wanted.partition("~")
    if pattern:
        return name, pattern
    return (wanted, wanted.strip("/")) if wanted.startswith("/") else (wanted.split("|")[0], "")


def best_sheet(sheets: Sequence[Sheet], *contracts: Sequence[str]) -> tuple[Sheet | None, HeaderMatch, int]:
    """The sheet, header and contract (its number) with the best score; the first one on a tie."""
    best: tuple[Sheet | None, HeaderMatch, int] = (None, HeaderMatch(), 0)
    for sheet in sheets:
        for number, contract in enumerate(contracts):
            match = find_header(sheet, contract)
            if match.score > best[1].score:
                best = (sheet, match, number)
    return best


def recognition(sheets: Sequence[Sheet], *contracts: Sequence[str]) -> Recognition:
    """How well the best sheet fits the best of `contracts`."""
    match = best_sheet(sheets, *contracts)[1]
    return Recognition(match.score, match.missing, match.extra)


def body(sheet: Sheet, match: HeaderMatch, header_rows: int = 1) -> tuple[pd.DataFrame, Records]:
    """Cells below the header as clean text, columns called by normalised name, and their records.

    Raises FileRefused when a required column is there twice.
    """
    refuse_repeated(sheet, match)
    start = match.row_index + header_rows
    below = sheet.cells.iloc[start:]
    columns = {name: text(below.iloc[:, column]) for name, column in match.positions.items()}
    frame = pd.DataFrame(columns).reset_index(drop=True)
    return frame, np.asarray(sheet.records[start:], dtype=np.int64)


def by_value(series: pd.Series, change: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """`change` applied once to each distinct value: official columns repeat a lot."""
    codes, values = pd.factorize(series.fillna(""), use_na_sentinel=False)
    changed = change(pd.Series(values))
    return changed.take(codes).set_axis(series.index)


def text(series: pd.Series) -> pd.Series:
    """Text without outer spaces and with single inner spaces; '' for no data."""
    return by_value(series, lambda values: values.astype(str).str.split().str.join(" "))


def missing(series: pd.Series, codes: Iterable[str] = ()) -> Mask:
    """Where `series` has no data: empty, or one of `codes` (case and outer spaces do not count)."""
    known = {"", *(code.strip().lower() for code in codes)}
    return by_value(series, lambda v: v.astype(str).str.strip().str.lower().isin(known)).to_numpy(dtype=bool)


def numbers(
    series: pd.Series, decimal: str = ",", thousands: str = ".", percent: bool = False
) -> tuple[pd.Series, Mask]:
    """Canonical numbers ('1.234,50' -> '1234.5') and the mask of values that are no number.

    '' stays '' and is not bad; a bad value becomes ''. A number with more than MAX_DIGITS digits
    before the decimal point, written out or through an exponent, is bad too. `thousands` may be ''
    (no grouping). With `percent`, a trailing % sign is dropped (the value is not divided).
    """
    group = rf"(?:\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)" if thousands else r"\d+"
    shape = rf"([-+]?)({group})?(?:{re.escape(decimal)}(\d+))?(?:[eE]([-+]?\d{{1,3}}))?"

    def canonical(values: pd.Series) -> pd.Series:
        bare = values.astype(str).str.strip()
        if percent:
            bare = bare.str.removesuffix("%").str.strip()
        parts = bare.str.extract(rf"^{shape}$")
        ok = bare.ne("") & (parts[1].notna() | parts[2].notna())
        sign, whole, fraction, power = (parts[i].fillna("") for i in range(4))
        whole = whole.str.replace(thousands, "", regex=False) if thousands else whole
        whole = whole.str.lstrip("0").where(lambda w: w.ne(""), "0")
        fraction = fraction.str.rstrip("0")
        number = whole + fraction.where(fraction.eq(""), "." + fraction)
        number = number.where(sign.ne("-") | number.eq("0"), "-" + number)
        number = number.mask(ok & power.ne(""), number + "e" + power)
        number = number.where(ok, "").map(_plain)
        ok &= number.ne("")
        return number.where(ok | values.astype(str).str.strip().eq(""), "?")

    result = by_value(series, canonical)
    bad = result.eq("?").to_numpy(dtype=bool)
    return result.mask(bad, ""), bad


def _plain(number: str) -> str:
    """The number without exponent; '' when it has more than MAX_DIGITS before the decimal point."""
    if "e" in number:
        exact = Decimal(number)
        if exact.adjusted() >= MAX_DIGITS:
            return "" if exact else "0"
        number = format(exact, "f")
        number = number.rstrip("0").rstrip(".") if "." in number else number
        number = "0" if number in ("-0", "") else number
    return "" if len(number.lstrip("-").partition(".")[0]) > MAX_DIGITS else number


def set_aside(
    sheet: Sheet,
    records: Records,
    mask: Mask | pd.Series,
    column: str,
    value_class: str,
    reason: str,
    todo: str,
) -> list[SetAside]:
    """One SetAside for the records under `mask`, none when there are none."""
    chosen = np.unique(np.asarray(records)[np.asarray(mask, dtype=bool)])
    return [SetAside(sheet.name, chosen, column, value_class, reason, todo)] if len(chosen) else []


def skipped(sheet: Sheet, records: Records, mask: Mask | pd.Series, reason: str) -> list[Skipped]:
    """One Skipped for the records under `mask`, none when there are none."""
    chosen = np.asarray(records)[np.asarray(mask, dtype=bool)]
    return [Skipped(sheet.name, chosen, reason)] if len(chosen) else []


def skip_header(sheet: Sheet, match: HeaderMatch, header_rows: int = 1) -> list[Skipped]:
    """The header and whatever stands above it, as skipped records."""
    order = np.arange(len(sheet.records))
    end = match.row_index + header_rows
    return [
        *skipped(sheet, sheet.records, order < match.row_index, "Título o notas sobre el encabezado."),
        *skipped(sheet, sheet.records, (order >= match.row_index) & (order < end), "Encabezado."),
    ]


def skip_unused(sheets: Sequence[Sheet], used: Iterable[Sheet]) -> list[Skipped]:
    """Every record of the sheets that the source does not read."""
    names = {id(sheet) for sheet in used}
    unused = [sheet for sheet in sheets if id(sheet) not in names and len(sheet.records)]
    return [Skipped(s.name, np.asarray(s.records), "Hoja que esta fuente no usa.") for s in unused]


def require_encoding(sheets: Sequence[Sheet], allowed: Sequence[str], source_name: str) -> None:
    """Raise FileRefused when a text file is not in one of the encodings of its contract."""
    for sheet in sheets:
        found = sheet.encoding.lower().replace("_", "-")
        found = _ENCODINGS.get(found, found)
        if found in ("", "ascii") or any(found.startswith(name) for name in allowed):
            continue
        raise FileRefused(
            f"El archivo se reconoce como «{source_name}», pero está codificado en {sheet.encoding} "
            "y esa fuente viene en UTF-8: los nombres con tilde podrían leerse mal.",
            Where(sheet=sheet.name),
            "Descárguelo otra vez sin abrirlo en una planilla, o guárdelo como «CSV UTF-8».",
        )


def bronze(
    columns: Mapping[str, pd.Series | str],
    sheet: Sheet,
    records: Records,
    block: pd.Series | str,
    cut: pd.Series | str = "",
    derived: bool = False,
) -> pd.DataFrame:
    """Bronze rows: the given columns, then META_COLUMNS. One entry of `records` per row."""
    frame = pd.DataFrame(index=pd.RangeIndex(len(records)))
    meta = {"_hoja": sheet.name, "_registro": records, "_bloque": block, "_corte": cut}
    for name, values in {**columns, **meta, "_derivada": "1" if derived else ""}.items():
        frame[name] = values.to_numpy() if isinstance(values, pd.Series) else values
    frame["_registro"] = frame["_registro"].astype(np.int64)
    return frame[[*columns, *META_COLUMNS]]
