"""What the community gathers by itself, as a source like any other: cards may name its figures."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.registers.checks import Row
from pipelines.sources.base import Measure, Published, SourceInfo

NAME = "observaciones"


def observed_source(rows: Iterable[Row]) -> SourceInfo:
    """Describe as a source the figures of the register; the first row of each that tells it names it.

    A figure counts persons unless every one of its rows says that it does not: a blank reserves.
    """
    figures: dict[str, list[Row]] = {}
    for row in rows:
        figures.setdefault(row["cifra"], []).append(row)
    measures = [
        Measure(
            id=figure,
            name=_told(said, "nombre") or figure,
            unit=_told(said, "unidad"),
            person_level=any(row["personas"] != "no" for row in said),
        )
        for figure, said in sorted(figures.items())
        if said[0]["tipo"] == "medida"
    ]
    published = [
        Published(figure, _told(said, "nombre") or figure, _told(said, "unidad"), "publicado")
        for figure, said in sorted(figures.items())
        if said[0]["tipo"] == "publicado"
    ]
    return SourceInfo(
        id=NAME,
        table=NAME,
        name="Observaciones de la comunidad",
        producer="La colaborativa",
        cadence="ocasional",
        official=False,
        measures=tuple(measures),
        published=tuple(published),
    )


def _told(rows: list[Row], column: str) -> str:
    return next((str(row[column]) for row in rows if row[column]), "")
