"""The `cuenta` command as a person uses it, in this process: words in, words and exit code out."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from pipelines.cli import main


@dataclass(frozen=True)
class Said:
    """Exit code, standard output and standard error of one command."""

    code: int
    out: str
    err: str


def cuenta(*words: object) -> Said:
    """Run `cuenta` with these words."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with patch.object(sys, "argv", ["cuenta", *map(str, words)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ending:
            code = ending.code
    assert isinstance(code, int)
    return Said(code, out.getvalue(), err.getvalue())
