"""Both parsers read the same in what people write; what one of them only would let pass is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pipelines.catalog import yaml_io
from pipelines.catalog.yaml_io import read_yaml
from pipelines.errors import SettingsError

VALUES = st.sampled_from(
    ["08110", "~", "null", "", "sí", "2024-01-31", "1e3", "'a: b'", '"ñ\\u00f1"', "a#b # nota", "http://a.cl:80/x",
     "[1, 'dos, tres', {a: b}]", "{a: [b, c], d: }", "*uno", "- 1\n  - dos: 2\n    tres: 3",
     "|\n  una línea\n\n  otra", ">-\n  doblado\n  en dos", "a: b", "[sin cerrar", "'sin cerrar",
     "\ttabulador", "@arroba", "%por ciento"]
)  # fmt: skip


def read(text: str, folder: Path) -> object:
    """Data and lines of a file, or the error that people are told."""
    path = folder / "escrito.yml"
    path.write_text(text, encoding="utf-8")
    try:
        document = read_yaml(path)
    except SettingsError as error:
        return str(error)
    return document.data, document.lines


@settings(max_examples=100, deadline=None)
@given(values=st.lists(VALUES, min_size=1, max_size=4))
@example(values=["- 1\n  - dos: 2", "[1, 'dos, tres', {a: b}]", "a#b # nota"])
def test_whatever_is_written_reads_the_same_by_either_parser(
    values: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    block = [f"campo{at}:\n  {value}" if value.startswith("- ") else f"campo{at}: {value}" for at, value in
             enumerate(values)]  # fmt: skip
    text = "ancla: &uno {a: b}\n" + "\n".join(block) + "\n"
    folder = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_io, "_composed", lambda text: YAML(typ="safe", pure=True).compose(text))
        slow = read(text, folder)
    assert read(text, folder) == slow


def test_a_tab_is_told_with_its_line_and_not_let_pass(tmp_path: Path) -> None:
    for text in ("nombre: a\nmeta: 5\t# nota\n", "nombre: a\n\tmeta: 5\n", "nombre: a\nmeta: x\ty\n"):
        assert "línea 2. Qué hacer: revise" in str(read(text, tmp_path))


def test_brackets_without_end_are_an_error_and_not_a_crash(tmp_path: Path) -> None:
    assert "niveles" in str(read("a: " + "[" * 20_000, tmp_path))
