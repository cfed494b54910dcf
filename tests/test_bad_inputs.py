"""What a steward may deliver by mistake: each fault stops its file or its row, and nothing else.

All the faulty files go together into one workspace that `cuenta ingest` reads once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.catalog.written import CARD, write
from tests.flow.command import cuenta
from tests.flow.faulty import CANARIES, READERS, Ingested, delivery
from tests.flow.workspaces import BIRTHS, small


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Ingested:
    recipes = {"nacimientos.yml": BIRTHS, "lectores.yml": READERS}
    space = small(tmp_path_factory.mktemp("malos") / "comuna", recipes)
    files = delivery()
    for name, data in files.items():
        space.deliver(name, data)
    return Ingested(space, cuenta("ingest", "--workspace", space.ws.root), files)


def test_refused_files_give_exit_2_and_the_rest_goes_on(ingested: Ingested) -> None:
    assert ingested.said.code == 2
    assert ingested.accepted("buena.csv").block_rows == {"202401": 1}
    assert ingested.accepted("otra/buena.csv").block_rows == {"matricula|2022": 1}
    assert "última versión buena" in ingested.said.err
    assert "Traceback" not in ingested.said.err + ingested.said.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("vacio.csv", "El archivo está vacío (0 bytes)."),
        ("blancos.csv", "El archivo está vacío (sólo espacios o líneas en blanco)."),
        ("solo_encabezado.csv", "El archivo trae su encabezado y ninguna fila de datos."),
    ],
)
def test_a_file_without_data_is_refused(ingested: Ingested, name: str, message: str) -> None:
    assert ingested.refused(name).message == message


def test_a_web_page_called_csv_is_refused_as_what_it_is(ingested: Ingested) -> None:
    part = ingested.refused("pagina.csv")
    assert part.message.startswith("Es una página web, no una planilla")
    assert part.where == "archivo «pagina.csv»"


def test_a_renamed_column_is_named_with_its_likely_new_name(ingested: Ingested) -> None:
    part = ingested.refused("renombrada.csv")
    assert "le falta la columna «totales_por_comuna»" in part.message
    assert part.where == "archivo «renombrada.csv», columna «totales_por_comuna»"
    assert "¿«total_por_comuna» en lugar de «totales_por_comuna»?" in part.todo


def test_a_missing_column_is_named_and_none_is_guessed(ingested: Ingested) -> None:
    part = ingested.refused("sin_columna.csv")
    assert "le falta la columna «cantidad_61-70%»" in part.message
    assert "en lugar de" not in part.todo


@pytest.mark.parametrize("name", ["ive_latin1.csv", "rsh_latin1.csv", "receta_latin1.csv"])
def test_latin1_where_utf8_was_due_is_refused(ingested: Ingested, name: str) -> None:
    part = ingested.refused(name)
    assert "está codificado en cp1252 y esa fuente viene en UTF-8" in part.message
    assert "CSV UTF-8" in part.todo


def test_a_declared_totals_row_is_skipped_and_said(ingested: Ingested) -> None:
    part = ingested.accepted("totales.csv")
    assert (part.counts.accepted, part.counts.set_aside, part.counts.skipped) == (1, 0, 2)
    assert part.skipped_reasons == {"Encabezado.": 1, "Fila de totales.": 1}


def test_a_totals_row_that_no_recipe_declares_is_set_aside_and_not_counted(ingested: Ingested) -> None:
    part = ingested.accepted("receta_totales.csv")
    assert ingested.reasons(part)[0][:2] == (3, "comuna")
    rows = ingested.space.rows("tablas_ordenadas")
    assert rows[rows["_archivo"] == part.part_id]["valor"].tolist() == ["5"]


def test_an_unknown_comuna_name_is_set_aside_and_never_guessed(ingested: Ingested) -> None:
    book = ingested.space.part("comuna_rara.xlsx")
    assert (book.status, book.counts.accepted, book.counts.set_aside) == ("aceptado", 1, 1)
    assert ingested.reasons(book)[0][2] == "nombre desconocido"
    table = ingested.accepted("receta_comuna_rara.csv")
    assert ingested.reasons(table) == [(3, "Comuna", "nombre desconocido")]


def test_a_negative_count_is_set_aside(ingested: Ingested) -> None:
    school_row = ingested.accepted("negativo.csv")
    assert ingested.reasons(school_row) == [(3, "MAT_HOM_TOT", "negativo")]
    assert (school_row.counts.accepted, school_row.counts.set_aside) == (1, 1)
    cell = ingested.accepted("celda_negativa.csv")
    assert ingested.reasons(cell) == [(3, "Cantidad_40%", "negativo")]
    assert (cell.counts.accepted, cell.counts.set_aside, cell.counts.cells_aside) == (2, 0, 1)


def test_a_text_where_a_number_is_due_is_set_aside_by_its_class(ingested: Ingested) -> None:
    part = ingested.accepted("texto.csv")
    assert ingested.reasons(part) == [(3, "Cantidad_40%", "texto")]


def test_more_priorities_than_pupils_are_set_aside(ingested: Ingested) -> None:
    part = ingested.accepted("numerador.csv")
    assert [reason[::2] for reason in ingested.reasons(part)] == [(3, "numerador mayor que el denominador")]
    rows = ingested.space.rows("junaeb_ive")[["rbd", "matricula"]].values.tolist()
    assert [rbd for rbd, pupils in rows if pupils] == ["5"]
    assert [rbd for rbd, pupils in rows if not pupils] == ["6"]  # known to exist, not to be empty


def test_a_record_with_a_field_too_many_is_set_aside(ingested: Ingested) -> None:
    part = ingested.accepted("campos_de_mas.csv")
    assert ingested.reasons(part) == [(3, "", "número de columnas")]


def test_a_month_that_breaks_two_demands_is_set_aside_once_and_alone(ingested: Ingested) -> None:
    part = ingested.accepted("mes_sin_suma.csv")
    assert part.block_rows == {"202405": 1}
    assert len([check for check in part.checks if not check.ok and check.severity == "critica"]) == 2
    assert [row for row, _, _ in ingested.reasons(part)] == [3]


def test_the_only_percentage_of_a_file_off_scale_refuses_it(ingested: Ingested) -> None:
    part = ingested.refused("fraccion.xls")
    assert part.message.startswith("No se cumple: Un porcentaje no viene cien veces")
    assert part.where == "IADM75 2022, IADM75 2023"
    assert "0,45 en lugar de 45 %" in part.todo
    assert part.block_rows == {}


def test_one_percentage_of_many_off_scale_is_set_aside_alone(ingested: Ingested) -> None:
    part = ingested.accepted("muchas.csv")
    assert sorted(part.blocks) == ["1009|2022", "1009|2023", "1087|2022"]
    assert part.counts.set_aside == 3
    assert next(iter(part.aside_reasons)).endswith("(1087 2023)")
    wide = ingested.space.part("fraccion_un_anio.xls")
    assert (wide.status, wide.block_rows) == ("aceptado", {"IADM75|2022": 2})
    assert (wide.counts.accepted, wide.counts.cells_aside) == (2, 2)


def test_a_zip_that_reaches_outside_is_not_opened(ingested: Ingested) -> None:
    part = ingested.refused("salto.zip")
    assert part.message == "El archivo zip trae un nombre que sale de su carpeta («..»); no se abrió."
    outside = [path for path in ingested.space.ws.root.parent.rglob("x") if path.is_file()]
    assert outside == []
    assert len(ingested.space.entry("salto.zip").parts) == 1


def test_a_bad_member_of_a_zip_stops_itself_and_not_its_neighbour(ingested: Ingested) -> None:
    assert ingested.space.part("varios.zip", "mes.csv").block_rows == {"202407": 1}
    assert ingested.refused("varios.zip", "pagina.csv").message.startswith("Es una página web")


def test_no_personal_value_is_said_or_kept(ingested: Ingested) -> None:
    said = ingested.said.out + ingested.said.err + cuenta("status", "--workspace", ingested.space.ws.root).out
    leaks = [("what was said", c) for c in CANARIES if c in said]
    leaks += [(name, c) for name, text in ingested.space.words() for c in CANARIES if c in text]
    assert leaks == []
    delivered = b"".join(ingested.files.values())
    assert all(canary.encode() in delivered for canary in CANARIES)


def test_a_card_with_an_unknown_measure_says_file_line_field_and_the_closest_one(tmp_path: Path) -> None:
    space = small(tmp_path / "comuna")
    write(space.ws.own_cards / "mia.yml", CARD.replace("medida: establecimientos", "medida: establecimiento"))
    said = cuenta("ingest", "--workspace", space.ws.root)
    assert said.code == 2
    line = CARD.strip().splitlines().index("numerador: {medida: establecimientos}") + 1
    assert f"archivo «mia.yml», línea {line}, campo «numerador[1].medida»" in said.err
    assert "¿Quiso decir «establecimientos»" in said.err
    assert said.out == ""


def test_a_name_that_is_no_text_stops_nothing(tmp_path: Path) -> None:
    space = small(tmp_path / "comuna")
    odd = os.fsencode(space.ws.inbox) + b"/ni\xf1ez [1] :on:.csv"
    Path(os.fsdecode(odd)).write_bytes(b"<html></html>")
    said = cuenta("ingest", "--workspace", space.ws.root)
    assert said.code == 2
    assert "Rechazado: ni�ez [1] :on:.csv" in said.err
