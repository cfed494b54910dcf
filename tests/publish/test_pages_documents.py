"""The tables of documents: what each prints of itself beside what its rows give, said by kind."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from pipelines.catalog.contrasts import documents
from pipelines.catalog.model import load_file
from pipelines.catalog.printed_tables import PrintedTable
from publish.account import build_account
from publish.inputs import load_inputs
from publish.pages.documents import documents_page
from publish.pages.status import status_page
from tests.catalog.written import write
from tests.publish import small
from tests.publish.one_page import desk_of, written
from tests.publish.pages import table, words

WRITTEN = """
id: pasantias
nombre: Pasantías
fuente: Memoria, anexo 3
filas:
  - nombre: Pasantía 01
    grupo: "2001"
    celdas: {monto: "U$ 8.000.-", horas: "33,3%", cupos: 4, usados: 3, libres: 1}
  - nombre: Pasantía 02
    grupo: "2002"
    celdas: {monto: "U$ 28.000", horas: "66,8%", cupos: 5, usados: 3, libres: 1}
  - {nombre: Pasantía 03, grupo: "2002", celdas: {monto: s/i, horas: "0,4%", cupos: 2, usados: 2, libres: 0}}
identidades: cupos = usados + libres
impresos:
  - {id: uno, nombre: Hasta 2001, valor: "U$ 8.000", formula: "suma(monto, '2001')"}
  - {id: todo, nombre: Total, valor: "U$ 40.000", formula: suma(monto)}
  - {id: cien, nombre: Reparto, valor: "100%", formula: suma(horas), redondeados: 3}
  - {id: mal, nombre: Otra página, valor: "142..000", formula: "suma(monto, '2001')"}
  - {id: nombre, nombre: Letras, valor: ocho mil, formula: "suma(monto, '2001')"}
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cuadros")
    told = documents([load_file(write(folder / "pasantias.yml", WRITTEN), PrintedTable)])
    given = dataclasses.replace(small.inputs(), documents=json.loads(json.dumps(told)))
    desk = desk_of(build_account(given))
    return written(desk, documents_page(desk), folder)


def test_every_printed_figure_says_its_kind_beside_both_numbers(page: str) -> None:
    assert table(page, "Pasantías")[1:] == [
        ["Hasta 2001", "U$ 8.000", "8.000", "✔ Calza"],
        ["Total", "U$ 40.000", "—", "○ Sin dato"],
        ["Reparto", "100%", "100,5", "≈ Por redondeo"],
        ["Otra página", "142..000", "8.000", "? Mal escrito"],
        ["Letras", "—", "8.000", "? Mal escrito"],
        ["Pasantía 01: cupos = usados + libres", "4", "4", "✔ Calza"],
        ["Pasantía 02: cupos = usados + libres", "5", "4", "≠ La fuente se contradice"],
        ["Pasantía 03: cupos = usados + libres", "2", "2", "✔ Calza"],
    ]


def test_a_document_is_named_and_its_kinds_are_counted(page: str) -> None:
    assert "Memoria, anexo 3" in words(page)
    assert "De 8 cifras: calzan 3; se contradice 1; por redondeo 1; sin dato 1; mal escritas 2." in words(
        page
    )


def test_the_status_page_leads_there_only_when_there_are_documents(tmp_path: Path) -> None:
    told = documents([load_file(write(tmp_path / "pasantias.yml", WRITTEN), PrintedTable)])
    given = small.inputs()
    for listed, linked in (([], False), (told, True)):
        desk = desk_of(build_account(dataclasses.replace(given, documents=listed)))
        assert ("cuadros/index.html" in written(desk, status_page(desk), tmp_path)) == linked


def test_documents_are_read_where_the_catalogue_leaves_them(tmp_path: Path) -> None:
    datos = small.write(tmp_path, small.inputs())
    assert load_inputs(datos).documents == []
    told = documents([load_file(write(tmp_path / "pasantias.yml", WRITTEN), PrintedTable)])
    (datos / "catalogo" / "cuadros.json").write_text(json.dumps(told), encoding="utf-8")
    assert [each["nombre"] for each in load_inputs(datos).documents] == ["Pasantías"]
