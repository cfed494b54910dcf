"""What is wrong in a register, as its steward reads it; never what the cell says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.errors import SettingsError, Where

_RUN = re.compile(r"(?<![\d.])\d{1,2}\.?\d{3}\.?\d{3}\s?-\s?[\dkK](?![\w-])")
_MAIL = re.compile(r"\S@\S+\.\w")
PERSONAL = "dato que identifica a una persona"


class CellFault(Exception):
    """A cell that does not hold what its column asks. `reason`: in general terms, safe to publish."""

    def __init__(self, reason: str, what: str, todo: str) -> None:
        super().__init__(reason)
        self.reason, self.what, self.todo = reason, what, todo


@dataclass(frozen=True)
class Fault:
    """One fault and its place. `reason` is all that the public page says; row 0 is the whole file.

    `kept`: the row comes in all the same, and only the steward is told.
    """

    reason: str
    what: str
    todo: str
    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    kept: bool = False

    def error(self) -> SettingsError:
        """The same in the words of every other message: what, where, what to do."""
        where = Where(self.file, self.sheet, self.row or None, self.column)
        return SettingsError(self.what, where, self.todo)


def is_personal(text: str) -> bool:
    """Whether `text` holds what looks like a RUN or an e-mail address."""
    return bool(_RUN.search(text) or _MAIL.search(text))


def refuse_personal(text: str) -> None:
    """Raise `CellFault`, without repeating anything, when `text` may tell who a person is."""
    if is_personal(text):
        raise CellFault(
            PERSONAL,
            "La celda trae algo que parece un RUN o un correo electrónico.",
            "bórrelo: en los registros no va nada que identifique a una persona.",
        )
