"""Health: deaths (one row per person, invented), births by comuna, beneficiaries of public insurance."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from example.places import ANTARCTICA, REGIONS, without_zero
from example.population import AGES, WOMAN, Population
from example.writers import csv_bytes, write, write_xlsx

DEATHS = "defunciones_2024.xlsx"
BIRTHS = "nacimientos_comuna_edad_madre_2005_2014.csv"
BIRTH_YEARS = range(2005, 2015)
LAST_DAY = dt.date(2024, 11, 30)  # the year is unfinished: its counts are provisional
CAUSES = (
    (
        "I219",
        "I00-I99",
        "Enfermedades del sistema circulatorio",
        "I20-I25",
        "I21",
        "Infarto agudo del miocardio",
    ),
    ("C349", "C00-D48", "Tumores [Neoplasias]", "C30-C39", "C34", "Tumor maligno del bronquio o del pulmón"),
    ("J189", "J00-J99", "Enfermedades del sistema respiratorio ", "J09-J18", "J18", "Neumonía"),
    ("E119", "E00-E90", "Enfermedades endocrinas", "E10-E14", "E11", "Diabetes mellitus tipo 2"),
)
PLACES_OF_DEATH = ("Hospital o Clínica", "Casa habitación", "Otro")
DEATH_COLUMNS = (
    "Año", "Fecha", "Sexo", "Frecuencia", "Edad", "Codcom", "Comuna", "Región", "ID_DP", "ID_Nivel 1",
    "Nivel 1", "ID_Nivel 2", "Nivel 2", "ID_Nivel 3", " Diagnóstico Principal", "ID_DP1",
    " Diagnóstico Principal INT", "ID_OTRO", "ID_CEXT (S-N)", "Causas externas (S-N)", "ID_CEXTGRAL",
    "Causas externas Gral", "ID_CEXTDETALLE", "Causas externas de morbilidad y de mortalidad",
    "ID_CEXTDETALLEint", "Causas externas de morbilidad y de mortalidad INT", "Lugar",
)  # fmt: skip
#: Group as the file prints it -> births per woman of 15 to 19, or of 20 to 44 for the last one.
MOTHERS = (
    ("14 años o menos", 0.0012),
    ("15 o 16 años", 0.011),
    ("17 o 19 años", 0.037),
    ("no EA", 0.066),
)
FONASA_BRACKETS = {"A": 0.24, "B": 0.36, "C": 0.14, "D": 0.18}


def write_deaths(folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator) -> int:
    """Deaths of 2024 up to the cut. Kind of age: 1 years, 2 months, 3 days, 4 hours."""
    hazard = np.exp(np.interp(AGES, [0, 1, 15, 40, 60, 79, 80], [-5.3, -8.3, -8.3, -6.7, -5.1, -3.3, -2.4]))
    days = (LAST_DAY - dt.date(2023, 12, 31)).days
    risk = hazard[None, None, :] * np.array([1.1, 0.85])[None, :, None] * days / 366
    counts = rng.poisson(population.counts[:, :, :, 2024 - 2002] * risk)
    comuna, sex, age = (np.repeat(axis, counts.ravel()) for axis in np.indices(counts.shape).reshape(3, -1))
    size = len(comuna)
    age = np.where(age == 80, np.minimum(80 + rng.geometric(0.12, size), 104), age)
    kind = np.where(age == 0, rng.choice([2, 3, 4], size, p=[0.4, 0.35, 0.25]), 1)
    age = np.where(age == 0, rng.integers(1, 12, size), age)
    order = rng.permutation(size)
    day = rng.integers(1, days + 1, size)
    day[order[0]] = days  # the last day has a row: the file tells its own cut date
    dates = np.array([(dt.date(2023, 12, 31) + dt.timedelta(int(n))).isoformat() for n in range(days + 1)])
    cause, where = rng.integers(0, len(CAUSES), size), rng.choice(3, size, p=[0.55, 0.4, 0.05])
    regions = places["region"].map({code: names["deis"] for code, names in REGIONS.items()}).tolist()
    codes, names = places["comuna"].astype(int).tolist(), places["name"].tolist()
    rows: list[list[Any]] = [list(DEATH_COLUMNS)]
    for n, at in enumerate(order):
        place = comuna[at]
        known: list[Any] = [codes[place], names[place], regions[place]]
        if n in (10, 20):
            known = [99999, "Ignorada", "Ignorada"] if n == 10 else ["", "", ""]
        code, chapter, title, group, category, text = CAUSES[cause[at]]
        rows.append(
            [2024, dates[day[at]], ("Hombre", "Mujer")[sex[at]], int(kind[at]), int(age[at]), *known]
            + [code, chapter, title, group, title, category, text, code, text.upper()]
            + [""] * 9
            + [PLACES_OF_DEATH[where[at]]]
        )
    write_xlsx(folder / DEATHS, {"Sheet1": rows})
    return size


def write_births(folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator) -> int:
    """Births by year, comuna and mother's age: a group without births has no row."""
    parts = []
    for year in BIRTH_YEARS:
        young = population.of(year, range(15, 20), WOMAN)
        adult = population.of(year, range(20, 45), WOMAN)
        for group, rate in MOTHERS:
            falling = 1 - (0.035 if group != "no EA" else 0.01) * (year - 2005)
            births = rng.poisson((adult if group == "no EA" else young) * rate * falling)
            parts.append(
                pd.DataFrame(
                    {
                        "ano_nacim": year,
                        "comuna": without_zero(places["comuna"]),
                        "ea_madre": group,
                        "n": births,
                    }
                )
            )
    table = pd.concat(parts, ignore_index=True)
    table = table[table["n"] > 0]
    table = pd.concat([table, table.tail(1).assign(n=-1)], ignore_index=True)  # set aside
    write(folder / BIRTHS, csv_bytes(table))
    return len(table)


def write_fonasa(folder: Path, places: pd.DataFrame, population: Population, rng: np.random.Generator) -> int:
    """Beneficiaries of 2023 twice, with and without sex: the platform must count them once."""
    places = places[places["comuna"] != ANTARCTICA]
    people = population.counts[places.index.to_numpy(), :, :, 2023 - 2002].sum(axis=2)
    parts = []
    for bracket, share in FONASA_BRACKETS.items():
        drawn = rng.binomial(people, share)
        for name, values in (
            ("Hombre", drawn[:, 0]),
            ("Mujer", drawn[:, 1]),
            ("Indeterminado", rng.poisson(0.3, len(places))),
        ):
            parts.append(_fonasa_part(places).assign(sexo=name, tramo_fonasa=bracket, beneficiarios=values))
    table = pd.concat(parts, ignore_index=True)
    table = table[table["beneficiarios"] > 0]
    keys = [name for name in table.columns if name not in ("sexo", "beneficiarios")]
    both = table.groupby(keys, sort=False)["beneficiarios"].sum().reset_index()
    write(folder / "fonasa_beneficiarios_comuna_sexo_2023.csv", csv_bytes(table, ";"))
    write(folder / "fonasa_beneficiarios_tramo_2023.csv", csv_bytes(both, ";"))
    return len(table) + len(both)


def _fonasa_part(places: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "codigo_region": without_zero(places["region"]),
            "nombre_region": places["region_name"],
            "codigo_comuna": without_zero(places["comuna"]),
            "nombre_comuna": places["name"],
            "clasificacion": np.where(places["population"] < 15000, "Rural", "Urbana"),
        }
    )
