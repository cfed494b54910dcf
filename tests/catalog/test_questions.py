"""The accountability questions: four if nobody writes others, and no answer to what nobody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalog.check import KnownIds, check_catalog
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import load_file
from pipelines.catalog.questions import question_rows
from pipelines.catalog.settings import load_settings
from pipelines.errors import SettingsError
from tests.catalog.written import GOAL, SETTINGS, faults, write

OWN = """\
preguntas:
  - {id: a_cuantos, texto: "¿A cuántos?", sobre: esfuerzo}
  - {id: para_que, texto: "¿Para qué sirvió?", sobre: efecto}
"""


def test_without_questions_of_their_own_the_last_two_of_four_ask_for_the_effect(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS))
    rows = list(question_rows(settings.questions))
    assert [(row["position"], row["question_id"], row["about"]) for row in rows] == [
        (1, "cuanto", "esfuerzo"),
        (2, "bien", "esfuerzo"),
        (3, "cuantas_mejor", "efecto"),
        (4, "parte_mejor", "efecto"),
    ]


def test_a_collaborative_may_ask_others(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS + OWN))
    assert [question.id for question in settings.questions] == ["a_cuantos", "para_que"]


def test_two_questions_of_one_name_are_told_with_their_line(tmp_path: Path) -> None:
    text = SETTINGS + OWN.replace("para_que", "a_cuantos")
    with pytest.raises(SettingsError, match="«a_cuantos» está dos veces") as raised:
        load_settings(write(tmp_path / "colaborativa.yaml", text))
    assert faults(raised)[0][2] == "preguntas[2].id"


@pytest.mark.parametrize("name", ["Cuánto", "para-qué", "2"])
def test_a_question_has_a_name_that_can_head_a_column(tmp_path: Path, name: str) -> None:
    text = SETTINGS + OWN.replace("a_cuantos", f'"{name}"')
    with pytest.raises(SettingsError, match="minúsculas sin tilde"):
        load_settings(write(tmp_path / "colaborativa.yaml", text))


def test_a_goal_answers_only_what_is_asked(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "colaborativa.yaml", SETTINGS))
    text = GOAL + "respuestas: {cuanto: Tres talleres, parte_mejr: La mitad}\n"
    goal = load_file(write(tmp_path / "meta.yaml", text), Goal)
    assert goal.answers["cuanto"] == "Tres talleres"
    with pytest.raises(SettingsError) as raised:
        check_catalog([], [goal], KnownIds(frozenset(), frozenset()), settings)
    said = str(raised.value)
    assert "Nadie pregunta «parte_mejr»" in said and "parte_mejor" in said
