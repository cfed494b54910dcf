"""MINEDUC school directory: four layouts, nobody's number kept, places with a decimal comma."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.sources.base import META_COLUMNS
from pipelines.sources.mineduc_directorio import SOURCE
from pipelines.sources.mineduc_matricula import SOURCE as ENROLMENT
from tests.sources.delivered import made, nothing_lost, official, reasons

SCHOOL: dict[str, object] = {
    "AGNO": 2024,
    "RBD": 1,
    "DGV_RBD": 9,
    "NOM_RBD": "ESCUELA NUEVA",
    "MRUN": " ",
    "RUT_SOSTENEDOR": 11111111,
    "P_JURIDICA": 1,
    "COD_COM_RBD": 13401,
    "COD_DEPE": 6,
    "RURAL_RBD": 0,
    "LATITUD": "-33,592",
    "LONGITUD": "-70,699",
    "CONVENIO_PIE": 1,
    **{f"ENS_{n:02d}": 0 for n in range(1, 12)},
    "MAT_TOTAL": 840,
    "MATRICULA": 1,
    "ESTADO_ESTAB": 1,
    "ORI_RELIGIOSA": 1,
    "ORI_OTRO_GLOSA": " ",
    "PAGO_MATRICULA": "GRATUITO",
    "PAGO_MENSUAL": "GRATUITO",
}
LEFT_OUT_IN_2017 = ("MAT_TOTAL", "ENS_10", "ENS_11")


def test_numbers_of_people_do_not_pass_the_door() -> None:
    sheets = made(list(SCHOOL), list(SCHOOL.values()))
    rows = SOURCE.read(sheets).rows
    assert list(rows.columns) == [*SOURCE.info.columns, *META_COLUMNS]
    assert not {"mrun", "rut_sostenedor"} & set(rows.columns)
    assert "11111111" not in rows.to_csv()
    row = rows.iloc[0]
    assert (row["comuna"], row["latitud"], row["longitud"]) == ("13401", "-33.592", "-70.699")
    assert (row["matricula"], row["mat_total"], row["_bloque"]) == ("1", "840", "directorio|2024")


def test_the_oldest_layout_has_no_pupils() -> None:
    record = {name: value for name, value in SCHOOL.items() if name not in LEFT_OUT_IN_2017}
    sheets = made(list(record), list(record.values()))
    assert SOURCE.recognise(sheets).score == 1
    assert SOURCE.read(sheets).rows["mat_total"].tolist() == [""]


def test_a_place_that_is_no_number_does_not_lose_the_school() -> None:
    record = {**SCHOOL, "LATITUD": "-39,30, 72,2", "LONGITUD": " "}
    sheets = made(list(record), list(record.values()))
    result = SOURCE.read(sheets)
    assert result.rows[["rbd", "latitud", "longitud"]].values.tolist() == [["1", "", ""]]
    assert reasons(result) == {"LATITUD: texto": [2]}
    assert "en la comuna y no en sus partes" in result.set_aside[0].todo  # the coordinate does place it
    assert nothing_lost(result, sheets)


def test_codes_outside_their_list_are_set_aside() -> None:
    bad = [
        {**SCHOOL, name: value}
        for name, value in (("ESTADO_ESTAB", 9), ("RURAL_RBD", ""), ("MATRICULA", 840))
    ]
    sheets = made(list(SCHOOL), list(SCHOOL.values()), *(list(record.values()) for record in bad))
    result = SOURCE.read(sheets)
    assert len(result.rows) == 1
    assert reasons(result) == {
        "ESTADO_ESTAB: código desconocido": [3],
        "RURAL_RBD: vacío": [4],
        "MATRICULA: código desconocido": [5],
    }
    assert nothing_lost(result, sheets)


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "records", "functioning"),
    [
        ("Directorio_Oficial_EE_2017.csv.gz", 16_024, 11_749),
        ("20210927_Directorio_Oficial_EE_2021_20210430_WEB.csv.gz", 16_498, 11_285),
        ("20240912_Directorio_Oficial_EE_2024_20240430_WEB.csv.gz", 16_694, 11_048),
        ("directorio_oficial_ee_publico_2025.csv.gz", 16_768, 10_945),
    ],
)
def test_every_official_year_is_read_whole(datos: Path, name: str, records: int, functioning: int) -> None:
    sheets = official(datos / "mineduc" / name)
    assert SOURCE.recognise(sheets).score == 1
    assert ENROLMENT.recognise(sheets).score < 0.6
    result = SOURCE.read(sheets)
    assert len(result.rows) == records
    assert nothing_lost(result, sheets)
    assert {item.column for item in result.set_aside} <= {"LATITUD", "LONGITUD"}
    open_with_pupils = (result.rows["estado_estab"] == "1") & (result.rows["matricula"] == "1")
    assert open_with_pupils.sum() == functioning
