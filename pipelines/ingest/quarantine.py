"""Rows that break the contract: counted, and listed for the steward without their values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from pipelines.files import write_bytes
from pipelines.ingest.ledger import Counts
from pipelines.sources.base import Conformed, Records, SetAside, Sheet

COLUMNS = ("archivo", "parte", "hoja", "fila", "columna", "clase_de_valor", "motivo", "que_hacer")


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


def count(conformed: Conformed, aside: Sequence[SetAside], received: int) -> Counts:
    """Where every record of a part ended. A record with good and bad cells counts as accepted."""
    rows = conformed.rows
    good = {
        str(sheet): np.unique(records.to_numpy(dtype=np.int64))
        for sheet, records in rows.groupby("_hoja", sort=False)["_registro"]
    }
    bad = _by_sheet([(a.sheet, a.records) for a in aside])
    skipped = _by_sheet([(s.sheet, s.records) for s in conformed.skipped])
    none = np.array([], dtype=np.int64)
    out = Counts(received=received, bronze_rows=len(rows))
    for sheet in sorted(good.keys() | bad.keys() | skipped.keys()):
        accepted, wrong = good.get(sheet, none), bad.get(sheet, none)
        ended = np.union1d(accepted, wrong)
        out.accepted += len(accepted)
        out.set_aside += len(ended) - len(accepted)
        out.cells_aside += len(np.intersect1d(accepted, wrong))
        out.skipped += len(np.setdiff1d(skipped.get(sheet, none), ended))
    return out


def reasons(aside: Sequence[SetAside]) -> dict[str, int]:
    """How many records each reason holds back, in alphabetical order."""
    totals: dict[str, int] = {}
    for item in aside:
        totals[item.reason] = totals.get(item.reason, 0) + len(item.records)
    return dict(sorted(totals.items()))


def write_set_aside(path: Path, name: str, member: str, aside: Sequence[SetAside]) -> None:
    """List set-aside records as CSV for Excel in Chile; remove the list when there are none."""
    if not aside:
        path.unlink(missing_ok=True)
        return
    frames = [
        pd.DataFrame(
            {
                "archivo": name, "parte": member, "hoja": a.sheet, "fila": a.records, "columna": a.column,
                "clase_de_valor": a.value_class, "motivo": a.reason, "que_hacer": a.todo,
            }
        )
        for a in aside
    ]
    table = pd.concat(frames).sort_values(["hoja", "fila", "columna", "motivo"])[list(COLUMNS)]
    text = table.to_csv(sep=";", index=False, lineterminator="\r\n")
    write_bytes(path, text.encode("utf-8-sig"))


def _by_sheet(pairs: Sequence[tuple[str, Records]]) -> dict[str, Records]:
    sheets: dict[str, list[Records]] = {}
    for sheet, records in pairs:
        sheets.setdefault(sheet, []).append(records)
    return {sheet: np.unique(np.concatenate(found)) for sheet, found in sheets.items()}
