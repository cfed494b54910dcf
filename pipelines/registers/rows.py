"""A register's lines, one by one: those that hold come in, the others are told and stay out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.errors import StewardError
from pipelines.registers.base import FILE, ROW, Column, Register
from pipelines.registers.checks import CHECKS, Row
from pipelines.registers.faults import CellFault, Fault, refuse_personal
from pipelines.registers.header import Header, match_header
from pipelines.registers.reading import Grid, Line, read_grid
from pipelines.registers.values import Known, read_cell
from pipelines.territories import normalise


@dataclass(frozen=True)
class Read:
    """What a register's file gave. `received`: its lines, each in `rows` or set aside by a fault."""

    register: Register
    file: str = ""
    received: int = 0
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_register(register: Register, path: Path, known: Known) -> Read:
    """Read `path` as `register`. Nothing is raised: what is wrong is among the faults."""
    try:
        grid = read_grid(path, register.name)
    except StewardError as error:
        fault = Fault("archivo que no se puede leer", error.what, error.todo, path.name)
        return Read(register, path.name, 0, (), (fault,))
    header = match_header(register, grid, sorted(known.questions))
    if header.faults:
        return Read(register, path.name, len(grid.lines), (), header.faults)
    reader = _Lines(register, grid, header, known)
    rows = [row for line in grid.lines if (row := reader.row(line)) is not None]
    rows = reader.without_repeated(_spelled_once(register, rows))
    for check in CHECKS.get(register.name, ()):
        found = list(check(rows, known))
        told = {fault.row: fault for fault in found if not fault.kept}
        kept = [fault for fault in found if fault.kept]
        reader.faults += [reader.at(fault) for fault in (*told.values(), *kept)]
        rows = [row for row in rows if row[ROW] not in told]
    faults = sorted(reader.faults, key=lambda fault: fault.row)
    return Read(register, path.name, len(grid.lines), tuple(rows), tuple(faults))


def _spelled_once(register: Register, rows: list[Row]) -> list[Row]:
    """Names of the key as their first row writes them: «Barrio» and «BARRIO» are one area."""
    names = [column.name for column in register.columns if column.key and column.kind == "texto"]
    first: dict[tuple[str, str], str] = {}
    return [
        row | {name: first.setdefault((name, normalise(row[name])), row[name]) for name in names}
        for row in rows
    ]


class _Lines:
    """Reads the lines of one file and keeps what is wrong with them."""

    def __init__(self, register: Register, grid: Grid, header: Header, known: Known) -> None:
        self.register, self.grid, self.header, self.known = register, grid, header, known
        self.faults: list[Fault] = []
        self._edges = {first: "desde" for first, _ in register.spans}
        self._edges |= {last: "hasta" for _, last in register.spans}

    def row(self, line: Line) -> Row | None:
        """The line as a row of the register; None when something in it does not hold."""
        before = len(self.faults)
        width = len(self.grid.header.cells)
        if len(line.cells) < width or any(line.cells[width:]):
            what = f"La fila tiene {len(line.cells)} celdas y el encabezado {width}."
            self._tell(line.number, "", CellFault("fila mal cortada", what, "revise los separadores."))
            return None
        values: Row = {column.name: self._value(column, line) for column in self.register.columns}
        for column, word, fills, what_with in self.register.words:
            if column in self.header.positions and normalise(self._text(column, line)) == normalise(word):
                values[fills] = what_with
        if len(self.faults) == before:
            self._compare(values, line.number)
        return values | {ROW: line.number, FILE: self.grid.file} if len(self.faults) == before else None

    def without_repeated(self, rows: list[Row]) -> list[Row]:
        """The first row of each key; the others are told."""
        first: dict[tuple[str, ...], int] = {}
        kept = []
        for row in rows:
            key = tuple(normalise(str(row[name])) for name in self.register.keys)
            number = int(str(row[ROW]))
            if first.setdefault(key, number) == number:
                kept.append(row)
                continue
            named = ", ".join(f"«{name}»" for name in self.register.keys)
            what = f"La fila repite la clave de la fila {first[key]} ({named})."
            self._tell(number, self.register.keys[0], CellFault("fila repetida", what, "deje una sola."))
        return kept

    def at(self, fault: Fault) -> Fault:
        """A fault found by a check of the register, with its file and sheet."""
        return replace(fault, file=self.grid.file, sheet=self.grid.sheet)

    def _value(self, column: Column, line: Line) -> object:
        if column.hidden:
            return self._gathered(line)
        words = {normalise(word) for name, word, _, _ in self.register.words if name == column.name}
        text = self._text(column.name, line)
        if words and normalise(text) in words:
            return None
        try:
            return read_cell(column, text, self.known, self._edges.get(column.name, ""))
        except CellFault as fault:
            self._tell(line.number, column.name, fault)
            return None

    def _gathered(self, line: Line) -> str:
        """Columns of the wildcard with something in them, as JSON by what follows the prefix."""
        prefix = self.register.wildcard[0]
        found = {}
        for name, index in sorted(self.header.gathered.items()):
            try:
                refuse_personal(line.cells[index])
            except CellFault as fault:
                self._tell(line.number, name, fault)
            if line.cells[index]:
                found[name.removeprefix(prefix)] = " ".join(line.cells[index].split())
        return json.dumps(found, ensure_ascii=False, sort_keys=True) if found else ""

    def _compare(self, values: Mapping[str, object], number: int) -> None:
        """Dates and numbers of one row against each other."""
        for first, last in self.register.spans:
            if values[first] and values[last] and str(values[last]) < str(values[first]):
                what = f"«{last}» es anterior a «{first}»."
                fault = CellFault("fechas cambiadas", what, "revise si las dos fechas están cambiadas.")
                self._tell(number, last, fault)
        for less, more in self.register.at_most:
            small, large = values[less], values[more]
            if isinstance(small, float) and isinstance(large, float) and small > large:
                what = f"«{less}» es mayor que «{more}»."
                fault = CellFault("números que no calzan", what, "revise las dos celdas.")
                self._tell(number, less, fault)

    def _text(self, name: str, line: Line) -> str:
        index = self.header.positions.get(name)
        return "" if index is None else line.cells[index]

    def _tell(self, number: int, column: str, fault: CellFault) -> None:
        self.faults.append(
            Fault(fault.reason, fault.what, fault.todo, self.grid.file, self.grid.sheet, number, column)
        )
