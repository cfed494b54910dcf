"""What a goal says of itself, word by word."""

from __future__ import annotations

import pytest

from publish import goal_sentences

SHARE = {
    "nombre": "Nacimientos de madres menores de 20 años",
    "unidad": "%",
    "decimales": 1,
    "tipo": "proporcion",
    "direccion": "menor_es_mejor",
}
GOAL = {
    "verdict": "en_camino",
    "target_value": 10.0,
    "target_period": "2027",
    "baseline_value": 20.7,
    "baseline_period": "2010",
    "latest_value": 12.3,
    "latest_period": "2014",
    "distance": -2.3,
    "gap_people": 112.0,
}


@pytest.mark.parametrize(
    ("changed", "end"),
    [
        ({}, "y va en 12,3 % en 2014: falta bajar 2,3 puntos porcentuales (112 personas)."),
        (
            {"verdict": "alcanzada", "latest_value": 9.9, "distance": 0.1, "gap_people": None},
            "Partió de 20,7 % en 2010 y va en 9,9 % en 2014: la meta está alcanzada.",
        ),
        (
            {"verdict": "alcanzada", "baseline_value": 9.5, "latest_value": 9.9, "distance": 0.1},
            "Partió de 9,5 % en 2010 y va en 9,9 % en 2014: la meta ya se cumplía al partir.",
        ),
        (
            {"change_from_baseline": -8.4, "change_low": -9.9, "change_high": -7.0, "mark": "u"},
            "y va en 12,3 % en 2014 (entre 7,0 y 9,9 menos): falta bajar 2,3 puntos porcentuales "
            "(112 personas). Hay pocos casos: leer con cautela.",
        ),
        (
            {
                "verdict": "sin_cambio_distinguible",
                "change_from_baseline": -0.5,
                "change_low": -1.5,
                "change_high": 0.5,
            },
            "(112 personas). Todavía no hay un cambio distinguible: pudo bajar hasta 1,5 o subir hasta 0,5 "
            "puntos porcentuales.",
        ),
        (
            {"verdict": "sin_cambio_distinguible", "change_from_baseline": 0.0},
            "(112 personas). Todavía no hay un cambio distinguible.",
        ),
        (
            {"verdict": "quiebre"},
            "Partió de 20,7 % en 2010 y va en 12,3 % en 2014, pero la serie cambió entre medio y no se "
            "comparan.",
        ),
        ({"verdict": "sin_datos", "latest_value": None}, "Todavía no hay datos para seguirla."),
        (
            {"verdict": "reservado", "latest_value": None},
            "Las cifras están reservadas para proteger a las personas.",
        ),
        (
            {"verdict": "sin_margen"},
            "(112 personas). Cambió; no hay margen de error para juzgarlo.",
        ),
        (
            {"baseline_period": "2014-S2", "latest_period": "2014/2015"},
            "Partió de 20,7 % en el segundo semestre de 2014 y va en 12,3 % entre 2014 y 2015: falta bajar "
            "2,3 puntos porcentuales (112 personas).",
        ),
        (
            {"latest_period": "2010", "latest_value": 20.7, "distance": -10.7, "gap_people": None},
            "El último dato es 20,7 % en 2010: falta bajar 10,7 puntos porcentuales.",
        ),
    ],
)
def test_a_goal_says_where_it_started_where_it_is_and_what_is_missing(
    changed: dict[str, object], end: str
) -> None:
    said = goal_sentences.describe_goal(SHARE, "San Bernardo", GOAL | changed)
    assert said.startswith("Nacimientos de madres menores de 20 años en San Bernardo. Meta: 10,0 % en 2027. ")
    assert said.endswith(end)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "En camino"),
        ({"verdict": "alcanzada", "latest_value": 9.9}, "Meta alcanzada"),
        ({"verdict": "alcanzada", "baseline_value": 10.0, "latest_value": 9.9}, "Ya se cumplía al partir"),
        ({"verdict": "sin_datos", "latest_period": "2010"}, "Sin datos nuevos desde la línea de base"),
        ({"verdict": "sin_datos", "latest_value": None, "latest_period": None}, "Sin datos"),
    ],
)
def test_a_badge_celebrates_only_what_was_reached_since_the_agreement(
    changed: dict[str, object], words: str
) -> None:
    assert goal_sentences.verdict(SHARE, GOAL | changed) == words


def test_a_goal_of_one_sex_says_of_which() -> None:
    said = goal_sentences.describe_goal(SHARE, "Buin", GOAL | {"sex": "mujer"})
    assert said.startswith(
        "Nacimientos de madres menores de 20 años (mujeres) en Buin. Meta: 10,0 % en 2027."
    )
