"""A goal that rests on an unreliable figure says so beside the figure and beside its state."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from publish.account import build_account
from publish.pages.goal import goal_page
from publish.pages.goal_rows import goal_rows
from tests.publish import small
from tests.publish.one_page import desk_of, written
from tests.publish.pages import table, words

GOAL = {"id": "meta-1", "enunciado": "Que nadie deje la escuela", "territorios": ["13401"]}


def page(tmp_path: Path, **more: str | None) -> str:
    given = small.inputs(anio_cuenta=2025)
    progress = pd.DataFrame([small.GOAL | more])
    cards = [card | {"unidad": "%", "definicion": ""} for card in given.cards]
    given = dataclasses.replace(given, goal_progress=progress, goals=[GOAL], cards=cards)
    desk = desk_of(build_account(given))
    return written(desk, goal_page(desk, GOAL, goal_rows(desk)), tmp_path)


@pytest.mark.parametrize(("mark", "said"), [("u", True), ("", False)])
def test_the_sign_stands_by_the_figure_the_state_and_its_meaning(
    mark: str, said: bool, tmp_path: Path
) -> None:
    shown = page(tmp_path, mark=mark)
    latest = next(row for row in table(shown, "De la partida a la meta") if row[0] == "Último dato")
    assert latest[-1].endswith(" u") is said
    assert ("con un dato poco confiable" in words(shown)) is said
    assert ("Signos: u , poco confiable" in words(shown)) is said


def test_a_reserved_goal_has_no_other_sign(tmp_path: Path) -> None:
    shown = page(tmp_path, mark="u", verdict="reservado", latest_value=None)
    assert "poco confiable" not in words(shown)


OUTLOOK = {
    "goal_id": "meta-1", "indicator_id": small.SHARE, "territory_id": "13401", "sex": "total",
    "role": "principal", "years_left": 1, "target_case": "pendiente", "reached_period": None,
    "trend_state": "hay", "trend_points": 6, "trend_from": "2015", "trend_to": "2020",
    "trend_scale": "logit", "target_forecast": 2.0, "target_low": 1.0, "target_high": 3.0,
    "expectation": "mejor", "compared_period": "2022", "observed": 3.0, "expected_value": 4.0,
    "expected_low": 3.5, "expected_high": 4.5, "expected_people": 10.0,
}  # fmt: skip
TOLD = GOAL | {
    "acuerdo": {
        "fecha": "2021-05-13",
        "asistencia": {"por_clase": [{"clase": "Familias", "mujeres": 20, "hombres": 9}]},
    },
    "planes": [{"plan": "PADEM", "objetivo": "Retención", "codigo": "E-2"}],
    "factores": [{"factor": "El cuidado de hermanos", "efecto": "dificulta", "sexo": "mujer"}],
    "socios": [{"nombre": "Junta A", "rol": "Presta la sede"}, "Centro B"],
    "que_funciona": [
        {"idea": "Llamar a las familias", "evidencia": "Un liceo lo probó.", "bajo_costo": False}
    ],
    "acciones": [
        {"accion": "Abrir una sala", "fecha": "2024-08-31", "presupuesto": 1200000, "estado": "no_cumplida"}
    ],
    "historial": [{"fecha": "2024-04-20", "cambio": "La meta era 2 % en 2025.", "asamblea": "La segunda"}],
}


def told(tmp_path: Path) -> str:
    """The page of a goal that says everything it may."""
    line = {name: OUTLOOK[name] for name in ("goal_id", "indicator_id", "territory_id", "sex", "role")}
    ahead = {"years_ahead": 2, "value": 4.0, "low": 3.5, "high": 4.5}
    given = dataclasses.replace(
        small.inputs(anio_cuenta=2025),
        goals=[TOLD],
        cards=[card | {"unidad": "%", "definicion": ""} for card in small.inputs().cards],
        goal_outlook=pd.DataFrame([OUTLOOK]),
        goal_forecasts=pd.DataFrame(
            [
                line | ahead | {"period": "2022", "observed": 3.0, "verdict": "mejor"},
                line | ahead | {"period": "2023", "observed": None, "verdict": "sin_dato"},
            ]
        ),
        goal_milestones=pd.DataFrame(
            [line | {"period": "2022", "value": 2.5, "observed": 3.0, "state": "no_cumplido"}]
        ),
    )
    desk = desk_of(build_account(given))
    return written(desk, goal_page(desk, TOLD, goal_rows(desk)), tmp_path)


def test_a_goal_tells_who_agreed_it_what_moves_it_what_works_and_what_changed(tmp_path: Path) -> None:
    shown = words(told(tmp_path))
    for said in (
        "Familias 20 9 29",
        "En los planes: PADEM, objetivo E-2: Retención.",
        "− Lo que dificulta El cuidado de hermanos (mujeres)",
        "Junta A: Presta la sede Centro B",
        "Llamar a las familias. Un liceo lo probó. ○ Falta escribir al menos una idea de bajo costo.",
        "Abrir una sala Sin responsable 31 de agosto de 2024 $ 1.200.000 ✗ No cumplida Sin motivo escrito.",
        "20 de abril de 2024, La segunda: La meta era 2 % en 2025. Sin motivo escrito.",
    ):
        assert said in shown, said


def test_beside_the_chart_stands_what_was_expected_and_what_came_year_by_year(tmp_path: Path) -> None:
    shown = told(tmp_path)
    assert "▶ Mejor que lo esperado si todo seguía igual" in words(shown)
    found = shown.replace('<table class="camino">', "<table>")
    assert table(found, "Año a año hasta la meta") == [
        ["Período", "Acordado", "Ocurrió", "Si todo sigue igual", "Franja de 80 %", "Resultado"],
        ["2022 Hito", "2,5 %", "3,0 %", "4,0 %", "3,5 a 4,5", "✗ No cumplido; ▶ Mejor que lo esperado"],
        ["2023", "", "", "4,0 %", "3,5 a 4,5", ""],
        ["2026 Meta", "1,0 %", "", "", "", ""],
    ]
