"""INE: population projections by comuna, sex and single age, one column per year."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from example.places import without_zero
from example.population import AGES, YEARS, Population
from example.writers import csv_bytes, write

PROJECTIONS = "estimaciones-y-proyecciones-2002-2035-comunas.csv"


def write_projections(folder: Path, places: pd.DataFrame, population: Population) -> int:
    """The wide official layout, Latin-1; returns the records written, header apart."""
    size = len(places)
    repeated = places.loc[np.repeat(np.arange(size), 2 * len(AGES))].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "Region": without_zero(repeated["region"]),
            "Nombre Region": repeated["region_name"],
            "Provincia": without_zero(repeated["provincia"]),
            "Nombre Provincia": repeated["provincia_name"],
            "Comuna": without_zero(repeated["comuna"]),
            "Nombre Comuna": repeated["name"],
            "Sexo (1=Hombre 2=Mujer)": np.tile(np.repeat([1, 2], len(AGES)), size),
            "Edad": np.tile(AGES, 2 * size),
        }
    )
    wide = population.counts.reshape(-1, len(YEARS))
    years = pd.DataFrame(wide, columns=[f"Poblacion {year}" for year in YEARS])
    write(folder / PROJECTIONS, csv_bytes(pd.concat([table, years], axis=1), ",", "latin-1"))
    return len(table)
