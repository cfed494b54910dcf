"""MINSAL-DEIS, register of health centres: the official download, or the normalised copy of a third party.

One row per establishment, closed ones too. The register has no date of its own: the official download
is cut at the last opening or closing that it knows; the copy is of the year told below.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines import territories
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.people import take
from pipelines.sources.review import Review, open_table

_COPY = {
    "codigo": "codigo_establecimiento", "comuna": "codigo_comuna", "tipo": "tipo_establecimiento",
    "dependencia": "dependencia_administrativa", "estado": "estado_funcionamiento",
    "latitud": "latitud", "longitud": "longitud",
}  # fmt: skip
_OFFICIAL = {
    "codigo": "establecimientocodigo", "comuna": "comunacodigo", "tipo": "tipoestablecimientoglosa",
    "dependencia": "dependenciaadministrativa", "estado": "estadofuncionamiento",
    "latitud": "latitud", "longitud": "longitud",
    "apertura": "fechainiciofuncionamientoestab", "cierre": "fechacierre",
}  # fmt: skip
_REQUIRED = ("codigo", "comuna", "tipo", "dependencia", "estado")
_CONTRACTS = tuple(tuple(names[name] for name in _REQUIRED) for names in (_COPY, _OFFICIAL))
#: The normalised copy tells no date: it was made in this year.
_YEAR_OF_THE_COPY = "2026"
#: How the name of a kind begins -> the kind; the first that fits. All other kinds are «otro».
_KINDS = {
    "centro de salud familiar": "cesfam",
    "centro comunitario de salud familiar": "cecosf",
    "posta de salud rural": "posta-rural",
    "servicio de atencion primaria de urgencia de alta": "sar",
    "servicio de atencion primaria de urgencia": "sapu",
    "servicio de urgencia rural": "sur",
    "hospital": "hospital",
}


class DeisEstablecimientos:
    """Health centres by comuna."""

    info = SourceInfo(
        id="deis-establecimientos",
        table="deis_establecimientos",
        name="Establecimientos de salud",
        producer="Ministerio de Salud, Departamento de Estadísticas e Información de Salud (DEIS)",
        cadence="anual",
        absent="cero",
        columns=("anio", "codigo", "comuna", "tipo", "dependencia", "estado", "latitud", "longitud"),
        measures=(
            Measure("establecimientos-salud", "Establecimientos de salud vigentes", "establecimientos"),
            Measure("cesfam", "Centros de salud familiar (CESFAM) vigentes", "establecimientos"),
            Measure("postas-rurales", "Postas de salud rural vigentes", "establecimientos"),
            Measure("sapu-sar", "Servicios de urgencia SAPU y SAR vigentes", "establecimientos"),
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The columns that measures need, in either layout."""
        return shape.recognition(sheets, *_CONTRACTS)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per establishment. `estado`: vigente or no_vigente. Raises FileRefused."""
        sheet, match, layout = open_table(sheets, self.info.name, *_CONTRACTS)
        table, records = take(sheet, match, (_COPY, _OFFICIAL)[layout])
        review = Review(sheet, records)
        label = match.labels
        names = (_COPY, _OFFICIAL)[layout]
        code = review.key(table["codigo"], label[names["codigo"]])
        repeated = code.duplicated(keep="first") & code.ne("")
        reason = "El código del establecimiento está dos veces."
        review.reject(repeated, label[names["codigo"]], "repetido", reason)
        comuna = review.comuna(table["comuna"], label[names["comuna"]])
        cut = _last_date(table) if layout else ""
        year = cut[:4] or _YEAR_OF_THE_COPY
        place = {name: shape.numbers(table[name])[0] for name in ("latitud", "longitud")}
        if sheet.kind == "parquet" or not layout:
            place = {name: shape.numbers(table[name], ".", "")[0] for name in place}
        state = shape.by_value(table["estado"], lambda v: v.map(_state))
        columns: dict[str, pd.Series | str] = {
            "anio": year,
            "codigo": code[review.good],
            "comuna": comuna[review.good],
            "tipo": shape.by_value(table["tipo"], lambda v: v.map(kind))[review.good],
            "dependencia": table["dependencia"][review.good],
            "estado": state[review.good],
            **{name: values[review.good] for name, values in place.items()},
        }
        rows = shape.bronze(
            columns, sheet, records[review.good], f"establecimientos|{year}", cut, derived=not layout
        )
        skipped = (*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet]))
        return Conformed(rows, tuple(review.aside), skipped)


def kind(text: str) -> str:
    """cesfam, cecosf, posta-rural, sapu, sar, sur, hospital or otro, from the name of a kind."""
    plain = territories.normalise(text).lower()
    return next((short for start, short in _KINDS.items() if plain.startswith(start)), "otro")


def _state(text: str) -> str:
    return "vigente" if text.lower().startswith("vigente") else "no_vigente"


def _last_date(table: pd.DataFrame) -> str:
    dates = pd.concat([table["apertura"], table["cierre"]])
    read = pd.to_datetime(dates.str.slice(0, 10), format="%d/%m/%Y", errors="coerce").dropna()
    return str(read.max().date()) if len(read) else ""


SOURCE = DeisEstablecimientos()
