"""Discharges: every layout of the years gives the same rows, and what is withheld still counts."""

from __future__ import annotations

import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import META_COLUMNS, Sheet
from pipelines.sources.deis_egresos import SOURCE, age_band, indigenous, nationality
from tests.flow.health import (
    WITHHELD,
    WITHHELD_ALL,
    discharge,
    discharge_2021,
    discharge_2024,
    discharges,
)
from tests.sources.delivered import nothing_lost, reasons

COLUMNS = list(SOURCE.info.columns)


def delivered(*rows: dict[str, object], encoding: str = "utf-8") -> list[Sheet]:
    return read_sheets(discharges(*rows, encoding=encoding), "egresos.csv")


def test_the_layouts_of_18_15_and_16_columns_give_the_same_rows() -> None:
    files = {
        18: delivered(discharge(ETNIA="Sí se identifica con alguna etnia"), encoding="latin-1"),
        15: delivered(discharge_2021()),
        16: delivered(discharge_2024(ETNIA="S\ufffd se identifica con alguna etnia")),
    }
    assert {width: sheets[0].cells.shape[1] for width, sheets in files.items()} == {18: 18, 15: 15, 16: 16}
    assert [SOURCE.recognise(sheets).score for sheets in files.values()] == [1, 1, 1]
    rows = {width: SOURCE.read(sheets).rows for width, sheets in files.items()}
    assert list(rows[18].columns) == [*COLUMNS, *META_COLUMNS]
    assert [table[COLUMNS].values.tolist()[0] for table in rows.values()] == [
        ["2015", "mujer", "10-19", "08110", "pertenece", "chilena", "", ""],
        ["2021", "mujer", "15-19", "08110", "", "chilena", "", ""],
        ["2024", "mujer", "10-19", "08110", "pertenece", "chilena", "", ""],
    ]


def test_what_is_withheld_counts_in_its_comuna_or_in_the_country_and_takes_the_year_of_the_file() -> None:
    sheets = delivered(discharge(), discharge(**WITHHELD), discharge(**WITHHELD_ALL))
    result = SOURCE.read(sheets)
    assert result.rows[COLUMNS].values.tolist()[1:] == [
        ["2015", "sin_dato", "", "08110", "", "", "", "1"],
        ["2015", "sin_dato", "", "CL-st", "", "", "", "1"],
    ]
    assert [text[:40] for text in result.warnings] == ["El DEIS suprimió los datos de una parte de"[:40]]
    assert SOURCE.read(delivered(discharge())).warnings == ()
    assert nothing_lost(result, sheets)


def test_a_withheld_year_is_not_guessed_when_the_file_has_two() -> None:
    sheets = delivered(discharge(), discharge(ANO_EGRESO=2016), discharge(ANO_EGRESO="*"))
    result = SOURCE.read(sheets)
    assert reasons(result) == {"ANO_EGRESO: texto": [4]}
    assert set(result.rows["_bloque"]) == {"2015", "2016"}


@pytest.mark.parametrize(
    ("comuna", "region", "place"),
    [("99999", "99", "CL-st"), ("99999", "13", "13-st"), ("88888", "", "CL-st"), ("1101", "01", "01101")],
)
def test_a_residence_that_is_not_known_counts_above(comuna: str, region: str, place: str) -> None:
    sheets = delivered(discharge(COMUNA_RESIDENCIA=comuna, REGION_RESIDENCIA=region))
    assert list(SOURCE.read(sheets).rows["comuna"]) == [place]


def test_a_comuna_that_does_not_exist_is_set_aside() -> None:
    sheets = delivered(discharge(COMUNA_RESIDENCIA="13999"), discharge(), discharge(ANO_EGRESO="TOTAL"))
    result = SOURCE.read(sheets)
    assert reasons(result) == {"COMUNA_RESIDENCIA: código desconocido": [2]}
    assert nothing_lost(result, sheets)


def test_injuries_are_in_the_first_diagnosis_and_their_intention_in_the_second() -> None:
    causes = [("J189", ""), ("T424", "X610"), ("S72.0", "W190"), ("T983", ""), ("K590", "X610"), ("U071", "")]
    sheets = delivered(*(discharge(DIAG1=one, DIAG2=two) for one, two in causes))
    found = ["respiratoria", "autoinfligida", "lesion", "lesion", "", ""]
    assert list(SOURCE.read(sheets).rows["causa"]) == found


@pytest.mark.parametrize(
    ("printed", "band"),
    [
        ("menor de un año", "0"),
        ("menor de un a\ufffdo", "0"),
        ("menor a 7 días", "0"),
        ("7 A 27 DIAS", "0"),
        ("28 DIAS A 2 MES", "0"),
        ("2 MESES A MENOS DE 1 AÑO", "0"),
        ("1 a 9", "1-9"),
        ("1 A 4 AÑOS", "1-4"),
        ("90 y m\ufffds", "90+"),
        ("85 A MAS", "85+"),
        ("*", ""),
        ("", ""),
    ],
)
def test_every_way_of_writing_a_group_of_ages_is_understood(printed: str, band: str) -> None:
    assert age_band(printed) == band


def test_words_of_people_and_country() -> None:
    peoples = ["No se identifica con alguna etnia", "Si se identifica con alguna etnia", "Ninguno", "*", "x"]
    assert [indigenous(text) for text in peoples] == ["no-pertenece", "pertenece", "no-pertenece", "", ""]
    assert [nationality(text) for text in ("Chileno", "Chile")] == ["chilena", "chilena"]
    assert [nationality(text) for text in ("Extranjero", "Argentina")] == ["extranjera", "extranjera"]
    assert [nationality(text) for text in ("*", "", "DESCONOCIDO")] == ["", "", ""]


def test_the_suite_holds_and_catches_groups_of_ages_that_nobody_understands() -> None:
    good = SOURCE.read(delivered(*(discharge() for _ in range(5)))).rows
    failed = [o.demand.argumentos["column"] for o in run_suite(load_suite("deis_egresos"), good) if not o.ok]
    assert failed == ["comuna"]  # one comuna alone: advice
    bad = [o for o in run_suite(load_suite("deis_egresos"), good.assign(edad="")) if not o.ok]
    assert ("critica", "edad") in [(o.demand.gravedad, o.demand.argumentos["column"]) for o in bad]
