"""Counts the physical records of a file a second time, without the readers' parsers.

What was received must equal what was accepted, set aside and skipped: the first of these
numbers is counted here, by other means than the rest. Only the recognition of the kind of file
and the opening of a book's zip are shared with the readers.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.errors import FileRefused, Where
from pipelines.ingest.biff import filled_cells
from pipelines.ingest.count_csv import count_csv
from pipelines.ingest.count_json import count_json
from pipelines.ingest.count_xml import count_spreadsheet_xml, count_xlsx
from pipelines.ingest.detect import kind_of


def count_records(data: bytes) -> dict[str, int]:
    """Records with some text, per sheet ('' for CSV, Parquet and JSON, whose header counts as one).

    `data` is an unpacked file that `readers.read_sheets` can read; raises as `kind_of` does.
    Every row of a Parquet file counts, even one of nulls.
    """
    kind = kind_of(data, "")
    if kind == "xlsx":
        return count_xlsx(data)
    if kind == "xls":
        return {name: len({cell.row for cell in cells}) for name, cells in filled_cells(data).items()}
    if kind == "xml":
        return count_spreadsheet_xml(data)
    if kind == "parquet":
        return {"": int(pq.read_metadata(pa.BufferReader(data)).num_rows) + 1}
    if kind == "json":
        return {"": count_json(data)}
    if kind == "csv":
        return {"": count_csv(data)}
    raise FileRefused(
        "Es un archivo comprimido dentro de otro.", Where(), "Descomprímalo y entregue lo de adentro."
    )
