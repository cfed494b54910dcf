"""JUNAEB: school vulnerability index (IVE-SINAE) by school, as counts by priority.

The index is (first + second + third priority) / enrolment; it is recomputed from the counts. An
empty count is zero. A file may stack several levels under a header that names only the first:
then schools repeat, and the level is «varios».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from pipelines.errors import FileRefused, Where
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Control, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.review import Review, open_table

#: Bronze column -> header. The last two headers carry the level and the year.
LAYOUT_2021 = {
    "rbd": "id_rbd",
    "comuna": "id_comuna_estable",
    "dependencia": "ds_tipo_dependencia",
    "ruralidad": "ds_ruralidad",
    "primera": "primera prioridad",
    "segunda": "segunda prioridad",
    "tercera": "tercera prioridad",
    "no_priorizado": "no priorizado en vulnerabilidad",
    "sin_informacion": "sin informacion",
    "matricula": r"total matricula~total matricula .*\d{4}",
    "ive": r"ive-sinae~ive-sinae .*\d{4}",
}
LAYOUT_2016 = {
    "rbd": "rbd",
    "comuna": "cod_com_est",
    "dependencia": "dependencia",
    "ruralidad": "area",
    "primera": "primera_prioridad",
    "segunda": "segunda_prioridad",
    "tercera": "tercera_prioridad",
    "no_priorizado": "no_vulnerables",
    "sin_informacion": "sin_informacion",
    "matricula": r"total_matricula~total_matricula_\d{4}",
    "ive": r"ive_sinae~ive_sinae_\d{4}",
}
LAYOUTS = (LAYOUT_2021, LAYOUT_2016)
CONTRACTS = tuple(tuple(layout.values()) for layout in LAYOUTS)
PARTS = ("primera", "segunda", "tercera", "no_priorizado", "sin_informacion")
LEVELS = {"parvularia": "parvularia", "basica": "basica", "media": "media"}


class JunaebIve:
    """Reads the layouts of 2016 and 2021; every sheet of the file that carries the header."""

    info = SourceInfo(
        id="junaeb-ive",
        table="junaeb_ive",
        name="Índice de vulnerabilidad escolar (IVE-SINAE) por establecimiento",
        producer="Junta Nacional de Auxilio Escolar y Becas (JUNAEB)",
        cadence="anual",
        absent="cero",
        columns=("anio", "nivel", *LAYOUT_2021),
        measures=(
            Measure("ive-prioritarios", "Estudiantes de primera, segunda o tercera prioridad", "estudiantes"),
            Measure("ive-primera-prioridad", "Estudiantes de primera prioridad", "estudiantes"),
            Measure("ive-matricula", "Matrícula considerada en el IVE", "estudiantes"),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header against both layouts."""
        return shape.recognition(sheets, *CONTRACTS)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per delivered school record. Raises FileRefused without columns, UTF-8 or year."""
        shape.require_encoding(sheets, shape.UTF8_ONLY, self.info.name)
        first, _, number = open_table(sheets, self.info.name, *CONTRACTS)
        parts: list[Conformed] = []
        used: list[Sheet] = []
        for sheet in sheets:
            match = shape.find_header(sheet, CONTRACTS[number])
            if sheet is first or not match.missing:
                parts.append(_read_sheet(sheet, match, LAYOUTS[number]))
                used.append(sheet)
        rows = pd.concat([part.rows for part in parts], ignore_index=True)
        return Conformed(
            rows=rows,
            set_aside=tuple(item for part in parts for item in part.set_aside),
            skipped=(*(s for part in parts for s in part.skipped), *shape.skip_unused(sheets, used)),
            controls=tuple(_controls(rows)),
            unknown=pd.concat([part.unknown for part in parts], ignore_index=True),
        )


def _read_sheet(sheet: Sheet, match: shape.HeaderMatch, layout: dict[str, str]) -> Conformed:
    frame, records = shape.body(sheet, match)
    headers = {name: header.split("~")[0] for name, header in layout.items()}
    frame = pd.DataFrame({name: frame[header] for name, header in headers.items()})
    labels = {name: match.labels[header] for name, header in headers.items()}
    review = Review(sheet, records)
    review.skip_totals([frame["rbd"], frame["comuna"]])
    columns: dict[str, pd.Series] = {
        "rbd": review.key(frame["rbd"], labels["rbd"]),
        "comuna": review.comuna(frame["comuna"], labels["comuna"]),
        "dependencia": frame["dependencia"],
        "ruralidad": frame["ruralidad"],
    }
    for name in PARTS:
        columns[name] = review.count(frame[name], labels[name], thousands=",", empty="0")
    columns["matricula"] = review.count(frame["matricula"], labels["matricula"], thousands=",")
    columns["ive"], bad = shape.numbers(frame["ive"], decimal=".", thousands="", percent=True)
    review.reject(bad, labels["ive"], "texto", "Se esperaba un número y vino un texto.")
    whole = [
        pd.to_numeric(columns[name]).fillna(0) for name in ("primera", "segunda", "tercera", "matricula")
    ]
    review.reject(
        whole[0] + whole[1] + whole[2] > whole[3],
        labels["matricula"],
        "numerador mayor que el denominador",
        "Hay más estudiantes priorizados que matrícula.",
    )
    year = _year(sheet, labels["ive"])
    kept = {name: values[review.good] for name, values in columns.items()}
    level = _level(sheet, labels["matricula"], kept["rbd"])
    block = f"ive|{year}|{level}" if level else f"ive|{year}"
    rows = shape.bronze({"anio": year, "nivel": level, **kept}, sheet, records[review.good], block)
    known: dict[str, pd.Series | str] = {
        "anio": year, "nivel": level, "rbd": columns["rbd"], "comuna": columns["comuna"]
    }  # fmt: skip
    return Conformed(
        rows=rows,
        set_aside=tuple(review.aside),
        skipped=(*shape.skip_header(sheet, match), *review.skips),
        unknown=review.unknown_rows(known, ("anio", "nivel", *layout), block),
    )


def _year(sheet: Sheet, label: str) -> str:
    found = re.search(r"(?:19|20)\d\d", label)
    if not found:
        raise FileRefused(
            "No se encontró el año en el encabezado del índice.",
            Where(sheet=sheet.name, column=label),
            "El encabezado debe llevar el año, por ejemplo «IVE-SINAE BÁSICA 2021».",
        )
    return found.group(0)


def _level(sheet: Sheet, label: str, schools: pd.Series) -> str:
    """Level named in the header or in the sheet; «varios» when schools repeat; '' when not told."""
    if schools.duplicated().any():
        return "varios"
    told = shape.normalise_header(f"{label} {sheet.name}")
    return next((level for word, level in LEVELS.items() if word in told), "")


def _controls(rows: pd.DataFrame) -> list[Control]:
    """Enrolment of each block against the sum of its five counts."""
    totals = rows[[*PARTS, "matricula"]].astype("int64").groupby(rows["_bloque"]).sum()
    return [
        Control(
            "Matrícula y suma de los cinco conteos",
            str(block),
            float(row["matricula"]),
            float(row[list(PARTS)].sum()),
        )
        for block, row in totals.iterrows()
    ]


SOURCE = JunaebIve()
