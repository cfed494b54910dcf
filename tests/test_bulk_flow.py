"""A table of pupils through the whole of ingest: counted, judged, in bronze, with nobody's name anywhere."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.ingest import archive
from pipelines.ingest.candidate import bronze_schema
from pipelines.sources.base import META_COLUMNS
from pipelines.sources.mineduc_alumnos import SOURCE
from tests.flow.students import Faults, delivered
from tests.flow.workspaces import Small, small

NAME, RUT = "CANARIA-7731", "77310001-K"
TABLE = "mineduc_matricula_alumnos"


@pytest.fixture
def space(tmp_path: Path) -> Small:
    return small(tmp_path / "espacio")


def with_names(rows: int, faults: Faults | None = None) -> bytes:
    """A file whose pupils have a name and a RUT, the same for all of them."""
    head, *lines = delivered("matricula", rows, faults).decode("latin-1").splitlines()
    added = [f"{line};{NAME};{RUT}" for line in lines]
    return "\n".join([f"{head};NOMBRES_ALU;RUN_ALU", *added, ""]).encode("latin-1")


def test_a_name_or_a_rut_is_nowhere_but_in_the_raw_file(space: Small) -> None:
    faults = {3: {"MRUN": RUT}, 4: {"COD_COM_RBD": NAME}, 5: {"GEN_ALU": NAME}, 6: {"AGNO": RUT}}
    space.deliver("alumnos.csv", with_names(120, faults))
    space.ingest()
    part = space.part("alumnos.csv")
    assert part.status == "aceptado", part.message
    assert (part.counts.received, part.counts.accepted, part.counts.set_aside) == (121, 117, 3)
    assert part.counts.closes and part.counts.cells_aside == 1
    assert space.aside(part)[["fila", "columna"]].values.tolist() == [
        [5, "MRUN"],
        [6, "COD_COM_RBD"],
        [7, "GEN_ALU"],
        [8, "AGNO"],
    ]
    leaks = [name for name, text in space.words() if NAME in text or RUT in text or "77310001" in text]
    assert leaks == []


def test_bronze_holds_the_declared_columns_and_no_other(space: Small) -> None:
    space.deliver("alumnos.csv", with_names(50))
    space.ingest()
    (path,) = [p for p in (space.ws.bronze / TABLE).iterdir() if not p.name.startswith("000")]
    schema = pq.read_schema(path)
    assert schema.names == [*SOURCE.info.columns, *META_COLUMNS, "_archivo"]
    assert schema == bronze_schema(SOURCE.info.columns)
    assert [p.name for p in space.ws.candidates.rglob("*.*")] == []


def test_a_year_that_fails_its_suite_is_set_aside_and_the_other_stays(space: Small) -> None:
    faults = {row: {"AGNO": "2021", "GEN_ALU": "0"} for row in range(10, 40)}
    space.deliver("alumnos.csv", delivered("matricula", 100, faults))
    space.ingest()
    part = space.part("alumnos.csv")
    assert part.status == "aceptado" and list(part.blocks) == ["2023"]
    assert (part.counts.accepted, part.counts.set_aside, part.block_rows) == (70, 30, {"2023": 70})
    assert part.counts.closes
    assert set(space.rows(TABLE)["anio"]) == {"2023"}
    listed = space.aside(part)
    assert listed["fila"].tolist() == list(range(12, 42)) and set(listed["columna"]) == {"sexo"}


def test_a_file_that_fails_as_a_whole_is_refused_and_the_last_good_one_stays(space: Small) -> None:
    space.deliver("alumnos.csv", delivered("matricula", 100))
    space.ingest()
    for broken in (
        delivered("matricula", 100, {row: {"GEN_ALU": "0"} for row in range(100)}),
        delivered("matricula", 20),
        delivered("matricula", 100, {row: {"MRUN": ""} for row in range(100)}),
    ):
        space.deliver("alumnos.csv", broken)
        assert [part.status for _, part in space.ingest().refused] == ["rechazado"]
        assert len(space.rows(TABLE)) == 100


def test_a_large_file_is_archived_as_it_is_read(space: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    data = delivered("matricula", 60)
    monkeypatch.setattr(archive, "_LARGE", 1000)
    space.deliver("alumnos.csv", data)
    space.ingest()
    entry = space.entry("alumnos.csv")
    kept = space.ws.archive / entry.sha256
    assert kept.read_bytes() == data and kept.stat().st_mode & 0o777 == 0o444
    assert (space.part("alumnos.csv").status, entry.size) == ("aceptado", len(data))
    space.deliver("copia.csv", data)
    space.ingest()
    assert sorted(p.name for p in space.ws.archive.iterdir()) == sorted([entry.sha256, "registro.json"])


def test_a_large_file_that_changes_while_it_is_read_waits(
    space: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = space.deliver("alumnos.csv", delivered("matricula", 60))
    real = archive.hashlib.sha256

    def late() -> object:
        with path.open("ab") as file:
            file.write(b"2023;1\n")
        return real()

    monkeypatch.setattr(archive, "_LARGE", 1000)
    with monkeypatch.context() as patched:
        patched.setattr(archive.hashlib, "sha256", late)
        found = archive._take(path, "alumnos.csv", space.ws.archive)
    assert found.changed
    assert list(space.ws.archive.iterdir()) == []
