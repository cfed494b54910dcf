"""Ministry of Education: school dropout by comuna, three tables stacked in one sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from example.faults import UNKNOWN_NAME
from example.places import ANTARCTICA
from example.population import MAN, WOMAN, Population
from example.writers import write_xlsx

NAME = "Tasa-Incidencia-Desvinculacion-2010-2023.xlsx"
YEARS = tuple(range(2010, 2024))
TITLES = (
    "Tabla 6: Tasa de incidencia de la desvinculación por comuna. Período 2010-2023.",
    "Tabla 6.a: Tasa de incidencia de la desvinculación de mujeres por comuna. Período 2010-2023. ",
    "Tabla 6.b: Tasa de incidencia de la desvinculación de hombres por comuna. Período 2010-2023. ",
)
NOTES = (
    "Fuente: datos sintéticos de ejemplo, con el diseño del archivo oficial.",
    "Notas:",
    "/1 El orden de las comunas corresponde a la organización territorial actual del país.",
    "/2 El símbolo guión (-) indica o representa la no existencia de información ",
)
#: Country-wide share of pupils who leave the regular system, by year: lowest in 2020.
TREND = np.interp(YEARS, [2010, 2018, 2020, 2022, 2023], [0.030, 0.024, 0.014, 0.025, 0.021])

Counts = npt.NDArray[np.int64]


def write_dropout(
    folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator
) -> int:
    """Write the workbook; returns the records with text of its two sheets."""
    men, women = (_draw(places, population, sex, rng) for sex in (MAN, WOMAN))
    unknown = rng.binomial(women, 0.0005)  # pupils without information of sex: total exceeds the sum
    rows: list[list[Any]] = []
    for title, counts in zip(TITLES, (men + women + unknown, women, men), strict=True):
        if rows:
            rows += [[], []]
        rows += _table(title, places, counts)
    method = [["Definiciones y consideraciones metodológicas"], [], ["Archivo sintético de ejemplo"]]
    write_xlsx(folder / NAME, {"Metodología": method, "Tasas a nivel de Comuna": rows})
    return sum(1 for row in [*method, *rows] if any(cell != "" for cell in row))


def _draw(places: pd.DataFrame, population: Population, sex: int, rng: np.random.Generator) -> Counts:
    """counts[comuna, year, 4]: global leavers, global pupils, regular leavers, regular pupils."""
    level = rng.lognormal(0, 0.25, len(places)) * (1.12 if sex == MAN else 0.88)
    out = np.zeros((len(places), len(YEARS), 4), dtype=np.int64)
    for at, year in enumerate(YEARS):
        pupils = np.rint(population.of(year, range(6, 18), sex) * 0.95).astype(np.int64)
        regular = rng.binomial(pupils, np.clip(level * TREND[at], 0, 0.5))
        wide = rng.binomial(regular, 0.72)  # some only moved to adult education
        out[:, at, :] = np.stack([wide, pupils - (regular - wide), regular, pupils], axis=1)
    return out


def _table(title: str, places: pd.DataFrame, counts: Counts) -> list[list[Any]]:
    """Title, header of three rows, one row per comuna, TOTAL and notes."""
    years: list[Any] = ["Comuna /1/2"]
    systems: list[Any] = [""]
    fields: list[Any] = [""]
    for year in YEARS:
        years += [year, "", "", "", "", ""]
        systems += ["Global", "", "", "Sistema regular", "", ""]
        fields += [f"Desvinculados {year}", f"Matrícula teórica {year + 1}", "Tasa de incidencia"] * 2
    known = (places["comuna"] != ANTARCTICA).to_numpy()
    body = [
        [name, *(_cells(counts[at]) if known[at] else ["-"] * (6 * len(YEARS)))]
        for at, name in enumerate(places["upper"])
    ]
    body.append([UNKNOWN_NAME, *["-"] * (6 * len(YEARS))])
    total = ["TOTAL", *_cells(counts[known].sum(axis=0))]
    return [[title], years, systems, fields, *body, total, *([note] for note in NOTES)]


def _cells(of_place: Counts) -> list[Any]:
    """Leavers, pupils and rate (a fraction) twice per year."""
    cells: list[Any] = []
    for wide, wide_pupils, regular, pupils in of_place.tolist():
        cells += [wide, wide_pupils, wide / wide_pupils if wide_pupils else "-"]
        cells += [regular, pupils, regular / pupils if pupils else "-"]
    return cells
