"""The downloads page: every file with its size, every column with its meaning, and how to verify."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from publish import columns, text
from publish.account import DataFile
from publish.formats import citation
from publish.pages.desk import Desk


def data_page(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    """Path, template and view of the downloads page."""
    described: list[tuple[str, str, tuple[columns.Column, ...]]] = [
        ("valores", "Valores de los indicadores", columns.VALORES)
    ]
    described += [(name, title, cols) for name, (title, _, cols, _) in columns.TABLES.items()]
    view = {
        "title": "Descargar los datos",
        "files": [
            {
                "path": file.path,
                "title": file.title,
                "description": file.description,
                "size": text.file_size(file.size) if file.size is not None else "",
                "rows": text.number(file.rows) if file.rows is not None else "",
            }
            for file in desk.edition.files
            if file.rows != 0
        ],
        "empty": [(PurePosixPath(f.path).stem, f.path) for f in desk.edition.files if _header_only(f)],
        "tables": described,
        "citation": (citation.short(desk.terms), citation.long(desk.terms)),
    }
    return "datos/index.html", "datos.html.j2", view


def _header_only(file: DataFile) -> bool:
    """Whether it is the CSV of a table that has its columns and no row yet."""
    return file.rows == 0 and file.path.endswith(".csv")
