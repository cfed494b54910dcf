"""The register of health centres: two layouts, one code each, and the kinds that are counted."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.sources.deis_establecimientos import SOURCE, kind
from tests.sources.delivered import made, nothing_lost, official, reasons

OFFICIAL = [
    "EstablecimientoCodigoAntiguo", "EstablecimientoCodigo", "RegionCodigo", "TipoEstablecimientoGlosa",
    "EstablecimientoGlosa", "DependenciaAdministrativa", "NivelAtencionEstabglosa", "ComunaCodigo",
    "EstadoFuncionamiento", "FechaInicioFuncionamientoEstab", "FechaCierre", "Latitud", "Longitud",
]  # fmt: skip


def centre(
    code: object = 101300,
    comuna: object = 1101,
    state: str = "Vigente",
    closed: str = "",
    opened: str = "01/01/1990",
    place: tuple[str, str] = ("-20,24", "-70,13"),
) -> list[object]:
    name = "Centro de Salud Familiar"
    return [
        *("01-101", code, 1, name, name, "Municipal", "Primer Nivel", comuna, state),
        *(opened, closed, *place),
    ]


def test_the_official_download_is_cut_at_its_last_date() -> None:
    sheets = made(OFFICIAL, centre(), centre(101301, 13401, "Cerrado", "31/12/2015"))
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    assert result.rows[list(SOURCE.info.columns)].values.tolist() == [
        ["2015", "101300", "01101", "cesfam", "Municipal", "vigente", "-20.24", "-70.13"],
        ["2015", "101301", "13401", "cesfam", "Municipal", "no_vigente", "-20.24", "-70.13"],
    ]
    assert set(result.rows["_corte"]) == {"2015-12-31"}
    assert set(result.rows["_derivada"]) == {""}


def test_a_code_that_is_there_twice_counts_once() -> None:
    sheets = made(OFFICIAL, centre(), centre(), centre("", 1101), centre(5, 99998))
    result = SOURCE.read(sheets)
    assert reasons(result) == {
        "EstablecimientoCodigo: vacío": [4],
        "EstablecimientoCodigo: repetido": [3],
        "ComunaCodigo: código desconocido": [5],
    }
    assert nothing_lost(result, sheets)


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        ("Vigente en Operación Habitual", "vigente"),
        ("Vigente en operación habitual", "vigente"),
        ("Vigente en operación transitoria", "vigente"),
        ("Cerrado", "no_vigente"),
        ("Cerrado Temporal", "no_vigente"),
        ("No vigente", "no_vigente"),
    ],
)
def test_whether_a_centre_works_is_read_from_a_closed_list(printed: str, state: str) -> None:
    assert list(SOURCE.read(made(OFFICIAL, centre(state=printed))).rows["estado"]) == [state]


def test_a_centre_that_does_not_say_whether_it_works_is_not_taken_for_closed() -> None:
    sheets = made(OFFICIAL, centre(1), centre(2, state=""), centre(3, state="Operativo"))
    result = SOURCE.read(sheets)
    assert list(result.rows["codigo"]) == ["1"]
    assert reasons(result) == {
        "EstadoFuncionamiento: vacío": [3],
        "EstadoFuncionamiento: palabra desconocida": [4],
    }
    assert nothing_lost(result, sheets)


def test_a_mistyped_date_does_not_move_the_register_to_another_year() -> None:
    known = [centre(n, opened=f"{1 + n % 28:02}/{1 + n % 12:02}/{2000 + n % 24}") for n in range(1, 41)]
    sheets = made(OFFICIAL, *known, centre(900, opened="15/03/2062"), centre(901, closed="15/03/2203"))
    result = SOURCE.read(sheets)
    assert (set(result.rows["anio"]), set(result.rows["_bloque"])) == ({"2023"}, {"establecimientos|2023"})
    assert {"900", "901"} <= set(result.rows["codigo"])  # the centres themselves stay
    assert reasons(result) == {
        "FechaInicioFuncionamientoEstab: fecha imposible": [42],
        "FechaCierre: fecha imposible": [43],
    }


def test_a_year_that_cannot_be_is_not_published() -> None:
    rows = SOURCE.read(made(OFFICIAL, centre(opened="15/03/2062"))).rows
    failed = [o.demand.mensaje for o in run_suite(load_suite("deis_establecimientos"), rows) if not o.ok]
    assert "El año del registro es posible." in failed


def test_a_coordinate_may_have_a_point_or_a_comma() -> None:
    sheets = made(OFFICIAL, centre(1, place=("-33.456", "-70,667")), centre(2, place=("sur", "")))
    result = SOURCE.read(sheets)
    assert result.rows[["latitud", "longitud"]].values.tolist() == [["-33.456", "-70.667"], ["", ""]]
    assert reasons(result) == {"Latitud: texto": [3]}


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        ("Centro de Salud Familiar (CESFAM)", "cesfam"),
        ("Centro Comunitario de Salud Familiar (CECOSF)", "cecosf"),
        ("Posta de Salud Rural (PSR)", "posta-rural"),
        ("Servicio de Atención Primaria de Urgencia (SAPU)", "sapu"),
        ("Servicio de Atención Primaria de Urgencia de Alta Resolutividad (SAR)", "sar"),
        ("Centro de Salud Privado", "otro"),
    ],
)
def test_kinds_are_told_by_their_name(printed: str, short: str) -> None:
    assert kind(printed) == short


@pytest.mark.real
def test_the_copy_counts_the_centres_in_operation(datos: Path) -> None:
    path = datos / "deis" / "establecimientos_salud.parquet"
    sheets = official(path)
    assert SOURCE.recognise(sheets).score == 1
    result = SOURCE.read(sheets)
    raw = pd.read_parquet(path)
    open_ones = raw[raw["estado_funcionamiento"].str.lower().str.startswith("vigente")]
    cesfam = open_ones["tipo_establecimiento"].str.contains("CESFAM")
    rows = result.rows[result.rows["estado"] == "vigente"]
    assert not result.set_aside and nothing_lost(result, sheets)
    assert (len(result.rows), len(rows), (rows["tipo"] == "cesfam").sum()) == (5717, len(open_ones), 607)
    here = (rows["comuna"] == "13201") & (rows["tipo"] == "cesfam")
    assert here.sum() == (cesfam & (open_ones["codigo_comuna"] == "13201")).sum() > 0
    assert set(result.rows["anio"]) == {"2026"} and set(result.rows["_derivada"]) == {"1"}
    assert all(outcome.ok for outcome in run_suite(load_suite("deis_establecimientos"), result.rows))
