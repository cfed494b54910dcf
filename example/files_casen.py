"""CASEN: poverty estimates by comuna with their own intervals, two layouts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from example.places import ANTARCTICA, REGIONS
from example.population import Population
from example.writers import write_xlsx


def write_casen(folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator) -> int:
    """Multidimensional 2022 (10 columns) and the 2017 workbook (income and multidimensional, 8)."""
    places = places[places["comuna"] != ANTARCTICA]
    at = places.index.to_numpy()
    income = np.clip(rng.normal(0.10, 0.045, len(places)), 0.006, 0.35)
    lacking = np.clip(income * 0.9 + rng.normal(0.11, 0.04, len(places)), 0.03, 0.5)
    region = places["region"].map({code: names["roman"] for code, names in REGIONS.items()})
    people = {year: population.of(year, range(81))[at] for year in (2017, 2022)}
    sheets = {
        "Ingresos 2017": _casen_2017("por ingresos", places, region, people[2017], income),
        "Multidimensional 2017": _casen_2017("multidimensional", places, region, people[2017], lacking),
    }
    write_xlsx(folder / "Estimaciones_comunales_pobreza_2017.xlsx", sheets)
    now = np.clip(lacking * rng.uniform(0.7, 0.95, len(places)), 0.02, 0.5)
    rows = _casen_2022(places, people[2022], now)
    write_xlsx(folder / "Estimaciones_Pobreza_Multidimensional_2022.xlsx", {"Estimaciones": rows})
    return sum(len(sheet) - 1 for sheet in sheets.values()) + len(rows) - 2


def _casen_2017(
    kind: str, places: pd.DataFrame, region: pd.Series, people: np.ndarray, share: np.ndarray
) -> list[list[Any]]:
    """Title, blank, header and one row per comuna; percentages are fractions."""
    header = [
        "Código",
        "Región",
        "Nombre comuna",
        f"Número de personas en situación de pobreza {kind}",
        f"Porcentaje de personas en situación de pobreza {kind} 2017",
        "Límite inferior",
        "Límite superior",
        "Metodología de Estimación",
    ]
    half = 0.25 * share
    rows = [
        [int(code), name, comuna, round(total * value), value, value - error, value + error, "SAE"]
        for code, name, comuna, total, value, error in zip(
            places["comuna"], region, places["name"], people, share, half, strict=True
        )
    ]
    return [[f"Estimaciones de Tasa de Pobreza {kind} por Comuna (sintético), 2017"], [], header, *rows]


def _casen_2022(places: pd.DataFrame, people: np.ndarray, share: np.ndarray) -> list[list[Any]]:
    """The 10 columns of 2022, line breaks and asterisks of the header included, notes at the foot."""
    header = [
        "Código",
        "Región",
        "Nombre comuna",
        "Número de personas según proyecciones de población (*)",
        "Número de personas en situación de pobreza multidimensional (**)",
        "Porcentaje de personas en situación de pobreza multidimensional 2022",
        "Límite inferior\n",
        "Límite superior",
        "Presencia de la comuna en la muestra Casen",
        "Tipo de estimación SAE \n(***)",
    ]
    rows = [
        [
            int(code),
            region,
            name,
            int(total),
            total * value,
            value,
            value * 0.84,
            value * 1.16,
            "Sí",
            "Sintética",
        ]
        for code, region, name, total, value in zip(
            places["comuna"], places["region_name"], places["name"], people, share, strict=True
        )
    ]
    title = "Estimaciones de Índice de Pobreza Multidimensional por comuna (datos sintéticos) 2022"
    notes = [["(*) Datos sintéticos de ejemplo con el diseño del archivo oficial."]]
    return [[title], [], header, *rows, [], *notes]
