"""Several faults of the files that people write, said all at once; and the closest known word."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from pipelines.errors import SettingsError, StewardError


class ManySettingsError(SettingsError):
    """Every fault found in settings, cards, goals and recipes; `problems` holds them one by one."""

    def __init__(self, problems: Sequence[SettingsError]) -> None:
        self.problems: tuple[SettingsError, ...] = tuple(problems)
        super().__init__(
            f"Hay {len(self.problems)} problemas en los archivos de la colaborativa.",
            todo="corrija cada uno y vuelva a intentarlo.",
        )

    def each(self) -> tuple[StewardError, ...]:
        """The problems one by one."""
        return self.problems

    def text(self) -> str:
        """One line for each problem, after the count."""
        return "\n".join([super().text(), *(f"- {problem.text()}" for problem in self.problems)])


def raise_problems(problems: Sequence[SettingsError]) -> None:
    """Do nothing without problems; raise the only one as it is, or several as `ManySettingsError`."""
    flat: list[SettingsError] = []
    for problem in problems:
        flat.extend(problem.problems if isinstance(problem, ManySettingsError) else [problem])
    if len(flat) == 1:
        raise flat[0]
    if flat:
        raise ManySettingsError(flat)


def closest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` known words that look like `word`, best first."""
    return difflib.get_close_matches(word, sorted(set(known)), n=count, cutoff=0.5)


def suggestion(word: str, known: Iterable[str], count: int = 3) -> str:
    """Return «¿Quiso decir «a» o «b»?», or an empty text when nothing looks like `word`."""
    words = [f"«{option}»" for option in closest(word, known, count)]
    return f"¿Quiso decir {' o '.join(words)}?" if words else ""
