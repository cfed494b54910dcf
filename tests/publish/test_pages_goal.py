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
