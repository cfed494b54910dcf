"""The status page counts everything and gives nobody away: neither few persons nor a file's name."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish.account import EditionInfo, build_account
from publish.charts import ChartBook
from publish.pages.desk import Desk
from publish.pages.environment import Writer
from publish.pages.site import _shared
from publish.pages.status import status_page
from publish.protect.status import protect_status
from tests.publish import made_up
from tests.publish.made_up_rest import part
from tests.publish.pages import words

PERSONAL = "muertes-ejemplo"


def page(tmp_path: Path, **given: Any) -> str:
    """The words of the status page of the made-up account."""
    account = build_account(dataclasses.replace(made_up.inputs(), **given))
    desk = Desk(account, EditionInfo("2023-001", 2023), ChartBook())
    Writer(tmp_path, _shared(desk)).write(*status_page(desk))
    return words((tmp_path / "estado/index.html").read_text(encoding="utf-8"))


def files(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """estado.json of one delivered file with these parts."""
    return {
        "archivos": [
            {"nombre": "carpeta/niñas.xlsx", "sha256": "c0ffee" * 10 + "cafe", "partes": [*parts], **more}
        ]
    }


def test_the_count_of_each_file_closes(tmp_path: Path) -> None:
    shown = page(tmp_path)
    assert "llegaron 12.345 registros: 12.300 se aceptaron, 5 se apartaron" in shown
    assert "✔ Aceptado 12.345 12.300 5 40 2" in shown
    assert "Apartados, comuna desconocida: 5." in shown
    assert "No se cumple: Se esperan datos de 345 comunas." in shown


def test_each_register_says_its_rows_and_why_some_are_out_and_never_where(tmp_path: Path) -> None:
    read = {
        "nombre": "mapa_recursos", "titulo": "Mapa de recursos", "archivo": "mapa_recursos.csv",
        "recibidas": 1204, "aceptadas": 1200, "apartadas": 4, "rechazado": False,
        "motivos": {"fechas cambiadas": 3, "territorio que no existe": 1},
        "problemas": [{"que": "El territorio no existe.", "donde": "fila 98", "que_hacer": "¿Quiso decir?"}],
    }  # fmt: skip
    broken = read | {"titulo": "Convenios", "recibidas": 7, "aceptadas": 0, "apartadas": 7,
                     "rechazado": True, "motivos": {"encabezado con problemas": 7}}  # fmt: skip
    empty = read | {"titulo": "Capacitación", "recibidas": 0, "aceptadas": 0, "apartadas": 0, "motivos": {}}
    shown = page(tmp_path, status=files() | {"registros": [read, broken, empty]})
    assert "Mapa de recursos Apartadas, fechas cambiadas: 3. Apartadas, territorio que no existe: 1." in shown
    assert "✔ Leído 1.204 1.200 4" in shown and "✗ No se pudo usar 7 0 7" in shown
    assert "fila 98" not in shown and "mapa_recursos.csv" not in shown and "Capacitación" not in shown


def test_a_reference_file_is_explained_and_not_named(tmp_path: Path) -> None:
    kept = part("referencia", "", 9, 0, 0, 9) | {"motivo": "Lista de códigos: no trae cifras."}
    shown = page(tmp_path, status=files(kept, kept, part("desconocido", "", 0, 0, 0, 0)))
    assert "Lista de códigos: no trae cifras. (2 archivos)" in shown
    assert "Que no se parecen a ninguna fuente conocida: 1" in shown
    assert "niñas.xlsx" not in shown


def test_a_failed_demand_names_three_places_and_counts_the_rest(tmp_path: Path) -> None:
    demand = {
        "ok": False,
        "gravedad": "aviso",
        "mensaje": "Los tramos suman el total.",
        "donde": "a; b; c; d; e",
    }
    shown = page(
        tmp_path, status=files(part("aceptado", "fuente-ejemplo", 5, 5, 0, 0) | {"revisiones": [demand]})
    )
    assert "No se cumple: Los tramos suman el total. (a; b; c y 2 más)" in shown


def test_a_file_in_use_shows_the_beginning_of_its_hash(tmp_path: Path) -> None:
    shown = page(tmp_path, status=files(part("aceptado", "fuente-ejemplo", 5, 5, 0, 0)))
    assert "carpeta/niñas.xlsx Registro de ejemplo · huella c0ffeec0ffee ✔ Aceptado" in shown


def test_a_refused_file_gives_source_and_reason_and_no_name(tmp_path: Path) -> None:
    refused = part("rechazado", "fuente-ejemplo", 30, 0, 0, 0) | {
        "motivo": "No se pudo leer «niñas.xlsx»: está dañado.", "donde": "archivo «niñas.xlsx», fila 3",
    }  # fmt: skip
    shown = page(tmp_path, status=files(refused))
    assert "Un archivo de esta fuente: Registro de ejemplo No se pudo leer recibido: está dañado." in shown
    assert "✗ Rechazado — — — — —" in shown
    assert "niñas" not in shown and "c0ffee" not in shown


def test_unknown_and_withdrawn_files_are_only_counted(tmp_path: Path) -> None:
    shown = page(tmp_path)
    assert "Que no se parecen a ninguna fuente conocida: 1;" in shown and "fotos.zip" not in shown
    withdrawn = files(part("aceptado", "fuente-ejemplo", 5, 5, 0, 0), retirado=True)
    assert "Retirados: 1." in page(tmp_path, status=withdrawn)
    assert "niñas" not in page(tmp_path, status=withdrawn)


@pytest.mark.parametrize(
    ("state", "in_use", "said"),
    [("aceptado", False, "○ Aceptado; otro más nuevo lo reemplaza 5 5 0 0 0"),
     ("rechazado", True, "✔ En uso, según una lectura anterior — — — — —")],
)  # fmt: skip
def test_what_is_in_use_is_told_from_what_arrived(
    tmp_path: Path, state: str, in_use: bool, said: str
) -> None:
    assert said in page(
        tmp_path, status=files(part(state, "fuente-ejemplo", 5, 5, 0, 0) | {"en_uso": in_use})
    )


def test_few_records_of_persons_are_not_counted_out(tmp_path: Path) -> None:
    few = part("aceptado", PERSONAL, 1_004, 1_000, 3, 1) | {"motivos_apartados": {"edad imposible": 3}}
    shown = page(tmp_path, status=files(few))
    assert "✔ Aceptado reservado 1.000 menos de 10 1 0" in shown
    assert "Apartados, edad imposible" in shown
    assert "edad imposible: 3" not in shown and "1.004" not in shown and "llegaron" not in shown


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [((1_004, 1_000, 3, 1), {"apartados", "recibidos"}), ((8, 7, 0, 1), {"aceptados", "recibidos"}),
     ((1_050, 1_000, 50, 0), set()), ((1_001, 1_000, 0, 1), set())],
)  # fmt: skip
def test_what_would_tell_a_small_count_by_subtraction_goes_too(
    counts: tuple[int, int, int, int], hidden: set[str]
) -> None:
    given = files(part("aceptado", PERSONAL, *counts))
    shown = protect_status(given, {PERSONAL}, 10)["archivos"][0]["partes"][0]
    assert {name for name, count in shown.items() if count is None} == hidden
    assert protect_status(given, set(), 10)["archivos"][0]["partes"][0] == given["archivos"][0]["partes"][0]


def test_one_small_reason_hides_the_count_of_all() -> None:
    many = part("aceptado", PERSONAL, 1_050, 1_000, 50, 0) | {"motivos_apartados": {"a": 48, "b": 2}}
    shown = protect_status(files(many), {PERSONAL}, 10)["archivos"][0]["partes"][0]
    assert shown["motivos_apartados"] == {"a": None, "b": None} and shown["apartados"] == 50


def test_a_source_whose_file_lost_to_another_is_not_said_to_lack_data(tmp_path: Path) -> None:
    given = made_up.inputs()
    used = given.sources[0]
    lost = used | {"id": "fuente-menor", "nombre": "Tabla menor"}
    unasked = used | {"id": "fuente-suelta", "nombre": "Tabla suelta", "medidas": []}
    silent = used | {"id": "fuente-muda", "nombre": "Tabla muda"}
    came = [part("aceptado", source["id"], 5, 5, 0, 0) for source in (lost, unasked)]
    shown = page(tmp_path, status=files(*came), sources=[used, lost, unasked, silent])
    producer = "Ministerio de ejemplo Descarga oficial anual"
    assert f"Tabla menor {producer} ○ Recibido; se usa otra tabla con más detalle" in shown
    assert f"Tabla suelta {producer} ○ Recibido; ninguna cifra de esta cuenta lo usa" in shown
    assert f"Tabla muda {producer} ○ Sin datos todavía" in shown


def test_a_source_is_as_fresh_as_its_newest_figure_up_to_the_year_of_the_account(tmp_path: Path) -> None:
    settings = made_up.inputs().settings | {"anio_cuenta": 2019}
    assert "Descarga oficial anual 2019" in page(tmp_path, settings=settings)


def test_two_files_with_one_figure_are_said_once_and_only_some_of_many_are_listed(tmp_path: Path) -> None:
    row = made_up.inputs().measure_conflicts.iloc[0].to_dict()
    many = pd.DataFrame([row | {"period": str(year)} for year in range(2003, 2023)])
    shown = page(tmp_path, measure_conflicts=many)
    assert "Se usa «fonasa-2022»; el otro es «fonasa-sexo-2022». Difieren 20 cifras" in shown
    assert shown.count("260.520 260.514") == 8 and "Estas son las primeras 8:" in shown


def test_without_files_the_page_says_so(tmp_path: Path) -> None:
    assert "No se ha recibido ningún archivo de una fuente conocida." in page(
        tmp_path, status={"archivos": []}
    )


def correction(place: str, **more: Any) -> dict[str, Any]:
    return {
        "correction_id": "c1", "target_id": "medida-ejemplo", "territory_id": place, "period": "2016",
        "sex": "total", "before": 4_000.0, "after": 4_400.0, "valid_until": "2030",
        "reason": "Vino una escuela de menos. Lo dijo el DEM.", **more,
    }  # fmt: skip


def test_a_correction_is_said_with_what_it_said_what_is_used_why_and_until_when(tmp_path: Path) -> None:
    rows = [correction("13401"), correction("13401", period="2017", after=None), correction("99999")]
    shown = page(tmp_path, applied_corrections=pd.DataFrame(rows))
    told = shown.partition("Correcciones a la vista")[2]
    assert "Vino una escuela de menos. Lo dijo el DEM. Se aplica hasta la cuenta de 2030." in told
    assert "San Bernardo 2016 decía 4.000 y se usa 4.400" in told
    assert "San Bernardo 2017 decía 4.000 y no se usa" in told
    assert "Se corrigen 2 cifras de los territorios de esta cuenta" in told and "99999" not in told
    assert "Correcciones a la vista" not in page(tmp_path, applied_corrections=pd.DataFrame(rows).head(0))


def test_a_correction_of_few_persons_gives_its_reason_and_no_number(tmp_path: Path) -> None:
    measures = made_up.inputs().measures
    personal = str(measures.loc[measures["person_level"].astype(bool), "measure_id"].iloc[0])
    few = correction("13401", target_id=personal, before=3.0, after=4.0)
    told = page(tmp_path, applied_corrections=pd.DataFrame([few])).partition("Vino una escuela de menos")[2]
    assert "San Bernardo 2016 los números están reservados" in told and "decía" not in told


def test_a_category_that_differs_is_called_by_its_name(tmp_path: Path) -> None:
    row = made_up.inputs().measure_conflicts.iloc[0].to_dict()
    finer = row | {"dimension": "pueblo-originario", "category": "no-pertenece"}
    shown = page(tmp_path, measure_conflicts=pd.DataFrame([finer]))
    assert "No pertenece" in shown and "no-pertenece" not in shown
