"""What a delivered file really is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal

from pipelines.errors import FileRefused, StewardError, Where

Kind = Literal["gzip", "zip", "xlsx", "xls", "xml", "parquet", "json", "csv"]

#: Characters that a person sees as nothing. One rule for readers and counters.
BLANK = " \t\r\n\v\f"
_BLANK_BYTES = BLANK.encode()

_HEAD = 65536
_OLE_SECTOR = 512
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x89PNG", "una imagen PNG"),
    (b"\xff\xd8\xff", "una imagen JPEG"),
    (b"GIF8", "una imagen GIF"),
    (b"II*\x00", "una imagen TIFF"),
    (b"MM\x00*", "una imagen TIFF"),
    (b"Rar!\x1a\x07", "un archivo comprimido RAR"),
    (b"7z\xbc\xaf\x27\x1c", "un archivo comprimido 7-Zip"),
    (b"BZh", "un archivo comprimido bzip2"),
    (b"\xfd7zXZ\x00", "un archivo comprimido xz"),
    (b"\x28\xb5\x2f\xfd", "un archivo comprimido Zstandard"),
    (b"SQLite format 3", "una base de datos SQLite"),
    (b"RDX", "un archivo de R"),
    (b"$FL2", "un archivo de SPSS"),
    (b"<stata_dta>", "un archivo de Stata"),
    (b"{\\rtf", "un documento RTF"),
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|div|script|meta|title|center|br|p|h[1-6]|b|pre)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[a-zA-Z!?/]")
_JSON = re.compile(r"(?:\{\s*(?:\"[^\"]*\"\s*:|\})|\[\s*[\[{\]\"0-9-])")
#: Control characters that a text may hold by accident.
_STRAY_CONTROLS = 15
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"


class NotATable(StewardError):
    """The file is whole, but of a kind that holds no table; it is reported as unknown."""


def kind_of(data: bytes, label: str) -> Kind:
    """Tell the kind of `data` by content.

    Raises `FileRefused` for empty files, web pages, password-protected and damaged books, and
    `NotATable` for kinds that hold no table (PDF, images, documents). `label` is the name
    shown in messages.
    """
    nothing = _BLANK_BYTES + b"\x00\xef\xbb\xbf\xff\xfe"
    if not data[:_HEAD].strip(nothing) and not data.strip(nothing):
        size = "0 bytes" if not data else "sólo espacios o líneas en blanco"
        raise FileRefused(
            f"El archivo está vacío ({size}).", Where(label), "Descárguelo otra vez desde el sitio de origen."
        )
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data, label)
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(_OLE):
        return _ole_kind(data, label)
    if b"%PDF-" in data[:1024]:
        raise NotATable(
            "Es un documento PDF, no una planilla.", Where(label), "Pida o descargue la tabla en CSV o Excel."
        )
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise NotATable(
                f"Es {what}, no una planilla.", Where(label), "Entregue la tabla en CSV, Excel o Parquet."
            )
    return _text_kind(data, label)


def _zip_kind(data: bytes, label: str) -> Kind:
    """A book, another office document or a plain zip, by the members' names."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
            declared = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        raise FileRefused(
            "El archivo (zip o libro de Excel) está cortado o dañado: le falta el índice del final.",
            Where(label),
            "Descárguelo o cópielo otra vez.",
        ) from error
    if "[Content_Types].xml" in names:
        if any(name.lower() == "xl/workbook.xml" for name in names):
            return "xlsx"
        if "xl/workbook.bin" in names:
            raise NotATable(
                "Es un libro binario de Excel (.xlsb), que aquí no se lee.",
                Where(label),
                "Guárdelo como .xlsx.",
            )
        raise NotATable(
            "Es un documento de Office sin planilla (texto o presentación).",
            Where(label),
            "Entregue la tabla en CSV o Excel.",
        )
    if declared.startswith(b"application/vnd.oasis.opendocument"):
        raise NotATable(
            "Es un documento de LibreOffice, que aquí no se lee.", Where(label), "Guárdelo como .xlsx."
        )
    return "zip"


def _ole_kind(data: bytes, label: str) -> Kind:
    """An OLE container: binary book, book under password or another old Office document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise protected(label)
    if any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0", "WORKBOOK\0", "BOOK\0")):
        return "xls"
    directory = int.from_bytes(data[0x30:0x34], "little")  # its sector number
    if len(data) < (directory + 2) * _OLE_SECTOR:
        raise FileRefused(
            "El archivo (de un Office antiguo) está cortado: le falta el final.",
            Where(label),
            "Descárguelo o cópielo otra vez.",
        )
    raise NotATable(
        "Es un documento antiguo de Office sin planilla.", Where(label), "Entregue la tabla en CSV o Excel."
    )


def _text_kind(data: bytes, label: str) -> Kind:
    """CSV or spreadsheet-XML; refuses web pages, leaves out other marked-up texts and binaries."""
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf" + _BLANK_BYTES)[:8192]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = start[: len(start) // 2 * 2].decode("utf-16", errors="replace").lstrip(BLANK + "\ufeff")
    else:
        head = start.decode("latin-1")
        controls = sum(start.count(code) for code in range(1, 32) if code not in b"\t\n\r\v\f\x1a\x1b")
        if controls > max(_STRAY_CONTROLS, len(start) // 20):
            raise NotATable(
                "Es un archivo binario de un tipo que aquí no se conoce.",
                Where(label),
                "Entregue la tabla en CSV, Excel o Parquet.",
            )
    if head.startswith("<"):
        if _SPREADSHEET_XML in head:
            return "xml"
        if _HTML.search(head):
            raise FileRefused(
                "Es una página web, no una planilla; suele ser un aviso de error guardado con otro nombre.",
                Where(label),
                "Abra el archivo en el navegador para leer el aviso y descargue otra vez la planilla.",
            )
        if _MARKUP.match(head):
            raise NotATable(
                "Es un archivo XML sin planilla.", Where(label), "Entregue la tabla en CSV o Excel."
            )
    if _JSON.match(head):
        return "json"
    return "csv"


def protected(label: str) -> FileRefused:
    """The refusal of a book or archive that asks for a password."""
    return FileRefused(
        "El archivo está protegido con contraseña.",
        Where(label),
        "Ábralo con la contraseña, quítele la protección y guárdelo otra vez.",
    )
