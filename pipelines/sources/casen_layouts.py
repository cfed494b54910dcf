"""The layouts of CASEN's comuna estimates, told apart by their headers and never by their titles.

A layout ends as `Block`s: columns of one poverty measure and one year on one sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import Recognition, Sheet
from pipelines.sources.shape import HeaderMatch, normalise_header

_RATE = r"porcentaje de personas en situacion de pobreza (por ingresos|multidimensional)\b.*"
MODERN = ("codigo", "region", "nombre comuna", f"/{_RATE}/", "limite inferior", "limite superior")
DERIVED = ("codigo_comuna", "anio", "dimension", "tasa", "limite_inferior", "limite_superior")
OLD_TOP = ("identificador comuna", "comuna", r"/ano (?:19|20)\d\d/")
OLD_BELOW = ("limite inferior ic", "incidencia pobreza", "limite superior ic")
#: How a person calls the columns that are found by pattern.
_WORDS = {
    f"/{_RATE}/": "Porcentaje de personas en situación de pobreza por ingresos (o multidimensional)",
    OLD_TOP[2]: "Año (por ejemplo, Año 2009)",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_METHOD = r"metodologia de estimacion.*|tipo de estimacion.*"
_PEOPLE = r"numero de personas en situacion de pobreza\b.*"
_SAMPLE = r"presencia de la comuna en la muestra\b.*"


@dataclass(frozen=True)
class Block:
    """Where one measure and year stand: positions of columns; -1 stands for none."""

    sheet: Sheet
    first_row: int
    dimension: str
    year: str
    code: int
    rate: int
    lower: int
    upper: int
    method: int = -1
    people: int = -1  # persons in poverty
    sample: int = -1  # whether the survey went there


def recognise(sheets: Sequence[Sheet]) -> Recognition:
    """The best score among the three layouts."""
    modern = shape.recognition(sheets, MODERN, DERIVED)
    found = [_old_match(sheet) for sheet in sheets]
    old = max(found, key=lambda match: match.score, default=HeaderMatch())
    best = old if old.score > modern.score else modern
    return Recognition(best.score, _in_words(best.missing), best.extra)


def _in_words(missing: Sequence[str]) -> tuple[str, ...]:
    return tuple(_WORDS.get(name, name) for name in missing)


def _old_match(sheet: Sheet) -> HeaderMatch:
    """The header of 2009-2011 takes two records; both count for the score."""
    top = shape.find_header(sheet, OLD_TOP)
    if top.row_index < 0 or top.row_index + 1 >= len(sheet.cells):
        return HeaderMatch()
    below = {normalise_header(cell) for cell in sheet.cells.iloc[top.row_index + 1]}
    missing = (*top.missing, *(name for name in OLD_BELOW if name not in below))
    score = 1 - len(missing) / (len(OLD_TOP) + len(OLD_BELOW))
    return HeaderMatch(top.row_index, top.positions, top.labels, missing, top.extra, score, top.repeated)


def find_blocks(sheets: Sequence[Sheet]) -> list[Block]:
    """Every block of the file. Raises FileRefused when a sheet is nearly, but not, in its layout."""
    blocks: list[Block] = []
    for sheet in sheets:
        modern, old = shape.find_header(sheet, MODERN), _old_match(sheet)
        for match in (modern, old):
            if match.score == 1:
                shape.refuse_repeated(sheet, match)
        if modern.score == 1:
            blocks.append(_modern_block(sheet, modern))
        elif old.score == 1:
            blocks += _old_blocks(sheet, old)
        elif max(modern.score, old.score) >= 0.6:
            missing = modern.missing if modern.score >= old.score else old.missing
            raise FileRefused(
                f"A la hoja le faltan columnas: {', '.join(_in_words(missing))}.",
                Where(sheet=sheet.name),
                "Use la planilla oficial sin cambiar los encabezados.",
            )
    return blocks


def _modern_block(sheet: Sheet, match: HeaderMatch) -> Block:
    rate = f"/{_RATE}/"
    header = normalise_header(match.labels[rate])
    # the 2015 income sheet is titled «Multidimensional»: only the column header is to be trusted
    dimension = "multidimensional" if "multidimensional" in header else "ingresos"
    above = [cell for row in range(match.row_index) for cell in sheet.cells.iloc[row] if cell]
    years = [y for text in (header, sheet.name, *above) for y in _YEAR.findall(str(text))]
    if not years:
        raise FileRefused(
            "No se encontró el año de las estimaciones en el encabezado, la hoja ni el título.",
            Where(sheet=sheet.name),
            "Use la planilla oficial con su título.",
        )
    place = match.positions
    method, people, sample = (match.matching(pattern) for pattern in (_METHOD, _PEOPLE, _SAMPLE))
    return Block(
        sheet=sheet,
        first_row=match.row_index + 1,
        dimension=dimension,
        year=years[0],
        code=place["codigo"],
        rate=place[rate],
        lower=place["limite inferior"],
        upper=place["limite superior"],
        method=method[0][1] if method else -1,
        people=people[0][1] if people else -1,
        sample=sample[0][1] if sample else -1,
    )


def _old_blocks(sheet: Sheet, match: HeaderMatch) -> list[Block]:
    top, below = ([normalise_header(c) for c in sheet.cells.iloc[match.row_index + i]] for i in (0, 1))
    starts = [column for column, name in enumerate(top) if re.fullmatch(r"ano (?:19|20)\d\d", name)]
    blocks = []
    repeated = [top[start] for start in starts if top.count(top[start]) > 1]
    if repeated:
        raise shape.column_twice(sheet, match.row_index, repeated[0].replace("ano", "Año"))
    for start, end in zip(starts, [*starts[1:], len(top)], strict=True):
        place = {name: column for column in range(start, end) if (name := below[column])}
        blocks.append(
            Block(
                sheet=sheet,
                first_row=match.row_index + 2,
                dimension="ingresos-antigua",
                year=top[start][-4:],
                code=match.positions["identificador comuna"],
                rate=place["incidencia pobreza"],
                lower=place["limite inferior ic"],
                upper=place["limite superior ic"],
            )
        )
    return blocks
