"""Files that explain others are told by what they hold, and said to give no figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.ingest.readers import read_sheets
from pipelines.sources.references import reference_of, references
from tests.flow.workspaces import small

CODES = (
    "cod_ense;descripcion;cod_ense2;cod_ense2_lab;cod_ense3;cod_ense3_lab\n10;Parvularia;1;Parvularia;1;P\n"
)


def of(text: str) -> str:
    found = reference_of(read_sheets(text.encode(), "lo que sea.csv"))
    return found.id if found else ""


def test_a_code_list_is_known_by_its_header_and_not_by_its_name():
    assert of(CODES) == "codigos-ensenanza"


def test_a_table_with_one_more_column_is_no_code_list():
    with_figures = "\n".join(
        f"{line};{'matricula' if n == 0 else 5}" for n, line in enumerate(CODES.splitlines())
    )
    assert of(with_figures) == ""


def test_two_columns_of_labels_are_only_those_of_the_census_when_they_say_so():
    assert of("valor;glosa\n997;Comuna no declarada\n13401;San Bernardo\n") == "etiquetas-censo"
    assert of("valor;glosa\n1;Sí\n2;No\n") == ""


def test_every_sentence_says_what_the_file_is_in_one_sentence():
    assert all(each.sentence.endswith(".") and each.sentence.count(". ") == 0 for each in references())
    assert len({each.id for each in references()}) == len(references()) >= 15


def test_a_delivered_code_list_is_kept_apart_from_the_unknown_files(tmp_path: Path):
    space = small(tmp_path / "colaborativa")
    space.deliver("lista.csv", CODES.encode())
    space.deliver("otra.csv", b"uno;dos\n1;2\n")
    report = space.ingest()
    part = space.part("lista.csv")
    assert (report.references, report.unknown) == (1, 1)
    assert part.status == "referencia"
    assert part.message == "Lista de códigos de enseñanza: sirve para leer otros archivos; no trae cifras."
    assert part.counts.closes and (part.counts.received, part.counts.skipped) == (2, 2)
    assert space.ingest().references == 1


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("territorio/CUT_2018_v04.xls", "cut-subdere"),
        ("territorio/listado_slep_2026.xlsx", "slep"),
        ("geo/comunas.geojson", "mapa-comunas"),
        ("geo/Regional.geojson", "mapa-regiones"),
        ("sinim/catalogo_variables_sinim.json", "catalogo-sinim"),
        ("rsh/diccionario_rsh.xlsx", "diccionario-rsh"),
        ("mineduc/glosas_simce_consolidado.xlsx", "glosas-simce"),
    ],
)
def test_the_official_ones_are_known(datos: Path, name: str, expected: str):
    path = datos / name
    found = reference_of(read_sheets(path.read_bytes(), path.name))
    assert found and found.id == expected
