"""A file without its header, or with titles above it, is told so once, and nothing of it is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.cli_registers import register_faults, register_lines
from pipelines.registers.dates import read_date, read_period, read_semester
from pipelines.registers.faults import CellFault
from pipelines.registers.folder import read_folder
from pipelines.registers.registry import registers
from pipelines.registers.rows import Read, read_register
from pipelines.registers.summary import summary, told
from tests.registers.written import KNOWN, csv_text, good

PRACTICES = registers()["buenas_practicas"]


def read(folder: Path, text: str) -> Read:
    path = folder / "buenas_practicas.csv"
    path.write_text(text, encoding="utf-8")
    return read_register(PRACTICES, path, KNOWN)


def test_a_file_without_its_header_is_one_message_that_repeats_nothing_of_it(tmp_path: Path) -> None:
    header, row = csv_text([good(PRACTICES)]).splitlines()
    faults = read(tmp_path, f"{row}\n{row}\n").faults
    assert [fault.what for fault in faults] == ["No se encuentra el encabezado."]
    assert faults[0].row == 1 and header.split(";")[0] in faults[0].todo
    assert not any(cell in f"{faults[0].what} {faults[0].todo}" for cell in row.split(";") if len(cell) > 3)


def test_a_title_above_the_header_is_told_with_the_row_where_the_header_is(tmp_path: Path) -> None:
    faults = read(tmp_path, "Registro de buenas prácticas 2025;;\n;;\n" + csv_text([good(PRACTICES)])).faults
    assert len(faults) == 1 and "el encabezado está en la fila 3" in faults[0].what
    assert "Registro de buenas" not in faults[0].what + faults[0].todo


def test_a_header_with_one_column_missing_still_names_it(tmp_path: Path) -> None:
    row = good(PRACTICES)
    lost = PRACTICES.keys[0]
    faults = read(tmp_path, csv_text([{name: text for name, text in row.items() if name != lost}])).faults
    assert [fault.what for fault in faults] == [f"Falta la columna «{lost}»."]


@pytest.mark.parametrize("text", ["2025-1", "2025", "2025-03", "primero"])
def test_what_is_no_semester_is_told_with_what_is(text: str) -> None:
    with pytest.raises(CellFault) as fault:
        read_semester(text)
    assert (fault.value.what, fault.value.todo) == ("No es un semestre.", "use 2025-S1 o 2025-S2.")
    assert read_semester("2025-s2") == "2025-S2" and read_period("2025-03") == "2025-03"


def test_a_month_is_offered_only_where_a_month_will_do() -> None:
    with pytest.raises(CellFault) as whole:
        read_date("jun-25")
    with pytest.raises(CellFault) as partial:
        read_date("jun-25", partial=True)
    assert "el mes (2025-03)" in partial.value.todo and "el mes" not in whole.value.todo


def test_a_register_that_is_refused_is_not_said_to_have_come_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(tmp_path, "una;cosa\nuna;cosa\n")
    content = summary(read_folder(tmp_path, KNOWN))
    assert len(told(content)) == 1
    register_faults(content)
    register_lines(content)
    said = " ".join("".join(capsys.readouterr()).split())
    assert "De «buenas_practicas.csv» no entró ninguna fila; de los otros registros, las demás sí." in said
    assert "RECHAZADO registros/buenas_practicas.csv: no entró ninguna fila" in said
