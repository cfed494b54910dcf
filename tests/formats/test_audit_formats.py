"""The auditor sees a reserved number wherever it is put, in whichever of the formats for programs."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from publish.audit_formats import in_formats


@pytest.fixture
def copied(edition: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(edition, tmp_path / "e"))


def test_what_is_written_has_nothing_to_find(edition: Path) -> None:
    assert in_formats(edition) == []


def test_a_reserved_number_in_sdmx_is_found_and_not_repeated(copied: Path) -> None:
    path = copied / "datos" / "valores.sdmx.csv.gz"
    content = gzip.decompress(path.read_bytes()).decode()
    key = ",A,13401,desvinculacion,F,_T,_T,_T,2022,"
    assert f"{key},,," in content
    path.write_bytes(gzip.compress(content.replace(f"{key},,,", f"{key}1.458333,,,7").encode()))
    (said,) = in_formats(copied)
    assert "desvinculacion, 13401, mujer" in said and "1.45" not in said and "7" not in said


def test_a_reserved_number_in_a_cube_is_found(copied: Path) -> None:
    path = copied / "datos" / "jsonstat" / "defunciones.json"
    cube = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = [at for at, sign in cube["status"].items() if sign == "s"]
    path.write_text(json.dumps(cube | {"value": cube["value"] | {cell: 5}}), encoding="utf-8")
    (said,) = in_formats(copied)
    assert said == (
        "«datos/jsonstat/defunciones.json» deja ver un número que la tabla de valores no muestra: "
        "defunciones, 13401, total."
    )


def test_a_number_of_another_place_is_found_too(copied: Path) -> None:
    path = copied / "datos" / "valores.sdmx.csv.gz"
    content = gzip.decompress(path.read_bytes()).decode()
    path.write_bytes(gzip.compress(content.replace("1.950285", "1.950286").encode()))
    assert len(in_formats(copied)) == 1
