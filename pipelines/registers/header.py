"""Which column of a file is which of a register: forgiving about case, accents and spaces."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipelines.catalog.problems import suggestion
from pipelines.registers.base import Register
from pipelines.registers.faults import Fault, is_personal
from pipelines.registers.reading import Grid
from pipelines.territories import normalise

#: Reason of the faults that break a whole file.
HEADER = "encabezado con problemas"


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


def _has_data(grid: Grid, index: int) -> bool:
    return any(index < len(line.cells) and line.cells[index] for line in grid.lines)
