"""Figures by age and by kind of school recomputed from the raw files, for every territory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from tests.real import raw_kinds, raw_people, raw_schools
from tests.real.arithmetic import KEY, filled
from tests.real.figures import count, ratio
from tests.real.places import Places, places

AGES = {
    "0-5": (0, 5),
    "6-13": (6, 13),
    "14-17": (14, 17),
    "18-29": (18, 29),
    "30-59": (30, 59),
    "60+": (60, 200),
}
AGES_OF_DEATH = {
    "0": (0, 0),
    "1-4": (1, 4),
    "5-9": (5, 9),
    "10-14": (10, 14),
    "15-19": (15, 19),
    "20+": (20, 200),
}
BREAKDOWN = ["edad", "desglose", "categoria"]
Kind = Callable[[raw_schools.Sums], pd.DataFrame]


def finer(datos: Path) -> pd.DataFrame:
    """Columns indicador, KEY, BREAKDOWN and valor: every figure by age or by kind that has a number."""
    where = places(datos)
    table = pd.concat([*_by_age(datos, where), *_by_kind(datos, where)], ignore_index=True)
    return table[table["valor"].notna()]


def _by_age(datos: Path, where: Places) -> Iterator[pd.DataFrame]:
    people = raw_people.with_total(raw_people.inhabitants(datos, where))
    for band, limits in AGES.items():
        of_age = raw_schools.summed(people[people["edad"].between(*limits)], "personas")
        yield _rows("poblacion-total", count(of_age, where), edad=band)
    deaths = raw_people.with_total(raw_people.dead(datos, where)).assign(n=1)
    seen = raw_schools.summed(deaths, "n")
    for band, limits in AGES_OF_DEATH.items():
        of_age = raw_schools.summed(deaths[deaths["edad"].between(*limits)], "n")
        yield _rows("defunciones", count(filled(of_age, seen, where), where), edad=band)


def _by_kind(datos: Path, where: Places) -> Iterator[pd.DataFrame]:
    """Each source with its dimensions and, by card, what the card makes of its sums."""

    def counted(sums: raw_schools.Sums) -> pd.DataFrame:
        return count(sums["todos"], where)

    def over(top: str, bottom: str, scale: int = 1) -> Kind:
        return lambda sums: ratio(sums[top], sums[bottom], where, scale)

    school = ("dependencia", "ruralidad")
    pupils = raw_kinds.enrolment(datos, where)
    yield from _cards(pupils, (*school, "nivel-ensenanza"), {"matricula-total": counted}, where)
    yield from _cards(raw_schools.schools(datos, where), school, {"establecimientos": counted}, where)
    yield from _cards(
        raw_kinds.fonasa(datos, where), ("tramo-fonasa",), {"fonasa-beneficiarios": counted}, where
    )
    shares = {
        "prioridad-escolar": over("primera", "todos", 100),
        "vulnerabilidad-escolar": over("prioritarios", "todos", 100),
    }
    yield from _cards(raw_kinds.vulnerability(datos, where), ("ruralidad",), shares, where)
    ended = {"asistencia-grave": over("faltan", "todos", 100), "promedio-notas": over("notas", "con_nota")}
    yield from _cards(raw_kinds.year_end(datos, where), school, ended, where, absent_is_zero=False)
    for card, rows in raw_kinds.simce(datos, where).items():
        made = {
            card: over("puntaje", "alumnos"),
            f"{card}-insuficiente": over("insuficientes", "nivelados"),
        }
        yield from _cards(rows, (*school, "grupo-socioeconomico"), made, where)


def _cards(
    rows: pd.DataFrame,
    dimensions: tuple[str, ...],
    made: dict[str, Kind],
    where: Places,
    *,
    absent_is_zero: bool = True,
) -> Iterator[pd.DataFrame]:
    measures = [name for name in rows.columns if pd.api.types.is_numeric_dtype(rows[name])]
    for dimension in dimensions:
        known = rows[rows[dimension].notna()]
        seen = known.groupby(KEY).size()
        for kind in sorted(known[dimension].unique()):
            of_kind = known[known[dimension] == kind]
            sums = {name: raw_schools.summed(of_kind, name) for name in measures}
            if absent_is_zero:
                sums = {name: filled(measure, seen, where) for name, measure in sums.items()}
            for card, figures in made.items():
                yield _rows(card, figures(sums), desglose=dimension, categoria=kind)


def _rows(card: str, figures: pd.DataFrame, **breakdown: str) -> pd.DataFrame:
    said = {"edad": "total", "desglose": "", "categoria": "", **breakdown}
    return figures.reset_index().assign(indicador=card, **said)[["indicador", *KEY, *BREAKDOWN, "valor"]]
