"""What the sentences say, word by word."""

from __future__ import annotations

import pytest

from publish import difference_words, sentences
from publish.differences import Difference
from publish.figures import Change, Figure, compare, judge

SHARE = {
    "nombre": "Nacimientos de madres menores de 20 años",
    "unidad": "%",
    "decimales": 1,
    "tipo": "proporcion",
    "direccion": "menor_es_mejor",
}
COUNT = {
    "nombre": "Muertes en el año",
    "unidad": "defunciones",
    "decimales": 0,
    "tipo": "conteo",
    "direccion": "sin_direccion",
}
SCORE = {
    "nombre": "Puntaje de lectura",
    "unidad": "puntos",
    "decimales": 0,
    "tipo": "promedio",
    "direccion": "mayor_es_mejor",
}

EARLIER = Figure("2010", value=20.7, numerator=1000, denominator=4831, low=19.6, high=21.9)
LATEST = Figure("2014", value=12.285063, numerator=593, denominator=4827, low=11.388, high=13.242)
REGION = Figure("2014", value=10.9, low=10.7, high=11.1)
COUNTRY = Figure("2014", value=12.4, low=12.3, high=12.5)


def change(earlier: Figure, later: Figure, card: dict[str, object]) -> Change:
    return compare(earlier, later, str(card["direccion"]))


def test_a_share_says_value_cases_margin_comparison_and_change() -> None:
    said = sentences.describe(SHARE, "San Bernardo", LATEST, change(EARLIER, LATEST, SHARE), REGION, COUNTRY)
    assert said == (
        "Nacimientos de madres menores de 20 años en San Bernardo: 12,3 % en 2014 (593 de 4.827). "
        "Margen de error: entre 11,4 % y 13,2 %. Más que en la región (10,9 %); sin diferencia "
        "distinguible con el país (12,4 %). Bajó 8,4 puntos porcentuales (entre 7,0 y 9,9 menos) desde 2010: "
        "mejora."
    )


def test_a_change_within_the_noise_is_never_called_a_change() -> None:
    near = Figure("2010", value=13.0, low=12.0, high=14.0)
    said = sentences.describe(SHARE, "San Bernardo", LATEST, change(near, LATEST, SHARE))
    assert said.endswith(
        "Sin cambio distinguible desde 2010: pudo bajar hasta 2,1 o subir hasta 0,7 puntos porcentuales."
    )
    assert "ajó" not in said and "mejora" not in said
    assert sentences.headline(SHARE, LATEST, change(near, LATEST, SHARE)) == (
        "Sin cambio distinguible: de 13,0 % en 2010 a 12,3 % en 2014"
    )


def test_going_up_is_worse_when_lower_is_better() -> None:
    risen = change(LATEST, Figure("2016", value=20.0, low=19.0, high=21.0), SHARE)
    assert sentences.badge(SHARE, risen) == ("↗", "sube: empeora")
    assert sentences.badge(SHARE, change(EARLIER, LATEST, SHARE)) == ("↘", "baja: mejora")


def test_without_direction_a_change_is_only_up_or_down() -> None:
    assert sentences.badge(SHARE, change(EARLIER, LATEST, {"direccion": "sin_direccion"})) == ("↘", "baja")


def test_a_count_stands_beside_the_whole_region_and_country_and_is_not_judged() -> None:
    first, last = Figure("2010", value=250.0), Figure("2022", value=285.0)
    said = sentences.describe(
        COUNT,
        "San Bernardo",
        last,
        change(first, last, COUNT),
        Figure("2022", value=6046.0),
        Figure("2022", value=13328.0),
    )
    assert said == (
        "Muertes en el año en San Bernardo: 285 defunciones en 2022. En toda la región, 6.046 defunciones; "
        "en todo el país, 13.328 defunciones. En 2010 fueron 250 defunciones. Cambió; no hay margen de "
        "error para juzgarlo."
    )
    assert sentences.badge(COUNT, change(first, last, COUNT)) == ("±", "sin margen de error")


def test_one_case_is_said_in_singular() -> None:
    said = sentences.describe(COUNT, "Punta Arenas", Figure("2022", value=1.0))
    assert said == "Muertes en el año en Punta Arenas: 1 defunción en 2022."


def test_a_score_without_interval_tells_both_years_and_no_verdict() -> None:
    first, last = Figure("2014", value=262.4), Figure("2023", value=270.0)
    said = sentences.describe(SCORE, "Chile", last, change(first, last, SCORE))
    assert said == (
        "Puntaje de lectura en Chile: 270 puntos en 2023. En 2014 fue de 262 puntos. Cambió; no hay margen "
        "de error para juzgarlo."
    )


def test_what_stayed_the_same_did_not_change_with_or_without_interval() -> None:
    first, same, near = Figure("2010", value=250.0), Figure("2022", value=250.0), Figure("2022", value=250.4)
    assert judge(first, same, "") == "same"
    assert sentences.badge(COUNT, change(first, same, COUNT)) == ("=", "sin cambio distinguible")
    assert sentences.badge(COUNT, change(first, near, COUNT)) == ("=", "casi igual")
    said = sentences.describe(COUNT, "Chile", near, change(first, near, COUNT))
    assert said.endswith("Casi igual que en 2010.")


def test_a_reserved_figure_says_so_and_nothing_else() -> None:
    said = sentences.describe(SHARE, "Punta Arenas", Figure("2023", mark="s"), None, REGION, COUNTRY)
    assert said == (
        "Nacimientos de madres menores de 20 años en Punta Arenas: el dato de 2023 está reservado para "
        "proteger a las personas."
    )


def test_no_data_says_so() -> None:
    assert sentences.describe(SHARE, "Chile", None) == (
        "Nacimientos de madres menores de 20 años en Chile: todavía no hay datos."
    )
    said = sentences.describe(SHARE, "Chile", None, absent="sólo hay cifras por comuna.")
    assert said == "Nacimientos de madres menores de 20 años en Chile: sólo hay cifras por comuna."


def test_a_provisional_figure_says_until_when_it_goes() -> None:
    figure = Figure("2024", value=12.0, status="p", cut="2024-08-31")
    assert "Dato provisional, con información hasta el 31 de agosto de 2024" in sentences.describe(
        COUNT, "Chile", figure
    )


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2023", "en 2023"),
        ("2023-S1", "en el primer semestre de 2023"),
        ("2023-05", "en mayo de 2023"),
        ("2021/2023", "entre 2021 y 2023"),
    ],
)
def test_periods_are_said_as_people_say_them(period: str, said: str) -> None:
    assert sentences.when(period) == said


def test_a_change_that_rounds_to_nothing_is_not_given_a_number() -> None:
    one, other = (
        Figure("2010", value=12.31, low=12.30, high=12.32),
        Figure("2014", value=12.34, low=12.33, high=12.35),
    )
    said = sentences.describe(SHARE, "Chile", other, change(one, other, SHARE))
    assert said.endswith("Casi igual que en 2010.")


def test_by_sex_says_whether_the_difference_is_more_than_chance() -> None:
    women = Figure("2023", "mujer", value=0.8, low=0.7, high=0.9)
    men = Figure("2023", "hombre", value=1.2, low=1.1, high=1.3)
    assert sentences.by_sex(SHARE, women, men) == (
        "En 2023: mujeres 0,8 %, hombres 1,2 %; la diferencia es de 0,4 puntos porcentuales (entre 0,3 y 0,5 "
        "menos en mujeres) y es distinguible del azar."
    )
    assert sentences.by_sex(SHARE, women, Figure("2022", "hombre", value=1.0)) == ""


def test_by_sex_says_each_ones_own_change_when_it_is_more_than_noise() -> None:
    women = [
        Figure("2010", "mujer", value=2.5, low=2.3, high=2.7),
        Figure("2023", "mujer", value=1.8, low=1.7, high=1.9),
    ]
    men = [
        Figure("2010", "hombre", value=2.6, low=2.4, high=2.8),
        Figure("2023", "hombre", value=2.5, low=2.3, high=2.7),
    ]
    changes = [change(*women, SHARE), change(*men, SHARE)]
    assert sentences.by_sex(SHARE, women[1], men[1], *changes) == (
        "En 2023: mujeres 1,8 %, hombres 2,5 %; la diferencia es de 0,7 puntos porcentuales (entre 0,5 y 0,9 "
        "menos en mujeres) y es distinguible del azar. Mujeres: bajó de 2,5 % en 2010 a 1,8 %, mejora."
    )


def test_by_sex_without_a_clear_difference_says_so_and_with_few_cases_warns() -> None:
    women = Figure("2023", "mujer", value=1.1, low=0.7, high=1.6, mark="u")
    men = Figure("2023", "hombre", value=1.2, low=1.1, high=1.3)
    assert sentences.by_sex(SHARE, women, men) == (
        "En 2023: mujeres 1,1 %, hombres 1,2 %; la diferencia no es distinguible del azar. Hay pocos casos: "
        "leer con cautela."
    )
    near = Figure("2023", "mujer", value=1.21, low=1.205, high=1.215)
    men = Figure("2023", "hombre", value=1.2, low=1.199, high=1.201)
    assert "; la diferencia es mínima." in sentences.by_sex(SHARE, near, men)


def test_a_change_from_few_cases_says_that_its_beginning_is_unreliable() -> None:
    few = Figure("2010", value=20.7, low=19.6, high=21.9, mark="u")
    said = sentences.describe(SHARE, "San Bernardo", LATEST, change(few, LATEST, SHARE))
    assert said.endswith("desde 2010: mejora. El dato de 2010 es poco confiable: pocos casos.")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-2.1, 0.7, ": pudo bajar hasta 2,1 o subir hasta 0,7 puntos porcentuales"),
        (-0.01, 0.7, ": pudo subir hasta 0,7 puntos porcentuales"),
        (-1.0, 0.0, ": pudo bajar hasta 1,0 puntos porcentuales"),
        (-0.01, 0.02, ""),
        (0.5, 1.0, ""),
    ],
)
def test_what_is_not_distinguishable_says_how_large_it_may_be(low: float, high: float, said: str) -> None:
    assert difference_words.at_most(Difference((low + high) / 2, low, high), "%", 1) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1.2, 3.4, " (entre 1,2 y 3,4 más)"),
        (-3.4, -1.2, " (entre 1,2 y 3,4 menos)"),
        (0.01, 3.4, " (hasta 3,4 más)"),
        (-1.2, 3.4, ""),
    ],
)
def test_the_margin_of_a_change_is_said_without_signs(low: float, high: float, said: str) -> None:
    assert difference_words.between(Difference((low + high) / 2, low, high), 1) == said


def test_a_title_does_not_go_from_a_number_to_the_same_number() -> None:
    first, last = (
        Figure("2010", value=12.31, low=11.0, high=13.0),
        Figure("2014", value=12.28, low=11.0, high=13.0),
    )
    assert sentences.headline(SHARE, last, change(first, last, SHARE)) == "Igual en 2010 y 2014: 12,3 %"
    half = Figure("2014-S2", value=12.28)
    assert sentences.headline(SHARE, half, change(first, half, SHARE)) == (
        "Igual en 2010 y en el segundo semestre de 2014: 12,3 %"
    )


def test_beside_a_reserved_sex_the_other_is_not_said_either() -> None:
    women, men = Figure("2023", "mujer", mark="s"), Figure("2023", "hombre", value=0.0)
    said = "En 2023: mujeres y hombres, reservado para proteger a las personas."
    assert sentences.by_sex(COUNT, women, men) == sentences.by_sex(COUNT, men, women) == said
