"""The one door to every format: bytes in, sheets of text out."""

from __future__ import annotations

from pipelines.errors import FileRefused, Where
from pipelines.ingest.csv_reader import read_csv
from pipelines.ingest.decode import looks_double_encoded
from pipelines.ingest.detect import kind_of
from pipelines.ingest.json_reader import read_json
from pipelines.ingest.limits import LIMITS, Limits
from pipelines.ingest.parquet_reader import read_parquet
from pipelines.ingest.xls_reader import read_xls
from pipelines.ingest.xlsx_reader import hidden_notes, read_xlsx
from pipelines.ingest.xml_reader import read_spreadsheet_xml
from pipelines.sources.base import Sheet

_LOOKED_AT = 2000


def read_sheets(data: bytes, label: str, limits: Limits = LIMITS) -> list[Sheet]:
    """Every sheet of one unpacked file, by content. `label` is the name shown in messages.

    Raises `FileRefused` when the file is empty, a web page, damaged, cut, protected, over the
    limits or still packed (see `containers.unpack`), and `NotATable` when it is whole but of a
    kind without tables.
    """
    kind = kind_of(data, label)
    if kind == "xlsx":
        return read_xlsx(data, label, limits)
    if kind == "xls":
        return read_xls(data, label)
    if kind == "xml":
        return read_spreadsheet_xml(data, label, limits)
    if kind == "parquet":
        return [read_parquet(data, label, limits)]
    if kind == "json":
        return [read_json(data, label)]
    if kind == "csv":
        return [read_csv(data, label, limits)]
    raise FileRefused(
        "Es un archivo comprimido dentro de otro.", Where(label), "Descomprímalo y entregue lo de adentro."
    )


def reading_notes(data: bytes, sheets: list[Sheet], label: str) -> list[str]:
    """What the steward should know of a file that was read without trouble: hidden sheets and rows,
    text encoded twice, letters lost before it was delivered. Sentences in Spanish; looks at the
    first records of each sheet only.
    """
    notes = hidden_notes(data, label) if any(sheet.kind == "xlsx" for sheet in sheets) else []
    for sheet in sheets:
        text = "\n".join(sheet.cells.head(_LOOKED_AT).to_numpy().ravel())
        where = f" en la hoja «{sheet.name}»" if sheet.name else ""
        if looks_double_encoded(text):
            notes.append(f"Hay texto codificado dos veces («Ã±» por «ñ»){where}; se dejó como llegó.")
        if "\ufffd" in text:
            notes.append(f"Hay letras perdidas («\ufffd»){where}: el archivo llegó así.")
    return notes
