"""Public services: births and deaths registered by month (invented), and the register of health centres."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from example.places import ANTARCTICA, REGIONS, without_zero
from example.writers import csv_bytes, write, write_xlsx

REGISTERED_YEARS = (2023, 2024)
#: Sheet, events a year per inhabitant, and population under which a comuna has no office for them.
REGISTERED = (("Nacimientos", 0.0092, 8000), ("Defunciones", 0.0064, 1500))
CENTRES = "establecimientos_de_salud_2024.csv"
#: Kind as the register prints it, inhabitants per centre, and whether only small comunas have it.
KINDS = (
    ("Centro de Salud Familiar (CESFAM)", 30_000, False),
    ("Posta de Salud Rural (PSR)", 2_500, True),
    ("Servicio de Atención Primaria de Urgencia (SAPU)", 60_000, False),
    ("Servicio de Atención Primaria de Urgencia de Alta Resolutividad (SAR)", 200_000, False),
    ("Hospital", 120_000, False),
    ("Laboratorio Clínico", 40_000, False),
)
SMALL = 25_000


def write_registrations(folder: Path, places: pd.DataFrame, rng: np.random.Generator) -> int:
    """One book per year and event: registrations of each month, all on its fifteenth day."""
    records = 0
    for event, rate, smallest in REGISTERED:
        offices = places[(places["population"] >= smallest) & (places["comuna"] != ANTARCTICA)]
        regions = offices["region"].map({code: names["roman"] for code, names in REGIONS.items()})
        keys = list(zip(regions, offices["upper"], strict=True))
        for year in REGISTERED_YEARS:
            season = 1 + 0.08 * np.cos(np.arange(12) * np.pi / 6)
            counts = rng.poisson(offices["population"].to_numpy()[:, None] * rate / 12 * season)
            rows: list[list[Any]] = [["AÑO", "MES", "DIA", "REGION", "COMUNA", "TOTAL"]]
            for (region, comuna), months in zip(keys, counts, strict=True):
                registered = enumerate(months.tolist(), start=1)
                rows += [[year, month, 15, region, comuna, total] for month, total in registered if total]
            write_xlsx(folder / f"{event}_{year}-01-01_{year}-12-31.xlsx", {event: rows})
            records += len(rows) - 1
    return records


def write_centres(folder: Path, places: pd.DataFrame, rng: np.random.Generator) -> int:
    """The official download: open and closed centres; the last opening tells its date."""
    places = places[places["comuna"] != ANTARCTICA]
    parts = []
    for kind, size, only_small in KINDS:
        due = places["population"].to_numpy() / size
        if only_small:
            due = np.where(places["population"] < SMALL, due, 0)
        parts.append(places.loc[places.index.repeat(rng.poisson(due))].assign(kind=kind))
    table = pd.concat(parts).sort_values(["comuna", "kind"], kind="stable").reset_index(drop=True)
    closed = rng.random(len(table)) < 0.05
    private = table["kind"].str.startswith("Laboratorio")
    numbers = np.arange(len(table))
    opened = pd.Series(1970 + numbers % 54).astype(str)
    opened.iloc[-1] = "2024"
    register = pd.DataFrame(
        {
            "EstablecimientoCodigoAntiguo": [f"{n // 1000:02}-{n % 1000:03}" for n in numbers],
            "EstablecimientoCodigo": 900_000 + numbers,
            "RegionCodigo": without_zero(table["region"]),
            "TipoEstablecimientoGlosa": table["kind"],
            "EstablecimientoGlosa": [f"CENTRO {n:04}" for n in numbers],
            "DependenciaAdministrativa": np.where(private, "Privado", "Municipal"),
            "ComunaCodigo": without_zero(table["comuna"]),
            "ComunaGlosa": table["name"],
            "EstadoFuncionamiento": np.where(closed, "Cerrado", "Vigente en Operación Habitual"),
            "FechaInicioFuncionamientoEstab": "30/06/" + opened,
            "FechaCierre": np.where(closed, "31/12/2020", ""),
        }
    )
    write(folder / CENTRES, csv_bytes(register, ";"))
    return len(register)
