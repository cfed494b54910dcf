"""What a goal says of its curve, word by word: no case borrows the words of another."""

from __future__ import annotations

import pytest

from publish import curve_sentences

SHARE = {"nombre": "Desvinculación", "unidad": "%", "decimales": 1, "tipo": "proporcion"}
PROGRESS = {"baseline_value": 2.9, "target_period": "2026"}
OUTLOOK = {
    "years_left": 2, "target_case": "pendiente", "reached_period": None, "trend_state": "hay",
    "trend_points": 13, "trend_from": "2010", "trend_to": "2022", "target_forecast": 1.7,
    "target_low": 1.1, "target_high": 2.6, "expectation": "mejor", "compared_period": "2023",
    "observed": 1.2, "expected_value": 2.1, "expected_low": 1.6, "expected_high": 2.8,
    "expected_people": 34.0,
}  # fmt: skip
DRAWN = "La recta de las cifras de 2010 a 2022, anteriores al acuerdo"
AHEAD = "Si todo sigue igual, en el período de la meta sería 1,7 % (entre 1,1 % y 2,6 %)."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            [
                f"{DRAWN}, decía 2,1 % en 2023 (entre 1,6 % y 2,8 %). Fue 1,2 %: mejor que lo esperado si "
                "todo seguía igual, 34 personas de diferencia.",
                AHEAD,
            ],
        ),
        (
            {"expectation": "igual", "observed": 2.0},
            [
                f"{DRAWN}, decía 2,1 % en 2023 (entre 1,6 % y 2,8 %). Fue 2,0 %: como lo esperado si todo "
                "seguía igual.",
                AHEAD,
            ],
        ),
        (
            {"expectation": "sin_dato_nuevo", "expected_value": None},
            [
                f"{DRAWN}, se puede prolongar; todavía no hay cifras posteriores con que compararla.",
                AHEAD,
            ],
        ),
        (
            {"expectation": "quiebre"},
            [f"{DRAWN}, no se compara con lo que vino: la serie cambió después."],
        ),
        (
            {"trend_state": "serie_corta", "trend_points": 4, "trend_from": "2018", "trend_to": "2021"},
            [
                "No hay pronóstico: antes del acuerdo hay 4 cifras de una misma serie sin quiebre (de 2018 a "
                "2021), y falta una para las cinco que se piden."
            ],
        ),
        (
            {"trend_state": "serie_corta", "trend_points": 1, "trend_from": "2021", "trend_to": "2021"},
            [
                "No hay pronóstico: antes del acuerdo hay una cifra de una misma serie sin quiebre (la de "
                "2021), y faltan 4 para las cinco que se piden."
            ],
        ),
        (
            {"trend_state": "serie_corta", "trend_points": 0, "trend_from": None},
            ["No hay pronóstico: antes del acuerdo no hay ninguna cifra de la serie, y hacen falta cinco."],
        ),
        (
            {"trend_state": "proyeccion"},
            ["No hay pronóstico: la cifra es una proyección oficial, que ya dice qué se espera."],
        ),
        (
            {"trend_state": "reservado"},
            [
                "El pronóstico está reservado: alguna de las cifras de que saldría es un dato reservado para "
                "proteger a las personas."
            ],
        ),
        (
            {"expectation": "reservado", "observed": None},
            [
                f"{DRAWN}, decía 2,1 % en 2023 (entre 1,6 % y 2,8 %); lo que vino es un dato reservado.",
                AHEAD,
            ],
        ),
    ],
)
def test_the_curve_says_where_it_was_going_and_what_came(changed: dict[str, object], said: list[str]) -> None:
    assert curve_sentences.curve(SHARE, OUTLOOK | changed) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ["Quedan 2 años."]),
        ({"years_left": 1}, ["Queda 1 año."]),
        (
            {"target_case": "cero"},
            [
                "La meta es llegar a cero: se cumple sólo cuando no queda ningún caso.",
                "Quedan 2 años.",
            ],
        ),
        (
            {"target_case": "al_reves"},
            [
                "La meta está al revés: la línea de base ya era mejor que lo acordado (2,9 %). Conviene "
                "revisarla en asamblea."
            ],
        ),
        (
            {"target_case": "mantener"},
            ["La meta es mantener lo que había al partir (2,9 %).", "Quedan 2 años."],
        ),
        (
            {"target_case": "alcanzada_al_acordar", "reached_period": "2021"},
            ["La cifra ya llegaba a la meta cuando se acordó: desde 2021.", "Quedan 2 años."],
        ),
        (
            {"target_case": "alcanzada_despues", "reached_period": "2023", "years_left": 0},
            ["La meta se cumple desde 2023."],
        ),
        ({"target_case": "alcanzada_despues", "years_left": 0}, []),
        (
            {"target_case": "vencida", "years_left": -1},
            ["El plazo venció en 2026 y la meta no se alcanzó."],
        ),
        (
            {"target_case": "plazo_sin_dato", "years_left": 0},
            ["El plazo era 2026 y todavía no hay dato de ese período."],
        ),
        ({"target_case": "sin_datos"}, []),
        ({"target_case": "reservado"}, []),
    ],
)
def test_each_case_of_a_target_has_its_own_words(changed: dict[str, object], said: list[str]) -> None:
    assert curve_sentences.target(SHARE, PROGRESS, OUTLOOK | changed) == said


def test_a_goal_that_nobody_forecast_says_nothing_of_it() -> None:
    assert (curve_sentences.curve(SHARE, {}), curve_sentences.target(SHARE, PROGRESS, {})) == ([], [])
