"""SINIM: downloads by variable (spreadsheet XML) and the long form with many variables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from example.places import ANTARCTICA
from example.population import Population
from example.writers import csv_bytes, spreadsheet_xml, write, write_gzip
from pipelines.sources.sinim_variables import DEFAULT_REFERENCE, Variable, variables

YEARS = (2023, 2022, 2021, 2020, 2019, 2018)  # the download prints the newest first
LONG_YEARS = tuple(range(2018, 2024))
NOTE = "Valores en miles de pesos nominales (M$) de cada año."
MISSING = "No Recepcionado"
FICTITIOUS = ("11111", "SUBDERE_")  # a municipality that SINIM invents for its own tests
#: Unit -> how many of its variables the long form carries.
LONG_VARIABLES = {"M$": 70, "%": 100, "N°": 30, "TAS": 5}


def write_sinim(folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator) -> int:
    """Two downloads by variable and one long file per year; returns the records of data written."""
    real = places[places["comuna"] != ANTARCTICA]
    people = population.counts[real.index.to_numpy(), :, :, 2018 - 2002].sum(axis=(1, 2))
    scale = np.interp(np.log10(people), [3, 6], [70.0, 15.0])[:, None]
    share = np.clip(scale + rng.normal(0, 12, (len(real), 1)) + rng.normal(0, 2, (len(real), 6)), 1.5, 95)
    metres = people[:, None] * rng.lognormal(1.2, 0.45, (len(real), 1)) * np.linspace(1.15, 1.0, 6)[None, :]
    _download(folder, "IADM75", "%", "Dependencia del Fondo Común Municipal sobre los Ingresos Propios", real,
              [[f"{value:.2f}" for value in row] for row in share], rng)  # fmt: skip
    areas = [[str(round(value)) for value in row] for row in metres]
    odd = int(np.flatnonzero(real["comuna"] == "13101")[0])
    areas[odd][1] = str(round(metres[odd, 1] * 100))  # a slip of two digits, set aside
    _download(folder, "MAVM", "MTS²", "Superficie en M2 de Areas Verdes con Mantenimiento", real, areas, rng)
    return 2 * len(real) + sum(_long(folder, year, real, people, rng) for year in LONG_YEARS)


def _download(
    folder: Path,
    code: str,
    unit: str,
    name: str,
    places: pd.DataFrame,
    values: list[list[str]],
    rng: np.random.Generator,
) -> None:
    """One variable: note, title repeated over the years, header, one row per municipality."""
    gaps = rng.random((len(places), len(YEARS))) < 0.01
    title = ("String", f"{code} ({unit}) {name}")
    empty = ("String", "")
    rows = [
        [("String", NOTE)],
        [empty, empty, *[title] * len(YEARS)],
        [("String", text) for text in ("CODIGO", "MUNICIPIO", *map(str, YEARS))],
    ]
    listed = ("13401", "13201", "08110", "12101", "13101")
    for at, (comuna, upper) in enumerate(zip(places["comuna"], places["name"].str.upper(), strict=True)):
        cells = [
            ("String", MISSING) if gaps[at, n] and comuna not in listed else ("Number", values[at][n])
            for n in range(len(YEARS))
        ]
        rows.append([("Number", comuna), ("String", upper), *cells])
    data = spreadsheet_xml(rows, len(YEARS) + 2, len(rows))
    write(folder / f"datos_municipales_{code}.xls", data)


def _long(folder: Path, year: int, places: pd.DataFrame, people: np.ndarray, rng: np.random.Generator) -> int:
    """Many variables of one year, numbers as SINIM prints them; the fictitious municipality included."""
    codes = [*places["comuna"], FICTITIOUS[0]]
    names = [*places["name"].str.upper(), FICTITIOUS[1]]
    size = np.append(people, 1000)
    parts = []
    for variable in _long_variables():
        noise = rng.lognormal(0, 0.15, len(codes))
        gaps = rng.random(len(codes)) < 0.06
        printed = _printed(variable, size, noise)
        parts.append(
            pd.DataFrame(
                {
                    "user_year": year,
                    "sinim_year_code": year - 1999,
                    "municipio": np.arange(1, len(codes) + 1),
                    "municipio_name": names,
                    "cut_comuna": codes,
                    "var_code": variable.code,
                    "unit": f"{variable.unit}  ",
                    "value": np.where(gaps, MISSING, printed),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    write_gzip(folder / f"sinim_scraping_{year}.csv.gz", csv_bytes(table, ";"))
    return len(table)


def _long_variables() -> list[Variable]:
    """The first numbered variables of each unit, in the order of the catalogue."""
    numbered = [variable for variable in variables().values() if variable.code.isdigit()]
    return [
        variable
        for unit, wanted in LONG_VARIABLES.items()
        for variable in [candidate for candidate in numbered if candidate.unit == unit][:wanted]
    ]


def _printed(variable: Variable, size: np.ndarray, noise: np.ndarray) -> list[str]:
    """Invented values around a level of the variable's own: dots for thousands, comma for decimals."""
    level = 0.5 + (int(variable.code) * 7919 % 97) / 97
    if variable.unit == "%":
        usual = float(variable.reference or DEFAULT_REFERENCE)
        return [f"{min(value, 99.9):.2f}%   ".replace(".", ",") for value in usual * noise]
    if variable.unit == "TAS":
        return [f"{value:.2f}".replace(".", ",") for value in 8 * level * noise]
    each = 30 if variable.unit == "M$" else 1 / 900
    return [f"{round(value):,} ".replace(",", ".") for value in size * each * level * noise]
