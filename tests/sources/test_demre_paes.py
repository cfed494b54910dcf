"""PAES: one record per person; who did not take a test has no score, and nobody is told apart."""

from __future__ import annotations

import random

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.sources.base import Conformed
from pipelines.sources.demre_paes import SOURCE, TESTS
from tests.sources.delivered import made, nothing_lost, reasons

SCORES = [header.upper() for header, _ in TESTS.values()]
HEADER = [
    "MRUN", "ANYO_PROCESO", "COD_SEXO", "FECHA_NACIMIENTO", "RBD", "CODIGO_ENS", "DEPENDENCIA",
    "CODIGO_COMUNA_EGRESO", "NOMBRE_COMUNA_EGRESO", "ANYO_DE_EGRESO", "PROMEDIO_NOTAS", *SCORES, "CLEC_MAX",
]  # fmt: skip


def person(number: int = 1, **given: object) -> list[object]:
    """A made-up person of San Bernardo with 600 points in reading and no other test."""
    values: dict[str, object] = {
        "MRUN": 1_000_000 + number, "ANYO_PROCESO": 2024, "COD_SEXO": 2, "FECHA_NACIMIENTO": 200501,
        "RBD": 99, "CODIGO_ENS": 310, "DEPENDENCIA": 6, "CODIGO_COMUNA_EGRESO": 13401,
        "NOMBRE_COMUNA_EGRESO": "SAN BERNARDO",
        "ANYO_DE_EGRESO": 2023, "PROMEDIO_NOTAS": "6,25", **dict.fromkeys(SCORES, 0), "CLEC_REG_ACTUAL": 600,
        "CLEC_MAX": 600, **given,
    }  # fmt: skip
    return [values[name] for name in HEADER]


def generated(people: int, seed: int = 7) -> list[list[object]]:
    """A synthetic process: random comunas, kinds of school and scores, a tenth without each test."""
    dice = random.Random(seed)
    return [
        person(
            number,
            COD_SEXO=dice.choice((1, 2)),
            DEPENDENCIA=dice.randint(1, 6),
            CODIGO_COMUNA_EGRESO=dice.choice((1101, 8110, 12101, 13201, 13401)),
            ANYO_DE_EGRESO=dice.choice((2023, 2023, 2019)),
            **{name: 0 if dice.random() < 0.1 else dice.randint(100, 1000) for name in SCORES},
        )
        for number in range(people)
    ]


def read(*rows: list[object]) -> Conformed:
    sheets = made(HEADER, *rows)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert nothing_lost(result, sheets)
    return result


def test_a_test_that_was_not_taken_is_no_score() -> None:
    rows = read(person(), person(2, CLEC_REG_ACTUAL="", MATE1_REG_ACTUAL="512,5")).rows
    assert rows[["lectora", "matematica_1", "historia"]].values.tolist() == [
        ["600", "", ""],
        ["", "512.5", ""],
    ]
    assert rows[["anio", "comuna", "dependencia", "sexo", "egreso", "_bloque"]].values.tolist() == [
        ["2024", "13401", "6", "mujer", "2023", "paes|2024"]
    ] * 2  # fmt: skip


def test_who_has_no_school_counts_in_the_country() -> None:
    rows = read(
        person(RBD="", DEPENDENCIA="", CODIGO_COMUNA_EGRESO=""), person(2, CODIGO_COMUNA_EGRESO=0, COD_SEXO=3)
    ).rows
    assert rows[["comuna", "dependencia", "sexo"]].values.tolist() == [
        ["99999", "", "mujer"],
        ["99999", "6", ""],
    ]


def test_neither_the_mask_nor_the_birth_of_a_person_is_kept() -> None:
    kept = read(person()).rows.drop(columns="_registro").to_csv()
    assert "1000001" not in kept and "200501" not in kept


def test_what_cannot_be_is_set_aside() -> None:
    result = read(
        person(1), person(1), person(2, CLEC_REG_ACTUAL=1200), person(3, MATE1_REG_ACTUAL="ausente"),
        person(4, CODIGO_COMUNA_EGRESO=77777), person(5, ANYO_PROCESO=""), person(1, ANYO_PROCESO=2025),
    )  # fmt: skip
    assert reasons(result) == {
        "MRUN: persona repetida": [3],
        "CLEC_REG_ACTUAL: fuera de rango": [4],
        "MATE1_REG_ACTUAL: texto": [5],
        "CODIGO_COMUNA_EGRESO: código desconocido": [6],
        "ANYO_PROCESO: vacío": [7],
    }
    assert result.rows["anio"].tolist() == ["2024", "2025"]


def test_a_whole_process_passes_its_suite() -> None:
    result = read(*generated(400))
    assert len(result.rows) == 400 and not result.set_aside
    outcomes = run_suite(load_suite("demre_paes"), result.rows)
    assert [outcome.demand.mensaje for outcome in outcomes if not outcome.ok] == []
