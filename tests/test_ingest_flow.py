"""From entrada/ to bronze: nothing is read twice, nothing good is lost, names and order do not matter."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from pipelines.duck import QUERY_FAULTS
from pipelines.ingest import archive, intake
from pipelines.ingest.status import files_in_use, public_status
from pipelines.sources.base import Conformed, Sheet
from pipelines.sources.rsh_tramos import RshTramos
from tests.flow.files import BIRTHS_HEADER, RSH_HEADER, brackets, csv, enrolment, school
from tests.flow.workspaces import BIRTHS, Small, small

PAGE = b"<html><body>Error 503</body></html>"
UNKNOWN = csv(("plaza", "bancos"), ("Mayor", 4))
MONTH = csv(RSH_HEADER, brackets(202401))


@pytest.fixture
def space(tmp_path: Path) -> Small:
    return small(tmp_path / "comuna")


@pytest.fixture
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, opening any delivered table fails the test."""

    def from_now_on() -> None:
        def refuse(_data: bytes, label: str) -> list[Sheet]:
            raise AssertionError(f"{label} was read again")

        monkeypatch.setattr(intake, "read_sheets", refuse)

    return from_now_on


def totals(space: Small) -> list[str]:
    """Persons of the household register, file by file in order of arrival."""
    rows = space.rows("rsh_tramos")
    order = {part.part_id: entry.sequence for entry, part in space.ledger().parts()}
    return rows.sort_values("_archivo", key=lambda ids: ids.map(order))["total"].tolist()


def test_a_second_run_reads_nothing_whatever_became_of_each_file(
    tmp_path: Path, nobody_reads: Callable[[], None]
) -> None:
    space = small(tmp_path / "comuna", {"nacimientos.yml": BIRTHS})
    space.deliver("aceptado.csv", MONTH)
    space.deliver("receta.csv", csv(BIRTHS_HEADER, (2014, 13401, "no EA", 5)))
    space.deliver("desconocido.csv", UNKNOWN)
    space.deliver("pagina.csv", PAGE)
    space.deliver("sin_filas.csv", csv(RSH_HEADER))  # whole, and refused only after it was read
    space.ingest()
    before = space.ws.ledger.read_bytes()
    states = [part.status for _, part in space.ledger().parts()]
    assert sorted(states) == ["aceptado", "aceptado", "desconocido", "rechazado", "rechazado"]
    nobody_reads()
    assert len(space.ingest().refused) == 2
    assert space.ws.ledger.read_bytes() == before


def test_the_same_bytes_under_another_name_are_the_same_file(
    space: Small, nobody_reads: Callable[[], None]
) -> None:
    first = space.deliver("enero.csv", MONTH)
    space.ingest()
    nobody_reads()
    space.deliver("copia de enero.csv", MONTH)
    space.ingest()
    first.unlink()
    space.ingest()
    entry = space.entry("copia de enero.csv")
    assert (len(space.ledger().files), entry.sequence, entry.present) == (1, 1, True)
    assert totals(space) == ["110"]


def test_a_corrected_file_arrives_later_and_its_block_wins(space: Small) -> None:
    space.deliver("enero.csv", MONTH)
    space.ingest()
    space.deliver("enero.csv", csv(RSH_HEADER, brackets(202401, first=60, total=120)))
    space.ingest()
    in_use = {row["sequence"]: row["in_use"] for row in files_in_use(space.ledger())}
    assert in_use == {1: True, 2: True}
    assert [list(part.blocks) for _, part in space.ledger().parts()] == [["202401"], ["202401"]]
    assert totals(space) == ["110", "120"]


def test_a_refused_new_version_leaves_the_last_good_one_in_use(space: Small) -> None:
    space.deliver("enero.csv", MONTH)
    space.ingest()
    for broken in (
        PAGE,
        csv(RSH_HEADER[:-1], brackets(202401)[:-1]),
        csv(RSH_HEADER, brackets(202401, total=9_000_000)),
    ):
        space.deliver("enero.csv", broken)
        report = space.ingest()
        assert [entry.name for entry, _ in report.refused] == ["enero.csv"]
        assert totals(space) == ["110"]
    good = [part for _, part in space.ledger().parts() if part.status == "aceptado"]
    assert [(part.source_id, part.block_rows) for part in good] == [("rsh-tramos", {"202401": 1})]
    shown = public_status(space.ledger())["archivos"]
    assert [(file["presente"], file["partes"][0]["en_uso"]) for file in shown] == [
        (False, True),
        (True, False),
    ]


def test_a_file_taken_out_of_entrada_stays_in_use(space: Small) -> None:
    path = space.deliver("enero.csv", MONTH)
    space.ingest()
    path.unlink()
    assert space.ingest().refused == []
    assert totals(space) == ["110"]
    assert files_in_use(space.ledger())[0]["in_use"] is True


def test_a_refused_file_taken_out_of_entrada_is_no_longer_complained_of(space: Small) -> None:
    path = space.deliver("pagina.csv", PAGE)
    assert len(space.ingest().refused) == 1
    path.unlink()
    assert space.ingest().refused == []


def test_files_inside_gzip_and_zip_are_read_as_they_are(space: Small) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as together:
        together.writestr("datos/febrero.csv", csv(RSH_HEADER, brackets(202402)))
        together.writestr("datos/colegios.csv", enrolment(school(1)))
    space.deliver("varios.zip", buffer.getvalue())
    space.deliver("sub/carpeta/marzo.csv.gz", gzip.compress(csv(RSH_HEADER, brackets(202403))))
    assert space.ingest().refused == []
    assert sorted(space.rows("rsh_tramos")["periodo"]) == ["202402", "202403"]
    assert space.part("varios.zip", "datos/colegios.csv").source_id == "mineduc-matricula"
    assert space.part("sub/carpeta/marzo.csv.gz").block_rows == {"202403": 1}


def test_a_file_that_changes_while_it_is_copied_waits_for_the_next_run(
    space: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def still_arriving(source: Path, target: Path) -> None:
        late = b"202402,13201,50,10,10,10,10,10,10,110\n" if source.name == "llegando.csv" else b""
        target.write_bytes(source.read_bytes() + late)

    space.deliver("llegando.csv", MONTH)
    space.deliver("colegios.csv", enrolment(school(1)))
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", still_arriving)
        (_, part), *others = space.ingest().refused
    assert (part.message, others) == ("El archivo cambió mientras se leía.", [])
    assert (part.where, bool(part.todo)) == ("archivo «llegando.csv»", True)
    assert len(space.rows("mineduc_matricula")) == 1
    assert sorted(path.name for path in space.ws.archive.iterdir()) == sorted(
        [space.entry("colegios.csv").sha256, "registro.json"]
    )
    assert space.ingest().refused == []
    assert totals(space) == ["110"]


def test_a_file_that_nobody_may_open_is_said_and_stops_nothing(
    space: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> str:
        if path.name == "abierto.csv":
            raise PermissionError(13, "Permission denied")
        return hashlib.sha256(path.read_bytes()).hexdigest()

    space.deliver("abierto.csv", MONTH)
    space.deliver("colegios.csv", enrolment(school(1)))
    with monkeypatch.context() as patched:
        patched.setattr(archive, "sha256_file", locked)
        (_, part), *others = space.ingest().refused
    assert (part.message, others) == ("No se pudo leer el archivo.", [])
    assert len(space.rows("mineduc_matricula")) == 1
    assert space.ingest().refused == []
    assert sorted(entry.name for entry in space.ledger().files.values()) == ["abierto.csv", "colegios.csv"]


@pytest.mark.parametrize(("fault", "named"), [(KeyError, "KeyError"), (QUERY_FAULTS[0], "DataError")])
def test_a_fault_of_ours_stops_its_file_and_quotes_nothing_of_it(
    space: Small, monkeypatch: pytest.MonkeyPatch, fault: type[Exception], named: str
) -> None:
    def slip(_self: RshTramos, sheets: Sequence[Sheet]) -> Conformed:
        raise fault(str(sheets[0].cells.iloc[1, 1]))

    space.deliver("enero.csv", MONTH)
    space.deliver("colegios.csv", enrolment(school(1)))
    with monkeypatch.context() as patched:
        patched.setattr(RshTramos, "read", slip)
        (entry, part), *others = space.ingest().refused
    assert (entry.name, others) == ("enero.csv", [])
    assert part.message.startswith(f"Una falla nuestra impidió leerlo ({named}")
    assert "13401" not in part.message + part.todo
    assert len(space.rows("mineduc_matricula")) == 1


def test_raw_bytes_are_kept_as_delivered_and_read_only(space: Small) -> None:
    space.deliver("enero.csv", MONTH)
    space.ingest()
    kept = space.ws.archive / hashlib.sha256(MONTH).hexdigest()
    assert kept.read_bytes() == MONTH
    assert kept.stat().st_mode & 0o777 == 0o444


def test_bronze_that_was_lost_comes_back_from_the_archive(space: Small) -> None:
    space.deliver("enero.csv", MONTH).rename(space.ws.inbox / "otro nombre.csv")
    space.ingest()
    (kept,) = [path for path in (space.ws.bronze / "rsh_tramos").iterdir() if not path.name.startswith("000")]
    before = kept.read_bytes()
    shutil.rmtree(space.ws.bronze)
    (space.ws.inbox / "otro nombre.csv").unlink()
    space.ingest()
    assert kept.read_bytes() == before
