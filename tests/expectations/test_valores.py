"""What is demanded of the table on its way out: what is counted is never negative; the rest may be."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite

COMPUTED: dict[str, object] = {
    "indicador": "rsh-40", "territorio": "13401", "nivel": "comuna", "periodo": "2023", "sexo": "total",
    "edad": "total", "desglose": "", "categoria": "", "valor": 50.0, "numerador": 5.0, "denominador": 10.0,
    "ic_inf": 23.7, "ic_sup": 76.3, "marca": "", "estado": "", "fuente": "rsh-tramos",
}  # fmt: skip
PUBLISHED = COMPUTED | {"indicador": "saldo", "numerador": None, "denominador": None}


def problems(*rows: dict[str, object]) -> list[str]:
    """What does not hold, in the suite's words."""
    outcomes = run_suite(load_suite("valores"), pd.DataFrame(rows))
    assert [outcome.problem for outcome in outcomes if outcome.problem] == []
    return [outcome.demand.mensaje for outcome in outcomes if not outcome.ok]


def test_usual_figures_hold() -> None:
    reserved = {"territorio": "13402", "marca": "s"}
    empty = dict.fromkeys(("valor", "numerador", "denominador", "ic_inf", "ic_sup"))
    parts = [("13401-012", "unidad_vecinal"), ("13401-Villa-2", "villa"), ("13401-st", "sin_territorio")]
    finer = [{"edad": "60+"}, {"edad": "0-17"}, {"desglose": "ruralidad", "categoria": "rural"}]
    rows = [COMPUTED, PUBLISHED, COMPUTED | reserved | empty]
    rows += [COMPUTED | {"territorio": code, "nivel": level} for code, level in parts]
    rows += [COMPUTED | breakdown | {"periodo": "2021/2023"} for breakdown in finer]
    assert problems(*rows) == []


def test_a_published_figure_may_be_negative_or_lie_outside_its_own_interval() -> None:
    assert problems(COMPUTED, PUBLISHED | {"valor": -4.2, "ic_inf": None, "ic_sup": None}) == []
    assert problems(COMPUTED, PUBLISHED | {"valor": 7.1, "ic_inf": 7.2, "ic_sup": 9.0}) == []
    assert problems(PUBLISHED | {"valor": 9.1, "ic_inf": 7.2, "ic_sup": 9.0}) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"numerador": -5.0}, "Ningún numerador es negativo."),
        ({"denominador": -10.0}, "Ningún denominador es negativo."),
        ({"valor": 20.0}, "El valor calculado no queda bajo su intervalo."),
        ({"valor": 80.0}, "El valor calculado no queda sobre su intervalo."),
        ({"nivel": "subcomunal"}, "El nivel del territorio es uno conocido."),
        ({"valor": None}, "Una cifra sin marca lleva su valor."),
    ],
)
def test_a_computed_figure_that_cannot_be_is_caught(change: dict[str, object], said: str) -> None:
    assert problems(PUBLISHED, COMPUTED | change) == [said]


def test_a_code_a_level_an_age_or_a_breakdown_that_cannot_be_is_caught() -> None:
    faults: dict[str, dict[str, object]] = {
        "Lo que es parte de una comuna lleva el código de la comuna delante.": {"nivel": "sin_territorio"},
        "Un país, una región, una provincia o una comuna lleva sólo su código.": {"territorio": "13401-012"},
        "El territorio es CL, región (2 dígitos), provincia (3), comuna (5) o parte de una comuna "
        "(13401-001).": {"territorio": "13401-", "nivel": "villa"},
        "La edad es total, un año (0), un tramo (0-17) o un tramo abierto (60+).": {"edad": "0 a 17"},
        "Sin desglose no hay categoría.": {"categoria": "rural"},
        "Un desglose tiene una categoría, escrita con minúsculas, números y guiones.": {
            "desglose": "ruralidad"
        },
        "El periodo es un año, un semestre, un mes o un trienio.": {"periodo": "2023-13"},
    }
    rows = [COMPUTED | changed | {"indicador": f"i-{n}"} for n, changed in enumerate(faults.values())]
    assert sorted(problems(COMPUTED, *rows)) == sorted(faults)
