"""The models build with nothing, and build the same bytes however they are run."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.dbt.conftest import Built
from tests.dbt_empty import PROJECT, dbt

RESULTS = (
    "action_lines",
    "agreement_totals",
    "agreements",
    "applied_corrections",
    "attendance",
    "attendance_totals",
    "contrasts",
    "declared_contrasts",
    "goal_forecasts",
    "goal_milestones",
    "goal_outlook",
    "goal_progress",
    "indicator_changes",
    "indicator_gaps",
    "indicator_values",
    "legal_letters",
    "measure_conflicts",
    "measures",
    "placement_counts",
    "practices",
    "programme_answers",
    "programme_totals",
    "programmes",
    "published_values",
    "referrals",
    "resource_findings",
    "resource_needs",
    "resource_offers",
    "satisfaction",
    "seats",
    "series_break_points",
    "service_quality",
    "staff_evaluation",
    "territories",
    "territory_history",
    "theory_steps",
    "training_costs",
    "trainings",
    "unmeasured_costs",
    "wellbeing",
    "work_plan_contrasts",
    "work_plan_places",
    "work_plans",
)
#: What the platform itself knows, with data or without.
KNOWN = ("territories", "territory_history")


def test_everything_builds_and_every_formula_holds_where_nothing_arrived(nothing_arrived: Built) -> None:
    assert nothing_arrived.ok, nothing_arrived.output[-4000:]
    assert "ERROR=0" in nothing_arrived.output


@pytest.mark.parametrize("model", [name for name in RESULTS if name not in KNOWN])
def test_without_data_a_result_is_empty_and_has_no_row_of_nulls(nothing_arrived: Built, model: str) -> None:
    table = pq.read_table(nothing_arrived.datos / "resultados" / f"{model}.parquet")
    assert table.num_rows == 0
    keys = {"territory_id", "source_id", "plan_id", "year", "period", "step_id", "line_id", "letter", "kind"}
    assert keys & set(table.column_names)


def test_publish_finds_all_results_and_nothing_half_written(small_region: Built) -> None:
    files = sorted(path.name for path in (small_region.datos / "resultados").iterdir())
    assert files == [f"{name}.parquet" for name in RESULTS]


def test_a_new_database_and_another_number_of_threads_give_the_same_bytes(small_region: Built) -> None:
    results = small_region.datos / "resultados"
    before = {path.name: path.read_bytes() for path in results.iterdir()}
    (small_region.datos / "almacen.duckdb").unlink()
    run = dbt(small_region.datos, "build", "--exclude-resource-type", "unit_test", "test", threads=1)
    assert run.returncode == 0, run.stdout[-4000:]
    assert {path.name: path.read_bytes() for path in results.iterdir()} == before


def test_dbt_sends_no_usage_statistics_and_every_model_has_a_contract_and_a_unit_test(
    nothing_arrived: Built,
) -> None:
    manifest = json.loads((nothing_arrived.datos / "dbt" / "target" / "manifest.json").read_text())
    assert manifest["metadata"]["send_anonymous_usage_stats"] is False
    models = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    tested = {test["model"] for test in manifest["unit_tests"].values()}
    assert [m["name"] for m in models if not m["contract"]["enforced"]] == []
    assert [m["name"] for m in models if m["name"] not in tested] == []


def test_every_measures_model_is_in_the_one_list() -> None:
    folder = PROJECT / "models" / "measures"
    listed = _listed(folder / "measure_candidates.sql") | _listed(folder / "published_candidates.sql")
    delivered = {
        path.stem for pattern in ("measures_*", "published_*") for path in folder.glob(f"{pattern}.sql")
    }
    assert listed == delivered - {"published_candidates", "published_values"}


def _listed(model: Path) -> set[str]:
    text = model.read_text(encoding="utf-8")
    names = text.split("_models = [", 1)[1].split("]", 1)[0]
    return {name.strip(" '\n") for name in names.split(",")} - {""}
