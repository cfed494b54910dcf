"""The Definitions object that Dagster loads; everything runs in one process."""

from __future__ import annotations

import dagster as dg

from pipelines.defs.automation import inbox_sensor, job, schedule
from pipelines.defs.bronze import bronze_assets
from pipelines.defs.catalog import catalog
from pipelines.defs.current import current_workspace, workspace_lock
from pipelines.defs.edition import RESULTS, edition_asset
from pipelines.defs.environment import prepare
from pipelines.defs.intake import inbox
from pipelines.defs.models import dbt_resource, model_assets
from pipelines.defs.registers import register_tables

_workspace = current_workspace()
prepare(_workspace)
_models = model_assets(_workspace.dbt_target / "manifest.json")
_results = [key for key in _models.keys if key.path[-1] in RESULTS]

defs = dg.Definitions(
    assets=[
        inbox,
        *bronze_assets(),
        register_tables,
        catalog,
        _models,
        edition_asset(sorted(_results)),
    ],
    jobs=[job],
    schedules=[schedule()],
    sensors=[inbox_sensor],
    resources={"dbt": dbt_resource(), "espacio": workspace_lock},
    executor=dg.in_process_executor,
)
