"""What must hold before an edition may be read: checked on the finished folder, on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publish import links, manifest
from publish.audit import audit

Checks = Callable[[Path], list[str]]
_SHOWN = 20


class GateFailed(Exception):
    """The new edition does not hold; `actual` stays as it was. `problems` says why, in Spanish."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        more = len(problems) - _SHOWN
        lines = problems[:_SHOWN] + ([f"… y {more} más."] if more > 0 else [])
        super().__init__("La edición no se publicó:\n" + "\n".join(f"  - {line}" for line in lines))


def pass_gate(edition: Path, datos: Path, threshold: int, checks: Checks | None = None) -> None:
    """Raise GateFailed unless the edition in this folder may be published.

    Links and requests, small counts of persons, the caller's own checks, and every hash read back.
    """
    problems = [
        *links.problems(edition),
        *audit(edition, datos, threshold),
        *(checks(edition) if checks else []),
        *manifest.verify(edition),
    ]
    if problems:
        raise GateFailed(problems)
