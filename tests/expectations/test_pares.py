"""What is demanded of changes and gaps on their way out."""

from __future__ import annotations

import pandas as pd

from expectations.runner import run_suite
from expectations.suite import load_suite

FIGURE: dict[str, object] = {
    "indicador": "rsh-40", "territorio": "13401", "sexo": "total", "edad": "total", "desglose": "",
    "categoria": "", "marca": "",
}  # fmt: skip
CHANGE = FIGURE | {
    "comparacion": "anterior", "periodo_desde": "2022", "periodo_hasta": "2023", "valor_desde": 20.0,
    "valor_hasta": 10.0, "diferencia": -10.0, "dif_inf": -15.0, "dif_sup": -5.0, "metodo": "mover",
    "resultado": "mejora",
}  # fmt: skip
GAP = FIGURE | {
    "comparacion": "region", "periodo": "2023", "valor": 30.0, "valor_referencia": 20.0, "diferencia": 10.0,
    "dif_inf": 5.0, "dif_sup": 15.0, "razon": 1.5, "razon_inf": 1.2, "razon_sup": 1.9, "personas": 101.0,
    "resultado": "mayor",
}  # fmt: skip


def problems(table: str, *rows: dict[str, object]) -> list[str]:
    """What does not hold, in the suite's words."""
    outcomes = run_suite(load_suite(table), pd.DataFrame(rows))
    assert [outcome.problem for outcome in outcomes if outcome.problem] == []
    return [outcome.demand.mensaje for outcome in outcomes if not outcome.ok]


def _reserved(row: dict[str, object]) -> dict[str, object]:
    empty = {name: None for name, value in row.items() if isinstance(value, float)}
    return row | empty | {"territorio": "13402", "marca": "s", "resultado": "reservado"}


def test_usual_changes_hold() -> None:
    same = {"valor_hasta": 19.0, "diferencia": -1.0, "dif_sup": 4.0, "resultado": "sin_cambio_distinguible"}
    margin = {"dif_inf": None, "dif_sup": None, "resultado": "sin_margen"}
    rows = [CHANGE | changed | {"periodo_hasta": year}
            for year, changed in (("2023", {}), ("2024", same), ("2025", margin))]  # fmt: skip
    assert problems("cambios", *rows, CHANGE | {"comparacion": "inicio"}, _reserved(CHANGE)) == []


def test_usual_gaps_hold() -> None:
    sexes = {"comparacion": "sexo", "sexo": "", "razon_sup": None, "personas": None}
    assert problems("brechas", GAP, GAP | sexes, _reserved(GAP)) == []


def _caught(table: str, sound: dict[str, object], faults: dict[str, dict[str, object]]) -> None:
    """Each fault, in a row of its own, is caught by its words; one run, because it takes its time."""
    rows = [sound | changed | {"territorio": f"{13500 + n}"} for n, changed in enumerate(faults.values())]
    assert sorted(problems(table, sound, *rows)) == sorted(faults)


def test_a_change_that_cannot_be_is_caught() -> None:
    quiet = {"valor_desde": None, "valor_hasta": None, "resultado": "reservado", "marca": "s"}
    _caught("cambios", CHANGE, {
        "La diferencia es el valor nuevo menos el anterior.": {"diferencia": -9.0},
        "La diferencia no queda bajo su intervalo.": {"dif_inf": -9.0},
        "La diferencia no queda sobre su intervalo.": {"dif_sup": -11.0},
        "El intervalo de un cambio que se anuncia deja fuera el cero.": {"dif_sup": 5.0},
        "El intervalo de un cambio no distinguible contiene el cero.":
            {"resultado": "sin_cambio_distinguible"},
        "Un cambio reservado no lleva diferencia.": quiet,
        "De un cambio reservado no se dice nada más.": quiet | {"resultado": "mejora", "diferencia": None},
        "Un cambio es desde la cifra anterior o desde el inicio de la serie.": {"comparacion": "meta"},
        "El resultado de un cambio es uno de los declarados.": {"resultado": "mejoró"},
        "Sólo se juzga un cambio con intervalo.": {"dif_inf": None, "dif_sup": None},
        "Un cambio que no está reservado lleva su diferencia.": {"diferencia": None},
    })  # fmt: skip


def test_a_gap_that_cannot_be_is_caught() -> None:
    _caught("brechas", GAP, {
        "La diferencia es el valor menos el de referencia.": {"diferencia": 9.0},
        "La razón no queda bajo su intervalo.": {"razon": 1.1},
        "La razón no queda sobre su intervalo.": {"razon": 2.0},
        "Las personas de una brecha se cuentan, no se restan.": {"personas": -3.0},
        "El intervalo de una brecha que se anuncia deja fuera el cero.": {"dif_inf": -1.0},
        "Una brecha entre sexos no es de un sexo.": {"comparacion": "sexo"},
        "Una brecha reservada no lleva personas.": _reserved(GAP) | {"personas": 3.0},
        "De una brecha reservada no se dice nada más.": _reserved(GAP) | {"resultado": "sin_margen"},
    })  # fmt: skip
