"""What each subcommand says when it ends, in plain Spanish."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli_registers import register_faults, register_lines
from pipelines.console import err, say
from pipelines.workspace import Workspace

if TYPE_CHECKING:  # the commands load pandas: the help must not wait for it
    from pipelines.commands.doctor import Finding
    from pipelines.commands.places import Places
    from pipelines.commands.run import RunReport
    from pipelines.commands.status import WorkspaceStatus

_STATES = {"aceptado": "aceptado", "leido": "por revisar"}


def number(value: int) -> str:
    """1234567 as «1.234.567»."""
    return f"{value:,}".replace(",", ".")


def _called() -> str:
    """The command as this person calls it: the bare word, unless the system would not find this one."""
    ours, found = Path(sys.argv[0]), shutil.which("cuenta")
    if not ours.exists() or (found and Path(found).exists() and ours.samefile(found)):
        return "cuenta"
    return os.path.relpath(ours)


def _on(folder: Path) -> str:
    """How to name a workspace in a command; nothing when one stands in it."""
    shown = os.path.relpath(folder)
    return "" if shown == "." else f" --workspace {shlex.quote(shown)}"


def created(ws: Workspace, folder: Path, places: Places | None = None) -> None:
    """After `init`."""
    say(f"Creada la carpeta «{folder}».", "bold green")
    if places:
        _places(places)
    say("Sigue:")
    say(f"  1. Revise {ws.settings_file.name}: nombre, territorios y año de la cuenta.")
    say("  2. Deje los archivos oficiales en entrada/, tal como llegan.")
    say("     Lo que lleva la propia colaborativa va en registros/: ahí hay una plantilla de cada registro.")
    say(f"  3. Ejecute: {_called()} run{_on(ws.root)}")


def _places(places: Places) -> None:
    from pipelines.commands.places import ALL, label

    if places.ids in ((), (ALL,)):
        say("Territorios: todas las comunas del país.")
    else:
        say(f"Territorios: {'; '.join(label(place) for place in places.ids)}.")
    for note in places.notes:
        say(f"  {note}", "yellow")


def refusals(report: RunReport) -> None:
    """Refused files and rows of registers that did not come in, said first."""
    for entry, part in report.refused:
        name = f"{entry.name} ({part.member})" if part.member else entry.name
        err.print(f"Rechazado: {name}", style="bold red", markup=False)
        err.print(f"  Qué pasó: {part.message}", markup=False)
        if part.where:
            err.print(f"  Dónde: {part.where}", markup=False)
        if part.todo:
            err.print(f"  Qué hacer: {part.todo}", markup=False)
    if report.refused:
        err.print("  Mientras tanto se usa la última versión buena de cada fuente.", markup=False)
    register_faults(report.registers)


def received(report: RunReport) -> None:
    """After `ingest`, and part of `run`."""
    if report.set_aside:
        say(f"Filas apartadas por no cumplir su contrato: {number(report.set_aside)}; vea datos/apartados/.")
    if report.references:
        say(f"Archivos de referencia (explican otros, no traen cifras): {number(report.references)}.")
    if report.unknown:
        say(f"Archivos desconocidos (no detienen nada): {number(report.unknown)}; vea «cuenta status».")
    if not report.refused:
        say("Archivos recibidos y revisados.", "green")


def finished(report: RunReport, ws: Workspace) -> None:
    """After `run`, `publish` and `demo`."""
    received(report)
    if report.created:
        say(f"Edición {report.edition}: {report.reason}", "bold green")
        say(f"  {report.folder}")
    else:
        say(f"{report.reason}", "bold")
    if Path(report.folder).name == ws.draft_edition.name:
        say("Es un borrador. Para mirarlo, ejecute:")
        say(f"  {_called()} serve --borrador{_on(ws.root)}")
        say("Cuando la colaborativa lo apruebe:")
        say(f"  {_called()} publish{_on(ws.root)}")
    elif (page := ws.current_edition / "index.html").is_file():
        say("Para mirarla, abra este archivo en un navegador:")
        say(f"  {page}")
        say(f"o ejecute: {_called()} serve{_on(ws.root)}")


def report_json(report: RunReport) -> dict[str, Any]:
    """A run's report for programs."""
    return {
        "edicion": report.edition,
        "carpeta": report.folder,
        "creada": report.created,
        "motivo": report.reason,
        "apartados": report.set_aside,
        "desconocidos": report.unknown,
        "referencias": report.references,
        "rechazados": [
            {
                "archivo": entry.name,
                "parte": part.member,
                "motivo": part.message,
                "donde": part.where,
                "que_hacer": part.todo,
            }
            for entry, part in report.refused
        ],
        "registros": report.registers.get("registros", []),
        "registros_desconocidos": report.registers.get("otros", []),
    }


def status(found: WorkspaceStatus) -> None:
    """After `status`: refused first, then those in use, then the unknown ones by name."""
    files = found.files["archivos"]
    rows = [(part, file["nombre"]) for file in files if not file["retirado"] for part in file["partes"]]
    for part, name in rows:
        if part["estado"] == "rechazado":
            say(f"RECHAZADO    {_shown(part, name)}", "bold red")
            say(f"             {part['motivo']} {part['que_hacer']}".rstrip())
    for part, name in rows:
        if part["estado"] in ("aceptado", "leido"):
            _in_use(part, name)
    for part, name in rows:
        if part["estado"] == "referencia":
            say(f"referencia   {_shown(part, name)}")
            say(f"             {part['motivo']}")
    unknown = [_shown(part, name) for part, name in rows if part["estado"] == "desconocido"]
    if unknown:
        say(f"Desconocidos ({number(len(unknown))}): no se parecen a ninguna fuente y no detienen nada.")
        say("Si alguno es una tabla que quiere usar, descríbala en fuentes/*.yml.")
        say("Cómo se hace: docs/recetas.md, en la carpeta del programa.")
        for name in unknown:
            say(f"             {name}")
    for file in files:
        if file["retirado"]:
            say(f"retirado     {file['nombre']}")
    for name in found.waiting:
        say(f"por leer     {name}")
    for row in found.placed:
        said = f"{number(row['ubicados'])} ubicados y {number(row['sin_ubicar'])} sin ubicar"
        say(f"lugares      {row['comuna']}, {row['fuente']} {row['periodo']}: {said}")
    register_lines(found.registers)
    say(f"Edición actual: {found.edition or 'ninguna todavía'}", "bold")
    if found.draft:
        say("Hay un borrador que espera aprobación: «cuenta publish».")
    if found.due:
        from pipelines.commands.status import legal_reminder

        say(legal_reminder(found.due, date.today()))


def _shown(part: dict[str, Any], name: str) -> str:
    return f"{name} ({part['parte']})" if part["parte"] else name


def _in_use(part: dict[str, Any], name: str) -> None:
    replaced = part["estado"] == "aceptado" and not part["en_uso"]
    say(f"{'reemplazado' if replaced else _STATES[part['estado']]:<12} {_shown(part, name)}")
    say(f"             {part['fuente']}: {_counts(part)}")
    for reason, rows in part["motivos_apartados"].items():
        say(f"             apartadas {number(rows)}: {reason}", "yellow")
    for check in part["revisiones"]:
        if not check["ok"]:
            say(f"             no se cumple: {check['mensaje']} {_few(check['donde'])}".rstrip(), "yellow")


def _few(where: str) -> str:
    """At most three of the places named, and how many more there are."""
    places = where.split("; ") if where else []
    if len(places) <= 3:
        return f"({where})" if where else ""
    return f"({'; '.join(places[:3])} y {len(places) - 3} más)"


def _counts(part: dict[str, Any]) -> str:
    text = (
        f"{number(part['recibidos'])} registros = {number(part['aceptados'])} aceptados + "
        f"{number(part['apartados'])} apartados + {number(part['omitidos'])} que no son datos"
    )
    return (
        f"{text}; {number(part['celdas_apartadas'])} filas con alguna celda apartada"
        if part["celdas_apartadas"]
        else text
    )


def findings(found: list[Finding], ws: Workspace | None) -> None:
    """After `doctor`."""
    for finding in found:
        word, style = ("bien", "") if finding.ok else ("MAL", "bold red")
        say(f"{word:<5} {finding.what}: {finding.detail}", style)
        if not finding.ok and finding.todo:
            say(f"      Qué hacer: {finding.todo}")
    if ws is None:
        say("Sólo se revisó el programa: aquí no hay ninguna carpeta de trabajo.", "yellow")
        say("Para revisar la suya: cuenta doctor --workspace CARPETA")
