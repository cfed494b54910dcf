"""Which source a table belongs to, by its header; and what to say when it almost fits."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from pipelines.errors import FileRefused, Where
from pipelines.sources.base import Recognition, Sheet, Source

#: From here on a header is a known one that came wrong, and no unknown file.
NEARLY = 0.6


def recognise(
    sheets: Sequence[Sheet], sources: Sequence[Source], name: str, whole_only: bool = False
) -> Source | None:
    """The source whose contract `sheets` meets, or None when they resemble nothing known.

    `sources` in order of preference. Raises `FileRefused`, naming the missing columns, when the
    header is mostly that of a source but not whole, unless `whole_only`.
    """
    best: tuple[Source, Recognition] | None = None
    for source in sources:
        found = source.recognise(sheets)
        if found.score >= 1 and not found.missing:
            return source
        if found.score >= NEARLY and (best is None or found.score > best[1].score):
            best = (source, found)
    if best is None or whole_only:
        return None
    raise _nearly(*best, name)


def _nearly(source: Source, found: Recognition, name: str) -> FileRefused:
    missing = ", ".join(f"«{column}»" for column in found.missing)
    lacks = "le faltan las columnas" if len(found.missing) > 1 else "le falta la columna"
    renamed = [
        f"¿«{close[0]}» en lugar de «{column}»?"
        for column in found.missing
        if (close := difflib.get_close_matches(column, found.extra, n=1, cutoff=0.5))
    ]
    return FileRefused(
        f"Parece «{source.info.name}», pero {lacks} {missing}.",
        Where(file=name, column=found.missing[0] if found.missing else ""),
        " ".join([*renamed, "Pida o descargue de nuevo el archivo, o corrija su encabezado."]),
    )
