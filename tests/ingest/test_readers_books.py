"""Spreadsheets come in with the row numbers that Excel shows and text that a person would copy."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from pipelines.errors import FileRefused
from pipelines.ingest.count import count_records
from pipelines.ingest.readers import read_sheets, reading_notes
from pipelines.sources.base import Sheet


def book(fill) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        fill(workbook)
    return out.getvalue()


def rewritten(data: bytes, name: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == name else content)
    return out.getvalue()


def by_row(sheet: Sheet) -> dict[int, list[str]]:
    return {int(row): sheet.cells.iloc[at].tolist() for at, row in enumerate(sheet.records)}


def full(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("Datos")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    hour = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(2, 1, ["comuna", "valor"])
    sheet.write_row(3, 1, [1101, 0.1])
    sheet.write_row(4, 1, [7.077181, 1e-7])
    sheet.write_row(5, 1, [True, False])
    sheet.write_formula(6, 1, "=1/0", None, "#DIV/0!")
    sheet.write_datetime(7, 1, dt.datetime(2024, 1, 2), day)
    sheet.write_datetime(7, 2, dt.datetime(2024, 1, 2, 3, 4), hour)
    sheet.write_string(8, 1, "   ")
    sheet.write_formula(9, 1, '=""', None, "")
    sheet.write_blank(1_000_000, 3, None, day)
    sheet.write_string(10, 2, "01101 áé\nñ")
    sheet.write_number(11, 1, 123456789012345)
    hidden = workbook.add_worksheet("Oculta")
    hidden.write(0, 0, "a")
    hidden.hide()
    workbook.add_worksheet("Vacía")


def test_cells_are_what_a_person_would_copy_and_rows_are_those_of_excel():
    data = book(full)
    sheets = read_sheets(data, "a.xls")
    assert [sheet.name for sheet in sheets] == ["Datos", "Oculta", "Vacía"]
    assert by_row(sheets[0]) == {
        3: ["", "comuna", "valor"],
        4: ["", "1101", "0.1"],
        5: ["", "7.077181", "0.0000001"],
        6: ["", "VERDADERO", "FALSO"],
        7: ["", "#DIV/0!", ""],
        8: ["", "2024-01-02", "2024-01-02T03:04:00"],
        11: ["", "", "01101 áé\nñ"],
        12: ["", "123456789012345", ""],
    }
    assert sheets[0].kind == "xlsx"
    assert len(sheets[2].cells) == 0
    assert count_records(data) == {"Datos": 8, "Oculta": 1, "Vacía": 0}
    assert reading_notes(data, sheets, "a.xls") == ["La hoja «Oculta» está oculta; se leyó igual."]


def test_a_formula_that_nobody_calculated_is_not_an_empty_cell():
    data = book(lambda workbook: workbook.add_worksheet("H").write_formula(1, 1, "=A1", None, "x"))
    data = rewritten(data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>x</v>", b""))
    (sheet,) = read_sheets(data, "a.xlsx")
    assert by_row(sheet) == {2: ["", "#SIN_CALCULAR!"]}
    assert count_records(data) == {"H": 1}


def test_hidden_rows_are_read_and_noted():
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("H")
        sheet.write_column(0, 0, ["a", "b", "c"])
        sheet.set_row(1, None, None, {"hidden": True})

    data = book(fill)
    sheets = read_sheets(data, "a.xlsx")
    assert sheets[0].cells[0].tolist() == ["a", "b", "c"]
    assert reading_notes(data, sheets, "a.xlsx") == ["La hoja «H» trae 1 filas ocultas; se leyeron igual."]


def test_a_declared_dimension_is_not_believed():
    data = book(lambda workbook: workbook.add_worksheet("H").write(0, 0, "a"))
    data = rewritten(
        data,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<dimension ref="A1"/>', b'<dimension ref="A1:XFD1048576"/>'),
    )
    assert read_sheets(data, "a.xlsx")[0].cells.shape == (1, 1)


def test_two_cells_at_the_corners_are_refused_and_not_filled_in():
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("H")
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "z")

    with pytest.raises(FileRefused, match="1048576 filas y 16384 columnas"):
        read_sheets(book(fill), "a.xlsx")


def test_entities_in_a_book_are_refused():
    data = book(full)
    evil = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    data = rewritten(data, "xl/sharedStrings.xml", lambda xml: xml.replace(b"?>", b"?>" + evil, 1))
    with pytest.raises(FileRefused, match="entidades"):
        read_sheets(data, "a.xlsx")


@pytest.mark.parametrize("keep", [0.3, 0.9, 0.99])
def test_a_cut_book_is_refused(keep: float):
    data = book(full)
    with pytest.raises(FileRefused, match="cortado o dañado"):
        read_sheets(data[: int(len(data) * keep)], "a.xlsx")


def test_a_book_with_broken_xml_is_refused():
    data = rewritten(book(full), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    with pytest.raises(FileRefused):
        read_sheets(data, "a.xlsx")


SINIM = """
<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40">
 <Worksheet ss:Name="Hoja &amp; uno"><Table>
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Título</Data></Cell>
   <Cell><Data ss:Type="String">x</Data></Cell></Row>
  <Row ss:Index="4"><Cell><Data ss:Type="String">01101</Data></Cell>
   <Cell ss:Index="3"><Data ss:Type="Number">7.50</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">  </Data></Cell><Cell/></Row>
  <Row><Cell><Data ss:Type="Number">1101</Data></Cell>
   <Cell><Data ss:Type="Boolean">1</Data></Cell>
   <Cell><Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell>
   <Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="Vacía"><Table/></Worksheet>
</Workbook>
"""


def test_spreadsheet_xml_after_a_blank_line_honours_its_indexes():
    sheets = read_sheets(SINIM.encode(), "datos.xls")
    assert by_row(sheets[0]) == {
        1: ["Título", "", "x", ""],
        4: ["01101", "", "7.5", ""],
        6: ["1101", "VERDADERO", "2024-01-02", "#REF!"],
    }
    assert [(sheet.name, sheet.kind) for sheet in sheets] == [("Hoja & uno", "xml"), ("Vacía", "xml")]
    assert count_records(SINIM.encode()) == {"Hoja & uno": 3, "Vacía": 0}


def test_cut_spreadsheet_xml_is_refused_with_its_line():
    with pytest.raises(FileRefused) as caught:
        read_sheets(SINIM.encode()[:900], "datos.xls")
    assert "cortada o dañada en la línea" in caught.value.what
    assert caught.value.where.row is not None and caught.value.where.row > 7


def test_entities_in_spreadsheet_xml_are_refused():
    evil = SINIM.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]>\n<Workbook', 1)
    with pytest.raises(FileRefused, match="entidades"):
        read_sheets(evil.encode(), "datos.xls")
