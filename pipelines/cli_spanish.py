"""Spanish for the words that the command-line library says by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pipelines.console import err

#: Typer carries its own copy of the library below it and exports only this subclass of its error.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[2]

_HEADINGS = {
    "Usage:": "Uso:",
    " <path>": "",
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
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)"), "Sobra «{0}»."),
    (re.compile(r"Invalid value for '?(.+?)'?: .*", re.DOTALL), "El valor de {0} no sirve."),
)


def in_spanish(app: typer.Typer) -> None:
    """Make the help of `app` and of its commands speak Spanish."""
    app.info.cls = _SpanishGroup
    for command in app.registered_commands:
        command.cls = _SpanishCommand


def usage_error(error: Any) -> None:
    """Say what is wrong with the command line, and where the help is."""
    said = error.format_message()
    if said.startswith(_HEADINGS["Usage:"]):  # no command given: the whole help
        err.print(said, markup=False)
        return
    for pattern, text in _MESSAGES:
        if match := pattern.match(said):
            said = text.format(*match.groups())
            break
    context = getattr(error, "ctx", None)
    err.print(said, style="bold red", markup=False)
    err.print(f"  Qué hacer: vea «{context.command_path if context else 'cuenta'} --help».", markup=False)


def _translate(get_help: Callable[[Any], str], context: Any) -> str:
    text = get_help(context)
    for english, words in _HEADINGS.items():
        text = text.replace(english, words)
    return text


class _SpanishCommand(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        """The help, in Spanish."""
        return _translate(super().get_help, ctx)


class _SpanishGroup(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        """The help, in Spanish."""
        return _translate(super().get_help, ctx)
