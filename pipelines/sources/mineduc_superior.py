"""MINEDUC, SIES: students of higher education by programme and campus (Matrícula en educación superior).

One record per programme. The comuna is that of the campus, by name; an empty count is zero. Students
whose sex is not binary count in the total and in neither sex.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Conformed, Control, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.review import Review, open_table
from pipelines.territories import match_names

#: Bronze column -> header.
COUNTS = {
    "total": "total matriculados",
    "mujeres": "matriculados mujeres por programa",
    "hombres": "matriculados hombres por programa",
    "no_binario": "matriculados no binario por carrera",
    "primero_total": "total matriculados primer ano",
    "primero_mujeres": "matriculados mujeres primer ano",
    "primero_hombres": "matriculados hombres primer ano",
    "primero_no_binario": "matriculados no binario primer ano",
    "edad_15_19": "rango de edad 15 a 19 anos",
    "edad_20_24": "rango de edad 20 a 24 anos",
    "edad_25_29": "rango de edad 25 a 29 anos",
    "edad_30_34": "rango de edad 30 a 34 anos",
    "edad_35_39": "rango de edad 35 a 39 anos",
    "edad_40_mas": "rango de edad 40 y mas anos",
    "edad_sin_dato": "rango de edad sin informacion",
    "origen_municipal": "tes municipal",
    "origen_subvencionado": "tes particular subvencionado",
    "origen_particular": "tes particular pagado",
    "origen_delegada": "tes corp. de administracion delegada",
    "origen_slep": "tes servicio local educacion",
    "origen_total": "total tes",
}
KEYS = {
    "anio": "ano",
    "comuna": "comuna",
    "carrera": "codigo carrera",
    "institucion": "clasificacion institucion nivel 1",
    "nivel": "nivel global",
}
REQUIRED = (*KEYS.values(), *COUNTS.values())
INSTITUTIONS = {
    "universidades": "universidad",
    "institutos profesionales": "instituto-profesional",
    "centros de formacion tecnica": "centro-formacion-tecnica",
}
LEVELS = {"pregrado": "pregrado", "postitulo": "postitulo", "postgrado": "postgrado"}
#: Printed whole -> its parts.
SUMS = {
    "Matrícula total y suma por sexo": ("total", ("mujeres", "hombres", "no_binario")),
    "Matrícula total y suma por edad": ("total", tuple(name for name in COUNTS if name.startswith("edad_"))),
    "Matrícula de primer año y suma por sexo": (
        "primero_total",
        ("primero_mujeres", "primero_hombres", "primero_no_binario"),
    ),
}


class MineducSuperior:
    """Reads the yearly file `MAT_AAAA_WEB`."""

    info = SourceInfo(
        id="mineduc-superior",
        table="mineduc_superior",
        name="Matrícula en educación superior",
        producer="Ministerio de Educación, Servicio de Información de Educación Superior (SIES)",
        cadence="anual",
        absent="cero",
        columns=(*KEYS, *COUNTS),
        measures=(
            Measure("superior-matricula", "Matrícula de educación superior", "estudiantes"),
            Measure("superior-matricula-pregrado", "Matrícula de pregrado", "estudiantes"),
            Measure("superior-matricula-primer-anio", "Matrícula de pregrado en primer año", "estudiantes"),
            Measure(
                "superior-matricula-con-origen",
                "Matrícula de educación superior con establecimiento de origen conocido",
                "estudiantes",
            ),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header."""
        return shape.recognition(sheets, REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per programme. Raises FileRefused when a column is missing."""
        sheet, match, _ = open_table(sheets, self.info.name, REQUIRED)
        shape.require_encoding([sheet], shape.UTF8_OR_LATIN, self.info.name)
        frame, records = shape.body(sheet, match)
        review = Review(sheet, records)
        labels = {name: match.labels[header] for name, header in {**KEYS, **COUNTS}.items()}
        cells = {name: frame[header] for name, header in {**KEYS, **COUNTS}.items()}
        review.skip_totals([cells["carrera"], cells["anio"]])
        columns = {
            "anio": review.year(cells["anio"].str.removeprefix("MAT_"), labels["anio"]),
            "comuna": _comuna(review, cells["comuna"], labels["comuna"]),
            "carrera": review.key(cells["carrera"], labels["carrera"]),
            "institucion": _code(review, cells["institucion"], labels["institucion"], INSTITUTIONS),
            "nivel": _code(review, cells["nivel"], labels["nivel"], LEVELS),
        }
        for name in COUNTS:
            columns[name] = review.count(cells[name], labels[name], thousands=".", empty="0")
        kept = {name: values[review.good] for name, values in columns.items()}
        rows = shape.bronze(kept, sheet, review.records[review.good], "superior|" + kept["anio"])
        known = {name: columns[name] for name in ("anio", "comuna", "carrera", "institucion", "nivel")}
        return Conformed(
            rows=rows,
            set_aside=tuple(review.aside),
            skipped=(*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet])),
            controls=tuple(_controls(rows)),
            unknown=review.unknown_rows(known, self.info.columns, "superior|" + columns["anio"]),
        )


def _comuna(review: Review, series: pd.Series, label: str) -> pd.Series:
    """Code of each comuna; a name that is not in the official list is set aside."""
    found = shape.by_value(series, match_names)
    unknown = found.eq("").to_numpy(dtype=bool)
    review.reject(
        unknown,
        label,
        "nombre desconocido",
        "El nombre de la comuna no está en la lista oficial.",
        "Corrija el nombre de la comuna en el archivo.",
    )
    review.keyed &= ~unknown
    return found


def _code(review: Review, series: pd.Series, label: str, meaning: dict[str, str]) -> pd.Series:
    """Meaning of a closed list of words; another one is set aside."""
    words = shape.by_value(series, lambda values: values.map(shape.normalise_header))
    return review.code(words.map(meaning).fillna(words), label, meaning.values())


def _controls(rows: pd.DataFrame) -> list[Control]:
    """Each printed total of a year against its parts."""
    totals = rows[list(COUNTS)].astype("int64").groupby(rows["_bloque"]).sum()
    return [
        Control(name, str(block), float(row[whole]), float(row[list(parts)].sum()))
        for block, row in totals.iterrows()
        for name, (whole, parts) in SUMS.items()
    ]


SOURCE = MineducSuperior()
