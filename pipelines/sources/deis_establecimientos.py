"""MINSAL-DEIS, register of health centres: the official download, or the normalised copy of a third party.

One row per establishment, closed ones too. The register has no date of its own: the official download
is cut at the last opening or closing that it knows, mistyped years left out; the copy is of the year
told below.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipelines import territories
from pipelines.sources import shape
from pipelines.sources.base import Conformed, Measure, Recognition, SetAside, Sheet, SourceInfo
from pipelines.sources.coordinates import degrees
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
#: Whether an establishment works, in the words of both layouts without accents.
_STATES = {
    "vigente": "vigente",
    "vigente en operacion": "vigente",
    "vigente en operacion habitual": "vigente",
    "vigente en operacion transitoria": "vigente",
    "no vigente": "no_vigente",
    "cerrado": "no_vigente",
    "cerrado temporal": "no_vigente",
    "cerrado definitivamente": "no_vigente",
}
#: In a register of this many dates, one that stands years after every other is mistyped.
_DATES_TO_JUDGE, _FAR = 20, pd.Timedelta(days=3 * 366)
_DATES = ("apertura", "cierre")


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
        state = shape.by_value(table["estado"], lambda v: v.map(_state))
        said = label[names["estado"]]
        review.reject(shape.missing(table["estado"]), said, "vacío", "No dice si está en funcionamiento.")
        reason = "El estado de funcionamiento no está en la lista de la fuente."
        review.reject(state.eq("").to_numpy(dtype=bool), said, "palabra desconocida", reason)
        aside: list[SetAside] = []
        place = {}
        for name in ("latitud", "longitud"):
            place[name], apart = degrees(
                table[name], sheet, records, review.good, label.get(names[name], name)
            )
            aside += apart
        last, impossible = _last_date(table) if layout else (None, {})
        for name, mask in impossible.items():
            aside += shape.set_aside(
                sheet, records, mask & review.good, label.get(names[name], name), "fecha imposible",
                "La fecha está años después de todas las demás; el establecimiento se usa sin ella.",
                "Revise el año en el archivo original.",
            )  # fmt: skip
        cut = str(last.date()) if last is not None else ""
        year = cut[:4] or _YEAR_OF_THE_COPY
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
        return Conformed(rows, (*review.aside, *aside), skipped)


def kind(text: str) -> str:
    """cesfam, cecosf, posta-rural, sapu, sar, sur, hospital or otro, from the name of a kind."""
    plain = territories.normalise(text).lower()
    return next((short for start, short in _KINDS.items() if plain.startswith(start)), "otro")


def _state(text: str) -> str:
    """vigente or no_vigente; '' for words that are not on the list."""
    return _STATES.get(territories.normalise(text).lower(), "")


def _last_date(table: pd.DataFrame) -> tuple[pd.Timestamp | None, dict[str, shape.Mask]]:
    """The last opening or closing, and by column where a date is later than can be believed."""
    read = {
        name: pd.to_datetime(table[name].str.slice(0, 10), format="%d/%m/%Y", errors="coerce")
        for name in _DATES
    }
    known = pd.concat(read.values()).dropna().drop_duplicates().sort_values().tolist()
    while len(known) > _DATES_TO_JUDGE and known[-1] - known[-2] > _FAR:
        known.pop()
    last = known[-1] if known else None
    late = {name: dates.notna() & ~dates.isin(known) for name, dates in read.items()}
    return last, {name: mask.to_numpy(dtype=bool) for name, mask in late.items()}


SOURCE = DeisEstablecimientos()
