"""Registro Social de Hogares: persons by bracket of socio-economic rating, comuna and month.

`Periodo` comes as AAAAMM or AAAAMMDD (the day is always the first and means the month). The file
may contradict itself: brackets that miss the total by a few persons are kept, and said.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.sources import shape
from pipelines.sources.base import Conformed, Control, Measure, Recognition, SetAside, Sheet, SourceInfo
from pipelines.sources.count import counts
from pipelines.sources.review import Review, open_table

BRACKETS = {
    "tramo_40": "cantidad_40%|cantidad_40",
    "tramo_50": "cantidad_41-50%|cantidad_41-50",
    "tramo_60": "cantidad_51-60%|cantidad_51-60",
    "tramo_70": "cantidad_61-70%|cantidad_61-70",
    "tramo_80": "cantidad_71-80%|cantidad_71-80",
    "tramo_90": "cantidad_81-90%|cantidad_81-90",
    "tramo_100": "cantidad_91-100%|cantidad_91-100",
}
COUNTS = {**BRACKETS, "total": "totales_por_comuna"}
REQUIRED = ("periodo", "comuna", *COUNTS.values())


class RshTramos:
    """Reads the table by comuna; several months in one file."""

    info = SourceInfo(
        id="rsh-tramos",
        table="rsh_tramos",
        name="Registro Social de Hogares: personas por tramo y comuna",
        producer="Ministerio de Desarrollo Social y Familia",
        cadence="mensual",
        columns=("periodo", "comuna", *COUNTS),
        measures=(
            Measure("rsh-personas-40", "Personas en el tramo del 40 %", "personas"),
            Measure("rsh-personas-60", "Personas en los tramos hasta el 60 %", "personas"),
            Measure("rsh-personas", "Personas en el Registro Social de Hogares", "personas"),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """Score the header."""
        return shape.recognition(sheets, REQUIRED)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per comuna and month; a bad bracket is set aside alone and left empty."""
        sheet, match, _ = open_table(sheets, self.info.name, REQUIRED)
        shape.require_encoding([sheet], shape.UTF8_ONLY, self.info.name)
        frame, records = shape.body(sheet, match)
        review = Review(sheet, records)
        review.skip_totals([frame["periodo"], frame["comuna"]])
        labels = match.labels
        month = _months(frame["periodo"], review, labels["periodo"])
        columns = {"periodo": month, "comuna": review.comuna(frame["comuna"], labels["comuna"])}
        aside: list[SetAside] = []
        for name, header in COUNTS.items():
            header = header.split("|")[0]
            columns[name] = _cells(frame[header], review, labels[header], aside)
        share, total = (pd.to_numeric(columns[name]) for name in ("tramo_40", "total"))
        review.reject(
            share > total,
            labels["totales_por_comuna"],
            "numerador mayor que el denominador",
            "El tramo del 40 % tiene más personas que el total de la comuna.",
        )
        some = np.column_stack([columns[name].ne("") for name in COUNTS]).any(axis=1)
        keep = review.good & some
        kept = {name: values[keep] for name, values in columns.items()}
        rows = shape.bronze(kept, sheet, records[keep], kept["periodo"], _month_end(kept["periodo"]))
        return Conformed(
            rows=rows,
            set_aside=(*review.aside, *aside),
            skipped=(*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet])),
            controls=tuple(_controls(rows)),
            warnings=_warnings(rows),
        )


def _months(series: pd.Series, review: Review, label: str) -> pd.Series:
    """AAAAMM of each record; anything that is no month is set aside."""
    shape_of_month = r"20\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])?"
    bad = ~shape.by_value(series, lambda v: v.str.fullmatch(shape_of_month)).to_numpy(dtype=bool)
    review.reject(shape.missing(series), label, "vacío", "Falta el período.")
    review.reject(bad, label, "texto", "El período no tiene la forma AAAAMM ni AAAAMMDD.")
    return series.str[:6]


def _month_end(months: pd.Series) -> pd.Series:
    def last_day(values: pd.Series) -> pd.Series:
        dates = pd.to_datetime(values, format="%Y%m") + pd.offsets.MonthEnd(0)
        return dates.dt.strftime("%Y-%m-%d")

    return shape.by_value(months, last_day)


def _cells(series: pd.Series, review: Review, label: str, aside: list[SetAside]) -> pd.Series:
    """Counts of one column; bad cells become empty and go to `aside`, their record stays."""
    hidden = series.str.lower().str.startswith("valores entre").to_numpy(dtype=bool) & review.good
    aside += shape.set_aside(
        review.sheet,
        review.records,
        hidden,
        label,
        "valor reservado por la fuente",
        "La fuente reserva el valor por ser pequeño; no es un número.",
        "No hace falta corregir nada: esa celda queda sin dato.",
    )
    usable = review.good & ~hidden
    number, good, found = counts(series[usable], review.sheet, review.records[usable], label)
    aside += found
    return number.where(good, "").reindex(series.index, fill_value="")


def _controls(rows: pd.DataFrame) -> list[Control]:
    """Printed total of each month against the sum of its brackets, over complete rows."""
    numbers = rows[list(COUNTS)].apply(pd.to_numeric).dropna()
    totals = numbers.groupby(rows["_bloque"]).sum()
    name = "Total de personas y suma de los tramos"
    return [
        Control(name, str(block), float(row["total"]), float(row[list(BRACKETS)].sum()))
        for block, row in totals.iterrows()
    ]


def _warnings(rows: pd.DataFrame) -> tuple[str, ...]:
    numbers = rows[list(COUNTS)].apply(pd.to_numeric).dropna()
    gap = numbers[list(BRACKETS)].sum(axis=1) - numbers["total"]
    off = gap[gap != 0]
    if off.empty:
        return ()
    return (
        f"En {len(off)} filas los tramos no suman el total que trae la misma fila "
        f"(diferencias de {int(off.min())} a {int(off.max())} personas). Se usan tal como vienen.",
    )


SOURCE = RshTramos()
