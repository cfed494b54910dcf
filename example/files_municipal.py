"""SINIM: downloads by variable (spreadsheet XML) and the long form with many variables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from example.places import ANTARCTICA
from example.population import Population
from example.writers import csv_bytes, spreadsheet_xml, write, write_gzip

YEARS = (2023, 2022, 2021, 2020, 2019, 2018)  # the download prints the newest first
LONG_YEARS = tuple(range(2018, 2024))
NOTE = "Valores en miles de pesos nominales (M$) de cada año."
MISSING = "No Recepcionado"
FICTITIOUS = ("11111", "SUBDERE_")  # a municipality that SINIM invents for its own tests
#: Unit -> codes of variables that the long form carries with it.
VARIABLES = {
    "M$": (
        879, 880, 882, 883, 887, 890, 894, 910, 930, 931, 932, 935, 936, 937, 939, 945, 947, 953, 954, 956,
        957, 962, 964, 1103, 1110, 1124, 1128, 1134, 1226, 1227, 1229, 1255, 1256, 1262, 1301, 1302, 1305,
        1306, 1307, 1311, 1325, 3752, 3753, 3754, 3770, 3783, 3784, 3921, 3922, 3923, 3924, 3925, 3926, 3927,
        3954, 3955, 3956, 3964, 3975, 4040, 4042, 4140, 4141, 4173, 4174, 4245, 4246, 4247, 4251, 4325, 4339,
    ),
    "%": (
        761, 762, 763, 778, 779, 780, 783, 788, 795, 807, 835, 847, 848, 853, 854, 857, 859, 1061, 1062,
        1065, 1066, 1067, 1070, 1086, 1087, 1088, 1089, 1090, 1091, 1094, 1095, 1096, 1097, 1098, 1104, 1106,
        1109, 1126, 1129, 1130, 1135, 1136, 1138, 1140, 1149, 1231, 1232, 1259, 1260, 1261, 1272, 1310, 3771,
    ),
    "N°": (
        760, 786, 823, 1137, 1283, 1284, 1340, 4055, 4056, 4057, 4058, 4059, 4060, 4061, 4062, 4063, 4064,
        4065, 4066, 4068, 4069, 4070, 4071, 4072, 4073, 4074, 4182, 4205, 4206, 4207, 4208,
    ),
    "TAS": (838, 839),
}  # fmt: skip


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
    """All variables of one year; numbers as SINIM prints them, the fictitious municipality included."""
    codes = [*places["comuna"], FICTITIOUS[0]]
    names = [*places["name"].str.upper(), FICTITIOUS[1]]
    size = np.append(people, 1000)
    parts = []
    for unit, variables in VARIABLES.items():
        for variable in variables:
            level = 0.5 + (variable * 7919 % 97) / 97  # each variable keeps its own level over the years
            noise = rng.lognormal(0, 0.15, len(codes))
            gaps = rng.random(len(codes)) < 0.06
            if unit == "M$":
                text = [_dots(value) + " " for value in size * 30 * level * noise]
            elif unit == "%":
                text = [f"{min(value, 99.0):.2f}%   ".replace(".", ",") for value in 40 * level * noise]
            elif unit == "TAS":
                mean = 6.5 if variable == 839 else 11.0
                text = [f"{value:.2f}".replace(".", ",") for value in mean * noise]
            else:
                text = [_dots(value) for value in size / 900 * level * noise]
            values = [MISSING if gap else value for gap, value in zip(gaps, text, strict=True)]
            parts.append(
                pd.DataFrame(
                    {
                        "user_year": year,
                        "sinim_year_code": year - 1999,
                        "municipio": np.arange(1, len(codes) + 1),
                        "municipio_name": names,
                        "cut_comuna": codes,
                        "var_code": variable,
                        "unit": f"{unit}  ",
                        "value": values,
                    }
                )
            )
    table = pd.concat(parts, ignore_index=True)
    write_gzip(folder / f"sinim_scraping_{year}.csv.gz", csv_bytes(table, ";"))
    return len(table)


def _dots(value: float) -> str:
    """Whole number with dots for thousands."""
    return f"{round(value):,}".replace(",", ".")
