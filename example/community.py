"""What the example's community gathers by itself: a small survey, kept in a workbook as a person keeps it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from example.writers import write_xlsx

COMUNAS = ("13401", "13201", "08110", "12101")
YEARS = (2022, 2023, 2024)
ASKED, TAKES_PART = "vecinos-encuestados", "vecinos-que-participan"
_HEADER = (
    "Tipo", "Cifra", "Nombre", "Unidad", "Territorio", "Período", "Sexo", "Valor", "Personas", "Fuente",
)  # fmt: skip
_NAMES = {
    ASKED: "Personas que respondieron la encuesta de vecinos",
    TAKES_PART: "Personas que participan en una organización de su barrio",
}


def write_observations(folder: Path, draws: np.random.Generator) -> None:
    """Write registros/observaciones.xlsx: how many were asked and how many of them take part, by sex."""
    rows: list[tuple[object, ...]] = [_HEADER]
    for comuna in COMUNAS:
        for year in YEARS:
            for sex, share in (("mujer", 0.42), ("hombre", 0.31)):
                asked = int(draws.integers(140, 220))
                counts = {ASKED: asked, TAKES_PART: int(draws.binomial(asked, share))}
                for figure, value in counts.items():
                    said = (_NAMES[figure], "personas", comuna, year, sex, value, "sí", "Encuesta de ejemplo")
                    rows.append(("medida", figure, *said))
    write_xlsx(folder / "registros" / "observaciones.xlsx", {"observaciones": rows})
