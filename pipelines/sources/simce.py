"""Agencia de Calidad, Simce by school: mean score, pupils and levels of achievement.

One workbook per grade and year, columns in any order; grade and year come from `grado` and
`agno`. The achievement levels are taken from `palu_eda_*`. What counts as a result is decided in
the models: here a 0 stays a 0 and an empty cell stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, SetAside, Sheet, SourceInfo
from pipelines.territories import known_codes, pad_codes

_GRADES = {"4b": "4° básico", "2m": "2° medio"}
_TESTS = {"lect": "lectura", "mate": "matematica"}
_FIGURES = ("nalu", "prom", "palu_eda_ins", "palu_eda_ele", "palu_eda_ade")
#: Bronze column -> header of what kind of school it is; empty in a file that does not have it.
_SCHOOL = {"depe": "cod_depe1", "grupo": "cod_grupo", "rural": "cod_rural_rbd"}
_KEYS = ("rbd", "comuna", "anio", "grado", "prueba")
_COLUMNS = (*_KEYS, "nalu", "prom", "palu_ins", "palu_ele", "palu_ade", *_SCHOOL)
_CONTRACTS = tuple(
    ("rbd", "cod_com_rbd", "agno", "grado", *(f"{f}_{test}{grade}_rbd" for test in _TESTS for f in _FIGURES))
    for grade in _GRADES
)
_ADVICE = "Corrija la celda en el archivo original o pida el archivo de nuevo a la Agencia de Calidad."


def _measures() -> tuple[Measure, ...]:
    found: list[Measure] = []
    for grade, grade_words in _GRADES.items():
        for test, test_words in (("lectura", "lectura"), ("matematica", "matemática")):
            stem, words = f"simce-{grade}-{test}", f"Simce {grade_words} {test_words}"
            found += [
                Measure(f"{stem}-puntaje", f"{words}: puntaje por estudiantes", "puntos × personas"),
                Measure(f"{stem}-alumnos", f"{words}: estudiantes con puntaje", "personas"),
                Measure(f"{stem}-insuficiente", f"{words}: % insuficiente por estudiantes", "% × personas"),
                Measure(f"{stem}-adecuado", f"{words}: % adecuado por estudiantes", "% × personas"),
                Measure(f"{stem}-alumnos-niveles", f"{words}: estudiantes con niveles", "personas"),
            ]
    return tuple(found)


class Simce:
    """Workbooks `simce<grade><year>_rbd_final.xlsx`."""

    info = SourceInfo(
        id="simce",
        table="simce",
        name="Resultados Simce por establecimiento",
        producer="Agencia de Calidad de la Educación",
        cadence="anual",
        absent="cero",
        columns=_COLUMNS,
        measures=_measures(),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The columns of both tests for one grade, whatever their order."""
        return shape.recognition(sheets, *_CONTRACTS)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """Two rows per school: reading and mathematics."""
        sheet, match, contract = shape.best_sheet(sheets, *_CONTRACTS)
        if sheet is None or match.missing:
            raise FileRefused("El archivo no trae las columnas de Simce por establecimiento.")
        grade = list(_GRADES)[contract]
        table, records = shape.body(sheet, match)
        aside: list[SetAside] = []
        base = _keys(sheet, table, records, grade, aside)
        tests = [_test_rows(sheet, table, records, base, test, grade, aside) for test in _TESTS]
        rows, unknown = (pd.concat(frames, ignore_index=True) for frames in zip(*tests, strict=True))
        skipped = [*shape.skip_header(sheet, match), *shape.skip_unused(sheets, [sheet])]
        return Conformed(rows, tuple(aside), tuple(skipped), unknown=unknown)


def _keys(
    sheet: Sheet, table: pd.DataFrame, records: shape.Records, expected: str, aside: list[SetAside]
) -> pd.DataFrame:
    """School, comuna, year, grade and whether all four can be used; what cannot is set aside."""
    comuna = pad_codes(table["cod_com_rbd"])
    year, _ = shape.numbers(table["agno"], decimal=".", thousands="")
    school, _ = shape.numbers(table["rbd"], decimal=".", thousands="")
    grade = table["grado"].str.lower()
    checks = (
        ("cod_com_rbd", known_codes(comuna), "código desconocido", "La comuna no está en la lista oficial."),
        ("rbd", school.str.fullmatch(r"\d+"), "vacío o texto", "Falta el RBD del establecimiento."),
        ("agno", year.str.fullmatch(r"(19|20)\d\d"), "vacío o texto", "Falta el año de la prueba."),
        ("grado", grade.eq(expected), "otro grado", "El grado no es el de las columnas del archivo."),
    )
    usable = np.ones(len(table), dtype=bool)
    for column, good, value_class, reason in checks:
        bad = usable & ~good.to_numpy(dtype=bool)
        aside += shape.set_aside(sheet, records, bad, column, value_class, reason, _ADVICE)
        usable &= ~bad
    return pd.DataFrame({"rbd": school, "comuna": comuna, "anio": year, "grado": grade, "usable": usable})


def _test_rows(
    sheet: Sheet,
    table: pd.DataFrame,
    records: shape.Records,
    base: pd.DataFrame,
    test: str,
    expected: str,
    aside: list[SetAside],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of one test, and those of the schools whose figures were set aside, without figures."""
    usable = base["usable"].to_numpy(dtype=bool)
    figures: dict[str, pd.Series] = {}
    keep = usable.copy()
    for figure in _FIGURES:
        column = f"{figure}_{test}{expected}_rbd"
        number, bad = shape.numbers(table[column], decimal=".", thousands="")
        negative = number.str.startswith("-").to_numpy(dtype=bool)
        for mask, value_class, reason in (
            (bad, "texto", "Se esperaba un número y vino un texto."),
            (negative, "negativo", "Este dato no puede ser negativo."),
        ):
            aside += shape.set_aside(sheet, records, mask & usable, column, value_class, reason, _ADVICE)
        keep &= ~(bad | negative)
        figures[figure.replace("_eda", "")] = number
    columns = {
        "rbd": base["rbd"],
        "comuna": base["comuna"],
        "anio": base["anio"],
        "grado": base["grado"],
        "prueba": pd.Series(_TESTS[test], index=base.index),
        **figures,
    }
    blank = pd.Series("", index=base.index, dtype=object)
    columns |= {name: table.get(header, blank) for name, header in _SCHOOL.items()}
    kept = {name: values[keep] for name, values in columns.items()}
    apart = usable & ~keep
    bare = {name: "" if name in figures else values[apart] for name, values in columns.items()}
    block = base["grado"] + "|" + base["anio"]
    rows = shape.bronze(kept, sheet, records[keep], block[keep])
    return rows, shape.bronze(bare, sheet, records[apart], block[apart])


SOURCE = Simce()
