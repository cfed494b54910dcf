"""When a figure is little reliable and when an estimate is none, case by case, each worked out by hand.

INE (2020), Estándar para la evaluación de la calidad de las estimaciones en encuestas de hogares: 60 cases,
9 degrees of freedom, a coefficient of variation of 30 % at most; a standard error of a share p of p^(2/3)/9,
of 1 − p above one half, at most. The last column of survey_shares.csv says by what that was worked out,
outside the project.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.dbt.rendered import macro, select

GOLDEN = Path(__file__).parent / "golden"


def _cases(name: str, *numbers: str) -> pd.DataFrame:
    frame = pd.read_csv(GOLDEN / f"{name}.csv", dtype="str", keep_default_na=False)
    for column in numbers:
        frame[column] = pd.to_numeric(frame[column]).astype("float64")
    return frame


def test_an_estimate_of_a_survey_follows_the_rule_of_ine() -> None:
    cases = _cases("survey_rules", "sample_n", "degrees_freedom", "value", "low", "high")
    cv = {"cv": macro("reliability", "cv_of_interval", "value", "low", "high")}
    said = {"said": macro("reliability", "why_not_estimated", "sample_n", "degrees_freedom", "cv")}
    found = select(cv, cases, said)
    assert found["said"].tolist() == cases["reason"].tolist()
    assert found["cv"].iloc[0] == pytest.approx(0.15, abs=1e-12)


def test_a_share_is_little_reliable_from_the_error_that_ine_gives_for_it_on() -> None:
    cases = _cases("survey_shares", "value", "cv", "largest_error")
    cases["is_share"] = cases["is_share"] == "true"
    rules = {
        "found_error": macro("reliability", "largest_error_of_share", "value / 100"),
        "said": macro("reliability", "why_little_reliable", "is_share", "value", "cv"),
    }
    found = select(rules, cases)
    largest = cases["largest_error"].tolist()
    assert found["found_error"].tolist() == pytest.approx(largest, rel=1e-9, abs=1e-12)
    assert found["said"].tolist() == cases["reason"].tolist()


def test_a_computed_figure_of_few_cases_or_of_a_wide_interval_is_little_reliable() -> None:
    cases = _cases("few_cases", "numerator", "value", "low", "high", "scale")
    rule = macro("reliability", "why_unreliable", "kind", "numerator", "value", "low", "high", "scale")
    found = select({"said": rule}, cases)
    assert found["said"].tolist() == cases["reason"].tolist()
