"""Columns of text become the all-text frame of a Sheet, without the records that hold nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_TEXT = pd.StringDtype(na_value=np.nan)


def frame(table: pa.Table) -> pd.DataFrame:
    """All-text DataFrame of a table of `large_string` columns; both axes count from 0."""
    cells: pd.DataFrame = table.to_pandas(types_mapper={pa.large_string(): _TEXT}.get)
    cells.columns = pd.RangeIndex(table.num_columns)
    return cells


def with_text(columns: Sequence[pa.ChunkedArray]) -> npt.NDArray[np.bool_]:
    """Which records hold something besides ASCII blanks."""
    if not columns:
        return np.zeros(0, dtype=bool)
    found = np.zeros(len(columns[0]), dtype=bool)
    pending = np.arange(len(found))
    for column in columns:  # nearly all records have text in the first column: little is left to look at
        part = column if len(pending) == len(found) else column.take(pa.array(pending))
        has = pc.not_equal(pc.ascii_trim_whitespace(part), "").to_numpy(zero_copy_only=False).astype(bool)
        found[pending[has]] = True
        pending = pending[~has]
        if not len(pending):
            break
    return found


def empty_frame() -> pd.DataFrame:
    """The cells of a sheet without any text."""
    return pd.DataFrame(index=pd.RangeIndex(0), columns=pd.RangeIndex(0))
