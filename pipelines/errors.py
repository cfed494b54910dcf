"""Errors that a data steward can act on, worded for them: what, where and what to do."""

from __future__ import annotations

import errno
from dataclasses import dataclass


@dataclass(frozen=True)
class Where:
    """The place a problem was found; empty parts are left out of the message."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    written: bool = False  # in a file that people write: it has lines and fields, not rows and columns

    def __str__(self) -> str:
        row, column = ("línea", "campo") if self.written else ("fila", "columna")
        parts = [
            f"archivo «{self.file}»" if self.file else "",
            f"hoja «{self.sheet}»" if self.sheet else "",
            f"{row} {self.row}" if self.row is not None else "",
            f"{column} «{self.column}»" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)


class StewardError(Exception):
    """Something the steward can mend. The command prints it and exits with 2."""

    def __init__(self, what: str, where: Where | None = None, todo: str = "") -> None:
        self.what = what
        self.where = where or Where()
        self.todo = todo
        super().__init__(self.text())

    def each(self) -> tuple[StewardError, ...]:
        """The problems one by one: this one, or several that were found together."""
        return (self,)

    def text(self) -> str:
        """The message in one paragraph: what happened, where, what to do."""
        lines = [self.what]
        if str(self.where):
            lines.append(f"Dónde: {self.where}.")
        if self.todo:
            lines.append(f"Qué hacer: {self.todo}")
        return " ".join(lines)


class FileRefused(StewardError):
    """A delivered file breaks its contract as a whole; its last good version stays in use."""


class SettingsError(StewardError):
    """A file that people of the workspace write (settings, card, goal, recipe) is not valid."""


class WorkspaceNotFound(StewardError):
    """The folder given is not a workspace."""


class RunInProgress(StewardError):
    """Another run holds the workspace's lock."""


_OF_THE_MACHINE = {
    errno.ENOSPC: ("No queda espacio en el disco.", "Libere espacio y vuelva a correr."),
    errno.EDQUOT: (
        "Se acabó el espacio que tiene asignado en el disco.",
        "Libere espacio y vuelva a correr.",
    ),
    errno.EROFS: ("La carpeta es de sólo lectura.", "Use una carpeta donde se pueda escribir."),
    errno.EACCES: ("Falta un permiso de lectura o escritura.", "Revise los permisos de la carpeta."),
    errno.EPERM: ("Falta un permiso de lectura o escritura.", "Revise los permisos de la carpeta."),
}


def of_the_machine(error: OSError) -> StewardError | None:
    """What the steward can mend of a trouble with disk or permissions; None for any other."""
    if error.errno not in _OF_THE_MACHINE:
        return None
    what, todo = _OF_THE_MACHINE[error.errno]
    return StewardError(what, Where(file=str(error.filename or "")), todo)
