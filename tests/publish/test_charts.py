"""Charts: honest in time, the same bytes every time, small, and legible without colour."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import text
from publish.charts import ChartBook, Drawing, Point, Series, Target, year_position
from publish.charts.layout import lay_out
from publish.charts.scales import round_marks, spread, stretches, year_marks
from publish.charts.worker import draw_in_parallel


def line(
    values: dict[str, float | None], role: str = "own", label: str = "San Bernardo", mark: str = ""
) -> Series:
    points = (Point(p, v, v and v - 1, v and v + 1, "" if v is not None else mark) for p, v in values.items())
    return Series(role, label, tuple(points))  # type: ignore[arg-type]


def drawing(
    *series: Series, step: float | None = 1.0, target: Target | None = None, zero: bool = True
) -> Drawing:
    return Drawing(series, "%", lambda v: text.plain(v, 2), from_zero=zero, step=step, target=target)


def svg(one: Drawing) -> str:
    book = ChartBook()
    key = book.add(one)
    assert key is not None
    book.render()
    return book.svg(key)


def words(drawn: str) -> list[str]:
    return re.findall(r">([^<>]+)</text>", drawn)


def lines(drawn: str, color: str = "#0b5394") -> list[str]:
    return [
        path for path in re.findall(r"<path [^>]*>", drawn) if f'stroke="{color}" stroke-width="2"' in path
    ]


SERIES = line({str(y): 20.0 - y % 7 for y in range(2010, 2020)})


def test_two_renders_give_the_same_bytes() -> None:
    assert svg(drawing(SERIES)) == svg(drawing(SERIES))


def test_a_line_is_cut_where_years_are_missing() -> None:
    values = {str(y): 10.0 for y in (2014, 2015, 2016, 2018, 2019, 2022)}
    assert [path.count("L") for path in lines(svg(drawing(line(values))))] == [2, 1, 0]


def test_an_irregular_source_is_joined() -> None:
    values = {str(y): 10.0 for y in (2011, 2013, 2017, 2022)}
    assert [path.count("L") for path in lines(svg(drawing(line(values), step=None)))] == [3]


def test_time_is_a_real_scale() -> None:
    drawn = svg(drawing(line({"2010": 5.0, "2011": 5.0, "2020": 5.0}), step=None))
    xs = [float(x) for x in re.findall(r"[ML](-?[\d.]+),", lines(drawn)[0])]
    assert (xs[2] - xs[1]) / (xs[1] - xs[0]) == pytest.approx(9, rel=0.02)


def test_numbers_on_the_axis_keep_their_dots_of_thousands() -> None:
    values = {"2014": 67201.0, "2015": 58183.0}
    series = Series("own", "Chile", tuple(Point(p, v) for p, v in values.items()))
    assert {"80.000", "60.000", "40.000", "20.000", "0"} <= set(words(svg(drawing(series))))


def test_scores_do_not_start_at_zero_and_shares_do() -> None:
    values = {"2014": 262.0, "2015": 270.0}
    assert "0" not in words(svg(drawing(line(values), zero=False)))
    assert "0" in words(svg(drawing(line(values))))


def test_a_reserved_year_shows_its_letter_and_no_point() -> None:
    drawn = svg(drawing(line({"2014": 10.0, "2015": None, "2016": 12.0}, mark="s")))
    assert "s" in words(drawn)
    assert [path.count("L") for path in lines(drawn)] == [0, 0]


def test_each_series_has_its_own_colour_dash_shape_and_label() -> None:
    drawn = svg(
        drawing(
            SERIES,
            line({"2010": 5.0, "2019": 6.0}, "region", "Región"),
            line({"2010": 7.0, "2019": 8.0}, "country", "País"),
            step=None,
        )
    )
    assert {"San Bernardo", "Región", "País"} <= set(words(drawn))
    assert 'stroke-dasharray="7,3"' in lines(drawn, "#9c4a00")[0]
    assert 'stroke-dasharray="2,3"' in lines(drawn, "#666666")[0]
    assert "stroke-dasharray" not in lines(drawn)[0]


def test_the_agreed_path_is_a_step_with_its_level_written() -> None:
    drawn = svg(drawing(SERIES, target=Target("2015", 18.0, "2022", 8.0)))
    step = next(p for p in re.findall(r'<path d="([^"]+)"[^>]*stroke="#1b6e3c"', drawn))
    points = [tuple(map(float, pair.split(","))) for pair in re.split("[ML]", step)[1:]]
    assert points[0][0] == points[1][0] and points[1][1] == points[2][1]
    assert "Meta 8" in words(drawn)


def test_a_drawing_is_small_has_no_ids_no_style_and_no_script() -> None:
    region = line({str(y): 12.0 for y in range(2001, 2024)}, "region", "Región")
    country = line({str(y): 14.0 for y in range(2001, 2024)}, "country", "País")
    drawn = svg(drawing(line({str(y): 20.0 - y % 5 for y in range(2001, 2024)}), region, country))
    assert len(drawn) < 12_000
    assert not re.search(r'\b(id|style|class|xlink:href)="|<script|<style|<clipPath', drawn)


def test_a_provisional_point_is_hollow() -> None:
    series = Series("own", "Chile", (Point("2022", 5.0), Point("2023", 4.0, provisional=True)))
    assert svg(drawing(series)).count('fill="#ffffff"') == 1


def test_nothing_to_draw_gives_no_key() -> None:
    assert ChartBook().add(drawing(line({"2014": None}))) is None


def test_a_kept_drawing_is_not_drawn_again_and_an_unused_one_goes(tmp_path: Path) -> None:
    first = ChartBook(tmp_path)
    first.add(drawing(SERIES))
    first.add(drawing(line({"2014": 1.0, "2015": 2.0})))
    assert first.render() == 2
    again = ChartBook(tmp_path)
    key = again.add(drawing(SERIES))
    assert again.render() == 0
    assert key is not None and again.svg(key) == first.svg(key)
    assert [path.name for path in tmp_path.iterdir()] == [f"{key}.svg"]


def test_drawing_in_other_processes_gives_the_same_bytes() -> None:
    book = ChartBook()
    keys = [book.add(drawing(line({"2014": float(n), "2015": 2.0}))) for n in range(1, 4)]
    work = list(book._wanted.items())
    drawn = dict(draw_in_parallel(book._template, work, 2))
    book.render()
    assert {key: drawn[key] for key in keys if key} == {key: book.svg(key) for key in keys if key}


@pytest.mark.parametrize(
    ("period", "position"),
    [("2023", 2023.0), ("2023-S2", 2023.5), ("2023-04", 2023.25), ("2021/2023", 2022.0)],
)
def test_periods_have_a_place_in_time(period: str, position: float) -> None:
    assert year_position(period) == position
    assert year_position("ayer") is None


@given(st.floats(-1e7, 1e7), st.floats(1e-3, 1e7))
def test_axis_marks_cover_the_values_and_are_few(low: float, width: float) -> None:
    marks = round_marks(low, low + width)
    slack = (marks[1] - marks[0]) * 1e-6
    assert marks[0] <= low + slack and marks[-1] >= low + width - slack
    assert 2 <= len(marks) <= 8
    assert marks == sorted(marks)


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(10, 40)), min_size=1, max_size=4))
def test_labels_never_overlap(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    placed = sorted(zip(spread(wanted, heights, 0, 200), heights, strict=True))
    for (above, height), (below, other) in pairwise(placed):
        assert below - above >= (height + other) / 2 - 1e-6


@given(st.integers(1990, 2030), st.integers(0, 60))
def test_year_marks_end_at_the_last_year_and_are_at_most_five(first: int, span: int) -> None:
    marks = year_marks(first, first + span)
    assert marks[-1] == first + span and len(marks) <= 5 and marks[0] >= first


def test_neighbours_in_time_share_a_stretch() -> None:
    assert stretches([2010, 2011, 2013, 2014], 1.0) == [0, 0, 1, 1]
    assert stretches([2010.0, 2010.5, 2012.0], 0.5) == [0, 0, 1]
    assert stretches([2010, 2020], None) == [0, 0]


def test_long_names_are_wrapped_inside_the_frame() -> None:
    layout = lay_out(drawing(line({"2014": 1.0, "2015": 2.0}, label="San Francisco de Mostazal")))
    assert layout is not None
    assert [w["text"] for w in layout.data["words"] if w["px"] > layout.plot_width] == [
        "San Francisco",
        "de Mostazal",
    ]
    assert layout.plot_width > 150
