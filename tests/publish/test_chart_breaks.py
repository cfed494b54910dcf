"""A break of a series is seen: the line is cut, and an upright rule says where."""

from __future__ import annotations

import dataclasses
import re

import pandas as pd

from publish.account import EditionInfo, build_account
from publish.charts import ChartBook
from publish.charts.layout import lay_out
from publish.charts.scales import stretches
from publish.pages.desk import Desk
from publish.pages.drawings import territory_chart
from tests.publish import made_up
from tests.publish.test_charts import drawing, line, lines, svg, words

VALUES = {str(y): 20.0 for y in range(2001, 2011)}


def broken(role: str = "own", *breaks: str) -> str:
    return svg(drawing(dataclasses.replace(line(VALUES, role), breaks=breaks)))


def test_the_line_and_its_band_are_cut_at_the_break_and_both_sides_are_drawn() -> None:
    drawn = broken("own", "2005")
    assert [path.count("L") for path in lines(drawn)] == [3, 5]
    whole = svg(drawing(line(VALUES)))
    assert [path.count("L") for path in lines(whole)] == [9]
    assert drawn.count('fill="#0b5394" opacity="0.2"') == 2 * whole.count('fill="#0b5394" opacity="0.2"')


def test_a_dashed_rule_stands_between_the_last_year_before_and_the_first_after() -> None:
    laid = lay_out(drawing(dataclasses.replace(line(VALUES), breaks=("2005",))))
    assert laid is not None
    [word] = [each for each in laid.data["words"] if each["text"] == "quiebre"]
    assert word["px"] == round(3.5 / 9 * laid.plot_width, 1)
    upright = [r for r in laid.data["rules"] if r["px"] == r["px2"] == word["px"]]
    assert len(upright) > 10 and upright[0]["py"] == 0 and upright[-1]["py2"] <= laid.plot_height


def test_breaks_outside_the_years_shown_or_of_another_line_have_no_rule() -> None:
    assert "quiebre" not in words(broken("own", "2001", "2012", "otra cosa"))
    both = drawing(line(VALUES), dataclasses.replace(line(VALUES, "region", "Región"), breaks=("2005",)))
    drawn = svg(both)
    assert "quiebre" not in words(drawn)
    assert [path.count("L") for path in lines(drawn, "#9c4a00")] == [3, 5]


def test_neighbours_on_two_sides_of_a_break_are_not_joined() -> None:
    assert stretches([2003, 2004, 2005, 2006], 1.0, [2005]) == [0, 0, 1, 1]
    assert stretches([2003, 2004.5, 2006], None, [2005, 2009]) == [0, 0, 1]


def test_a_territory_chart_takes_the_breaks_of_its_indicator() -> None:
    points = pd.DataFrame(
        [["desvinculacion", "08110", "2016", "Se dividió la comuna.", "territorio"]],
        columns=["indicator_id", "territory_id", "period", "reason", "kind"],
    )
    given = dataclasses.replace(made_up.inputs(), series_break_points=points)
    desk = Desk(build_account(given), EditionInfo("2023-001", 2023), ChartBook())
    chart = territory_chart(desk, desk.account.cards["desvinculacion"], desk.places["08110"])
    assert chart is not None
    assert {series.role: series.breaks for series in chart.series} == {
        "own": ("2016",), "region": (), "country": (),
    }  # fmt: skip
    assert re.search(r">quiebre<", svg(chart))
