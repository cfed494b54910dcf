"""`cuenta run`: the same Dagster job that the schedule runs, in this process."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from typing import Any

from pipelines import progress
from pipelines.ingest.ledger import FileEntry, Part, load_ledger
from pipelines.lock import locked
from pipelines.registers.summary import load_summary, told
from pipelines.stages import Collaborative
from pipelines.workspace import Workspace


@dataclass(frozen=True)
class RunReport:
    """What a run left behind. `edition`: id and folder; `created` says whether it is new.

    `registers`: the content of registros.json.
    """

    edition: str
    folder: str
    created: bool
    reason: str
    refused: list[tuple[FileEntry, Part]] = field(default_factory=list)
    set_aside: int = 0
    unknown: int = 0
    references: int = 0
    registers: dict[str, Any] = field(default_factory=dict)

    @property
    def troubled(self) -> bool:
        """Whether something of what people delivered or wrote did not come in."""
        return bool(self.refused or told(self.registers))


def run_workspace(ws: Workspace) -> RunReport:
    """Run the job on `ws`. Raises `StewardError` for what the steward can mend."""
    with locked(ws):
        _ = Collaborative(ws).catalog  # what people wrote is judged before anything runs
        progress.report("Preparando los modelos")
        _execute_job(ws)
        return report_of(ws)


def _execute_job(ws: Workspace) -> None:
    from pipelines.defs.environment import prepare

    prepare(ws)
    # Dagster and dbt are imported only now: they read the environment when imported
    import dagster as dg

    from pipelines.definitions import defs
    from pipelines.defs.automation import JOB_NAME
    from pipelines.defs.memory import unhurried_commits

    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    kept = (ws.dbt_logs / "corrida.log").open("w", encoding="utf-8")
    # what dbt says of each model goes to a file: the steward reads our summary
    with kept, redirect_stdout(kept), unhurried_commits(), dg.DagsterInstance.get() as instance:
        defs.resolve_job_def(JOB_NAME).execute_in_process(instance=instance, run_config=quiet)


def report_of(ws: Workspace) -> RunReport:
    """What the last run left, from the files it wrote."""
    edition: dict[str, Any] = {"id": "", "carpeta": "", "creada": False, "motivo": ""}
    path = ws.data / "ultima_corrida.json"
    if path.is_file():
        edition = json.loads(path.read_text(encoding="utf-8"))
    ledger = load_ledger(ws.ledger)
    parts = [part for entry, part in ledger.parts() if entry.present]
    return RunReport(
        edition=edition["id"],
        folder=edition["carpeta"],
        created=edition["creada"],
        reason=edition["motivo"],
        refused=ledger.refused(),
        set_aside=sum(part.counts.set_aside for part in parts if part.status == "aceptado"),
        unknown=sum(part.status == "desconocido" for part in parts),
        references=sum(part.status == "referencia" for part in parts),
        registers=load_summary(ws.catalog),
    )
