"""What the front page says first: three findings that differ, and no table or sentence that is false."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest

from publish.account import EditionInfo, build_account
from publish.charts import ChartBook
from publish.inputs import Inputs
from publish.pages.desk import Desk
from publish.pages.goal_rows import goal_rows
from publish.pages.home import findings
from tests.publish import made_up
from tests.publish.made_up_rest import goal, progress


def said(inputs: Inputs) -> list[dict[str, str]]:
    desk = Desk(build_account(inputs), EditionInfo("2023-001", 2023), ChartBook())
    return findings(desk, goal_rows(desk))


def with_goals(*rows: dict[str, Any], cards: list[str] | None = None) -> Inputs:
    """The made-up account with these rows of goals and only these featured cards."""
    given = made_up.inputs()
    featured = [card | {"destacado": card["id"] in (cards or [])} for card in given.cards]
    goals = [goal() | {"id": goal_id} for goal_id in dict.fromkeys(row["goal_id"] for row in rows)]
    frame = pd.DataFrame([progress() | row for row in rows])
    return dataclasses.replace(given, goal_progress=frame, goals=goals, cards=featured)


def test_a_goal_in_three_places_is_one_finding() -> None:
    rows = [{"goal_id": "una", "territory_id": place} for place in ("13401", "08110", "12101")]
    cards = ["maternidad-adolescente", "pobreza-multidimensional"]
    urls = [finding["url"] for finding in said(with_goals(*rows, cards=cards))]
    assert urls[0] == "metas/una/index.html" and len(urls) == 3
    assert sum("metas/" in url for url in urls) == 1


def test_two_goals_with_one_indicator_are_one_finding() -> None:
    rows = [{"goal_id": "una"}, {"goal_id": "otra", "territory_id": "08110"}]
    assert len(said(with_goals(*rows))) == 1


def test_findings_are_of_other_areas_and_territories_when_they_can() -> None:
    found = said(with_goals({"goal_id": "una"}, cards=[
        "desvinculacion", "matricula-publica", "maternidad-adolescente", "pobreza-ingresos",
    ]))  # fmt: skip
    places = ["13401", *(finding["url"].split("/")[1] for finding in found[1:])]
    assert len(set(places)) == 3
    assert [finding["url"].partition("#")[2] for finding in found[1:]] == [
        "maternidad-adolescente", "pobreza-ingresos",
    ]  # fmt: skip


def test_what_changed_beyond_noise_comes_before_what_did_not() -> None:
    still = {"goal_id": "una", "verdict": "sin_cambio_distinguible"}
    found = said(with_goals(still, cards=["maternidad-adolescente"]))
    assert [finding["url"].partition("/")[0] for finding in found] == ["territorios", "metas"]


@pytest.mark.parametrize("verdict", ["sin_datos", "reservado"])
def test_a_goal_without_a_figure_is_no_finding(verdict: str) -> None:
    assert said(with_goals({"goal_id": "una", "verdict": verdict, "latest_value": None})) == []
