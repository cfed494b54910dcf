"""Spanish for the words that the command-line library says by itself."""

from __future__ import annotations

import re
from collections.abc import Callable

import click
import typer

from pipelines.console import err

_HEADINGS = {
    "Usage:": "Uso:",
    "Options:": "Opciones:",
    "Commands:": "Órdenes:",
    "Arguments:": "Argumentos:",
    "[OPTIONS]": "[OPCIONES]",
    "COMMAND [ARGS]...": "ORDEN [ARGUMENTOS]...",
    "Show this message and exit.": "Muestra esta ayuda.",
    "[required]": "[obligatorio]",
    "[default: ": "[por omisión: ",
}
_MESSAGES = (
    (re.compile(r"No such option: (\S+?)\.?( .*)?$"), "No existe la opción «{0}»."),
    (re.compile(r"No such command '(.+?)'.*"), "No existe la orden «{0}»."),
    (re.compile(r"Missing argument '(.+?)'.*"), "Falta indicar {0}."),
    (re.compile(r"Missing command.*"), "Falta la orden."),
    (re.compile(r"Option '(.+?)' requires an argument.*"), "A la opción «{0}» le falta su valor."),
    (re.compile(r"Got unexpected extra arguments? \((.+)\)"), "Sobra «{0}»."),
    (re.compile(r"Invalid value for '?(.+?)'?: .*", re.DOTALL), "El valor de {0} no sirve."),
)


def in_spanish(app: typer.Typer) -> None:
    """Make the help of `app` speak Spanish."""
    for info in (app.registered_callback, *app.registered_commands):
        if info is not None:
            info.cls = _translated(info.cls or _default_class(info))
    app.info.cls = _translated(typer.core.TyperGroup)


def usage_error(error: click.ClickException) -> None:
    """Say what is wrong with the command line, and where the help is."""
    said = error.format_message()
    for pattern, text in _MESSAGES:
        if match := pattern.match(said):
            said = text.format(*match.groups())
            break
    err.print(said, style="bold red", markup=False)
    context = getattr(error, "ctx", None)
    err.print(f"  Qué hacer: vea «{context.command_path if context else 'cuenta'} --help».", markup=False)


def _default_class(info: object) -> type[click.Command]:
    group = info.__class__.__name__ != "CommandInfo"
    return typer.core.TyperGroup if group else typer.core.TyperCommand


def _translated(base: type[click.Command]) -> type[click.Command]:
    if getattr(base, "speaks_spanish", False):
        return base
    get_help: Callable[..., str] = base.get_help

    def spanish(self: click.Command, ctx: click.Context) -> str:
        text = get_help(self, ctx)
        for english, words in _HEADINGS.items():
            text = text.replace(english, words)
        return text

    return type(base.__name__, (base,), {"get_help": spanish, "speaks_spanish": True})
