"""Asset `entrada`: delivered files are archived, recognised and read."""

from __future__ import annotations

import dagster as dg

from pipelines.defs.current import collaborative
from pipelines.stages import delivered_parts, receive_files

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
    delivered, read = receive_files(collaborative())
    parts = delivered_parts(collaborative())
    return dg.MaterializeResult(
        metadata={
            "archivos": delivered,
            "leídos ahora": len(read),
            "rechazados": [part.message for part in parts if part.status == "rechazado"],
            "desconocidos": sum(part.status == "desconocido" for part in parts),
            "referencias": sum(part.status == "referencia" for part in parts),
        }
    )
