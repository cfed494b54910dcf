"""The formulas of the models, rendered and run on their own, against an independent computation."""

from __future__ import annotations

import csv
import math
from functools import cache

import duckdb
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, norm

from tests.dbt_empty import PROJECT

Z = float(norm.ppf(0.975))


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _macro(file: str, name: str, *arguments: str) -> str:
    source = (PROJECT / "macros" / f"{file}.sql").read_text(encoding="utf-8")
    template = jinja2.Environment(autoescape=False).from_string(source)
    return str(getattr(template.module, name)(*arguments))


def _run(expression: str, **values: object) -> object:
    names = ", ".join(f"${name} as {name}" for name in values)
    return _connection().execute(f"select {expression} from (select {names})", values).fetchall()[0][0]


def wilson(cases: float, total: float, side: str) -> float:
    return float(str(_run(_macro("intervals", "wilson", "x", "n", side), x=float(cases), n=float(total))))


def byar(events: float, side: str) -> float:
    return float(str(_run(_macro("intervals", "byar", "x", side), x=float(events))))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_limits_solve_the_score_equation_around_the_share(pair: tuple[int, int]) -> None:
    cases, total = pair
    share = cases / total
    low, high = wilson(cases, total, "low"), wilson(cases, total, "high")
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    for limit in (low, high):
        # |share - limit| = z * sqrt(limit (1 - limit) / total) at both limits
        assert math.isclose(
            (share - limit) ** 2 * total, Z * Z * limit * (1 - limit), rel_tol=1e-5, abs_tol=1e-8
        )


@settings(max_examples=40, deadline=None)
@given(st.integers(10, 10**6))
def test_byar_is_within_half_a_percent_of_the_exact_poisson_limits(events: int) -> None:
    assert byar(events, "low") == pytest.approx(chi2.ppf(0.025, 2 * events) / 2, rel=0.005)
    assert byar(events, "high") == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2, rel=0.005)


def test_golden_values_of_published_tables() -> None:
    assert [round(100 * wilson(3, 40, side), 2) for side in ("low", "high")] == [2.58, 19.86]
    assert [round(byar(20, side), 3) for side in ("low", "high")] == [12.211, 30.89]


def test_the_seed_of_small_counts_holds_the_exact_poisson_limits() -> None:
    with (PROJECT / "seeds" / "poisson_limits.csv").open(encoding="utf-8") as file:
        seed = {
            int(row["events"]): (float(row["lower"]), float(row["upper"])) for row in csv.DictReader(file)
        }
    assert sorted(seed) == list(range(10))
    assert tuple(round(limit, 3) for limit in seed[7]) == (2.814, 14.423)
    assert seed[0][0] == 0
    for events, (lower, upper) in seed.items():
        assert upper == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2, abs=1e-11)
        assert events == 0 or lower == pytest.approx(chi2.ppf(0.025, 2 * events) / 2, abs=1e-11)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-S1", "2023-01-01", "2023-06-30"),
        ("2023-S2", "2023-07-01", "2023-12-31"),
        ("2023-05", "2023-05-01", "2023-05-31"),
        ("2021/2023", "2021-01-01", "2023-12-31"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: str, last: str) -> None:
    assert _run(_macro("periods", "period_first_day", "p"), p=period) == first
    assert _run(_macro("periods", "period_last_day", "p"), p=period) == last


@pytest.mark.parametrize(
    ("period", "exists"),
    [("2003", False), ("2004", True), ("2004-02", False), ("2004-03", True), ("2001/2004", True)],
)
def test_a_comuna_exists_in_the_periods_that_reach_its_creation(period: str, exists: bool) -> None:
    created = _macro("periods", "exists_in", "'2004-03-15'", "''", "p")
    assert _run(created, p=period) is exists


def test_an_exact_sum_does_not_depend_on_the_order_of_the_rows() -> None:
    total = _macro("exact_sum", "exact_sum", "v")
    rows = "values (0.1), (0.2), (1e15), (-1e15)"
    for order in ("asc", "desc"):
        query = f"select {total} from (select v from ({rows}) t(v) order by v {order})"
        assert _connection().execute(query).fetchall()[0][0] == 0.3


@pytest.mark.parametrize(
    ("period", "kind"),
    [("2023", "anio"), ("2021/2023", "anio"), ("2023-S1", "semestre"), ("2023-05", "mes")],
)
def test_a_period_is_a_year_half_of_it_or_a_month(period: str, kind: str) -> None:
    assert _run(_macro("periods", "period_kind", "p"), p=period) == kind


@pytest.mark.parametrize("period", ["2021/2023", "2023-S1", "2023-05"])
def test_only_years_are_put_together(period: str) -> None:
    assert _run(_macro("periods", "pool_of", "p"), p=period) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(1900, 2100))
def test_every_year_is_in_one_pool_of_three_and_2023_ends_one(year: int) -> None:
    pools = {y: str(_run(_macro("periods", "pool_of", "p"), p=str(y))) for y in range(year - 3, year + 4)}
    first, last = (int(part) for part in pools[year].split("/"))
    assert first <= year <= last == first + 2
    assert (2023 - last) % 3 == 0
    assert [y for y, pool in pools.items() if pool == pools[year]] == [first, first + 1, last]
