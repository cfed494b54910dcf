"""CSV comes in as text exactly as delivered, whatever its encoding, separator and line ends."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import FileRefused
from pipelines.ingest.decode import looks_double_encoded
from pipelines.ingest.limits import LIMITS
from pipelines.ingest.readers import read_sheets, reading_notes
from pipelines.sources.base import Sheet


def read(data: bytes) -> Sheet:
    (sheet,) = read_sheets(data, "a.csv")
    return sheet


def cells(data: bytes) -> list[list[str]]:
    return read(data).cells.to_numpy().tolist()


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(data)
    return caught.value


def test_header_is_the_first_row_and_everything_is_text():
    sheet = read(b"comuna;valor;valor\n01101;1.234,5;\n")
    assert sheet.cells.to_numpy().tolist() == [["comuna", "valor", "valor"], ["01101", "1.234,5", ""]]
    assert list(sheet.records) == [1, 2]
    assert (sheet.name, sheet.kind, sheet.separator, sheet.encoding) == ("", "csv", ";", "utf-8")
    assert all(kind == pd.StringDtype(na_value=float("nan")) for kind in sheet.cells.dtypes)
    assert sheet.cells.columns.equals(pd.RangeIndex(3))
    assert not sheet.cells.isna().to_numpy().any()


@pytest.mark.parametrize("text", ["NA", "null", "NaN", "None", "", " "])
def test_no_word_is_taken_for_missing(text: str):
    assert cells(f"a;b\nx;{text}\n".encode()) == [["a", "b"], ["x", text]]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found_outside_quotes(separator: str):
    lines = ["comuna{0}nombre", '1{0}"a;b,c\td|e"', '2{0}"f;,\t|"']
    sheet = read("\n".join(lines).format(separator).encode())
    assert sheet.separator == separator
    assert sheet.cells[1].tolist() == ["nombre", "a;b,c\td|e", "f;,\t|"]


def test_decimal_commas_do_not_pass_for_the_separator():
    assert read(b"a;b\n" + b"1,5;2,5\n" * 40).separator == ";"


def test_titles_above_the_header_are_kept_and_do_not_decide_the_separator():
    data = "Beneficiarios, por comuna, año\n\ncomuna;n\n13401;7\n13402;8\n".encode()
    assert cells(data) == [
        ["Beneficiarios, por comuna, año", ""],
        ["comuna", "n"],
        ["13401", "7"],
        ["13402", "8"],
    ]
    assert list(read(data).records) == [1, 2, 3, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_and_a_last_line_without_one(end: str, last: str):
    data = f'a;b{end}"x{end}y";2{end}3;4{end if last else ""}'.encode()
    assert cells(data) == [["a", "b"], [f"x{end}y", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    ("codec", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("cp1252", b"", "cp1252"),
    ],
)
def test_encodings_are_read_and_named(codec: str, mark: bytes, named: str):
    sheet = read(mark + "año;comuna\n2024;Ñuñoa – «Aysén»\n".encode(codec))
    assert sheet.encoding == named
    assert sheet.cells.to_numpy().tolist() == [["año", "comuna"], ["2024", "Ñuñoa – «Aysén»"]]


def test_a_byte_that_cp1252_lacks_makes_it_latin_1():
    assert read(b"a;b\n\xf1;\x81\n").encoding == "latin-1"


def test_blank_lines_are_no_records_and_records_without_text_are_left_out():
    sheet = read(b'a;b\n\n1;2\n;\n   \n "" ;x\n\n3;4\n')
    assert sheet.cells[1].tolist() == ["b", "2", "x", "4"]
    assert list(sheet.records) == [1, 2, 3, 4]


def test_ragged_records_are_told_by_number_and_left_out():
    sheet = read(b"a;b\n1;2\n3\n4;5;6\n7;8\n")
    assert sheet.ragged == ((3, 1, 2), (4, 3, 2))
    assert list(sheet.records) == [1, 2, 5]


def test_more_than_one_percent_of_ragged_records_is_refused():
    few = b"a;b\n" + b"1;2\n" * 600 + b"1\n" * 6 + b"1;2\n"
    assert len(read(few).ragged) == 6
    many = b"a;b\n" + b"1;2\n" * 500 + b"1\n" * 6 + b"1;2\n"
    error = refusal(many)
    assert "6 de sus 508 registros" in error.what
    assert error.where.row == 502


def test_an_open_quote_is_a_cut_file_and_tells_the_line():
    error = refusal(b'a;b\n"x\ny";1\n2;"abc\n3;4\n')
    assert error.what.startswith("El archivo está cortado en la línea 4")
    assert error.where.row == 4


def test_a_last_record_that_breaks_off_is_a_cut_file():
    assert "cortado en la línea 4" in refusal(b"a;b;c\n1;2;3\n4;5;6\n7;8").what
    assert "cortado en la línea 3" in refusal("a;ñ\n1;ñ\n2;ñ".encode()[:-1]).what


def test_nul_bytes_are_refused_with_their_offset():
    assert "byte 7 " in refusal(b"a;b\n1;2\0\n").what


def test_utf_16_without_mark_is_refused():
    assert "UTF-16 sin la marca" in refusal("a;b\n1;2\n".encode("utf-16-le")).what


def test_two_encodings_in_one_file_are_refused_with_line():
    data = "a;b\n1;ñ\n2;á\n3;é\n".encode() + b"4;\xf1\n"
    error = refusal(data)
    assert "mezcla dos codificaciones" in error.what
    assert error.where.row == 5


def test_a_few_doubly_encoded_names_in_a_cp1252_file_are_left_as_delivered():
    data = b"a;b\n" + "1;ñandú ñuñoa\n".encode("cp1252") * 5 + "2;ñ\n".encode()
    sheet = read(data)
    assert sheet.encoding == "cp1252"
    assert sheet.cells.iloc[-1].tolist() == ["2", "Ã±"]


def test_stray_quotes_are_letters():
    assert cells(b'a;b\nel "rey";2\n5" ;x\n') == [["a", "b"], ['el "rey"', "2"], ['5" ', "x"]]


def test_a_record_without_end_is_refused_by_size():
    data = b'a;b\n1;"' + b"x\n" * (2 << 20) + b'"\n2;3\n'
    assert read(data).cells.shape == (3, 2)
    with pytest.raises(FileRefused, match="más de 1 MB"):
        read_sheets(data, "a.csv", replace(LIMITS, field=1 << 20))


def test_too_many_columns_are_refused():
    assert "10000" in refusal(b";".join([b"c"] * 10_001) + b"\n").what


def test_double_encoding_is_noticed_and_nothing_else():
    for text in ("Ñuñoa", "Aysén", "ESPAÑA", "peñalolén", "º°ª"):
        assert looks_double_encoded(text.encode().decode("latin-1"))
        assert not looks_double_encoded(text)
    assert looks_double_encoded("NuÃ±oa")
    assert not looks_double_encoded("SÃO PAULO")
    data = "a;b\n1;Ã‘uÃ±oa\n2;Per\ufffd\n".encode()
    notes = reading_notes(data, [read(data)], "a.csv")
    assert len(notes) == 2
    assert "codificado dos veces" in notes[0]
    assert "letras perdidas" in notes[1]


field = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(field, field, field), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_what_a_csv_writer_wrote_comes_back(rows: list[tuple[str, str, str]], end: str):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("uno", "dos", "tres"), *rows])
    blank = " \t\r\n\v\f"
    expected = [list(row) for row in rows if any(text.strip(blank) for text in row)]
    assert cells(out.getvalue().encode())[1:] == expected
