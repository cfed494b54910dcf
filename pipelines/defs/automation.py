"""The one job, its monthly schedule and the sensor that watches entrada/ and registros/."""

import hashlib
from pathlib import Path

import dagster as dg

from pipelines.defs.current import collaborative, current_workspace

JOB_NAME = "cuenta"

job = dg.define_asset_job(
    JOB_NAME,
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="De los archivos recibidos a la edición publicada.",
)


def schedule() -> dg.ScheduleDefinition:
    """When the job runs by itself: `calendario` of colaborativa.yaml, in the time of Chile."""
    return dg.ScheduleDefinition(
        name="calendario",
        job=job,
        cron_schedule=collaborative().settings.schedule,
        execution_timezone="America/Santiago",
        description="Corrida programada.",
    )


@dg.sensor(
    name="entrada_nueva", job=job, minimum_interval_seconds=60, description="Mira entrada/ y registros/."
)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run when the listing of both folders differs from the last one and stopped growing."""
    ws = current_workspace()
    listing = listing_of(ws.inbox, ws.registers)
    seen, _, waiting = (context.cursor or "|").partition("|")
    if listing == seen:
        return dg.SkipReason("No hay archivos nuevos en entrada/ ni en registros/.")
    if listing != waiting:
        # a large file may still be arriving: wait until two looks in a row agree
        context.update_cursor(f"{seen}|{listing}")
        return dg.SkipReason("Hay cambios; se espera a que terminen de llegar.")
    context.update_cursor(f"{listing}|")
    return dg.RunRequest(run_key=listing)


def listing_of(*folders: Path) -> str:
    """A fingerprint of names, sizes and dates of what is in `folders`."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            state = path.stat()
            named = path.relative_to(folder.parent)
            digest.update(f"{named}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
