"""Rows that break the contract: counted, and listed for the steward without their values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.files import write_bytes
from pipelines.ingest.ledger import Counts, FileEntry, Part
from pipelines.sources.base import Records, SetAside, Sheet, Skipped

#: One row per record, column and reason. `hoja` and `fila` are those a person sees.
COLUMNS = ("hoja", "fila", "columna", "clase_de_valor", "motivo", "que_hacer")
_NONE: Records = np.array([], dtype=np.int64)


def ragged_rows(sheets: Sequence[Sheet]) -> list[SetAside]:
    """Records that could not be cut into columns, as set-aside rows."""
    return [
        SetAside(
            sheet.name,
            np.array([record], dtype=np.int64),
            "",
            "número de columnas",
            f"La fila trae {found} columnas y el archivo tiene {due}.",
            "Revise separadores y comillas de esa fila.",
        )
        for sheet in sheets
        for record, found, due in sheet.ragged
    ]


def aside_frame(aside: Sequence[SetAside]) -> pd.DataFrame:
    """Set-aside rows as a table of `COLUMNS`."""
    frames = [
        pd.DataFrame(
            {
                "hoja": item.sheet,
                "fila": item.records,
                "columna": item.column,
                "clase_de_valor": item.value_class,
                "motivo": item.reason,
                "que_hacer": item.todo,
            }
        )
        for item in aside
        if len(item.records)
    ]
    if not frames:
        return pd.DataFrame({column: [] for column in COLUMNS}).astype({"fila": "int64"})
    return pd.concat(frames, ignore_index=True)


def skipped_count(rows: pd.DataFrame, aside: pd.DataFrame, skipped: Sequence[Skipped]) -> int:
    """Records declared as no data that did not end anywhere else."""
    ended = _union(_records(rows, "_hoja", "_registro"), _records(aside, "hoja", "fila"))
    left_out = _by_sheet([(item.sheet, item.records) for item in skipped])
    return sum(len(np.setdiff1d(found, ended.get(sheet, _NONE))) for sheet, found in left_out.items())


def count(rows: pd.DataFrame, aside: pd.DataFrame, skipped: int, received: int) -> Counts:
    """Where every record of a part ended. A record with good and bad cells counts as accepted."""
    good = _records(rows, "_hoja", "_registro")
    bad = _records(aside, "hoja", "fila")
    out = Counts(received=received, skipped=skipped, bronze_rows=len(rows))
    for sheet in sorted(good.keys() | bad.keys()):
        accepted, wrong = good.get(sheet, _NONE), bad.get(sheet, _NONE)
        out.accepted += len(accepted)
        out.set_aside += len(np.setdiff1d(wrong, accepted))
        out.cells_aside += len(np.intersect1d(accepted, wrong))
    return out


def reasons(aside: pd.DataFrame) -> dict[str, int]:
    """How many records each reason holds back, in alphabetical order."""
    pairs = aside[["hoja", "fila", "motivo"]].drop_duplicates()
    return {str(reason): int(n) for reason, n in pairs["motivo"].value_counts().sort_index().items()}


def skipped_reasons(skipped: Sequence[Skipped]) -> dict[str, int]:
    """How many records were declared as no data for each reason, in alphabetical order."""
    totals: dict[str, int] = {}
    for item in skipped:
        totals[item.reason] = totals.get(item.reason, 0) + len(item.records)
    return dict(sorted(totals.items()))


def require_closed(counts: Counts) -> None:
    """Raise `FileRefused` when a record ended nowhere, or in two places."""
    if not counts.closes:
        raise FileRefused(
            f"La cuenta de registros no cierra: llegaron {counts.received} y se explican "
            f"{counts.accepted + counts.set_aside + counts.skipped}.",
            todo="Es una falla nuestra, no del archivo: avise a quien mantiene la plataforma.",
        )


def aside_path(folder: Path, part: Part, entry: FileEntry) -> Path:
    """Where the list of `part` goes: `<name of its file, simplified>--<8 hex of its id>.csv`.

    A list that is there already keeps its name, whatever its file is called now.
    """
    ending = f"--{part.part_id[:8]}.csv"
    known = sorted(folder.glob(f"*{ending}"))
    stems = [PurePosixPath(name).stem for name in (entry.name, part.member) if name]
    return known[0] if known else folder / f"{_simple('-'.join(stems))}{ending}"


def _simple(text: str) -> str:
    """Lower-case letters and digits without accents, joined by hyphens: at most sixty of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "archivo"


def write_set_aside(path: Path, name: str, member: str, aside: pd.DataFrame) -> None:
    """List set-aside records as CSV for Excel in Chile; remove the list when there are none."""
    if aside.empty:
        path.unlink(missing_ok=True)
        return
    table = aside.sort_values(["hoja", "fila", "columna", "motivo"])[list(COLUMNS)]
    table.insert(0, "archivo", name)
    table.insert(1, "parte", member)
    text = table.to_csv(sep=";", index=False, lineterminator="\r\n")
    write_bytes(path, text.encode("utf-8-sig"))


def _records(frame: pd.DataFrame, sheet: str, record: str) -> dict[str, Records]:
    return {
        str(name): np.unique(found.to_numpy(dtype=np.int64))
        for name, found in frame.groupby(sheet, sort=False)[record]
    }


def _by_sheet(pairs: Sequence[tuple[str, Records]]) -> dict[str, Records]:
    sheets: dict[str, list[Records]] = {}
    for sheet, records in pairs:
        sheets.setdefault(sheet, []).append(records)
    return {sheet: np.unique(np.concatenate(found)) for sheet, found in sheets.items()}


def _union(one: dict[str, Records], other: dict[str, Records]) -> dict[str, Records]:
    return {
        sheet: np.union1d(one.get(sheet, _NONE), other.get(sheet, _NONE))
        for sheet in one.keys() | other.keys()
    }
