"""Figures by age and by kind of school recomputed from the raw files, for every territory."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real import raw_people, raw_schools
from tests.real.arithmetic import KEY, filled
from tests.real.figures import count
from tests.real.places import Places, places

AGES = {
    "0-5": (0, 5),
    "6-13": (6, 13),
    "14-17": (14, 17),
    "18-29": (18, 29),
    "30-59": (30, 59),
    "60+": (60, 200),
}
BREAKDOWN = ["edad", "desglose", "categoria"]
KINDS = {
    "dependencia": ("municipal", "slep", "subvencionado", "particular", "delegada"),
    "ruralidad": ("urbano", "rural"),
}


def finer(datos: Path) -> pd.DataFrame:
    """Columns indicador, KEY, BREAKDOWN and valor: the population by age, the schools by kind."""
    where = places(datos)
    return pd.concat([*_population(datos, where), *_schools(datos, where)], ignore_index=True)


def _population(datos: Path, where: Places) -> list[pd.DataFrame]:
    people = raw_people.with_total(raw_people.inhabitants(datos, where))
    found = []
    for band, (first, last) in AGES.items():
        of_age = raw_schools.summed(people[people["edad"].between(first, last)], "personas")
        found.append(_rows("poblacion-total", count(of_age, where), edad=band))
    return found


def _schools(datos: Path, where: Places) -> list[pd.DataFrame]:
    rows = raw_schools.schools(datos, where)
    found = []
    for dimension, kinds in KINDS.items():
        known = raw_schools.summed(rows[rows[dimension].notna()], "todos")
        for kind in kinds:
            of_kind = raw_schools.summed(rows[rows[dimension] == kind], "todos")
            figures = count(filled(of_kind, known, where), where)
            found.append(_rows("establecimientos", figures, desglose=dimension, categoria=kind))
    return found


def _rows(card: str, figures: pd.DataFrame, **breakdown: str) -> pd.DataFrame:
    said = {"edad": "total", "desglose": "", "categoria": "", **breakdown}
    return figures.reset_index().assign(indicador=card, **said)[["indicador", *KEY, *BREAKDOWN, "valor"]]
