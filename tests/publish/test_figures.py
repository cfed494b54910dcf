"""Which figure stands for a place now, with which one it is compared, and which ones wait."""

from __future__ import annotations

from typing import Any

import pytest

from publish.account import build_account
from publish.figures import Figures
from tests.publish import small
from tests.publish.pairs import with_changes


def figures(rows: list[dict[str, Any]] | None = None, **settings: Any) -> Figures:
    return Figures(build_account(with_changes(small.inputs(rows, **settings))))


def series(*periods: str, **more: Any) -> list[dict[str, Any]]:
    """A share of San Bernardo: 10 % in the first period, 20 % in the second, …"""
    return [
        small.figure(small.SHARE, "13401", period, 1000 * n, 10_000, **more)
        for n, period in enumerate(periods, 1)
    ]


def test_the_latest_figure_is_the_newest_final_one_and_a_provisional_one_only_alone() -> None:
    found = figures()
    latest, deaths = found.latest(small.SHARE, "13401"), found.latest(small.COUNT, "CL")
    assert latest is not None and (latest.period, latest.value) == ("2022", 3.0)
    assert deaths is not None and (deaths.value, deaths.status, deaths.cut) == (169, "p", "2024-03-07")
    assert found.latest("sin-datos", "CL") is None


@pytest.mark.parametrize("status", ["p", "e"])
def test_a_figure_that_is_not_final_is_not_compared(status: str) -> None:
    rows = [*series("2021", "2022"), small.figure(small.SHARE, "13401", "2023", 9000, 10_000, status=status)]
    found = figures(rows)
    change = found.change(small.SHARE, "13401", "menor_es_mejor")
    assert change is not None and (change.earlier.period, change.later.period) == ("2021", "2022")
    before = figures([small.figure(small.SHARE, "13401", "2020", 100, 10_000, status=status), *rows])
    assert before.change(small.SHARE, "13401", "menor_es_mejor") == change
    assert figures(rows[1:]).change(small.SHARE, "13401", "") is None


def test_a_reserved_figure_is_not_hidden_behind_an_older_open_one() -> None:
    found = figures([*series("2021"), small.figure(small.SHARE, "13401", "2022", 4, 1000)])
    latest = found.latest(small.SHARE, "13401")
    assert latest is not None and (latest.period, latest.mark) == ("2022", "s")
    assert found.change(small.SHARE, "13401", "") is None


def test_periods_are_in_order_of_their_end() -> None:
    found = figures(series("2021/2023", "2022", "2023-05", "2022-S1", "2023-S1"))
    order = ["2022-S1", "2022", "2023-05", "2023-S1", "2021/2023"]
    assert [figure.period for figure in found.series(small.SHARE, "13401")] == order
    # each of them is a series of its own
    assert found.change(small.SHARE, "13401", "") is None


def test_what_comes_after_the_year_of_the_account_waits_in_the_downloads() -> None:
    found = figures(anio_cuenta=2021)
    latest = found.latest(small.SHARE, "CL")
    assert latest is not None and latest.period == "2021"
    assert [figure.period for figure in found.series(small.SHARE, "13401")] == ["2021"]
    assert found.series(small.SHARE, "13401", "hombre") == []
    assert [figure.period for figure in found.later(small.SHARE, "13401")] == ["2022"]
    assert not found.has_data(small.COUNT, "CL") and found.later(small.COUNT, "CL")
    assert "2024" in set(build_account(small.inputs(anio_cuenta=2021)).valores["periodo"])


def test_a_period_of_several_years_counts_by_its_last_one() -> None:
    found = figures(series("2020", "2020/2022"), anio_cuenta=2021)
    assert [figure.period for figure in found.series(small.SHARE, "13401")] == ["2020"]


def test_finer_figures_are_kept_apart_from_the_figure_itself() -> None:
    total = small.figure(small.COUNT, "13401", "2024", 500)
    found = figures([total, total | {"age_band": "60+", "numerator": 400, "value": 400}])
    assert [figure.value for figure in found.series(small.COUNT, "13401")] == [500]
    assert [(figure.age, figure.value) for figure in found.finer(small.COUNT, "13401")] == [("60+", 400)]


def test_the_reason_of_a_missing_figure_is_that_of_the_newest_one() -> None:
    rows = [
        small.figure(small.SHARE, "13401", year, 0) | {"value": None, "mark": "nd", "mark_reason": reason}
        for year, reason in (("2021", "Antes."), ("2022", "Ahora."))
    ]
    found = figures([*rows, *(small.figure(small.SHARE, "08110", y, 30, 1000) for y in ("2021", "2022"))])
    missing = found.missing(small.SHARE, "13401")
    assert missing is not None and missing.reason == "Ahora."
    assert found.missing(small.SHARE, "08110") is None
