"""A file is what its bytes say it is; what cannot be a table is said in plain words."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.errors import FileRefused
from pipelines.ingest.detect import NotATable
from pipelines.ingest.readers import read_sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "El archivo está vacío (0 bytes)."),
        (b" \r\n\t\n\n", "El archivo está vacío (sólo espacios o líneas en blanco)."),
        (b"\xef\xbb\xbf\n", "El archivo está vacío (sólo espacios o líneas en blanco)."),
        (b"\n<!DOCTYPE html>\n<html><body>Error 500</body></html>", "Es una página web, no una planilla"),
        (b"\xef\xbb\xbf<HTML><head></head></HTML>", "Es una página web, no una planilla"),
        (b"<table><tr><td>comuna</td></tr></table>", "Es una página web, no una planilla"),
        ("\ufeff<html><body>á</body></html>".encode("utf-16-le"), "Es una página web, no una planilla"),
        (b"<br />\n<b>Warning</b>: mysql_connect()", "Es una página web, no una planilla"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "El archivo está protegido con contraseña."),
        (OLE.ljust(48, b"\0") + b"\xff\0\0\0", "está cortado: le falta el final"),
        (OLE + "Workbook\0".encode("utf-16-le"), "El libro de Excel está dañado"),
        (b"PK\x03\x04" + bytes(40), "está cortado o dañado"),
        (b"PAR1" + bytes(50), "El archivo Parquet está cortado o dañado."),
        (b"\x1f\x8b\x08" + bytes(20), "comprimido dentro de otro"),
    ],
)
def test_refused_by_content(data: bytes, what: str):
    with pytest.raises(FileRefused) as caught:
        read_sheets(data, "datos.csv")
    assert what in caught.value.what
    assert caught.value.where.file == "datos.csv"
    assert caught.value.todo


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n\xe2\xe3", "documento PDF"),
        (b"\x89PNG\r\n\x1a\n", "imagen PNG"),
        (b"\xff\xd8\xff\xe0", "imagen JPEG"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (b'{"type": "FeatureCollection"}', "JSON"),
        (b'{"a": 1}', "JSON"),
        (b"[1, 2, 3]", "JSON"),
        (b"<?xml version='1.0'?><kml></kml>", "XML sin planilla"),
        (bytes(range(1, 32)) * 30, "archivo binario"),
        (office("[Content_Types].xml", "word/document.xml"), "documento de Office sin planilla"),
        (office("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (OLE.ljust(2048, b"\0") + "WordDocument\0".encode("utf-16-le"), "documento antiguo de Office"),
    ],
)
def test_whole_but_not_a_table_is_told_apart_from_refused(data: bytes, what: str):
    with pytest.raises(NotATable) as caught:
        read_sheets(data, "datos.csv")
    assert what in caught.value.what
    assert caught.value.todo


def test_prose_is_not_a_table():
    lines = [f"Línea {n}, con | algo" + ", y más" * (n % 7) + " | fin" * (n % 3) for n in range(60)]
    text = "# Título\n\n" + "\n".join(lines)
    try:
        sheets = read_sheets(text.encode(), "LEEME.md")
    except NotATable as error:
        assert "texto corrido" in error.what
    else:
        assert sheets[0].cells.shape[1] == 1


def test_prose_with_an_open_quote_is_not_a_table():
    with pytest.raises(NotATable):
        read_sheets(b'"Hola\nesto es una carta\nsin fin\n', "carta.txt")
