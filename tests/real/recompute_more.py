"""The cards of the census, of services, of pupils and of municipal amounts, from their raw sums."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real import raw_census, raw_municipal, raw_people, raw_pupils, raw_schools, raw_services
from tests.real.arithmetic import Z, filled
from tests.real.figures import count, part, rate, ratio, reserved, share, stock
from tests.real.places import Places
from tests.real.reliability import unreliable_share

PER = 100_000


def more(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    """One table of figures per card."""
    return {
        **_census(datos, where),
        **_services(datos, where),
        **_pupils(datos, where),
        **_by_inhabitant(datos, where),
    }


def _census(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    ages = raw_census.ages(datos, where)
    reading = raw_census.reading(datos, where)
    studies = raw_census.studies(datos, where)
    born = raw_census.children_born(datos, where)
    women = raw_census.women(datos, where)
    answered = reading["leen"] + reading["no_leen"]
    adults = reading["leen_15"] + reading["no_leen_15"]
    printed = raw_census.printed(datos, where)
    return {
        "censo-0-17": part(ages["menores"], ages["todos"], where),
        "saben-leer": part(reading["leen"], answered, where),
        "adultos-sin-leer": part(reading["no_leen_15"], adults, where),
        "estudios-superiores": part(studies["superior"], studies["todos"], where),
        "hijos-sobrevivientes": part(born["viven"], born["nacidos"], where),
        "hijos-por-mujer": ratio(women["hijos"], women["declaran"], where),
        "mujeres-con-hijos": part(women["madres"], women["declaran"], where),
        "maternidad-adolescente-censo": unreliable_share(raw_census.young_mothers(datos).assign(marca="")),
        **{name: values.rename("valor").to_frame().assign(marca="") for name, values in printed.items()},
    }


def _services(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    people = raw_people.with_total(raw_people.inhabitants(datos, where))
    centres = _filled(raw_services.centres(datos, where), where)
    deaths = _filled(raw_services.external_deaths(datos, where), where)
    by_year, by_month = (_filled(sums, where) for sums in raw_services.registrations(datos, where))
    mothers = raw_services.mothers_ages(datos)
    everyone = raw_schools.summed(people, "personas")

    def aged(first: int, last: int) -> pd.Series:
        return raw_schools.summed(people[people["edad"].between(first, last)], "personas")

    return {
        "cesfam": count(centres["cesfam"], where),
        "urgencia-primaria": count(centres["urgencia"], where),
        "establecimientos-salud-tasa": ratio(centres["todos"], everyone, where, 10_000),
        "inscripciones-nacimiento": count(by_year["todos"], where),
        "inscripciones-nacimiento-mes": count(by_month["todos"], where),
        "nacimientos-region": _counted(raw_services.births_by_region(datos)),
        "maternidad-adolescente-region": share(mothers["jovenes"], mothers["todos"], where),
        "muertes-externas": _provisional(rate(deaths["externas"], aged(1, 17), where, PER)),
        "suicidio-adolescente": _provisional(rate(deaths["suicidios"], aged(10, 19), where, PER)),
    }


def _provisional(found: pd.DataFrame) -> pd.DataFrame:
    return reserved(found).assign(estado="p")


def _counted(values: pd.Series) -> pd.DataFrame:
    return values.rename("numerador").to_frame().assign(valor=values, marca="")


def _pupils(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    courses = _filled(raw_pupils.courses(datos, where), where)
    kinds = _filled(raw_pupils.kinds(datos, where), where)
    ive = _filled(raw_schools.vulnerability(datos, where), where)
    first = raw_pupils.first_priority(datos, where).reindex(ive["todos"].index, fill_value=0)
    ended = raw_pupils.year_end(datos, where)
    starters = raw_pupils.first_year(datos, where)
    return {
        "estudiantes-por-curso": ratio(courses["todos"], courses["cursos"], where),
        "escuelas-integracion": part(kinds["integran"], kinds["todos"], where),
        "escuelas-gratuitas": part(kinds["gratuitos"], kinds["informan"], where),
        "prioridad-escolar": stock(first, ive["todos"], where),
        "asistencia-grave": reserved(share(ended["faltan"], ended["todos"], where)),
        "promedio-notas": reserved(_mean(ended, where)),
        "superior-primer-anio": count(filled(starters, starters, where), where),
    }


def _mean(ended: raw_schools.Sums, where: Places) -> pd.DataFrame:
    """Mean of the marks, with the normal interval of the mean of a sample (Cochran 1977, 2.6).

    It would be marked `u` where its standard error is over 15 % of it.
    """
    found = ratio(ended["notas"], ended["con_nota"], where)
    number, squares = found["denominador"], ended["cuadrados"].reindex(found.index)
    variance = (squares - found["numerador"] ** 2 / number) / (number - 1)
    error = (variance / number) ** 0.5
    found["ic_inf"], found["ic_sup"] = found["valor"] - Z * error, found["valor"] + Z * error
    return found.assign(marca=found["marca"].mask(error > found["valor"] * 15 / 100, "u"))


def _by_inhabitant(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    everyone = raw_people.population(datos, where)["todos"]
    amounts = raw_municipal.added(datos, where)
    scales = {"plazas": 10_000, "parques-m2": 1, "organizaciones-comunitarias": 1000, "asistencia-social": 1}
    return {card: ratio(amounts[card], everyone, where, scale) for card, scale in scales.items()} | {
        "rsh-40-semestre": stock(*_register(datos, where, "semestre"), where),
        "rsh-40-mes": stock(*_register(datos, where, "mes"), where),
    }


def _register(datos: Path, where: Places, span: str) -> tuple[pd.Series, pd.Series]:
    sums = raw_people.register(datos, where, span)
    return sums["tramo_40"], sums["todos"]


def _filled(sums: raw_schools.Sums, where: Places) -> raw_schools.Sums:
    return {name: filled(measure, sums["todos"], where) for name, measure in sums.items()}
