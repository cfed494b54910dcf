"""The `cuenta` command: parse, call, print. Exit 0 done, 2 something the steward can mend, 1 our fault."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipelines import cli_print as show
from pipelines.cli_options import (
    DemoFolder,
    DraftOption,
    ExampleOption,
    FileName,
    JsonOption,
    NameOption,
    NewFolder,
    PortOption,
    RecipesOption,
    TerritoriesOption,
    UndoOption,
    WorkspaceOption,
    YearOption,
)
from pipelines.cli_spanish import USAGE_ERROR, in_spanish, usage_error
from pipelines.console import complain, own_fault, progress_bar, say, say_json, write_any_letter
from pipelines.errors import StewardError, of_the_machine
from pipelines.workspace import ENV_WORKSPACE, Workspace, find_workspace

if TYPE_CHECKING:  # loads pandas: the help must not wait for it
    from pipelines.commands.places import Places

app = typer.Typer(
    name="cuenta",
    help="Cuenta Común: de los archivos oficiales a la cuenta pública de resultados.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h", "--ayuda"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def options(context: typer.Context, workspace: WorkspaceOption = None) -> None:
    """Options that may stand before the subcommand."""
    context.obj = workspace


def _workspace(context: typer.Context, given: Path | None) -> Workspace:
    return find_workspace(given or context.obj)


@app.command()
def init(
    folder: NewFolder,
    name: NameOption = None,
    territories: TerritoriesOption = None,
    year: YearOption = None,
    recipes: RecipesOption = False,
    example: ExampleOption = False,
) -> None:
    """Crea la carpeta de una colaborativa."""
    from pipelines.commands.init import NewWorkspace, create, create_example
    from pipelines.commands.places import Places, parse_territories

    if example:
        with progress_bar():
            show.created(create_example(folder), folder)
    else:
        asked = name is None and territories is None and not recipes and sys.stdin.isatty()
        name = name or (typer.prompt("Nombre de la colaborativa") if asked else "Mi colaborativa")
        places = Places(())
        if territories is not None:
            places = parse_territories(territories)
        elif asked:
            places = _ask_territories()
        ws = create(NewWorkspace(folder, year or date.today().year, name, places.ids, recipes))
        show.created(ws, folder, places)


def _ask_territories() -> Places:
    """Ask until every territory is known."""
    from pipelines.commands.places import parse_territories

    while True:
        answer = typer.prompt("Territorios, por nombre o código y separados por comas (o «todas»)")
        try:
            return parse_territories(answer)
        except StewardError as error:
            complain(error)


@app.command()
def ingest(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Lee y revisa los archivos de entrada/."""
    from pipelines.commands.ingest import ingest_workspace

    ws = _workspace(context, workspace)
    with progress_bar(not as_json):
        report = ingest_workspace(ws)
    show.refusals(report)
    say_json(show.report_json(report)) if as_json else show.received(report)
    raise typer.Exit(2 if report.troubled else 0)


@app.command()
def run(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Lee, revisa, calcula y deja una edición.

    Si nada cambió no se hace otra edición; si una revisión falla, la pública no se toca.
    """
    from pipelines.commands.run import run_workspace

    ws = _workspace(context, workspace)
    with progress_bar(not as_json):
        report = run_workspace(ws)
    show.refusals(report)
    say_json(show.report_json(report)) if as_json else show.finished(report, ws)
    raise typer.Exit(2 if report.troubled else 0)


@app.command()
def status(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Dice qué llegó y qué edición es la actual."""
    from pipelines.commands.status import workspace_status

    found = workspace_status(_workspace(context, workspace))
    say_json(found.as_json()) if as_json else show.status(found)
    raise typer.Exit(2 if found.troubled else 0)


@app.command()
def plantillas(context: typer.Context, workspace: WorkspaceOption = None) -> None:
    """Deja en registros/ las plantillas que falten.

    No toca ningún archivo que ya esté ahí.
    """
    from pipelines.registers.templates import write_templates

    written = write_templates(_workspace(context, workspace).registers)
    for path in written:
        say(f"Plantilla nueva: registros/{path.name}")
    if not written:
        say("No falta ninguna plantilla en registros/.")


@app.command()
def retirar(
    context: typer.Context,
    name: FileName,
    workspace: WorkspaceOption = None,
    undo: UndoOption = False,
) -> None:
    """Deja de usar un archivo recibido.

    Saca sus filas de la próxima edición, y vuelve a valer la versión anterior si la había. No borra
    nada: los bytes quedan en el archivo, y con --deshacer se vuelve a usar.
    """
    from pipelines.commands.withdraw import withdraw

    for found in withdraw(_workspace(context, workspace), name, undo):
        say(f"{'Se vuelve a usar' if undo else 'Ya no se usa'}: {found}")
    say("Ejecute «cuenta run» para rehacer la edición.")


@app.command()
def publish(context: typer.Context, workspace: WorkspaceOption = None) -> None:
    """Publica el borrador aprobado."""
    from pipelines.commands.publish import publish_draft

    ws = _workspace(context, workspace)
    with progress_bar():
        report = publish_draft(ws)
    show.finished(report, ws)


@app.command()
def serve(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    port: PortOption = 8000,
    draft: DraftOption = False,
) -> None:
    """Muestra la edición en este computador."""
    from pipelines.commands.serve import edition_to_serve, make_server

    server = make_server(edition_to_serve(_workspace(context, workspace), draft), port)
    host, taken = server.server_address[:2]
    say(f"Abra http://{host!s}:{taken}/index.html  (Ctrl+C para terminar)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("Listo.")
    finally:
        server.server_close()


@app.command()
def demo(
    folder: DemoFolder = Path("demo"),
) -> None:
    """Hace todo con datos inventados."""
    from pipelines.commands.demo import run_demo

    with progress_bar():
        ws, report = run_demo(folder)
    show.refusals(report)
    show.finished(report, ws)
    raise typer.Exit(2 if report.troubled else 0)


@app.command()
def doctor(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Revisa si todo está en condiciones."""
    from pipelines.commands.doctor import examine

    given = workspace or context.obj
    try:
        ws: Workspace | None = find_workspace(given)
    except StewardError:
        if given is not None or ENV_WORKSPACE in os.environ:
            raise
        ws = None
    findings = examine(ws)
    say_json([vars(finding) for finding in findings]) if as_json else show.findings(findings, ws)
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 2)


@app.command()
def panel(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    port: PortOption = 3000,
) -> None:
    """Abre la página de Dagster (corridas, calendario)."""
    from pipelines.commands.panel import open_panel

    ws = _workspace(context, workspace)
    say(f"En medio minuto, abra http://127.0.0.1:{port} en un navegador (Ctrl+C para terminar).")
    raise typer.Exit(open_panel(ws, port))


def main() -> None:
    """Run the command; the only place where an error becomes a message and an exit code."""
    in_spanish(app)
    write_any_letter()
    try:
        code = app(prog_name="cuenta", standalone_mode=False)
    except StewardError as error:
        complain(error)
        sys.exit(2)
    except USAGE_ERROR as error:
        usage_error(error)
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - our own faults become words too
        if isinstance(error, OSError) and (trouble := of_the_machine(error)):
            complain(trouble)
            sys.exit(2)
        own_fault(error)
        sys.exit(1)
    sys.exit(code or 0)
