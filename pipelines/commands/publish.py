"""`cuenta publish`: the approved draft becomes the public edition."""

from __future__ import annotations

from dataclasses import replace

from pipelines.commands.run import RunReport, report_of
from pipelines.errors import StewardError
from pipelines.lock import locked
from pipelines.workspace import Workspace


def publish_draft(ws: Workspace) -> RunReport:
    """Promote the draft of `ws`. Raises `StewardError` when there is none or it was altered."""
    from publish.edition import GateFailed, promote

    with locked(ws):
        try:
            report = promote(ws.editions)
        except GateFailed as error:
            raise StewardError("No se publicó el borrador.", todo=" ".join(error.problems)) from error
        return replace(
            report_of(ws),
            edition=report.id,
            folder=report.path.relative_to(ws.root).as_posix(),
            created=report.created,
            reason=report.reason,
        )
