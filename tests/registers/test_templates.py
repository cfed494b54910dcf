"""The template, the guide and the tables of a register say what it declares."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from ruamel.yaml import YAML

from pipelines.registers.base import Register
from pipelines.registers.folder import read_folder
from pipelines.registers.guide import PAGE, rewrite
from pipelines.registers.rows import read_register
from pipelines.registers.tables import write_register
from pipelines.registers.templates import header, template, write_templates
from pipelines.workspace import REPO
from tests.registers.written import ALL, KNOWN
from tests.test_docs import section

each = pytest.mark.parametrize("register", ALL, ids=lambda register: register.name)


@each
def test_a_template_explains_every_column_and_brings_no_row(register: Register, tmp_path: Path) -> None:
    path = tmp_path / f"{register.name}.csv"
    path.write_text(template(register), encoding="utf-8-sig")
    read = read_register(register, path, KNOWN)
    assert (read.received, read.faults) == (0, ())
    for column in register.written:
        assert f"# {column.name}" in template(register)
        assert column.meaning.split(":")[0][:40] in template(register).replace("\n# ", " ")


@each
def test_the_example_of_a_template_reads_well_without_its_mark(register: Register, tmp_path: Path) -> None:
    explained, _, rest = template(register).partition("carpeta del programa.\n")
    path = tmp_path / f"{register.name}.csv"
    path.write_text(rest.replace("\n# ", "\n"), encoding="utf-8")
    read = read_register(register, path, KNOWN)
    assert read.faults == () and len(read.rows) == read.received >= 1
    assert explained.startswith("# ")


def test_a_folder_gets_the_templates_it_has_not(tmp_path: Path) -> None:
    (tmp_path / "Mapa recursos.xlsx").write_bytes(b"mine")
    (tmp_path / "LEEME.md").write_text("Registros", encoding="utf-8")
    names = {path.name for path in write_templates(tmp_path)}
    assert names == {f"{register.name}.csv" for register in ALL} - {"mapa_recursos.csv"}
    assert write_templates(tmp_path) == []


def test_the_templates_of_a_new_folder_are_silent(tmp_path: Path) -> None:
    write_templates(tmp_path)
    found = read_folder(tmp_path, KNOWN)
    assert len(found.reads) == len(ALL) == 19
    assert [read for read in found.reads.values() if read.received or read.faults] == [] == [*found.faults]


def test_the_guide_lists_every_register_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == rewrite(page)
    for register in ALL:
        words = section(page, register.name)
        assert [name for name in header(register) if f"`{name}`" not in words] == [
            *register.wildcard_examples
        ]


def test_the_models_know_every_register() -> None:
    text = (REPO / "dbt_project" / "models" / "sources.yml").read_text(encoding="utf-8")
    sources = {source["name"]: source["tables"] for source in YAML(typ="safe").load(text)["sources"]}
    assert {table["name"] for table in sources["registros"]} == {register.name for register in ALL}


@each
def test_an_empty_register_is_a_typed_table(register: Register, tmp_path: Path) -> None:
    table = pq.read_table(write_register(tmp_path, register))
    assert table.num_rows == 0
    assert table.column_names == [*(column.name for column in register.columns), "_fila", "_archivo"]
    for column in register.columns:
        assert str(table.schema.field(column.name).type) == ("double" if column.numeric else "string")
