"""Every synthetic file is read by the source of the real one; only the declared records are set aside."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from example.faults import SET_ASIDE
from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.catalog.recipes import load_recipes
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Conformed, Sheet, Source
from pipelines.sources.registry import official_sources
from pipelines.sources.tidy.source import TidySource

SOURCE_OF = {
    "Directorio_Oficial_EE_2024.csv": "mineduc-directorio",
    "Estimaciones_Pobreza_Multidimensional_2022.xlsx": "casen-pobreza",
    "Estimaciones_comunales_pobreza_2017.xlsx": "casen-pobreza",
    "IVE_Basica_2021.csv": "junaeb-ive",
    "Tasa-Incidencia-Desvinculacion-2010-2023.xlsx": "mineduc-desvinculacion",
    "Tramos_RSH_2016-2024.csv": "rsh-tramos",
    "datos_municipales_IADM75.xls": "sinim",
    "datos_municipales_MAVM.xls": "sinim",
    "defunciones_2024.xlsx": "deis-defunciones",
    "establecimientos_de_salud_2024.csv": "deis-establecimientos",
    "estimaciones-y-proyecciones-2002-2035-comunas.csv": "ine-proyecciones",
    "fonasa_beneficiarios_comuna_sexo_2023.csv": "fonasa-sexo-2023",
    "fonasa_beneficiarios_tramo_2023.csv": "fonasa-tramo-2023",
    "nacimientos_comuna_edad_madre_2005_2014.csv": "nacimientos-comuna-edad-madre",
    **{
        f"{event}_{year}-01-01_{year}-12-31.xlsx": "registro-civil"
        for event in ("Nacimientos", "Defunciones")
        for year in (2023, 2024)
    },
    **{f"Resumen_Matricula_EE_Oficial_{year}.csv": "mineduc-matricula" for year in range(2018, 2025)},
    **{f"simce{grade}{year}_rbd_final.xlsx": "simce" for grade in ("4b", "2m") for year in (2022, 2024)},
    **{f"sinim_scraping_{year}.csv.gz": "sinim" for year in range(2018, 2024)},
}


def sheets_of(path: Path) -> list[Sheet]:
    data = path.read_bytes()
    return read_sheets(gzip.decompress(data) if path.suffix == ".gz" else data, path.name)


@pytest.fixture(scope="module")
def sources(example: Path) -> tuple[Source, ...]:
    return (*official_sources(), *(TidySource(recipe) for recipe in load_recipes(example / "fuentes")))


@pytest.fixture(scope="module")
def readings(example: Path, sources: tuple[Source, ...]) -> dict[str, tuple[list[str], Conformed, int]]:
    """File -> sources that recognise it whole, what the first one read, records delivered."""
    found = {}
    for path in sorted((example / "entrada").iterdir()):
        if path.name == "LEEME.md":
            continue
        sheets = sheets_of(path)
        fitting = [source for source in sources if source.recognise(sheets).score == 1]
        assert fitting, f"{path.name} is not recognised"
        delivered = sum(len(sheet.records) for sheet in sheets)
        found[path.name] = ([source.info.id for source in fitting], fitting[0].read(sheets), delivered)
    return found


Readings = dict[str, tuple[list[str], Conformed, int]]


def test_every_file_is_recognised_by_one_source(readings: Readings) -> None:
    assert {name: ids for name, (ids, _, _) in readings.items()} == {
        name: [source] for name, source in SOURCE_OF.items()
    }


def test_only_the_declared_records_are_set_aside(readings: Readings) -> None:
    aside = {
        name: sum(len(np.unique(item.records)) for item in read.set_aside)
        for name, (_, read, _) in readings.items()
    }
    assert {name: count for name, count in aside.items() if count} == SET_ASIDE


def test_no_record_is_lost(readings: Readings) -> None:
    for name, (_, read, delivered) in readings.items():
        pieces = [(row.sheet, number) for row in read.set_aside for number in row.records]
        pieces += [(row.sheet, number) for row in read.skipped for number in row.records]
        kept = read.rows[["_hoja", "_registro"]].drop_duplicates()
        pieces += list(kept.itertuples(index=False, name=None))
        assert len(set(pieces)) == delivered, name


def test_totals_that_files_print_agree_with_their_rows(readings: Readings) -> None:
    wrong = {
        (name, control.name, control.block)
        for name, (_, read, _) in readings.items()
        for control in read.controls
        if control.printed != control.recomputed
    }
    # the household register contradicts itself in a few rows, as the real one does
    assert {name for name, _, _ in wrong} <= {"Tramos_RSH_2016-2024.csv"}


def test_only_three_regions_are_covered(readings: Readings) -> None:
    rows = pd.concat([read.rows[["comuna"]] for _, read, _ in readings.values() if "comuna" in read.rows])
    assert set(rows["comuna"].str[:2].unique()) <= {"08", "12", "13", "99", ""}


def test_nothing_critical_is_found_at_the_border(readings: Readings, sources: tuple[Source, ...]) -> None:
    tables = {source.info.id: source.info.table for source in sources}
    newest = {ids[0]: name for name, (ids, _, _) in sorted(readings.items())}  # one file per source
    grave = []
    for name in newest.values():
        ids, read, _ = readings[name]
        controls = pd.DataFrame(
            [(c.name, c.block, c.printed, c.recomputed, c.printed - c.recomputed) for c in read.controls],
            columns=["control", "bloque", "impreso", "recalculado", "diferencia"],
        )
        outcomes = run_suite(load_suite(tables[ids[0]]), read.rows, controls)
        grave += [
            (name, outcome.demand.mensaje, outcome.problem, outcome.groups)
            for outcome in outcomes
            if not outcome.ok and outcome.demand.gravedad == "critica"
        ]
    assert grave == []
