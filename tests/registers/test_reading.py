"""Files of registros/: any way of saving them gives the same rows, and each trouble is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines.registers.base import Register
from pipelines.registers.folder import read_folder
from pipelines.registers.registry import registers
from pipelines.registers.rows import Read, read_register
from tests.registers.written import ALL, KNOWN, csv_text, good, read_rows, with_numbers, write_book

MAP = registers()["mapa_recursos"]


def read_bytes(folder: Path, data: bytes, register: Register = MAP) -> Read:
    path = folder / f"{register.name}.csv"
    path.write_bytes(data)
    return read_register(register, path, KNOWN)


@pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)
def test_a_workbook_gives_what_its_csv_gives(register: Register, tmp_path: Path) -> None:
    rows = [good(register, number) for number in (1, 2)]
    text = read_bytes(tmp_path, csv_text(rows).encode(), register)
    cells = [list(rows[0]), *(with_numbers(register, row) for row in rows)]
    book = write_book(tmp_path / f"{register.name}.xlsx", {"Notas": [[]], register.title[:31]: cells})
    twin = read_register(register, book, KNOWN)
    plain = [{**row, "_archivo": ""} for row in twin.rows]
    assert len(plain) == 2 and plain == [{**row, "_archivo": ""} for row in text.rows]


def test_numbers_and_days_of_excel(tmp_path: Path) -> None:
    row = good(MAP) | {"capacidad": 1.234, "desde": date(2025, 3, 1), "territorio": 8110.0}  # type: ignore[dict-item]
    book = write_book(
        tmp_path / "mapa_recursos.xlsx", {"x": [["otra"]], "Mapa_Recursos": [list(row), list(row.values())]}
    )
    (read,) = read_register(MAP, book, KNOWN).rows
    assert (read["capacidad"], read["desde"], read["territorio"]) == (1.234, "2025-03-01", "08110")
    fault = read_register(
        MAP, write_book(tmp_path / "b.xlsx", {"Hoja": [list(row), ["x"] * len(row)]}), KNOWN
    ).faults[0]
    assert (fault.sheet, fault.row) == ("Hoja", 2)


def test_separators_marks_and_explanations_make_no_difference(tmp_path: Path) -> None:
    row = {name: cell.replace(",", "") for name, cell in good(MAP).items()}
    plain = csv_text([row])
    ways = (plain, f"\ufeff{plain}", csv_text([row], ","), f"# Una explicación; larga\n\n{plain}",
            plain.replace("\n", "\r\n"), plain.replace("\n", ";;\n"))  # fmt: skip
    found = [read_bytes(tmp_path, way.encode()) for way in ways]
    assert [read.faults for read in found] == [()] * len(ways)
    assert len({tuple((k, v) for k, v in read.rows[0].items() if k != "_fila") for read in found}) == 1
    assert [read.rows[0]["_fila"] for read in found] == [2, 2, 2, 4, 2, 2]


def test_a_header_with_capitals_accents_and_spaces_is_the_same(tmp_path: Path) -> None:
    names = {"id_oferta": "ID Oferta", "poblacion": "Población", "costo_anual": " Costo  anual "}
    row = {names.get(name, name.upper()): cell for name, cell in good(MAP).items()}
    assert read_bytes(tmp_path, csv_text([row]).encode()).faults == ()


@pytest.mark.parametrize(
    ("name", "what", "todo"),
    [
        ("Territorios", "no se conoce", "¿Quiso decir «territorio»?"),
        ("Territorio", "está dos veces", "deje una sola."),
        ("ana@correo.cl", "La columna «número 1» no se conoce.", "quítela"),
        ("", "no tiene nombre", "póngale"),
    ],
)
def test_a_column_that_is_not_of_the_register(name: str, what: str, todo: str, tmp_path: Path) -> None:
    read = read_bytes(tmp_path, csv_text([{name: "x"} | good(MAP)]).encode())
    (fault,) = read.faults
    assert what in fault.what and fault.todo.startswith(todo)
    assert (len(read.rows), read.received, fault.row) == (0, 1, 1)


def test_a_row_cut_short_is_told_and_the_next_one_comes_in(tmp_path: Path) -> None:
    text = csv_text([good(MAP), good(MAP, 2)]).splitlines()
    read = read_bytes(tmp_path, "\n".join([text[0], text[1][:40], text[2]]).encode())
    assert [row["_fila"] for row in read.rows] == [3]
    assert read.faults[0].reason == "fila mal cortada"


def test_files_that_cannot_be_read_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "mapa_recursos.csv").write_bytes(csv_text([good(MAP)]).replace("Ú", "").encode("utf-16"))
    (tmp_path / "convenios.xlsx").write_bytes(b"no es un libro")
    (tmp_path / "programas.csv").write_text(csv_text([good(registers()["programas"])]), encoding="utf-8")
    found = read_folder(tmp_path, KNOWN)
    assert {name: len(read.rows) for name, read in found.reads.items()} == {
        "convenios": 0, "mapa_recursos": 0, "programas": 1,
    }  # fmt: skip
    assert "UTF-8" in found.reads["mapa_recursos"].faults[0].what
    assert "Excel" in found.reads["convenios"].faults[0].what


def test_two_files_of_one_register_are_told_unless_one_is_the_empty_template(tmp_path: Path) -> None:
    row = good(MAP)
    (tmp_path / "mapa_recursos.csv").write_text(csv_text([row]).splitlines()[0] + "\n", encoding="utf-8")
    write_book(tmp_path / "Mapa recursos.xlsx", {"Hoja1": [list(row), with_numbers(MAP, row)]})
    assert read_folder(tmp_path, KNOWN).reads["mapa_recursos"].file == "Mapa recursos.xlsx"
    (tmp_path / "mapa_recursos.csv").write_text(csv_text([row]), encoding="utf-8")
    read = read_folder(tmp_path, KNOWN).reads["mapa_recursos"]
    assert (read.rows, read.received) == ((), 2)
    assert "«Mapa recursos.xlsx» y «mapa_recursos.csv»" in read.faults[0].what


def test_a_file_that_is_no_register_is_told_with_the_closest(tmp_path: Path) -> None:
    for name in ("programa.csv", "convenios.ods", "LEEME.md", "~$convenios.xlsx", ".oculto"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "plantillas").mkdir()
    told = {fault.file: fault.todo for fault in read_folder(tmp_path, KNOWN).faults}
    assert told == {
        "programa.csv": "¿Quiso decir «programas»?",
        "convenios.ods": "Guárdelo como .csv o .xlsx.",
    }


def test_preferential_access_and_answers_of_a_programme(tmp_path: Path) -> None:
    programmes = registers()["programas"]
    answers = {"respuesta_bien": "", "respuesta_cuanto": "300 cupos", "Respuesta otra": "sí, «casi todas»"}
    row = good(programmes) | {"cobertura": "Acceso preferente", "acceso": ""} | answers
    asked = replace(KNOWN, questions=KNOWN.questions | {"otra"})
    read = read_rows(tmp_path, programmes, [row], asked)
    assert read.faults == ()
    (first,) = read.rows
    assert (first["acceso"], first["cobertura"]) == ("preferente", None)
    assert first["respuestas"] == '{"cuanto": "300 cupos", "otra": "sí, «casi todas»"}'
    contradicted = good(programmes) | {"cobertura": "300", "acceso": "preferente"}
    assert read_bytes(tmp_path, csv_text([contradicted]).encode(), programmes).faults[0].column == "cobertura"


def test_an_answer_to_a_question_that_nobody_asks_is_told_with_the_closest(tmp_path: Path) -> None:
    programmes = registers()["programas"]
    row = {n: c for n, c in good(programmes).items() if n != "respuesta_cuantas_mejor"}
    read = read_rows(tmp_path, programmes, [row | {"respuesta_cuantas_mejores": "120"}])
    (fault,) = read.faults
    assert (read.rows, fault.column) == ((), "respuesta_cuantas_mejores")
    assert fault.todo == "¿Quiso decir «respuesta_cuantas_mejor»?"
    assert read_rows(tmp_path, programmes, [row | {"respuesta_vieja": ""}]).faults == ()
