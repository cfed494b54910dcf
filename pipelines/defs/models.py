"""The dbt project as assets: staging, measures, indicators and goals, skipped when nothing changed."""

import shutil
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, DbtProject, dbt_assets

from pipelines import progress
from pipelines.build_state import forget_build, inputs_fingerprint, is_built, mark_built
from pipelines.defs.current import current_workspace
from pipelines.defs.environment import DBT, DBT_PROJECT, project_files
from pipelines.workspace import Workspace

#: Unit tests prove formulas on made-up rows: they belong to the test suite, not to a run.
_BUILD = ["build", "--exclude", "resource_type:unit_test"]


class _Groups(DagsterDbtTranslator):
    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The folder of the model: staging, measures, indicators, goals; seeds together."""
        if dbt_resource_props["resource_type"] == "seed":
            return "semillas"
        return str(dbt_resource_props["fqn"][1]) if len(dbt_resource_props["fqn"]) > 2 else None


def model_assets(manifest: Path) -> dg.AssetsDefinition:
    """All models and seeds of the project as one step."""
    project = DbtProject(DBT_PROJECT, target_path=manifest.parent, profiles_dir=DBT_PROJECT)

    @dbt_assets(manifest=manifest, project=project, dagster_dbt_translator=_Groups(), name="modelos")
    def models(context: dg.AssetExecutionContext, dbt: DbtCliResource) -> Iterator[Any]:
        ws = current_workspace()
        fingerprint = inputs_fingerprint(ws, project_files(), DBT_PROJECT)
        if is_built(ws, fingerprint):
            yield from _unchanged(context)
            return
        forget_build(ws)
        _drop_old_targets(ws)
        progress.report("Calculando medidas, indicadores y metas")
        yield from dbt.cli(_BUILD, context=context).stream()
        mark_built(ws, fingerprint)

    return models


def _unchanged(context: dg.AssetExecutionContext) -> Iterator[Any]:
    """Results of models that need no build: each after those it reads, as Dagster demands."""
    chosen, reads = context.selected_asset_keys, context.assets_def.asset_deps
    order = TopologicalSorter({key: reads[key] & chosen for key in sorted(chosen)})
    for key in order.static_order():
        yield dg.MaterializeResult(asset_key=key, metadata={"sin cambios": True})
    for check in context.assets_def.check_specs:
        # a build ends well only when these hold, and what it left has not changed since
        if check.blocking and check.key in context.selected_asset_check_keys:
            yield dg.AssetCheckResult(
                asset_key=check.asset_key, check_name=check.name, passed=True, metadata={"sin cambios": True}
            )


def _drop_old_targets(ws: Workspace) -> None:
    """Remove what earlier runs left: dagster-dbt makes one target folder for each."""
    for folder in ws.dbt_target.glob("modelos-*"):
        shutil.rmtree(folder)


def dbt_resource() -> DbtCliResource:
    """The dbt command beside this Python, on this project."""
    return DbtCliResource(
        project_dir=str(DBT_PROJECT), profiles_dir=str(DBT_PROJECT), dbt_executable=str(DBT)
    )
