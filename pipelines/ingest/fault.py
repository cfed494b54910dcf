"""A file that our own code cannot cope with stops itself, and nothing else."""

from __future__ import annotations

import struct
import traceback
from pathlib import Path

import pyarrow as pa

from pipelines.duck import QUERY_FAULTS
from pipelines.errors import FileRefused, Where

#: What a slip of ours raises while it reads one file. Memory, disk and the person's Ctrl+C go on.
OUR_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,  # of a document, as the XML parser says it
    TypeError,
    ValueError,
    pa.ArrowException,
    struct.error,
    *QUERY_FAULTS,
)
_CODE = Path(__file__).resolve().parents[1]


def refusal_of(error: Exception, label: str) -> FileRefused:
    """The refusal of file `label`. Names the error and the place in our code, never its text: it may
    quote the file.
    """
    ours = [
        step for step in traceback.extract_tb(error.__traceback__) if _CODE in Path(step.filename).parents
    ]
    place = f" en {Path(ours[-1].filename).stem}, línea {ours[-1].lineno}" if ours else ""
    return FileRefused(
        f"Una falla nuestra impidió leerlo ({type(error).__name__}{place}).",
        Where(label),
        "Avise a quien mantiene la plataforma y entréguele el archivo; los demás archivos siguen su camino.",
    )
