"""The curve of a goal says nothing that would let a reserved figure be found."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish.account import build_account
from publish.audit import audit
from publish.curves import open_curves
from publish.downloads import write_downloads
from publish.tables import tables
from tests.publish import small

LINE = {
    "goal_id": "meta-1", "indicator_id": small.SHARE, "territory_id": "13401", "sex": "total",
    "role": "principal",
}  # fmt: skip
OUTLOOK = LINE | {
    "years_left": 1, "target_case": "pendiente", "reached_period": "", "trend_state": "hay",
    "trend_points": 5, "trend_from": "2016", "trend_to": "2020", "trend_scale": "logit",
    "target_forecast": 2.0, "target_low": 1.0, "target_high": 3.0, "expectation": "mejor",
    "compared_period": "2022", "observed": 3.0, "expected_value": 4.0, "expected_low": 3.5,
    "expected_high": 4.5, "expected_people": 10.0,
}  # fmt: skip
FORECAST = LINE | {"years_ahead": 2, "value": 4.0, "low": 3.5, "high": 4.5, "verdict": "mejor"}
MILESTONE = LINE | {"period": "2022", "value": 3.5, "observed": 3.0, "state": "cumplido"}


def opened(reserved: str, verdict: str = "en_camino") -> Any:
    hidden = small.figure(small.SHARE, "13401", reserved, 5, 100, mark="s") if reserved else None
    rows = [small.figure(small.SHARE, "13401", "2014", 5, 100, mark="s"), *([hidden] if hidden else [])]
    return open_curves(
        pd.DataFrame([OUTLOOK]),
        pd.DataFrame([FORECAST | {"period": period, "observed": 3.0} for period in ("2021", "2022")]),
        pd.DataFrame([MILESTONE]),
        pd.DataFrame([LINE | {"verdict": verdict}]),
        pd.DataFrame(rows),
    )


def test_a_line_drawn_through_a_reserved_figure_is_reserved_with_its_band() -> None:
    curves = opened("2018")
    row = curves.outlook.iloc[0]
    assert (row["trend_state"], row["expectation"]) == ("reservado", "reservado")
    told = ["target_forecast", "target_low", "expected_value", "expected_high", "expected_people"]
    assert row[told].isna().all()
    assert curves.forecasts[["value", "low", "high"]].isna().all(axis=None)
    assert set(curves.forecasts["verdict"]) == {"reservado"}


def test_what_came_is_reserved_with_its_figure_and_the_line_stays() -> None:
    curves = opened("2022")
    row = curves.outlook.iloc[0]
    assert (row["trend_state"], row["expectation"], row["expected_value"]) == ("hay", "reservado", 4.0)
    assert pd.isna(row["observed"])
    assert curves.forecasts["verdict"].tolist() == ["mejor", "reservado"]
    assert (curves.milestones["state"][0], pd.isna(curves.milestones["observed"][0])) == ("reservado", True)


def test_a_figure_reserved_before_the_line_takes_nothing_away() -> None:
    curves = opened("")
    assert curves.outlook["expectation"].tolist() == ["mejor"]
    assert curves.outlook["target_case"].tolist() == ["pendiente"]


def test_a_reserved_goal_says_nothing_of_its_target() -> None:
    assert opened("", "reservado").outlook["target_case"].tolist() == ["reservado"]


def given(**more: object) -> Any:
    frames = {
        "goal_outlook": pd.DataFrame([OUTLOOK | {"trend_from": "2016", "trend_to": "2022"} | more]),
        "goal_milestones": pd.DataFrame([MILESTONE | {"observed": None, "state": "pendiente"}]),
    }
    return dataclasses.replace(small.inputs(), **frames)


def test_metas_tell_the_curve_beside_how_far_the_goal_is() -> None:
    made = {table.name: table for table in tables(build_account(given()))}
    row = made["metas"].frame.iloc[0]
    assert (row["frente_a_lo_esperado"], row["esperado_valor"], row["anios_que_quedan"]) == (
        "mejor",
        4.0,
        1.0,
    )
    assert row["hitos"] == "2022: 3,5 pendiente"


@pytest.mark.parametrize(("cases", "leaks"), [(5, True), (30, False)])
def test_the_auditor_finds_a_forecast_that_rests_on_few_persons(
    cases: int, leaks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the protection taken away, the auditor finds by itself what it should have reserved."""
    rows = small.figures()
    rows[4] = small.figure(small.SHARE, "13401", "2022", cases, 1_000)
    inputs = given()
    inputs = dataclasses.replace(inputs, indicator_values=pd.DataFrame(rows))
    datos = small.write(tmp_path / "datos", inputs)
    if leaks:
        monkeypatch.setattr(
            "publish.account.open_curves",
            lambda outlook, forecasts, milestones, *_: type(
                "Curves", (), {"outlook": outlook, "forecasts": forecasts, "milestones": milestones}
            ),
        )
    write_downloads(build_account(inputs), tmp_path / "edicion", "2025-001")
    found = [problem for problem in audit(tmp_path / "edicion", datos, 10) if "metas" in problem]
    assert bool(found) is leaks
