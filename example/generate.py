"""Write the example workspace: settings, goals, recipes and synthetic files in `entrada/`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from example.community import write_observations
from example.families import write_families
from example.files_casen import write_casen
from example.files_dropout import write_dropout
from example.files_health import write_births, write_deaths, write_fonasa
from example.files_municipal import write_sinim
from example.files_population import write_projections
from example.files_poverty import write_ive, write_rsh
from example.files_schools import write_directory, write_enrolment
from example.files_services import write_centres, write_registrations
from example.files_simce import write_simce
from example.places import read_places
from example.population import make_population
from example.schools import make_schools
from example.settings import write_settings

ENROLMENT_YEARS = tuple(range(2018, 2025))
SIMCE_YEARS = (2022, 2024)


def generate(folder: Path, seed: int = 2026) -> int:
    """Write a complete workspace into `folder`, the same bytes for the same seed.

    Returns the number of data records in `entrada/`, headers and notes apart. Every figure is
    invented; only the names and codes of comunas and the layouts of the files are real.
    """
    places = read_places()

    def draws(use: int) -> np.random.Generator:
        return np.random.default_rng([seed, use])  # one stream per file: they do not shift each other

    population = make_population(places, draws(0))
    schools = make_schools(places, population, ENROLMENT_YEARS, draws(1))
    write_settings(folder)
    write_observations(folder, draws(13))
    write_families(folder, draws(14))
    incoming = folder / "entrada"
    return sum(
        (
            write_projections(incoming, places, population),
            write_enrolment(incoming, schools),
            write_directory(incoming, schools, max(ENROLMENT_YEARS)),
            write_dropout(incoming, places, population, draws(2)),
            write_simce(incoming, schools, SIMCE_YEARS, draws(3)),
            write_ive(incoming, schools, draws(4)),
            write_rsh(incoming, places, population, draws(5)),
            write_casen(incoming, places, population, draws(6)),
            write_deaths(incoming, places, population, draws(7)),
            write_births(incoming, places, population, draws(8)),
            write_fonasa(incoming, places, population, draws(9)),
            write_sinim(incoming, places, population, draws(10)),
            write_registrations(incoming, places, draws(11)),
            write_centres(incoming, places, draws(12)),
        )
    )
