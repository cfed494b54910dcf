"""The country as the platform knows it: 16 regions, 56 provinces, 346 comunas, their old codes and names."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from pipelines import territories
from pipelines.territories import (
    all_territories,
    ancestors,
    codes,
    known_codes,
    level_of,
    match_names,
    names,
    normalise,
    pad_codes,
)

COMUNAS = [t for t in all_territories().values() if t.level == "comuna"]


def _of_level(level: str) -> list[str]:
    return [t.id for t in all_territories().values() if t.level == level]


def test_the_country_is_complete() -> None:
    counts = {level: len(_of_level(level)) for level in territories.levels}
    assert counts == {"pais": 1, "region": 16, "provincia": 56, "comuna": 346, "sin_territorio": 17}


def test_a_comuna_climbs_to_its_province_region_and_country() -> None:
    assert ancestors("13401") == ["134", "13", "CL"]
    assert ancestors("13-st") == ["13", "CL"]
    assert ancestors("CL-st") == ["CL"]
    assert ancestors("CL") == []
    assert level_of("134") == "provincia"


def test_every_territory_that_ended_leads_to_one_of_today_with_its_law() -> None:
    history = pd.read_csv(territories.SEEDS / "territory_history.csv", dtype=str)
    assert set(history["successor_id"]) <= set(names())
    assert history["law"].str.fullmatch(r"Ley \d\d\.\d{3}").all()
    recoded = history[(history["kind"] == "recodificada") & (history["level"] == "comuna")]
    moved = {code: now for code, now in codes().items() if code != now and level_of(now) == "comuna"}
    assert dict(zip(recoded["former_id"], recoded["successor_id"], strict=True)) == moved
    assert len(moved) == 46
    created = history.loc[history["kind"] == "creada", ["successor_id", "event_date"]]
    for successor, day in created.itertuples(index=False):
        assert all_territories()[successor].valid_from in (day, ""), successor


def test_codes_nest() -> None:
    for comuna in COMUNAS:
        assert comuna.id[:3] == comuna.parent
        assert comuna.parent[:2] == all_territories()[comuna.parent].parent


def test_reference_population_is_the_census_and_adds_up_at_every_level() -> None:
    assert all_territories()["CL"].reference_population == 17_574_003
    assert all_territories()["13401"].reference_population == 301_313
    for parent in _of_level("pais") + _of_level("region") + _of_level("provincia"):
        below = [c.reference_population for c in COMUNAS if parent in ancestors(c.id)]
        assert sum(below) == all_territories()[parent].reference_population


def test_names_are_written_properly() -> None:
    assert {names()[code] for code in ("13120", "11201", "11302", "08112")} == {
        "Ñuñoa",
        "Aysén",
        "O'Higgins",
        "Hualpén",
    }


def test_the_comunas_split_in_2004_say_since_when_they_exist() -> None:
    new = {t.id: t.valid_from for t in COMUNAS if t.valid_from}
    assert sorted(new) == ["01107", "08112", "08314", "09121"]
    assert new["08112"] == "2004-03-15"
    assert all_territories()["16"].valid_from == "2018-09-06"


def test_old_codes_lead_to_todays_comuna_and_none_is_used_again() -> None:
    current = {c.id for c in COMUNAS}
    old = {code: today for code, today in codes().items() if code not in current}
    assert len(old) == 46 + 1
    assert (old["08401"], old["01201"], old["10501"], old["05106"]) == ("16101", "15101", "14101", "05801")
    assert old["99999"] == "CL-st"
    assert set(codes().values()) == current | {"CL-st"}


def test_codes_get_their_zero_back() -> None:
    given_codes = pd.Series(["1101", "1101.0", "13401", " 8110 ", "", "0", "País", "131", None])
    assert list(pad_codes(given_codes)) == ["01101", "01101", "13401", "08110", "", "", "", "", ""]


def test_a_code_is_known_when_it_leads_somewhere() -> None:
    assert list(known_codes(pd.Series(["13401", "08401", "99999", "11111", ""]))) == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ÑUÑOA", "13120"),
        ("nunoa", "13120"),
        ("O’Higgins", "11302"),
        ("O´HIGGINS", "11302"),
        ("  San   Bernardo ", "13401"),
        ("TREGUACO", "16207"),
        ("Llay Llay", "05703"),
        ("Coihaique", "11101"),
        ("Cabo de Hornos (Ex - Navarino)", "12201"),
        ("San Bernardino", ""),
        ("Región Metropolitana", ""),
        ("", ""),
    ],
)
def test_names_are_matched_and_never_guessed(written: str, code: str) -> None:
    assert list(match_names(pd.Series([written]))) == [code]


def test_every_official_name_leads_to_its_own_comuna() -> None:
    assert list(match_names(pd.Series([c.name for c in COMUNAS]))) == [c.id for c in COMUNAS]
    assert list(match_names(pd.Series([c.name.upper() for c in COMUNAS]))) == [c.id for c in COMUNAS]


def test_a_missing_name_matches_nothing() -> None:
    assert list(match_names(pd.Series([None, "Maipú"]))) == ["", "13119"]


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "sheet", "column"),
    [
        ("mineduc/OFICIAL-Tasa-Incidencia-Desvinculacion-2010-2023.xlsx", "Tasas a nivel de Comuna", 0),
        ("casen/PobrezaporComunas_SAE_20092011.xlsx", "Hoja1", 1),
        ("casen/Estimaciones_Indice_Pobreza_Multidimensional_Comunas_2022.xlsx", "Estimaciones", 2),
        ("registro_civil/Nacimientos_2014-01-01_2014-12-31.xlsx", "Nacimientos", 4),
        ("registro_civil/Defunciones_2018-01-01_2018-12-31.xlsx", "Defunciones", 4),
    ],
)
def test_every_comuna_of_the_official_files_is_found_by_name(
    datos: Path, file: str, sheet: str, column: int
) -> None:
    rows = python_calamine.load_workbook(str(datos / file)).get_sheet_by_name(sheet).to_python()
    written = {str(row[column]).strip() for row in rows} - {""}
    unknown = {name for name in written if not match_names(pd.Series([name]))[0]}
    # what is left are titles, notes and totals
    assert {name for name in unknown if len(name) < 30} <= {
        "COMUNA",
        "Comuna",
        "Comuna /1/2",
        "Nombre comuna",
        "Notas:",
        "TOTAL",
    }
    assert len(written - unknown) > 240
