"""The list of rows set aside is named after its file, so that a person finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.ingest.ledger import FileEntry, Part
from pipelines.ingest.quarantine import aside_path


def delivered(name: str, member: str = "") -> tuple[Part, FileEntry]:
    part = Part("0123456789abcdef", member, "aceptado")
    return part, FileEntry("0" * 64, name, 1, 1, parts=[part])


@pytest.mark.parametrize(
    ("name", "member", "expected"),
    [
        ("2024/Matrícula Ñuñoa (1).csv", "", "matricula-nunoa-1--01234567.csv"),
        ("datos.zip", "hojas/enero.xlsx", "datos-enero--01234567.csv"),
        ("数据.csv", "", "archivo--01234567.csv"),
        (f"{'a' * 80}.csv", "", f"{'a' * 60}--01234567.csv"),
    ],
)
def test_a_list_is_named_after_its_file(tmp_path: Path, name: str, member: str, expected: str) -> None:
    assert aside_path(tmp_path, *delivered(name, member)) == tmp_path / expected


def test_a_list_keeps_its_name_when_its_file_is_called_otherwise(tmp_path: Path) -> None:
    first = aside_path(tmp_path, *delivered("enero.csv"))
    first.touch()
    assert aside_path(tmp_path, *delivered("enero_definitivo.csv")) == first
