"""Which column of a file is which of a register: forgiving about case, accents and spaces."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipelines.catalog.problems import suggestion
from pipelines.registers.base import Register
from pipelines.registers.faults import Fault, is_personal
from pipelines.registers.reading import Grid, Line
from pipelines.territories import normalise

#: Reason of the faults that break a whole file.
HEADER = "encabezado con problemas"
#: Lines below the first among which a header under titles is looked for.
_TITLES = 10


@dataclass(frozen=True)
class Header:
    """Position of each known column, and of those gathered by the wildcard; `faults` break the file."""

    positions: Mapping[str, int]
    gathered: Mapping[str, int]
    faults: tuple[Fault, ...]


def fold(name: str) -> str:
    """«Id oferta» and «ID_OFERTA» as «id_oferta»; «Año» as «anio»."""
    return normalise(name.lower().replace("ñ", "ni")).lower().replace(" ", "_").replace("-", "_")


def match_header(register: Register, grid: Grid, asked: Collection[str]) -> Header:
    """Find the columns of `register` in the header of `grid`. `asked`: what the wildcard may end in."""
    known = [column.name for column in register.written]
    if lost := _lost_header(grid, known):
        return Header({}, {}, (lost,))
    prefix = register.wildcard[0]
    positions: dict[str, int] = {}
    gathered: dict[str, int] = {}
    faults: list[Fault] = []

    def tell(what: str, todo: str, column: str = "") -> None:
        faults.append(Fault(HEADER, what, todo, grid.file, grid.sheet, grid.header.number, column))

    for index, written in enumerate(grid.header.cells):
        name = fold(written)
        shown = f"número {index + 1}" if is_personal(written) or not written else written
        if name in positions or name in gathered:
            tell(f"La columna «{shown}» está dos veces.", "deje una sola.", shown)
        elif name in known:
            positions[name] = index
        elif prefix and name.startswith(prefix):
            gathered[name] = index
            if name.removeprefix(prefix) not in asked and _has_data(grid, index):
                answers = [f"{prefix}{each}" for each in asked]
                near = suggestion(name, answers, 1) if not is_personal(written) else ""
                todo = near or f"use {', '.join(answers)}, o agregue la pregunta en colaborativa.yaml."
                tell(f"La columna «{shown}» responde una pregunta que nadie hace.", todo, shown)
        elif written:
            near = suggestion(name, known, 1) if not is_personal(written) else ""
            tell(
                f"La columna «{shown}» no se conoce.",
                near or f"quítela: las que hay son {', '.join(known)}.",
                shown,
            )
        elif _has_data(grid, index):
            tell(f"La columna {shown} no tiene nombre y trae datos.", "póngale su nombre o bórrela.", shown)
    for column in register.written:
        if column.required and column.name not in positions:
            tell(f"Falta la columna «{column.name}».", "agréguela: la plantilla la explica.", column.name)
    return Header(positions, gathered, tuple(faults))


def _lost_header(grid: Grid, known: Collection[str]) -> Fault | None:
    """The fault of a first line that names hardly any column: a title above the header, or no header.

    What that line says is not repeated: without a header it is somebody's data.
    """
    first = _named(grid.header, known)
    best = max(grid.lines[:_TITLES], key=lambda line: _named(line, known), default=grid.header)
    at = (grid.file, grid.sheet, grid.header.number)
    if _named(best, known) > max(first, 1):
        what = (
            f"Lo que hay en la primera fila no es el encabezado: el encabezado está en la fila {best.number}."
        )
        return Fault(HEADER, what, "borre lo que está sobre él: títulos, notas y filas en blanco.", *at)
    if first == 0 and any(grid.header.cells):
        todo = f"ponga en la primera fila los nombres de las columnas: {', '.join(known)}."
        return Fault(HEADER, "No se encuentra el encabezado.", todo, *at)
    return None


def _named(line: Line, known: Collection[str]) -> int:
    """How many columns of the register a line names."""
    return len({fold(cell) for cell in line.cells} & set(known))


def _has_data(grid: Grid, index: int) -> bool:
    return any(index < len(line.cells) and line.cells[index] for line in grid.lines)
