"""A suite asked of figures says what it says of the rows themselves."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from expectations.bulk import run_bulk_suite
from expectations.runner import run_suite
from expectations.suite import Demand, Suite, load_suite
from pipelines.ingest.bulk_keep import BulkRows
from pipelines.ingest.candidate import bronze_table
from pipelines.sources.mineduc_alumnos import SOURCE as ENROLMENT
from pipelines.sources.mineduc_asistencia import SOURCE as ATTENDANCE
from pipelines.sources.mineduc_rendimiento import SOURCE as RESULTS
from tests.flow.students import sheets_of

HISTORY = {"filas_anterior": {"2023": 1000, "2022": 10}, "filas_vigentes": {"2023": 300}}
BETWEEN = "expect_column_values_to_be_between"


def demand(kind: str, **arguments: object) -> Demand:
    by = arguments.pop("por", [])
    where = arguments.pop("donde", {})
    return Demand(tipo=kind, argumentos=arguments, gravedad="critica", mensaje=kind, por=by, donde=where)  # type: ignore[arg-type]


DEMANDS = [
    demand("expect_column_values_to_be_in_set", column="sexo", value_set=["mujer"]),
    demand("expect_column_values_to_be_in_set", column="sexo", value_set=["mujer", "hombre"], mostly=0.99),
    demand("expect_column_values_to_be_in_set", column="sexo", value_set=["mujer", "hombre"], mostly=0.9),
    demand("expect_column_values_to_be_in_set", column="depe", value_set=["3"], mostly=0.4, por=["_bloque"]),
    demand("expect_column_values_to_be_in_set", column="depe", value_set=["3"], por=["anio", "rural"]),
    demand(BETWEEN, column="edad", min_value=4, max_value=12),
    demand(BETWEEN, column="edad", min_value=4, max_value=40, mostly=0.99),
    demand(BETWEEN, column="edad", min_value=4, max_value=12, donde={"ense2": ["1", "2"]}),
    demand("expect_column_mean_to_be_between", column="edad", min_value=5, max_value=9, por=["_bloque"]),
    demand("expect_column_max_to_be_between", column="edad", min_value=5, max_value=90, por=["_bloque"]),
    demand("expect_table_row_count_to_be_between", min_value=1, max_value=300, por=["_bloque"]),
    demand("expect_table_row_count_to_be_between", min_value=1, max_value=3000),
    demand("expect_table_row_count_to_be_between", min_value="0.9 * filas_anterior"),
    demand("expect_table_row_count_to_be_between", min_value="0.5 * filas_vigentes"),
]


@pytest.fixture(scope="module")
def pupils(tmp_path_factory: pytest.TempPathFactory) -> tuple[BulkRows, object]:
    """The same rows of two years, in a file and in memory."""
    faults = {row: {"GEN_ALU": "0", "EDAD_ALU": "" if row % 2 else "90"} for row in range(5, 30)}
    faults |= {row: {"AGNO": "2022"} for row in range(200, 400)}
    rows = ENROLMENT.read(sheets_of("matricula", 600, faults)).rows
    path = tmp_path_factory.mktemp("filas") / "filas.parquet"
    pq.write_table(bronze_table(rows, ENROLMENT.info.columns, "abcd"), path)
    return BulkRows(path), rows


def test_every_kind_of_demand_is_judged_alike(pupils: tuple[BulkRows, object]) -> None:
    figures, rows = pupils
    suite = Suite(tabla="x", descripcion="", numericas=["edad", "anio"], expectativas=DEMANDS)
    of_figures = run_bulk_suite(suite, figures, HISTORY)
    of_rows = run_suite(suite, rows, history=HISTORY)  # type: ignore[arg-type]
    assert [(o.ok, o.groups, o.problem) for o in of_figures] == [(o.ok, o.groups, o.problem) for o in of_rows]
    assert len({o.ok for o in of_rows}) == 2


def test_what_needs_each_row_is_not_passed_over_in_silence(pupils: tuple[BulkRows, object]) -> None:
    unique = demand("expect_compound_columns_to_be_unique", column_list=["anio", "mrun"])
    (outcome,) = run_bulk_suite(Suite(tabla="x", descripcion="", expectativas=[unique]), pupils[0])
    assert not outcome.ok and outcome.problem


@pytest.mark.parametrize("source", [ENROLMENT, RESULTS, ATTENDANCE], ids=lambda s: s.info.table)
def test_the_suites_of_large_tables_ask_only_what_figures_can_answer(source: object, tmp_path: Path) -> None:
    table = source.info.table  # type: ignore[attr-defined]
    kind = {"mineduc_matricula_alumnos": "matricula", "mineduc_rendimiento": "rendimiento"}
    rows = source.read(sheets_of(kind.get(table, "asistencia"), 100)).rows  # type: ignore[attr-defined]
    pq.write_table(bronze_table(rows, source.info.columns, "a"), tmp_path / "a.parquet")  # type: ignore[attr-defined]
    outcomes = run_bulk_suite(load_suite(table), BulkRows(tmp_path / "a.parquet"))
    assert [(o.demand.mensaje, o.problem) for o in outcomes if not o.ok] == []
