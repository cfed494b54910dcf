"""The chart of a goal: the stair of what was agreed, and where the figure was going with its band."""

from __future__ import annotations

from typing import Any

from publish.charts import Drawing, Point, Series, Target
from publish.charts.layout import lay_out

OWN = Series("own", "Buin", tuple(Point(str(year), 10.0 - year % 10) for year in range(2015, 2021)))
TARGET = Target("2020", 10.0, "2026", 2.0, (("2022", 8.0), ("2024", 5.0)))


def laid(high: float, target: Target | None = TARGET) -> Any:
    ahead = tuple(Point(str(year), 4.0, 3.0, high) for year in range(2021, 2027))
    forecast = Series("forecast", "Si todo sigue igual", ahead)
    found = lay_out(Drawing((OWN, forecast), "%", str, target=target))
    assert found is not None
    return found


def test_the_agreed_path_is_a_stair_over_its_milestones() -> None:
    found = laid(6.0)
    corners = [(step["x"], step["y"]) for step in found.data["steps"]]
    assert corners == [
        (2020, 10.0), (2020, 8.0), (2022, 8.0), (2022, 5.0), (2024, 5.0), (2024, 2.0), (2026, 2.0),
    ]  # fmt: skip
    assert [end["role"] for end in found.data["ends"]].count("target") == 2


def test_without_milestones_it_is_one_step() -> None:
    steps = laid(6.0, Target("2020", 10.0, "2026", 2.0)).data["steps"]
    assert [(step["x"], step["y"]) for step in steps] == [(2020, 10.0), (2020, 2.0), (2026, 2.0)]


def test_the_forecast_is_hollow_has_its_own_band_and_is_named() -> None:
    found = laid(6.0)
    ahead = [point for point in found.data["points"] if point["role"] == "forecast"]
    assert {point["inside"] for point in ahead} == {"open"}
    band = [point for point in found.data["band"] if point["role"] == "forecast"]
    assert (band[0]["x"], band[0]["low"], band[0]["high"]) == (2021, 3.0, 6.0)
    assert {"Si todo sigue", "igual"} <= {word["text"] for word in found.data["words"]}


def test_a_band_that_opens_without_end_is_cut_and_does_not_press_the_curve_flat() -> None:
    top = laid(900.0).signals["y_domain"][1]
    assert top <= 20
    assert max(point["high"] for point in laid(900.0).data["band"]) == top
