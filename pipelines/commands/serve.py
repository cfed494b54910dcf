"""`cuenta serve`: look at the current edition in a browser of this machine."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipelines.errors import StewardError
from pipelines.workspace import Workspace

LOOPBACK = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: addresses of readers are nobody's business."""


def edition_to_serve(ws: Workspace, draft: bool) -> Path:
    """The folder to show. Raises `StewardError` when there is none yet."""
    folder = ws.draft_edition if draft else ws.current_edition
    if not (folder / "index.html").is_file():
        name = "borrador" if draft else "edición"
        raise StewardError(f"Todavía no hay {name} para mostrar.", todo="Ejecute primero «cuenta run».")
    return folder


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of `folder` on the loopback address; port 0 takes any free one."""
    try:
        return ThreadingHTTPServer((LOOPBACK, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise StewardError(
            f"El puerto {port} está ocupado.", todo="Elija otro con --puerto (0 toma uno libre)."
        ) from error
