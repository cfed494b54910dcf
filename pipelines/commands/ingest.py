"""`cuenta ingest`: receive, read and validate, without building anything."""

from __future__ import annotations

from pipelines.commands.run import RunReport, report_of
from pipelines.lock import locked
from pipelines.stages import Collaborative, bronze_tables, promote_table, read_registers, receive_files
from pipelines.workspace import Workspace


def ingest_workspace(ws: Workspace) -> RunReport:
    """Bring bronze and registers up to date with entrada/ and registros/.

    Raises `StewardError` for what the steward can mend.
    """
    with locked(ws):
        collaborative = Collaborative(ws)
        receive_files(collaborative)
        for table in sorted(bronze_tables()):
            promote_table(collaborative, table)
        read_registers(collaborative)
        return report_of(ws)
