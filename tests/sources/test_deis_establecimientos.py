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
    code: object = 101300, comuna: object = 1101, state: str = "Vigente", closed: str = ""
) -> list[object]:
    name = "Centro de Salud Familiar"
    dates = ["01/01/1990", closed, "-20,24", "-70,13"]
    return ["01-101", code, 1, name, name, "Municipal", "Primer Nivel", comuna, state, *dates]


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
