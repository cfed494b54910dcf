"""MINSAL-DEIS, deaths: one row a person, without name or number, read from either public layout.

Only what measures need comes in: date, sex, age, comuna of residence and chapter of the cause.
Identical rows are different persons and stay. The year is cut at the last date in the file.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, SetAside, Sheet, SourceInfo
from pipelines.territories import known_codes, pad_codes

# in the order of both headers below
_COLUMNS = ("anio", "fecha", "sexo", "tipo_edad", "edad", "comuna", "grupo")
#: Public viewer's export.
_VIEWER = ("ano", "fecha", "sexo", "frecuencia", "edad", "codcom", "id_nivel 1")
#: Official base since 1990; older deliveries use the names of the official dictionary.
_BASE = (
    "ano|ano_def",
    "fecha_def",
    "sexo_nombre|glosa_sexo",
    "edad_tipo",
    "edad_cant",
    "cod_comuna|codigo_comuna_residencia",
    "capitulo_diag1",
)
_SEXES = {"hombre": "hombre", "1": "hombre", "mujer": "mujer", "2": "mujer"}
#: Residence not known: these deaths count for the country alone.
_UNKNOWN_PLACE = "99999"
_ADVICE = "Corrija la celda en el archivo original o descárguelo de nuevo del DEIS."


class DeisDefunciones:
    """Deaths, preliminary export or official base."""

    info = SourceInfo(
        id="deis-defunciones",
        table="deis_defunciones",
        name="Defunciones por comuna de residencia",
        producer="Ministerio de Salud, Departamento de Estadísticas e Información de Salud (DEIS)",
        cadence="anual",
        absent="cero",
        rebased=True,
        columns=_COLUMNS,
        measures=(
            Measure("defunciones", "Defunciones", "personas", person_level=True),
            Measure(
                "defunciones-menores-1", "Defunciones de menores de un año", "personas", person_level=True
            ),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The columns that measures need, in either layout."""
        return shape.recognition(sheets, _VIEWER, _BASE)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per death. `tipo_edad`: 1 years, 2 months, 3 days, 4 hours, 0 unknown."""
        sheet, match, layout = shape.best_sheet(sheets, _VIEWER, _BASE)
        if sheet is None or match.missing:
            raise FileRefused("No se encontró la tabla de defunciones en el archivo.")
        shape.require_encoding([sheet], shape.UTF8_OR_LATIN, self.info.name)
        shape.refuse_repeated(sheet, match)
        needed = [name.split("|")[0] for name in (_VIEWER, _BASE)[layout]]
        below = sheet.cells.iloc[match.row_index + 1 :]
        cells = [shape.text(below[match.positions[name]]).reset_index(drop=True) for name in needed]
        table = pd.concat(cells, axis=1, keys=_COLUMNS)
        records = np.asarray(sheet.records[match.row_index + 1 :])
        rows, aside = _conform(sheet, table, records)
        skipped = [*shape.skip_header(sheet, match), *shape.skip_unused(sheets, [sheet])]
        return Conformed(rows, tuple(aside), tuple(skipped))


def _conform(
    sheet: Sheet, table: pd.DataFrame, records: shape.Records
) -> tuple[pd.DataFrame, list[SetAside]]:
    unknown_place = shape.missing(table["comuna"], [_UNKNOWN_PLACE])
    comuna = pad_codes(table["comuna"]).mask(unknown_place, _UNKNOWN_PLACE)
    year, _ = shape.numbers(table["anio"], decimal=".", thousands="")
    date = shape.by_value(table["fecha"], _iso_date)
    kind, _ = shape.numbers(table["tipo_edad"], decimal=".", thousands="")
    age, _ = shape.numbers(table["edad"], decimal=".", thousands="")
    checks = (
        ("comuna", known_codes(comuna), "código desconocido", "La comuna no está en la lista oficial."),
        ("año", year.str.fullmatch(r"(19|20)\d\d"), "vacío o texto", "Falta el año de la defunción."),
        ("fecha", date.ne(""), "no es fecha", "La fecha de la defunción no se entiende."),
        ("fecha", date.str[:4].eq(year), "otro año", "La fecha no es del año de la fila."),
        ("tipo de edad", kind.isin(list("01234")), "código desconocido", "El tipo de edad va de 0 a 4."),
        ("edad", age.str.fullmatch(r"\d{1,3}"), "no es edad", "La edad debe ser un número entero."),
    )
    aside: list[SetAside] = []
    keep = np.ones(len(table), dtype=bool)
    for column, good, value_class, reason in checks:
        bad = keep & ~good.to_numpy(dtype=bool)
        aside += shape.set_aside(sheet, records, bad, column, value_class, reason, _ADVICE)
        keep &= ~bad
    columns: dict[str, pd.Series | str] = {
        "anio": year[keep],
        "fecha": date[keep],
        "sexo": table["sexo"].str.lower().map(_SEXES).fillna("sin_dato")[keep],
        "tipo_edad": kind[keep],
        "edad": age[keep],
        "comuna": comuna[keep],
        "grupo": table["grupo"][keep],
    }
    cut = date[keep].groupby(year[keep]).transform("max")
    return shape.bronze(columns, sheet, records[keep], year[keep], cut), aside


def _iso_date(values: pd.Series) -> pd.Series:
    """AAAA-MM-DD from that form (with or without hour) or from DD-MM-AAAA and DD/MM/AAAA; '' if not."""
    day = values.astype(str).str.slice(0, 10).str.replace("/", "-", regex=False)
    iso = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")
    chilean = pd.to_datetime(day, format="%d-%m-%Y", errors="coerce")
    return iso.fillna(chilean).dt.strftime("%Y-%m-%d").fillna("").astype(object)


SOURCE = DeisDefunciones()
