"""Intervals of differences and ratios against values of other programs and of the literature.

The values of tests/dbt/golden were computed once, outside the project, from the counts in each row; the
last column says by what. Newcombe (1998, Statistics in Medicine 17, 873-890) prints four decimals.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from tests.dbt.rendered import differences, macro, select
from tests.dbt_empty import PROJECT

GOLDEN = Path(__file__).parent / "golden"


def _golden(name: str, texts: tuple[str, ...]) -> pd.DataFrame:
    """A table of golden values: counts and limits as doubles, `texts` as they are printed."""
    frame = pd.read_csv(GOLDEN / f"{name}.csv", dtype="str", keep_default_na=False)
    numbers = [column for column in frame.columns if column not in texts]
    frame[numbers] = frame[numbers].astype("float64")
    return frame


def _shares(frame: pd.DataFrame, one: tuple[str, str], other: tuple[str, str]) -> pd.DataFrame:
    """Value and Wilson limits of both shares of every row, by the macros."""
    figures = {}
    for name, (cases, total) in (("one", one), ("other", other)):
        figures[f"{name}_value"] = f"{cases} / {total}"
        figures[f"{name}_ci_low"] = macro("intervals", "wilson", cases, total, "low")
        figures[f"{name}_ci_high"] = macro("intervals", "wilson", cases, total, "high")
    return select(figures, frame)


def _rates(frame: pd.DataFrame, one: tuple[str, str], other: tuple[str, str]) -> pd.DataFrame:
    """Value and Poisson limits of both rates: Byar from ten events on, the seed of exact limits below."""
    with (PROJECT / "seeds" / "poisson_limits.csv").open(encoding="utf-8") as file:
        seed = {int(row["events"]): row for row in csv.DictReader(file)}
    figures = {}
    for name, (events, years) in (("one", one), ("other", other)):
        figures[f"{name}_value"] = f"{events} / {years}"
        for side, limit in (("low", "lower"), ("high", "upper")):
            exact = " ".join(f"when {events} = {count} then {row[limit]}e0" for count, row in seed.items())
            by_byar = macro("intervals", "byar", f"greatest({events}, 10e0)", side)
            figures[f"{name}_ci_{side}"] = f"(case {exact} else {by_byar} end) / {years}"
    return select(figures, frame)


def _agree(found: pd.Series, expected: pd.Series) -> None:
    assert found.tolist() == pytest.approx(expected.tolist(), rel=1e-9, abs=1e-9)


def _agree_in_print(found: pd.Series, printed: pd.Series) -> None:
    shown = printed[printed != ""]
    assert len(shown) > 0
    assert [f"{value:.4f}" for value in found[shown.index]] == shown.tolist()


def test_the_difference_of_two_shares_is_newcombes() -> None:
    golden = _golden("newcombe_differences", ("origin", "printed_low", "printed_high"))
    assert len(golden) == 70
    pairs = _shares(golden, ("cases_one", "total_one"), ("cases_other", "total_other"))
    found = differences(pairs)
    _agree(found["mover_low"], golden["low"])
    _agree(found["mover_high"], golden["high"])
    _agree_in_print(found["mover_low"], golden["printed_low"])
    _agree_in_print(found["mover_high"], golden["printed_high"])


def test_the_difference_of_two_rates_follows_their_poisson_limits() -> None:
    golden = _golden("mover_rates", ("origin",))
    assert len(golden) == 60
    found = differences(_rates(golden, ("events_one", "years_one"), ("events_other", "years_other")))
    _agree(found["mover_low"], golden["low"])
    _agree(found["mover_high"], golden["high"])


def test_the_ratio_of_two_figures_is_donner_and_zous() -> None:
    golden = _golden("mover_ratios", ("kind", "origin", "printed_low", "printed_high"))
    assert golden["kind"].value_counts().to_dict() == {"share": 32, "rate": 30}
    for kind, figures in (("share", _shares), ("rate", _rates)):
        rows = golden[golden["kind"] == kind].reset_index(drop=True)
        found = differences(figures(rows, ("count_one", "size_one"), ("count_other", "size_other")))
        _agree(found["mover_ratio_low"], rows["low"])
        _agree(found["mover_ratio_high"], rows["high"])
        if kind == "share":
            _agree_in_print(found["mover_ratio_low"], rows["printed_low"])
            _agree_in_print(found["mover_ratio_high"], rows["printed_high"])
