"""The bulk lane gives what the ordinary lane gives, whatever the file looks like."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from example.student_layouts import LAYOUTS
from pipelines.errors import FileRefused
from pipelines.ingest import bulk_csv, bulk_open
from pipelines.ingest.bulk_open import contents
from pipelines.ingest.bulk_read import BulkReading, opening, read_bulk
from pipelines.ingest.readers import read_sheets
from pipelines.sources.mineduc_alumnos import SOURCE
from pipelines.sources.registry import official_sources
from tests.flow.students import delivered

HEADER = ("agno", "rbd", "nom_rbd", "cod_com_rbd", "cod_depe", "rural_rbd", "cod_ense", "cod_grado", "mrun",
          "gen_alu", "fec_nac_alu", "cod_com_alu")  # fmt: skip
GOOD = "2023;7;ESCUELA;13401;1;0;110;3;{};2;201301;13401"


def lane(data: bytes, folder: Path) -> tuple[BulkReading, pd.DataFrame]:
    """What the bulk lane makes of a file, and its rows."""
    path = folder / "entregado"
    path.write_bytes(data)
    (packed,) = contents(path, "entregado")
    found = opening(packed, [SOURCE], "entregado")
    assert found is not None
    reading = read_bulk(found, packed, "entregado", "abcd", folder / "filas.parquet")
    assert reading.counts().closes
    return reading, pq.read_table(folder / "filas.parquet").to_pandas()


def table(*rows: str, end: str = "\n") -> bytes:
    return (end.join([";".join(HEADER), *rows]) + end).encode()


@pytest.mark.parametrize("kind", [name for name in LAYOUTS if name.startswith("matricula")])
def test_every_layout_gives_the_rows_of_the_ordinary_lane(kind: str, tmp_path: Path) -> None:
    faults = {3: {"COD_COM_RBD": "99998"}, 5: {"GEN_ALU": "8"}, 9: {"MRUN": " "}}
    data = delivered(kind, 1500, faults)
    reading, rows = lane(data, tmp_path)
    plain = SOURCE.read(read_sheets(data, "entregado"))
    assert rows.drop(columns="_archivo").to_dict("list") == plain.rows.to_dict("list")
    assert set(rows["_archivo"]) == {"abcd"}
    counts = reading.counts()
    assert (counts.received, counts.accepted, counts.set_aside, counts.cells_aside) == (1501, 1498, 2, 1)
    aside = {(item.column, item.value_class, *item.records) for item in (*reading.set_aside, *reading.cells)}
    assert aside == {(item.column, item.value_class, *item.records) for item in plain.set_aside}


cell = st.sampled_from(["13401", "", "0", " 7 ", '"1"', "año", "2023", "\u00a0", "x", "99998", '5"', "110"])
line = st.one_of(
    st.lists(cell, min_size=12, max_size=12).map(";".join),
    st.just(GOOD.format(5)),
    st.sampled_from(["", ";;;;;;;;;;;", "   ", '"";"";"";"";"";"";"";"";"";"";"";""']),
)


@settings(max_examples=25, deadline=None)
@given(
    lines=st.lists(line, max_size=12),
    end=st.sampled_from(["\n", "\r\n"]),
    block=st.sampled_from([512, 8 << 20]),
)
def test_both_lanes_agree_on_every_record_of_any_file(
    lines: list[str], end: str, block: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = table(*[GOOD.format(n) for n in range(1, 31)], *lines, end=end)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bulk_csv, "_BLOCK", block)
        patched.setattr(bulk_open, "_PIECE", 700)
        reading, rows = lane(data, tmp_path_factory.mktemp("carril"))
    (sheet,) = read_sheets(data, "entregado")
    plain = SOURCE.read([sheet])
    assert reading.received == len(sheet.records) + len(sheet.ragged)
    assert rows["_registro"].tolist() == plain.rows["_registro"].tolist()
    aside = sorted((int(r), item.column) for item in reading.set_aside for r in item.records)
    cells = sorted((int(r), item.column) for item in reading.cells for r in item.records)
    assert sorted([*aside, *cells]) == sorted(
        (int(r), item.column) for item in plain.set_aside for r in item.records
    )


def test_ragged_records_are_set_aside_with_their_number(tmp_path: Path) -> None:
    rows = [GOOD.format(n) for n in range(1, 1001)]
    rows[4] = "2023;7"
    rows[900] += ";de más"
    rows[10] = ""
    reading, kept = lane(table(*rows), tmp_path)
    assert [(item.records.tolist(), item.value_class) for item in reading.set_aside] == [
        ([6], "número de columnas"),
        ([901], "número de columnas"),
    ]
    assert len(kept) == 997 and reading.received == 1000


MANY = [GOOD.format(1)] * 9000
SPANISH = table(*MANY).replace(b"ESC", "Ñ".encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (table(*MANY) + b"2023;7;ESC", "está cortado"),
        (table(*MANY) + b'2023;7;"ESC\n', "está cortado"),
        (table(*MANY, *["2023;7"] * 200), "no tienen los 12 campos"),
        (table(*MANY) + b"2023;7;\x00\n", "nulo"),
        (SPANISH + "2023;7;Ñ\n".encode("latin-1"), "dos codificaciones"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=said):
        lane(data, tmp_path)
    assert not (tmp_path / "filas.parquet").exists()


def test_a_letter_of_latin_1_far_into_the_file_changes_nothing_before_it(tmp_path: Path) -> None:
    rows = [GOOD.format(n) for n in range(1, 40_001)]
    rows[39_000] = rows[39_000].replace("ESCUELA", "NIÑOS")
    for mark in (b"", b"\xef\xbb\xbf"):
        _, kept = lane(mark + table(*rows).decode().encode("latin-1"), tmp_path)
        assert len(kept) == 40_000


def test_titles_above_the_header_are_skipped(tmp_path: Path) -> None:
    reading, rows = lane(
        b"Matr\xedcula de un a\xf1o\n" + table(*[GOOD.format(n) for n in range(1, 51)]), tmp_path
    )
    assert [(item.reason, item.records.tolist()) for item in reading.skipped] == [
        ("Título o notas sobre el encabezado.", [1]),
        ("Encabezado.", [2]),
    ]
    assert rows["_registro"].tolist() == list(range(3, 53))


def test_containers_are_read_without_unpacking_them(tmp_path: Path) -> None:
    data = delivered("matricula", 500)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._matricula.csv", b"x")
        archive.writestr("matricula.csv", data)
    _, plain = lane(data, tmp_path)
    for container in (gzip.compress(data), packed.getvalue()):
        _, rows = lane(container, tmp_path)
        pd.testing.assert_frame_equal(rows, plain)
    assert {path.name for path in tmp_path.iterdir()} == {"entregado", "filas.parquet"}


def test_a_large_table_that_lacks_a_column_is_refused_by_its_first_records(tmp_path: Path) -> None:
    path = tmp_path / "alumnos.csv"
    path.write_bytes(table(*MANY).replace(b"cod_com_alu", b"comuna_alu", 1))
    (packed,) = contents(path, "alumnos.csv")
    with pytest.raises(
        FileRefused, match="«Matrícula por estudiante», pero le falta la columna «cod_com_alu»"
    ):
        opening(packed, official_sources(), "alumnos.csv")


def test_what_is_no_such_table_is_left_to_the_ordinary_lane(tmp_path: Path) -> None:
    for data in (b"a;b\n1;2\n", b"", b"%PDF-1.7", "agno;rbd\n".encode("utf-16"), b"\x1f\x8bxxxx"):
        path = tmp_path / "otro"
        path.write_bytes(data)
        try:
            found = [opening(packed, official_sources(), "otro") for packed in contents(path, "otro")]
        except FileRefused:
            found = []
        assert not any(found)


def test_texts_that_hardly_repeat_and_texts_that_do_are_worked_out_alike(tmp_path: Path) -> None:
    rows = [GOOD.format(n if n % 3 else "") for n in range(4000)]
    reading, kept = lane(table(*rows), tmp_path)
    assert kept["mrun"].tolist() == [str(n) for n in range(4000) if n % 3]
    (aside,) = reading.set_aside
    assert np.array_equal(aside.records, np.arange(0, 4000, 3) + 2)
