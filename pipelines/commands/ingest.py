"""`cuenta ingest`: receive, read and validate, without building anything."""

from __future__ import annotations

from pipelines.commands.run import RunReport, report_of
from pipelines.lock import locked
from pipelines.stages import Collaborative, bronze_tables, promote_table, receive_files
from pipelines.workspace import Workspace


def ingest_workspace(ws: Workspace) -> RunReport:
    """Bring bronze up to date with entrada/. Raises `StewardError` for what the steward can mend."""
    with locked(ws):
        collaborative = Collaborative(ws)
        receive_files(collaborative)
        for table in sorted(bronze_tables()):
            promote_table(collaborative, table)
        return report_of(ws)
