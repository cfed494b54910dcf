"""Bytes of a text file become text: which encoding it is in, and what betrays a wrong one."""

from __future__ import annotations

import codecs
import re

from pipelines.errors import FileRefused, Where

_CHUNK = 16 << 20
AGAIN = "Descárguelo otra vez; si sigue igual, ábralo en una planilla y guárdelo como «CSV UTF-8»."
#: UTF-8 bytes of Spanish letters and signs, read as cp1252: Ã± Ã¡ Ã‘ Â° Â¿ â€œ ...
_DOUBLE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u2018-\u2026\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc€™‰‹›]|â€"
)
_UTF8_PAIR = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
_HIGH = bytes(range(0x80, 0x100))


def text_encoding(data: bytes, label: str) -> str:
    """Name the encoding of a text file: ``utf-8-sig``, ``utf-16``, ``utf-8``, ``cp1252`` or ``latin-1``.

    The last two are what is left when the bytes are not UTF-8 (``latin-1`` only when cp1252 has
    no letter for some byte); the contract of a source says whether it admits them. Raises
    `FileRefused` on NUL bytes, UTF-16 without mark, a character cut at the end of the file and
    text in two encodings.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    refuse_nul(data, label)
    broken = _first_broken_utf8(data)
    if broken is None:
        return "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        raise FileRefused(f"El archivo dice ser UTF-8, pero el byte {broken} no lo es.", Where(label), AGAIN)
    _refuse_mixed(data, label, broken)
    return "latin-1" if any(code in data for code in b"\x81\x8d\x8f\x90\x9d") else "cp1252"


def ascii_compatible(data: bytes, encoding: str, label: str) -> tuple[bytes, str]:
    """Bytes in which separators and quotes are single bytes, and the encoding they are in now.

    UTF-16 becomes UTF-8 and the UTF-8 mark is cut off; the rest is returned as it is.
    """
    if encoding == "utf-8-sig":
        return data[len(codecs.BOM_UTF8) :], "utf-8"
    if encoding != "utf-16":
        return data, encoding
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise FileRefused(
            f"El texto UTF-16 está cortado o dañado en el byte {error.start}.", Where(label), AGAIN
        ) from error
    plain = text.encode("utf-8")
    refuse_nul(plain, label)
    return plain, "utf-8"


def looks_double_encoded(text: str) -> bool:
    """Whether `text` was encoded twice, as «Ã‘uÃ±oa» for «Ñuñoa». Evidence only: nothing is mended."""
    return _DOUBLE.search(text) is not None


def refuse_nul(data: bytes, label: str, before: int = 0) -> None:
    """Raise `FileRefused` when `data`, which stands behind `before` bytes, holds a NUL byte."""
    offset = data.find(b"\0")
    if offset < 0:
        return
    head = data[:4096]
    if max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4:
        raise FileRefused(
            "Codificación no reconocida: parece UTF-16 sin la marca que lo declara.", Where(label), AGAIN
        )
    raise FileRefused(
        f"El archivo trae un carácter nulo (byte {before + offset} contando desde 0): está dañado.",
        Where(label),
        AGAIN,
    )


def _first_broken_utf8(data: bytes) -> int | None:
    """Offset of the first byte that is not UTF-8, None when all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    for start in range(0, len(data), _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(view[start : start + _CHUNK], final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _refuse_mixed(data: bytes, label: str, broken: int) -> None:
    """Refuse UTF-8 cut inside a character, and text that is mostly UTF-8 but not all of it.

    The other way round (a few doubly encoded names in a cp1252 file) is left as delivered.
    """
    pairs = sum(1 for _ in _UTF8_PAIR.finditer(data))
    if not pairs:
        return
    if broken >= len(data) - 3 and data[broken] >= 0xC2 and min(data[broken:]) >= 0x80:
        line = data.count(b"\n") + 1
        raise FileRefused(f"El archivo está cortado en la línea {line}.", Where(label, row=line), AGAIN)
    high = sum(
        len(part) - len(part.translate(None, _HIGH))
        for part in (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    )
    if pairs > high - 2 * pairs:
        raise mixed(label, broken, data.count(b"\n", 0, broken) + 1)


def mixed(label: str, broken: int, line: int) -> FileRefused:
    """The refusal of a text in two encodings; `broken`: its first byte that is not UTF-8."""
    return FileRefused(
        "El archivo mezcla dos codificaciones: la mayor parte es UTF-8, pero el byte "
        f"{broken} (contando desde 0, línea {line}) no lo es.",
        Where(label, row=line),
        AGAIN,
    )
