"""Sentences that say no more than what is known: an unknown is no zero, and «alcanza» is what was agreed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from publish.account import build_account
from publish.pages.declared import sentence
from publish.pages.families import families_page
from publish.pages.goal_story import story_view
from publish.pages.programmes import _result
from publish.resource_sentences import state_of
from tests.publish.made_up_resources import need
from tests.publish.one_page import desk_of
from tests.publish.people import answers, with_people


@pytest.mark.parametrize(
    ("kind", "total"),
    [
        ({}, ""),
        ({"mujeres": 30}, ""),
        ({"mujeres": 30, "hombres": 12}, "42"),
        ({"personas": 7}, "7"),
        ({"mujeres": 0, "hombres": 0}, "0"),
    ],
)
def test_who_was_not_counted_is_not_zero_persons(kind: dict[str, Any], total: str) -> None:
    goal = {"acuerdo": {"asistencia": {"por_clase": [{"clase": "vecinos", **kind}]}}}
    assert story_view(goal)["kinds"][0]["total"] == total


def test_a_reserved_demand_is_said_to_be_covered_as_agreed_and_not_in_full() -> None:
    row = need(capacity=8.0, own_capacity=8.0, demand=float("nan"), reason="alcanza") | {"mark": "s"}
    assert state_of(row) == (
        "Hay lugar para 8 personas: cubre lo acordado (desde 80 de cada cien); para cuántos hace falta está "
        "reservado."
    )


def test_what_nobody_registered_is_said_in_plain_words() -> None:
    row = {
        "subject": "jornada", "verdict": "sin_respaldo", "mark": "", "currency": "", "declared_events": 12.0,
        "declared_people": float("nan"), "declared_cost": float("nan"),
    }  # fmt: skip
    assert sentence(row) == "Se declaran 12 jornadas, y nada de eso tiene registro."


@pytest.mark.parametrize(
    ("budget", "said"),
    [(0.0, "Con presupuesto cero y sin respuesta"), (None, "Sin presupuesto informado ni respuesta")],
)
def test_a_budget_of_zero_is_informed(budget: float | None, said: str) -> None:
    row = pd.Series({"is_unmeasured": 0.0, "effects": 0.0, "budget": budget}).to_dict()
    assert _result(row) == said


def test_families_that_stopped_answering_are_not_said_to_be_accompanied() -> None:
    rows = [answers("entrada", 40, 200, 100), answers("ahora", 38, 190, 120)]
    said = families_page(desk_of(build_account(with_people(wellbeing=rows))))[2]["said"]
    assert "las que no figuran como salidas, 63,2 % (38 familias)" in said
