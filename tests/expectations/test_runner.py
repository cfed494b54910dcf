"""A suite says, in its own words, what does not hold; and never fails quietly."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.runner import Outcome, run_suite
from expectations.suite import FOLDER, Suite, load_suite

ROWS = pd.DataFrame(
    {
        "codigo": ["A"] * 6 + ["B"] * 3,
        "anio": ["2021"] * 3 + ["2022"] * 3 + ["2022"] * 3,
        "valor": ["10", "20", "30", "1000", "2000", "3000", "40", "50", ""],
        "_bloque": ["A|2021"] * 3 + ["A|2022"] * 3 + ["B|2022"] * 3,
    },
    dtype="str",
)


def demand(kind: str, arguments: dict[str, object], **more: object) -> Suite:
    one = {"tipo": kind, "argumentos": arguments, "gravedad": "critica", "mensaje": "dicho", **more}
    return Suite.model_validate(
        {"tabla": "t", "descripcion": "d", "numericas": ["valor"], "expectativas": [one]}
    )


def only(outcomes: list[Outcome]) -> Outcome:
    assert len(outcomes) == 1
    return outcomes[0]


def test_a_percentage_off_scale_by_a_hundred_names_its_variable_and_year() -> None:
    suite = demand(
        "expect_column_median_to_be_between",
        {"column": "valor", "min_value": 1, "max_value": 100},
        por=["codigo", "anio"],
    )
    outcome = only(run_suite(suite, ROWS))
    assert not outcome.ok
    assert outcome.groups == (("A", "2022"),)


def test_a_row_wise_demand_names_the_groups_of_its_rows() -> None:
    suite = demand(
        "expect_column_values_to_be_between", {"column": "valor", "max_value": 45}, por=["codigo", "anio"]
    )
    assert only(run_suite(suite, ROWS)).groups == (("A", "2022"), ("B", "2022"))


def test_a_missing_column_is_a_failure_with_its_reason_and_not_a_silent_one() -> None:
    outcome = only(run_suite(demand("expect_column_values_to_not_be_null", {"column": "nadie"}), ROWS))
    assert not outcome.ok
    assert "nadie" in outcome.problem


def test_a_filter_leaves_other_rows_alone() -> None:
    suite = demand(
        "expect_column_values_to_be_between", {"column": "valor", "max_value": 100}, donde={"codigo": "B"}
    )
    assert only(run_suite(suite, ROWS)).ok


def test_rows_are_compared_with_the_nearest_earlier_block_only_when_there_is_one() -> None:
    suite = demand("expect_table_row_count_to_be_between", {"min_value": "0.7 * filas_anterior"})
    assert only(run_suite(suite, ROWS)).ok
    assert only(run_suite(suite, ROWS, history={"filas_anterior": {"A|2022": 4}})).ok
    fallen = only(run_suite(suite, ROWS, history={"filas_anterior": {"A|2022": 10}}))
    assert fallen.groups == (("A|2022",),)


def test_control_totals_are_asked_of_the_figures_the_file_prints() -> None:
    control = {
        "tipo": "expect_column_values_to_be_between",
        "argumentos": {"column": "diferencia", "min_value": 0, "max_value": 0},
        "gravedad": "critica",
        "mensaje": "El total cuadra.",
    }
    suite = Suite.model_validate(
        {"tabla": "t", "descripcion": "d", "expectativas": [], "controles": [control]}
    )
    same = pd.DataFrame({"control": ["TOTAL"], "bloque": ["x"], "diferencia": [0.0]})
    assert only(run_suite(suite, ROWS, same)).ok
    assert not only(run_suite(suite, ROWS, same.assign(diferencia=-3.0))).ok


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_every_suite_loads_and_speaks(path: object) -> None:
    suite = load_suite(getattr(path, "stem", ""))
    assert suite.expectativas
    assert all(d.mensaje.endswith((".", "?")) for d in [*suite.expectativas, *suite.controles])
