"""Asset `publicacion/edicion`: the public account, behind the check on the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines import progress
from pipelines.defs.current import current_workspace
from pipelines.errors import StewardError
from pipelines.files import write_json
from pipelines.release import outgoing_problems
from publish.edition import EditionReport, GateFailed, build_edition
from publish.inputs import InputsMissing

EDITION = dg.AssetKey(["publicacion", "edicion"])
RESULTS = (
    "indicator_values", "goal_progress", "goal_outlook", "goal_forecasts", "goal_milestones",
    "territories", "measure_conflicts", "series_break_points",
    "territory_history", "indicator_changes", "indicator_gaps",
    "placement_counts",
)  # fmt: skip
_CHECK = dg.AssetCheckSpec(
    "salida",
    asset=EDITION,
    blocking=True,
    description="Lo que se exige antes de reemplazar la edición.",
)


def edition_asset(results: list[dg.AssetKey]) -> dg.AssetsDefinition:
    """The edition, made from the models named in `results` and from the catalogue."""

    @dg.asset(
        key=EDITION,
        deps=results,
        check_specs=[_CHECK],
        group_name="publicacion",
        kinds={"html"},
        description="Sitio, datos abiertos y manifiesto; reemplaza a la edición actual de una vez.",
    )
    def edition() -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        ws = current_workspace()
        try:
            report = build_edition(ws.data, ws.editions, progress=progress.report, checks=outgoing_problems)
        except GateFailed as error:
            yield dg.AssetCheckResult(
                check_name="salida", passed=False, metadata={"problemas": error.problems}
            )
            raise StewardError(
                "La edición no pasó la revisión de salida; la pública no se tocó.",
                todo=" ".join(error.problems[:10]),
            ) from error
        except InputsMissing as error:
            raise StewardError(str(error)) from error
        write_json(ws.data / "ultima_corrida.json", as_json(report, ws.root))
        yield dg.MaterializeResult(
            metadata={"edición": report.id, "nueva": report.created, "motivo": report.reason},
            check_results=[dg.AssetCheckResult(check_name="salida", passed=True)],
        )

    return edition


def as_json(report: EditionReport, root: Path) -> dict[str, object]:
    """What the command says of the last run. The folder is relative to the workspace."""
    return {
        "id": report.id,
        "carpeta": report.path.relative_to(root).as_posix(),
        "creada": report.created,
        "motivo": report.reason,
    }
