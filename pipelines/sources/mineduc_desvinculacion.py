"""MINEDUC, incidence of school dropout by comuna: pupils who left, theoretical enrolment, rate.

One workbook with a sheet per breakdown. The comuna sheet stacks three tables (all pupils, girls,
boys), found by their titles and headers; `desvinculacion_tables` cuts them. Comunas come by name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import (
    Conformed,
    Control,
    Measure,
    Recognition,
    SetAside,
    Sheet,
    Skipped,
    SourceInfo,
)
from pipelines.sources.count import counts
from pipelines.sources.desvinculacion_tables import Group, Table, best_header, find_tables
from pipelines.territories import match_names

_COLUMNS = ("comuna", "anio", "sexo", "tipo", "desvinculados", "matricula_teorica", "tasa")
_SEX_WORDS = {"total": "total", "mujer": "mujeres", "hombre": "hombres"}
_KIND_WORDS = {"global": "global", "sistema_regular": "sistema regular"}
_ADVICE = "Corrija la celda en el archivo original o pida el archivo de nuevo a MINEDUC."


class Desvinculacion:
    """The workbook «Tasa de incidencia de la desvinculación»."""

    info = SourceInfo(
        id="mineduc-desvinculacion",
        table="mineduc_desvinculacion",
        name="Tasa de incidencia de la desvinculación escolar por comuna",
        producer="Ministerio de Educación, Centro de Estudios",
        cadence="anual",
        absent="sin_dato",
        columns=_COLUMNS,
        measures=(
            Measure("desvinculados-regular", "Desvinculados del sistema regular", "personas"),
            Measure("matricula-teorica-regular", "Matrícula teórica, sistema regular", "personas"),
            Measure("desvinculados-global", "Desvinculados, incidencia global", "personas"),
            Measure("matricula-teorica-global", "Matrícula teórica, incidencia global", "personas"),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The three header rows of a comuna table, on any sheet."""
        found = best_header(sheets)
        return Recognition(found.score, found.missing)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per comuna, year, sex and kind; the TOTAL row becomes controls.

        Raises FileRefused when the comuna tables cannot be told apart.
        """
        sheet = best_header(sheets).sheet
        tables = find_tables(sheet) if sheet is not None else []
        if sheet is None or not tables:
            raise FileRefused("No se encontró la tabla por comuna.", todo="Use el archivo oficial completo.")
        sexes = [table.sex for table in tables]
        if len(set(sexes)) < len(sexes):
            raise FileRefused(
                "La hoja trae dos veces la misma tabla por comuna (total, mujeres u hombres).",
                Where(sheet=sheet.name),
                "Deje una tabla de cada una, como en el archivo oficial.",
            )
        frames: list[pd.DataFrame] = []
        aside: list[SetAside] = []
        controls: list[Control] = []
        for table in tables:
            _read_table(sheet, table, frames, aside, controls)
        absent = [word for sex, word in _SEX_WORDS.items() if sex not in sexes]
        warnings = tuple(f"La hoja «{sheet.name}» no trae la tabla de {word}." for word in absent)
        rows = pd.concat(frames, ignore_index=True)
        skipped = [*_skip(sheet, tables), *shape.skip_unused(sheets, [sheet])]
        return Conformed(rows, tuple(aside), tuple(skipped), tuple(controls), warnings)


def _read_table(
    sheet: Sheet, table: Table, frames: list[pd.DataFrame], aside: list[SetAside], controls: list[Control]
) -> None:
    records = np.asarray(sheet.records)[table.rows]
    comuna = match_names(shape.text(sheet.cells.iloc[table.rows, 0]).reset_index(drop=True))
    unknown = comuna.eq("").to_numpy(dtype=bool)
    aside += shape.set_aside(
        sheet,
        records,
        unknown,
        "Comuna",
        "nombre desconocido",
        "El nombre no corresponde a ninguna comuna de la lista oficial.",
        "Escriba el nombre oficial de la comuna.",
    )
    for group in table.groups:
        cells = _cells(sheet, table, group)
        people, good_people, bad_people = counts(
            cells["desvinculados"], sheet, records, group.label("Desvinculados"), empty="", todo=_ADVICE
        )
        pupils, good_pupils, bad_pupils = counts(
            cells["matricula"], sheet, records, group.label("Matrícula teórica"), empty="", todo=_ADVICE
        )
        rate, bad_rate = shape.numbers(cells["tasa"], decimal=".", thousands="")
        over = pd.to_numeric(people) > pd.to_numeric(pupils)
        aside += [*bad_people, *bad_pupils]
        aside += shape.set_aside(
            sheet, records, bad_rate, group.label("Tasa"), "texto", "Se esperaba un número.", _ADVICE
        )
        aside += shape.set_aside(
            sheet,
            records,
            over,
            group.label("Desvinculados"),
            "mayor que el total",
            "Hay más desvinculados que matrícula teórica.",
            _ADVICE,
        )
        keep = good_people & good_pupils & ~bad_rate & ~over.to_numpy(dtype=bool) & ~unknown
        columns: dict[str, pd.Series | str] = {
            "comuna": comuna[keep],
            "anio": str(group.year),
            "sexo": table.sex,
            "tipo": group.kind,
            "desvinculados": people[keep],
            "matricula_teorica": pupils[keep],
            "tasa": rate[keep],
        }
        frames.append(shape.bronze(columns, sheet, records[keep], str(group.year)))
        if table.total >= 0:
            sound = ~over.to_numpy(dtype=bool)
            readable = (people, good_people & sound), (pupils, good_pupils & sound)
            controls += _controls(sheet, table, group, readable)


def _cells(sheet: Sheet, table: Table, group: Group) -> pd.DataFrame:
    # a dash, or an empty cell, is how the file says «no information»
    raw = sheet.cells.iloc[table.rows, [group.people, group.pupils, group.rate]].reset_index(drop=True)
    raw.columns = pd.Index(["desvinculados", "matricula", "tasa"])
    return raw.apply(lambda column: shape.text(column).replace("-", ""))


def _controls(
    sheet: Sheet, table: Table, group: Group, readable: tuple[tuple[pd.Series, shape.Mask], ...]
) -> list[Control]:
    """The printed TOTAL beside the sum of every row, unknown names included.

    A column with a cell that is set aside has no control: its sum would say nothing of the rest.
    """
    found = []
    words = f"{_KIND_WORDS[group.kind]}, {_SEX_WORDS[table.sex]}"
    for (values, good), column, name in zip(
        readable, (group.people, group.pupils), ("Desvinculados", "Matrícula teórica"), strict=True
    ):
        printed = pd.to_numeric(str(sheet.cells.iat[table.total, column]).strip(), errors="coerce")
        if good.all() and not pd.isna(printed):
            total = float(pd.to_numeric(values).fillna(0).sum())
            found.append(Control(f"{name} ({words})", str(group.year), float(printed), total))
    return found


def _skip(sheet: Sheet, tables: Sequence[Table]) -> list[Skipped]:
    order = np.arange(len(sheet.records))
    header, total, read = (np.zeros(len(order), dtype=bool) for _ in range(3))
    for table in tables:
        header |= (order >= table.header) & (order < table.header + 3)
        total |= order == table.total
        read[table.rows] = True
    records = np.asarray(sheet.records)
    return [
        *shape.skipped(sheet, records, header, "Encabezado."),
        *shape.skipped(sheet, records, total, "Fila TOTAL: se usa como control, no como dato."),
        *shape.skipped(sheet, records, ~(header | total | read), "Título o nota al pie."),
    ]


SOURCE = Desvinculacion()
