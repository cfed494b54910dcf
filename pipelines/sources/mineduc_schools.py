"""What MINEDUC's tables of one record per school and year share: how they open, and their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Sheet, Skipped
from pipelines.sources.review import Review, open_table

#: Bronze column -> header of the keys that every such table carries.
KEYS = {
    "anio": "agno",
    "rbd": "rbd",
    "comuna": "cod_com_rbd",
    "cod_depe": "cod_depe",
    "rural_rbd": "rural_rbd",
    "estado_estab": "estado_estab",
}


@dataclass(frozen=True)
class Schools:
    """One table of schools while it is checked. `keys`: bronze columns, one entry per record.

    `frame`: cells by normalised header; `labels`: the headers as printed.
    """

    sheet: Sheet
    frame: pd.DataFrame
    labels: dict[str, str]
    review: Review
    keys: dict[str, pd.Series]
    skipped: tuple[Skipped, ...]


def open_schools(sheets: Sequence[Sheet], source_name: str, required: Sequence[str]) -> Schools:
    """Find the table and check its keys. Raises FileRefused when a column is missing."""
    sheet, match, _ = open_table(sheets, source_name, required)
    shape.require_encoding([sheet], shape.UTF8_OR_LATIN, source_name)
    frame, records = shape.body(sheet, match)
    review = Review(sheet, records)
    review.skip_totals([frame["agno"], frame["rbd"], frame["cod_com_rbd"]])
    cells = {name: (frame[header], match.labels[header]) for name, header in KEYS.items()}
    keys = {
        "anio": review.year(*cells["anio"]),
        "rbd": review.key(*cells["rbd"]),
        "comuna": review.comuna(*cells["comuna"]),
        "cod_depe": review.code(*cells["cod_depe"], "123456"),
        "rural_rbd": review.code(*cells["rural_rbd"], "01"),
        "estado_estab": review.code(*cells["estado_estab"], "1234"),
    }
    skipped = (*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet]))
    return Schools(sheet, frame, match.labels, review, keys, skipped)
