"""Intervals of shares, rates, adjusted rates and means against other programs and the literature.

The values of tests/dbt/golden were computed once, outside the project, from the counts in each row; the
last column says by what. Where a value was printed somewhere, its digits are there too.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import jinja2
import pandas as pd
import pytest

from tests.dbt.rendered import select
from tests.dbt_empty import PROJECT

GOLDEN = Path(__file__).parent / "golden"


class _Adapter:
    """Stands in for dbt's: every dispatched macro is DuckDB's."""

    def dispatch(self, name: str) -> object:
        return getattr(_MODULE, f"duckdb__{name}")


def _macros(*files: str) -> object:
    source = "".join((PROJECT / "macros" / f"{file}.sql").read_text(encoding="utf-8") for file in files)
    environment = jinja2.Environment(autoescape=False)
    environment.globals.update({"adapter": _Adapter(), "return": lambda found: found})
    return environment.from_string(source).module


_MODULE = _macros("intervals", "standardisation", "reliability")


def _macro(name: str, *arguments: str) -> str:
    return str(getattr(_MODULE, name)(*arguments))


def _golden(name: str) -> pd.DataFrame:
    """A table of golden values, all text."""
    return pd.read_csv(GOLDEN / f"{name}.csv", dtype="str", keep_default_na=False)


def _numbers(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.assign(**{column: frame[column].astype("float64") for column in columns})


def _limits(name: str, *arguments: str) -> dict[str, str]:
    return {f"found_{side}": _macro(name, *arguments, side) for side in ("low", "high")}


def _agree(found: pd.DataFrame, *sides: str) -> None:
    for side in sides:
        expected = found[side].astype("float64").tolist()
        assert found[f"found_{side}"].tolist() == pytest.approx(expected, rel=1e-9, abs=1e-9), side


def _agree_in_print(found: pd.DataFrame, decimals: int) -> None:
    for side in ("low", "high"):
        shown = found[found[f"printed_{side}"] != ""]
        assert len(shown) > 0
        assert [f"{value:.{decimals}f}" for value in shown[f"found_{side}"]] == shown[
            f"printed_{side}"
        ].tolist()


def _lists(frame: pd.DataFrame, **columns: str) -> pd.DataFrame:
    """One row per element of the lists in `columns` (new name -> column), with the number of its row."""
    parts = [
        pd.DataFrame({new: row[old].split() for new, old in columns.items()}).astype("float64").assign(row=n)
        for n, row in enumerate(frame.to_dict("records"))
    ]
    return pd.concat(parts, ignore_index=True)


def test_there_are_over_a_hundred_and_twenty_golden_intervals() -> None:
    names = ("wilson", "poisson_exact", "byar", "adjusted_rates", "means")
    assert sum(len(_golden(name)) for name in names) >= 120


def test_wilson() -> None:
    rows = _numbers(_golden("wilson"), "cases", "total")
    found = select(_limits("wilson", "cases", "total"), rows)
    _agree(found, "low", "high")
    _agree_in_print(found, 4)


def test_exact_poisson_limits_of_the_seed() -> None:
    with (PROJECT / "seeds" / "poisson_limits.csv").open(encoding="utf-8") as file:
        seed = {row["events"]: row for row in csv.DictReader(file)}
    rows = _golden("poisson_exact")
    assert rows["events"].tolist() == list(seed)
    found = rows.assign(
        found_low=[float(seed[events]["lower"]) for events in rows["events"]],
        found_high=[float(seed[events]["upper"]) for events in rows["events"]],
    )
    _agree(found, "low", "high")
    _agree_in_print(found, 3)


def test_byar() -> None:
    found = select(_limits("byar", "events"), _numbers(_golden("byar"), "events"))
    _agree(found, "low", "high")
    _agree_in_print(found, 3)


def test_rates_adjusted_by_age() -> None:
    """Rate and variance added up over the strata in SQL, then Dobson's limits, per 100,000."""
    golden = _golden("adjusted_rates")
    strata = _lists(golden, events="events", persons="persons", weight="standard")
    strata["stratum"] = strata.groupby("row").cumcount()
    strata["weight"] /= strata.groupby("row")["weight"].transform("sum")
    arguments = ("weight", "events", "persons", "stratum")
    sums = (
        duckdb.connect()
        .register("strata", strata)
        .sql(
            f"select row, {_macro('adjusted_rate', *arguments)} as rate, "
            f"{_macro('adjusted_variance', *arguments)} as variance, sum(events) as events "
            "from strata group by row order by row"
        )
    )
    limits = _limits("dobson", "rate", "variance", "events")
    found = select({"found_rate": "rate", **limits}, sums.df())
    per = found[["found_rate", "found_low", "found_high"]] * 100_000
    _agree(pd.concat([golden[["rate", "low", "high"]], per], axis=1), "rate", "low", "high")


def test_means() -> None:
    golden = _golden("means")
    cells = _lists(golden, value="values", persons="persons")
    sums = pd.DataFrame(
        {
            "total": (cells["value"] * cells["persons"]).groupby(cells["row"]).sum(),
            "weight": cells["persons"].groupby(cells["row"]).sum(),
            "square": (cells["value"] ** 2 * cells["persons"]).groupby(cells["row"]).sum(),
        }
    )
    found = select({"found_mean": "total / weight", **_limits("normal", "total", "weight", "square")}, sums)
    _agree(pd.concat([golden[["mean", "low", "high"]], found], axis=1), "mean", "low", "high")
