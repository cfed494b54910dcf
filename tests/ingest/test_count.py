"""The second count of records agrees with the readers, on made-up files and on the official ones."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import StewardError
from pipelines.ingest import count_csv as module
from pipelines.ingest.containers import unpack
from pipelines.ingest.count import count_records
from pipelines.ingest.detect import NotATable
from pipelines.ingest.readers import read_sheets


def read_counts(data: bytes) -> dict[str, int]:
    return {sheet.name: len(sheet.cells) + len(sheet.ragged) for sheet in read_sheets(data, "a")}


@pytest.mark.parametrize(
    ("data", "records"),
    [
        (b"a;b\n1;2", 2),
        (b"a;b\r\n\r\n1;2\r\n", 2),
        (b"a;b\r1;2\r", 2),
        (b'a;b\n"x\n\ny";2\n', 2),
        (b'a;b\n"x ""y""\n";2\n;\n  \n"";" "\n', 2),
        (b'a;b\n";";""\n"""";x\n', 3),
        (b'a;b\n5" ;2\nel "rey;3\n"a"b"c;d\n', 4),
        (b"a;b\n1\n1;2;3\n1;2\n", 4),
        ("\ufeffa;b\nñ;\n".encode("utf-16"), 2),
        (b"\xef\xbb\xbfa\nb\n\n", 2),
        (b"a\tb\n\t\n1\t2\n", 2),
    ],
)
def test_records_with_text_are_counted(data: bytes, records: int):
    assert count_records(data) == {"": records}
    assert read_counts(data) == {"": records}


def test_counting_does_not_depend_on_where_a_chunk_ends(monkeypatch: pytest.MonkeyPatch):
    data = b'a;b\n"x\n""y""";2\r\n\r\n;\n"";";"\n"q";"z"\n""\n'
    expected = count_records(data)
    for size in range(1, len(data)):
        monkeypatch.setattr(module, "_CHUNK", size)
        assert count_records(data) == expected, size


letters = st.sampled_from([*'ab1ñ€😀" ;,\t\n\r|', "\r\n", '""', "\u2028", "\xa0"])
field = st.lists(letters, max_size=6).map("".join)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.lists(st.tuples(field, field, field), max_size=8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    separator=st.sampled_from(";,\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    blank=st.sampled_from(["", "\n", "\r\n\r\n", "   \n"]),
)
def test_counter_and_reader_agree_on_any_csv(rows, end, separator, quoting, codec, blank):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows([("uno", "dos", "tres")] * 10)
    if quoting == csv.QUOTE_MINIMAL:  # the writer leaves other line ends than its own unquoted
        rows = [tuple(text.replace("\r", "").replace("\n", "") for text in row) for row in rows]
    for row in rows:
        out.write(blank)
        writer.writerow(row)
    data = out.getvalue().encode(codec)
    written = sum(any(text.strip(" \t\r\n\v\f") for text in row) for row in rows)
    assert count_records(data) == read_counts(data) == {"": 10 + written}


def by_hand(data: bytes) -> int:
    """A state machine of the plainest kind, for comparison."""
    count, text, inside, at_start, i = 0, False, False, True, 0
    while i < len(data):
        byte = data[i : i + 1]
        if inside:
            if byte == b'"' and data[i + 1 : i + 2] == b'"':
                text, i = True, i + 1
            elif byte == b'"':
                inside = False
            elif byte.strip():
                text = True
        elif byte == b'"' and at_start:
            inside = True
            at_start = False
        elif byte in (b"\n", b"\r"):
            count, text, at_start = count + text, False, True
        elif byte == b";":
            at_start = True
        else:
            at_start = False
            text = text or bool(byte.strip())
        i += 1
    return count + text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["a", "1;2", '"', ";", "\n", "\r\n", " ", '""', "x"]), max_size=40))
def test_counting_agrees_with_a_plain_state_machine_even_on_broken_quotes(pieces: list[str]):
    data = b"uno;dos\n" * 60 + "".join(pieces).encode()
    assert module.count_csv(data) == by_hand(data)


@pytest.mark.real
def test_every_official_file_is_counted_as_it_is_read(datos: Path):
    began = time.process_time()
    counted = 0
    for path in sorted(datos.rglob("*")):
        if not path.is_file():
            continue
        try:
            for member in unpack(path.read_bytes(), path.name):
                sheets = read_sheets(member.data, member.name)
                read = {sheet.name: len(sheet.cells) + len(sheet.ragged) for sheet in sheets}
                assert count_records(member.data) == read, path.name
                counted += 1
        except NotATable:
            assert path.suffix == ".md", path.name
        except StewardError as error:
            pytest.fail(f"{path.name}: {error}")
    assert counted >= 88
    assert time.process_time() - began < 60


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "shape", "encoding"),
    [
        ("mineduc/MAT_2024_WEB_02072024.zip", (15_885, 59), "cp1252"),
        ("mineduc/Resumen_Matricula_EE_Oficial_2016.csv.gz", (15_991, 58), "utf-8-sig"),
        ("mineduc/simce4b2024_rbd_final.xlsx", (7_186, 42), ""),
        ("mineduc/rendimiento_2024_media_hc_rm.parquet", (244_955, 9), "utf-8"),
        ("territorio/CUT_2018_v04.xls", (347, 7), ""),
        ("sinim/sinim_finanzas_municipales_20260813T185601Z.xlsx.gz", (348, 122), ""),
        ("deis/defunciones_2024_al_20240307.xlsx", (21_114, 27), ""),
    ],
)
def test_official_files_have_the_size_that_their_notes_give(datos, name, shape, encoding):
    (member,) = unpack((datos / name).read_bytes(), name)
    sheet = read_sheets(member.data, name)[0]
    assert sheet.cells.shape == shape
    assert sheet.encoding == encoding
    assert not sheet.ragged
