"""Small CSV lists that people write: read as text with the row of every record, checked with a model."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.catalog.problems import raise_problems, suggestion
from pipelines.errors import SettingsError, Where

_REMEDY = "corrija la celda y vuelva a intentarlo."


class WrittenRow(BaseModel):
    """A row of a list: attributes in English, columns in Spanish."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)


R = TypeVar("R", bound=WrittenRow)


@dataclass(frozen=True)
class ListedRow(Generic[R]):
    """One row of a list, and where it stands in its file."""

    file: str
    number: int
    item: R

    def error(self, column: str, what: str, todo: str) -> SettingsError:
        """The error for one cell of this row: file, row and column are filled in."""
        return SettingsError(what, Where(self.file, row=self.number, column=column), todo)


def read_list(path: Path, model: type[R]) -> list[ListedRow[R]]:
    """Rows of the CSV at `path` (`;` or `,`, UTF-8); [] when there is no such file.

    Lines that begin with «#» are explanations. Raises `SettingsError` with file, row, column and
    what to do, all the faults at once.
    """
    if not path.is_file():
        return []
    lines = list(lines_of(path))
    if not lines:
        return []
    number, header = lines[0]
    names = [name.strip().lower() for name in header]
    _check_header(path.name, number, names, model)
    faults: list[SettingsError] = []
    rows: list[ListedRow[R]] = []
    for number, cells in lines[1:]:
        if len(cells) != len(names):
            what = f"La fila tiene {len(cells)} celdas y el encabezado {len(names)}."
            faults.append(SettingsError(what, Where(path.name, row=number), "revise los separadores."))
            continue
        try:
            item = model.model_validate(dict(zip(names, cells, strict=True)))
        except ValidationError as error:
            faults += [_explain(path.name, number, dict(detail)) for detail in error.errors()]
        else:
            rows.append(ListedRow(path.name, number, item))
    raise_problems(faults)
    return rows


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every line of a CSV with something in it, explanations («#») left out.

    Raises `SettingsError` when the file is not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(
            "El archivo no está en UTF-8.", Where(path.name), "guárdelo de nuevo como «CSV UTF-8»."
        ) from error
    said = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    separator = ";" if said and ";" in said[0] else ","
    # a line for a line, so that explanations keep their numbers
    kept = "\n".join("" if line.lstrip().startswith("#") else line for line in text.splitlines())
    reader = csv.reader(io.StringIO(kept), delimiter=separator)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _check_header(file: str, number: int, names: Sequence[str], model: type[WrittenRow]) -> None:
    known = {field.alias or name: field.is_required() for name, field in model.model_fields.items()}
    where = Where(file, row=number)
    missing = [name for name, required in known.items() if required and name not in names]
    unknown = [name for name in names if name not in known]
    twice = [name for index, name in enumerate(names) if name in names[:index]]
    columns = ";".join(known)
    faults = [
        *(SettingsError(f"Falta la columna «{n}».", where, f"el encabezado es {columns}.") for n in missing),
        *(
            SettingsError(
                f"La columna «{n}» no se conoce.",
                where,
                suggestion(n, known, 1) or f"el encabezado es {columns}.",
            )
            for n in unknown
        ),
        *(SettingsError(f"La columna «{n}» está dos veces.", where, "deje una sola.") for n in twice),
    ]
    raise_problems(faults)


def _explain(file: str, number: int, detail: dict[str, Any]) -> SettingsError:
    """One of pydantic's errors in the words of the person who wrote the row. No value is repeated."""
    column = str(detail["loc"][0]) if detail["loc"] else ""
    where = Where(file, row=number, column=column)
    kind = str(detail["type"])
    if kind == "value_error":
        return SettingsError(f"«{column}» {detail['ctx']['error']}.", where, _REMEDY)
    if kind == "literal_error":
        options = (
            str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", " o ").replace(" o o", " u o")
        )
        return SettingsError(f"El valor de «{column}» no es uno de los posibles.", where, f"use {options}.")
    if kind in {"string_too_short", "missing"}:
        return SettingsError(f"«{column}» está vacío.", where, "complete la celda.")
    return SettingsError(f"El valor de «{column}» no es válido.", where, _REMEDY)
