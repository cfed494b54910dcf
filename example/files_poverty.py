"""Vulnerability: JUNAEB's school index and the household register by bracket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from example.faults import UNKNOWN_CODE
from example.places import ANTARCTICA, REGIONS, without_zero
from example.population import Population
from example.schools import Schools, dependency
from example.writers import csv_bytes, write

IVE = "IVE_Basica_2021.csv"
RSH = "Tramos_RSH_2016-2024.csv"
DEPENDENCY_NAMES = {
    1: "Corporación Municipal",
    2: "Municipal DAEM",
    3: "Particular Subvencionado",
    5: "Corporación de Administración Delegada",
}
PRIORITIES = (
    " PRIMERA PRIORIDAD ",
    " SEGUNDA PRIORIDAD ",
    " TERCERA PRIORIDAD ",
    " NO PRIORIZADO EN VULNERABILIDAD ",
    " SIN INFORMACION ",
)
BRACKETS = (
    "Cantidad_40%",
    "Cantidad_41-50%",
    "Cantidad_51-60%",
    "Cantidad_61-70",  # the official file forgets this sign
    "Cantidad_71-80%",
    "Cantidad_81-90%",
    "Cantidad_91-100%",
)


def write_ive(folder: Path, schools: Schools, rng: np.random.Generator) -> int:
    """The 2021 index for básica: numbers with spaces around, thousands with comma, blank for zero."""
    pupils = schools.enrolment[2020][:, 1, :].sum(axis=1)
    depe = dependency(schools, 2021)
    keep = (pupils > 0) & (depe != 4)
    table, pupils = schools.table[keep].reset_index(drop=True), pupils[keep]
    poor = np.interp(table["group"], [1, 5], [0.93, 0.35])
    first = rng.binomial(pupils, poor * 0.72)
    second = rng.binomial(pupils - first, 0.06)
    third = rng.binomial(pupils - first - second, 0.35)
    none = rng.binomial(pupils - first - second - third, 0.97)
    counts = np.stack([first, second, third, none, pupils - first - second - third - none], axis=1)
    index = counts[:, :3].sum(axis=1) / pupils * 100
    counts[0, 0] = pupils[0] + 25  # more pupils with priority than pupils: this record is set aside
    names = {code: f"Región {data['deis']}" for code, data in REGIONS.items()}
    columns: dict[str, Any] = {
        "ID_RBD": table["rbd"],
        "DV_RBD": table["dv"],
        "DS_NOM_ESTABLE": table["school"],
        "ID_REGION_ESTABLE": without_zero(table["region"]),
        "DS_REGION_ESTABLE": table["region"].map(names),
        "ID_PROVINCIA_ESTABLE": without_zero(table["provincia"]),
        "DS_PROVINCIA_ESTABLE": table["provincia_name"],
        "ID_COMUNA_ESTABLE": without_zero(table["comuna"]),
        "DS_COMUNA_ESTABLE": table["name"],
        "ID_TIPO_DEPENDENCIA": depe[keep],
        "DS_TIPO_DEPENDENCIA": pd.Series(depe[keep]).map(DEPENDENCY_NAMES),
        "ID_RURALIDAD": table["rural"],
        "DS_RURALIDAD": table["rural"].map({0: "Urbano", 1: "Rural"}),
    }
    columns |= {name: [_padded(value) for value in counts[:, at]] for at, name in enumerate(PRIORITIES)}
    columns["TOTAL MATRICULA BÁSICA DIC 2020"] = [_padded(value) for value in pupils]
    columns["IVE-SINAE BÁSICA 2021"] = [f"{value:.8f}".rstrip("0").rstrip(".") for value in index]
    write(folder / IVE, csv_bytes(pd.DataFrame(columns), ",", "utf-8-sig", "\r\n"))
    return len(table)


def _padded(value: int) -> str:
    """« 1,276 »; zero comes as an empty cell."""
    return f" {value:,} " if value else ""


def cuts() -> list[str]:
    """Cut dates of the household register: half-yearly, then monthly, with the day in 2024."""
    half = [f"{year}{month:02d}" for year in range(2016, 2023) for month in (6, 12)]
    monthly = [f"2023{month:02d}" for month in range(1, 13)]
    return half + monthly + [f"2024{month:02d}01" for month in range(1, 13)]


def write_rsh(folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator) -> int:
    """Persons by bracket, comuna and cut; a few rows miss their total by one, one has an odd code."""
    places = places[places["comuna"] != ANTARCTICA]
    at = places.index.to_numpy()
    weights = rng.dirichlet(np.array([50, 8, 8, 7, 7, 9, 11]) * 0.8, len(places))
    parts = []
    for cut in cuts():
        year, month = int(cut[:4]), int(cut[4:6])
        reach = np.interp(year + month / 12, [2016.5, 2025], [0.66, 0.88])
        people = np.rint(population.of(year, range(81))[at] * reach)
        split = np.rint(people[:, None] * weights).astype(int)
        part = pd.DataFrame(split, columns=list(BRACKETS))
        part.insert(0, "Comuna", without_zero(places["comuna"]).to_numpy())
        part.insert(0, "Periodo", cut)
        part["Totales_por_comuna"] = split.sum(axis=1)
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)
    table.loc[table.index % 997 == 5, "Totales_por_comuna"] += 1
    odd = table.tail(1).assign(Comuna=UNKNOWN_CODE)
    table = pd.concat([table, odd], ignore_index=True)
    write(folder / RSH, csv_bytes(table))
    return len(table)
