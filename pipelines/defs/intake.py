"""Asset `entrada`: delivered files are archived, recognised and read."""

from __future__ import annotations

import dagster as dg

from pipelines.defs.current import collaborative
from pipelines.stages import receive_files

INBOX = dg.AssetKey(["entrada"])


@dg.asset(
    key=INBOX,
    group_name="entrada",
    kinds={"file"},
    required_resource_keys={"espacio"},
    description="Archivos recibidos, archivados y leídos.",
)
def inbox() -> dg.MaterializeResult:
    """Archive and read what is new in entrada/."""
    delivered, parts = receive_files(collaborative())
    return dg.MaterializeResult(
        metadata={
            "archivos": delivered,
            "leídos ahora": len(parts),
            "rechazados": sum(part.status == "rechazado" for part in parts),
            "desconocidos": sum(part.status == "desconocido" for part in parts),
        }
    )
