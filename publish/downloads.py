"""The downloads of an edition as files: CSV, Parquet, the package descriptor and one zip of all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from publish import text
from publish.account import Account, DataFile
from publish.columns import Column
from publish.formats import catalogue, citation, csvw, jsonstat, sdmx
from publish.formats.package import LINE_END, describe
from publish.formats.terms import Terms, terms_of
from publish.protect.minimum import PENDING_NOTICE
from publish.rounding import decimal_texts
from publish.tables import Table, tables

FOLDER = "datos"
ZIP_NAME = f"{FOLDER}/todo.zip"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
_FORMATS = {"csv": "CSV", "parquet": "Parquet"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_downloads(account: Account, out: Path, edition_id: str) -> list[DataFile]:
    """Write datos/ of an edition and return what pages may list. Same account, same bytes."""
    folder = out / FOLDER
    folder.mkdir(parents=True)
    files: list[DataFile] = []
    made = tables(account)
    terms = terms_of(account, edition_id)
    for table in made:
        for kind, write in (("csv", write_csv), ("parquet", write_parquet)):
            path = folder / f"{table.name}.{kind}"
            write(table, path)
            files.append(
                _file(path, f"{table.title} ({_FORMATS[kind]})", table.description, len(table.frame))
            )
    notes = folder / "LEEME.txt"
    notes.write_bytes(_notes(account, made, terms).encode())
    package = folder / "datapackage.json"
    write_json(describe(made, folder, account, terms), package)
    described = folder / csvw.FILE
    write_json(csvw.describe(made, terms), described)
    exchanged = folder / sdmx.FILE
    rows = sdmx.write_sdmx(account, exchanged)
    cubes = folder / jsonstat.FOLDER / jsonstat.LIST
    jsonstat.write_jsonstat(account, cubes.parent, terms)
    listed = folder / catalogue.FILE
    write_json(catalogue.describe(made, folder, account, terms), listed)
    files += [
        _file(notes, "Cómo leer los datos", "Qué es cada tabla y cada columna."),
        _file(package, "Descripción para programas", "Data Package: tablas, columnas, tipos y huellas."),
        _file(described, "Columnas de los CSV, para programas", "CSV on the Web (CSVW): columnas y tipos."),
        _file(exchanged, "Valores, para intercambio (SDMX-CSV)", "Los mismos valores en SDMX-CSV 2.0.", rows),
        DataFile(
            f"{FOLDER}/{jsonstat.FOLDER}/{jsonstat.LIST}",
            "Lista de cubos (JSON-stat)",
            "Un cubo por indicador, en JSON-stat 2.0; cada uno está también en su página.",
            cubes.stat().st_size,
        ),
        _file(listed, "Catálogo, para portales de datos", "DCAT-AP en JSON-LD: cada tabla y cada indicador."),
        DataFile(ZIP_NAME, "Todo en un archivo", "Todas las tablas y su descripción (ZIP)."),
    ]
    write_zip(folder, out / ZIP_NAME)
    return files


def write_csv(table: Table, path: Path) -> None:
    """CSV for Excel in Chile: UTF-8 with BOM, `;`, decimal comma, texts that are never formulas."""
    cells = [_cells(table.frame[column.name], column) for column in table.columns]
    header = ";".join(column.name for column in table.columns)
    lines = [header, *map(";".join, zip(*cells, strict=True)), ""]
    path.write_bytes(b"\xef\xbb\xbf" + LINE_END.join(lines).encode())


def write_parquet(table: Table, path: Path) -> None:
    """The twin of the CSV with the same rounded doubles; texts as they are, missing numbers null."""
    types = {"texto": pa.string(), "numero": pa.float64()}
    schema = pa.schema([pa.field(column.name, types[column.kind]) for column in table.columns])
    content = pa.Table.from_pandas(table.frame, schema=schema, preserve_index=False)
    pq.write_table(
        content.replace_schema_metadata(None), path, compression="zstd", version="2.6", store_schema=False
    )


def write_json(content: dict[str, Any], path: Path) -> None:
    """A description for programs, with one spelling: sorted keys, UTF-8."""
    path.write_bytes((json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode())


def write_zip(folder: Path, path: Path) -> None:
    """The tables of folder and what describes them in one zip, without what repeats them in another format.

    Sorted and with one fixed date, so that same files give same bytes.
    """
    members = sorted(member for member in folder.iterdir() if member.is_file() and member.name != sdmx.FILE)
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.name, _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if member.suffix == ".parquet" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, member.read_bytes(), compresslevel=6)


def guard(value: str) -> str:
    """A text that no spreadsheet takes for a formula (CWE-1236): a leading apostrophe where it could."""
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def _cells(values: pd.Series, column: Column) -> list[str]:
    if column.kind == "numero":
        return decimal_texts(values)
    written = {value: _quoted(guard(value)) for value in values.unique()}
    return [written[value] for value in values]


def _quoted(value: str) -> str:
    if any(sign in value for sign in ';"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def _file(path: Path, title: str, description: str, rows: int | None = None) -> DataFile:
    return DataFile(f"{FOLDER}/{path.name}", title, description, path.stat().st_size, rows)


def _notes(account: Account, made: list[Table], terms: Terms) -> str:
    lines = [
        f"Cuenta pública de resultados {account.year}: {account.settings.get('nombre', '')}",
        "",
        "Los archivos CSV están en UTF-8, con punto y coma entre columnas y coma decimal.",
        "Excel quita los ceros a la izquierda de los códigos y convierte períodos como 2023-05 en fechas:",
        "al importar, marque esas columnas como texto. Los archivos Parquet no tienen ese problema.",
        "",
        "Marcas: " + "; ".join(f"{mark} = {note}" for mark, note in text.MARK_NOTES.items()) + ".",
        PENDING_NOTICE.format(threshold=account.threshold),
        "Estado: " + "; ".join(f"{code} = {note}" for code, note in text.STATUS_NOTES.items()) + ".",
    ]
    lines += ["", f"Cómo citar: {citation.long(terms)}"]
    lines += [f"Licencia: {terms.licence.title}. {terms.licence.says} {terms.licence.address}"]
    if account.settings.get("sintetico"):
        lines.insert(1, "DATOS SINTÉTICOS: son inventados y no describen a ninguna comuna real.")
    for table in made:
        lines += ["", f"{table.name}: {table.description}"]
        lines += [f"  {column.name}: {column.description}" for column in table.columns]
    return "\r\n".join([*lines, ""])
