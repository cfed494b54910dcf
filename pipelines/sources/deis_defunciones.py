"""MINSAL-DEIS, deaths: one row a person, without name or number, from the viewer or the base.

Only what measures need comes in: date, sex, age, comuna of residence, chapter and external cause.
Identical rows are different persons and stay. Preliminary files change with each cut: their years are
kept apart from the official ones, and cut at their last date. A base is official when its years are whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipelines.errors import FileRefused
from pipelines.sources import people, shape
from pipelines.sources.base import Conformed, Measure, Recognition, Sheet, SourceInfo
from pipelines.sources.review import Review
from pipelines.territories import known_codes, pad_codes

#: Public viewer's export: always preliminary.
_VIEWER = ("ano", "fecha", "sexo", "frecuencia", "edad", "codcom", "id_nivel 1")
#: Official base since 1990 and its preliminary editions; older deliveries use the dictionary's names.
_BASE = (
    "ano|ano_def",
    "fecha_def",
    "sexo_nombre|glosa_sexo",
    "edad_tipo",
    "edad_cant",
    "cod_comuna|codigo_comuna_residencia",
    "capitulo_diag1",
)
#: Names here, in the order of both headers above; then the codes of the cause, which a file may lack.
_NEEDED = ("anio", "fecha", "sexo", "tipo_edad", "edad", "comuna", "grupo")
_CAUSES = ({"diag1": "id_dp", "diag2": "id_cextdetalleint"}, {"diag1": "diag1", "diag2": "diag2"})
#: Where the columns stand in the base when a delivery comes without header: 27 columns.
_BARE = {"ano": 0, "fecha_def": 1, "sexo_nombre": 2, "edad_tipo": 3, "edad_cant": 4, "cod_comuna": 5}
_BARE |= {"diag1": 8, "capitulo_diag1": 9, "diag2": 17}
_BARE_WIDTH = 27
_BARE_RECORD = {0: r"(19|20)\d\d", 1: r"\d{2,4}[-/]\d\d[-/]\d{2,4}.*", 3: r"[0-4]?", 4: r"\d*", 5: r"\d{4,5}"}
#: Residence not known: these deaths count for the country alone.
_UNKNOWN_PLACE = "99999"
#: From this many deaths a year on, a last week with less than half of the usual is still coming in.
_DEATHS_TO_JUDGE = 520
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
        columns=(*_NEEDED, "externa", "caracter"),
        measures=tuple(
            Measure(code, name, "personas", person_level=True)
            for code, name in (
                ("defunciones", "Defunciones"),
                ("defunciones-1-17-externas", "Defunciones de 1 a 17 años por causas externas"),
                ("defunciones-suicidio-10-19", "Defunciones por suicidio de 10 a 19 años"),
            )
        ),
    )

    def recognise(self, sheets: Sequence[Sheet]) -> Recognition:
        """The columns that measures need, in either layout; a first record of the base without header."""
        if any(_is_bare(sheet) for sheet in sheets):
            return Recognition(1.0)
        return shape.recognition(sheets, _VIEWER, _BASE)

    def read(self, sheets: Sequence[Sheet]) -> Conformed:
        """One row per death. `tipo_edad`: 1 years, 2 months, 3 days, 4 hours, 0 unknown.

        `externa`: category of the external cause (X70), '' for none, sin_dato when the file or the
        classification (ICD-9, until 1996) does not tell.
        """
        sheet, match, layout = _table(sheets)
        shape.require_encoding([sheet], shape.UTF8_OR_LATIN, self.info.name)
        names = [name.split("|")[0] for name in (_VIEWER, _BASE)[layout]]
        wanted = dict(zip(_NEEDED, names, strict=True)) | _CAUSES[layout]
        table, records = people.take(sheet, match, wanted)
        review = Review(sheet, records)
        review.skip_totals([table["anio"]])
        columns = _conform(table, review)
        told = _CAUSES[layout]["diag2"] in match.positions
        unknown = pd.Series("sin_dato", index=table.index, dtype=object)
        columns["externa"] = _external(table) if told else unknown
        kept: dict[str, pd.Series | str] = {name: values[review.good] for name, values in columns.items()}
        year, date = (columns[name][review.good] for name in ("anio", "fecha"))
        official = layout == 1 and not _says_preliminary(sheets, match) and _is_whole(date)
        kept["caracter"] = "oficial" if official else "preliminar"
        block = year if official else "preliminar|" + year
        cut = date.groupby(year).transform("max")
        rows = shape.bronze(kept, sheet, records[review.good], block, cut)
        skipped = (*shape.skip_header(sheet, match), *review.skips, *shape.skip_unused(sheets, [sheet]))
        return Conformed(rows, tuple(review.aside), skipped)


def _table(sheets: Sequence[Sheet]) -> tuple[Sheet, shape.HeaderMatch, int]:
    for sheet in sheets:
        if _is_bare(sheet):
            return sheet, shape.HeaderMatch(-1, dict(_BARE)), 1
    found, match, layout = shape.best_sheet(sheets, _VIEWER, _BASE)
    if found is None or match.missing:
        raise FileRefused("No se encontró la tabla de defunciones en el archivo.")
    return found, match, layout


def _is_bare(sheet: Sheet) -> bool:
    """Whether the first record is a death of the base, without header above."""
    if not len(sheet.cells) or sheet.cells.shape[1] != _BARE_WIDTH:
        return False
    first = shape.text(sheet.cells.iloc[0])
    fits = pd.Series({at: bool(pd.Series([first[at]]).str.fullmatch(p)[0]) for at, p in _BARE_RECORD.items()})
    return bool(fits.all())


def _says_preliminary(sheets: Sequence[Sheet], match: shape.HeaderMatch) -> bool:
    """Whether the name of a sheet or what stands above a header says that the figures will change."""
    above = [
        str(cell)
        for sheet in sheets
        for cell in sheet.cells.iloc[: max(match.row_index, 0)].to_numpy().ravel()
    ]
    return any("preliminar" in text.lower() for text in [*above, *(sheet.name for sheet in sheets)])


def _is_whole(dates: pd.Series) -> bool:
    """Whether every year reaches 31 December and its last week is as full as the others.

    The weekly editions may stop on that very day, and lack what was not registered yet.
    """
    deaths = dates.value_counts()
    years, days = deaths.index.str[:4], deaths.index.str[5:]
    of_year = deaths.groupby(years).sum()
    last_week = deaths[days >= "12-25"].groupby(years[days >= "12-25"]).sum().reindex(of_year.index)
    thin = (of_year >= _DEATHS_TO_JUDGE) & (last_week < of_year * 7 / 365 / 2)
    return set(years[days == "12-31"]) == set(years) and not thin.any()


def _conform(table: pd.DataFrame, review: Review) -> dict[str, pd.Series]:
    unknown_place = shape.missing(table["comuna"], [_UNKNOWN_PLACE])
    comuna = pad_codes(table["comuna"]).mask(unknown_place, _UNKNOWN_PLACE)
    year, _ = shape.numbers(table["anio"], decimal=".", thousands="")
    date = shape.by_value(table["fecha"], _iso_date)
    kind, _ = shape.numbers(table["tipo_edad"], decimal=".", thousands="")
    kind = kind.mask(shape.missing(table["tipo_edad"]), "0")
    age, _ = shape.numbers(table["edad"], decimal=".", thousands="")
    age = age.where(kind.ne("0"), "0")
    checks: Sequence[tuple[str, pd.Series, str, str]] = (
        ("comuna", known_codes(comuna), "código desconocido", "La comuna no está en la lista oficial."),
        ("año", year.str.fullmatch(r"(19|20)\d\d"), "vacío o texto", "Falta el año de la defunción."),
        ("fecha", date.ne(""), "no es fecha", "La fecha de la defunción no se entiende."),
        ("fecha", date.str[:4].eq(year), "otro año", "La fecha no es del año de la fila."),
        ("tipo de edad", kind.isin(list("01234")), "código desconocido", "El tipo de edad va de 0 a 4."),
        ("edad", age.str.fullmatch(r"\d{1,3}"), "no es edad", "La edad debe ser un número entero."),
    )
    for column, good, value_class, reason in checks:
        review.reject(~np.asarray(good, dtype=bool), column, value_class, reason, _ADVICE)
    return {
        "anio": year,
        "fecha": date,
        "sexo": people.sex(table["sexo"]),
        "tipo_edad": kind,
        "edad": age,
        "comuna": comuna,
        "grupo": table["grupo"],
    }


def _external(table: pd.DataFrame) -> pd.Series:
    """External cause: V–Y in DIAG2 of an injury (S00–T98), or V–Y as the cause itself."""
    cause, second = people.icd10(table["diag1"]), people.icd10(table["diag2"])
    of_injury = cause.str[:1].isin(["S", "T"]) | table["grupo"].str[:1].isin(["S", "V"])
    itself = cause.str[:1].isin(list("VWXY"))
    external = second.where(second.str[:1].isin(list("VWXY")) & (of_injury | itself), "")
    external = external.mask(external.eq("") & itself, cause)
    old_codes = shape.by_value(table["diag1"], lambda v: v.astype(str).str.match(r"\d"))
    return external.mask(old_codes.astype(bool), "sin_dato")


def _iso_date(values: pd.Series) -> pd.Series:
    """AAAA-MM-DD from that form (with or without hour) or from DD-MM-AAAA and DD/MM/AAAA; '' if not."""
    day = values.astype(str).str.slice(0, 10).str.replace("/", "-", regex=False)
    iso = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")
    chilean = pd.to_datetime(day, format="%d-%m-%Y", errors="coerce")
    return iso.fillna(chilean).dt.strftime("%Y-%m-%d").fillna("").astype(object)


SOURCE = DeisDefunciones()
