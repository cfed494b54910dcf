"""The families' well-being matrix of the example: coded answers by family and month, in a workbook."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from example.writers import write_xlsx

#: comuna -> families that only entered, that are accompanied and that have left
FAMILIES = {"13401": (6, 52, 31), "13201": (3, 34, 6)}
#: Items that the example's families answer: four of each dimension of its instrument.
ITEMS = tuple(f"i{number:02}" for first in (2, 15, 30, 41, 55) for number in range(first, first + 4))
_HEADER = ("Familia", "Mes", "Ítem", "Respuesta", "Territorio")
_ENTRY, _LAST_OF_COURSE, _EXIT = 1, 23, 27


def write_families(folder: Path, draws: np.random.Generator) -> None:
    """Write registros/matriz_bienestar.xlsx: every family on entering, and later if it is still there."""
    rows: list[tuple[object, ...]] = [_HEADER]
    number = 0
    ease = draws.uniform(0.35, 0.6, len(ITEMS))
    for comuna, (new, accompanied, left) in FAMILIES.items():
        for order in range(new + accompanied + left):
            number += 1
            months = [_ENTRY]
            if order >= new:
                months.append(int(draws.integers(6, _LAST_OF_COURSE)))
            if order >= new + accompanied:
                months.append(_EXIT)
            for visit, month in enumerate(months):
                rows += _answers(f"f-{number:03}", month, comuna, ease + 0.12 * visit, draws)
    write_xlsx(folder / "registros" / "matriz_bienestar.xlsx", {"matriz_bienestar": rows})


def _answers(
    family: str, month: int, comuna: str, ease: np.ndarray, draws: np.random.Generator
) -> list[tuple[object, ...]]:
    """One visit: each item is achieved, not achieved or does not apply."""
    achieved, applies = draws.random(len(ITEMS)) < ease, draws.random(len(ITEMS)) > 0.08
    said = np.where(applies, np.where(achieved, "logrado", "no_logrado"), "no_aplica")
    return [(family, month, item, str(answer), comuna) for item, answer in zip(ITEMS, said, strict=True)]
