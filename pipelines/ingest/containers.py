"""Opens gzip and zip deliveries in memory, within limits; nothing is ever written to disk."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pipelines.errors import FileRefused, Where
from pipelines.ingest.detect import kind_of, protected
from pipelines.ingest.limits import LIMITS, Limits, size_text

_CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_AGAIN = "Descárguelo o cópielo otra vez."
_SUSPECT = "No lo abra; pida el archivo otra vez a quien lo entregó."


@dataclass(frozen=True)
class Member:
    """One file found inside a delivery; a delivery that is no container is its own only member."""

    name: str
    data: bytes


def unpack(data: bytes, label: str, limits: Limits = LIMITS) -> list[Member]:
    """The files that `data` holds, one level deep; `[Member(label, data)]` when it is no container.

    Raises `FileRefused` for the whole delivery when it is cut, damaged, protected, too large, or
    when a zip holds a name that would leave its folder; `NotATable` as `kind_of` does.
    """
    kind = kind_of(data, label)
    if len(data) > limits.member:
        raise _too_large(label, limits.member)
    if kind == "gzip":
        name = label[:-3] if label.lower().endswith(".gz") else label
        members = [Member(name, gunzip(data, label, limits))]
    elif kind == "zip":
        members = list(_unzip(data, label, limits))
        if not members:
            raise FileRefused("El archivo zip no trae ningún archivo dentro.", Where(label), _AGAIN)
    else:
        return [Member(label, data)]
    for member in members:
        if member.data.startswith(b"\x1f\x8b") or (
            member.data.startswith(b"PK\x03\x04") and kind_of(member.data, member.name) == "zip"
        ):
            raise FileRefused(
                f"Trae otro archivo comprimido dentro («{member.name}»).",
                Where(label),
                "Descomprímalo y entregue los archivos de adentro.",
            )
    return members


def gunzip(data: bytes, label: str, limits: Limits = LIMITS) -> bytes:
    """Decompress gzip `data`; several streams one after another are one file, zeros behind are padding."""
    view = memoryview(data)
    pieces = (view[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return b"".join(inflate(pieces, len(data), label, limits))


def inflate(
    pieces: Iterable[bytes | memoryview], packed: int, label: str, limits: Limits = LIMITS
) -> Iterator[bytes]:
    """The same, piece by piece. `packed`: bytes of all `pieces` together."""
    size = 0
    decoder = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            pending: bytes | memoryview = piece
            while pending:
                if decoder.eof:
                    if not bytes(pending).strip(b"\0"):
                        break
                    decoder = zlib.decompressobj(wbits=31)
                out = decoder.decompress(pending, _CHUNK)
                size += len(out)
                _check_size(size, packed, label, limits)
                if out:
                    yield out
                pending = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    except zlib.error as error:
        raise FileRefused("El archivo gzip está dañado.", Where(label), _AGAIN) from error
    if not decoder.eof:
        raise FileRefused("El archivo gzip está cortado: le falta el final.", Where(label), _AGAIN)


def read_members(data: bytes, label: str, limits: Limits = LIMITS) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file of a zip or book, names and sizes checked, one at a time."""
    with open_zip(BytesIO(data), label, limits) as (archive, infos):
        total = 0
        for info in infos:
            content = b"".join(member_pieces(archive, info, label, limits))
            total += len(content)
            if total > limits.total:
                raise _too_large(label, limits.total)
            yield info.filename, content


@contextmanager
def open_zip(
    file: BinaryIO | Path, label: str, limits: Limits = LIMITS
) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """A zip and its files, names checked. What breaks while it is open is told as `FileRefused`."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
            _check_names(infos, label, limits)
            yield archive, [info for info in infos if not info.is_dir()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise FileRefused("El archivo comprimido está cortado o dañado.", Where(label), _AGAIN) from error


def _unzip(data: bytes, label: str, limits: Limits) -> Iterator[Member]:
    for name, content in read_members(data, label, limits):
        if not left_by_packing(name):
            yield Member(name, content)


def left_by_packing(name: str) -> bool:
    """Whether a member of a zip was left by the computer that packed it."""
    path = PurePosixPath(name)
    return path.parts[0] == "__MACOSX" or path.name in (".DS_Store", "Thumbs.db", "desktop.ini")


def member_pieces(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, limits: Limits = LIMITS
) -> Iterator[bytes]:
    """Bytes of one member. zipfile stops at the declared size, so that a member that hides more
    than it declares would be cut in silence: the size is raised here and compared afterwards."""
    if info.flag_bits & 0x1:
        raise protected(label)
    if info.compress_type not in _METHODS:
        raise FileRefused(
            f"«{info.filename}» está comprimido con un método que no se conoce.",
            Where(label),
            "Comprímalo otra vez como zip corriente.",
        )
    if info.file_size > limits.member:
        raise _too_large(label, limits.member)
    _check_size(info.file_size, max(info.compress_size, 1), label, limits)
    unbounded = copy(info)
    unbounded.file_size = limits.member + 1
    size = 0
    with archive.open(unbounded) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            _check_size(size, max(info.compress_size, 1), label, limits)
            yield piece
    if size != info.file_size:
        raise FileRefused(
            f"«{info.filename}» declara {info.file_size} bytes y trae {size}.", Where(label), _SUSPECT
        )


def _check_size(size: int, packed: int, label: str, limits: Limits) -> None:
    if size > limits.member:
        raise _too_large(label, limits.member)
    if size > limits.ratio_from and size > packed * limits.ratio:
        raise FileRefused(
            f"Crece más de {limits.ratio} veces al descomprimirlo: parece hecho para llenar el disco.",
            Where(label),
            _SUSPECT,
        )


def _too_large(label: str, limit: int) -> FileRefused:
    return FileRefused(
        f"Ocupa (ya descomprimido) más de {size_text(limit)}, que es el límite.",
        Where(label),
        "Entréguelo en partes (por ejemplo, un archivo por año).",
    )


def _check_names(infos: list[zipfile.ZipInfo], label: str, limits: Limits) -> None:
    """Refuse the whole zip when any name could land outside a folder or over another file."""
    if len(infos) > limits.members:
        raise FileRefused(
            f"Trae {len(infos)} archivos; el límite es {limits.members}.",
            Where(label),
            "Entréguelo en partes.",
        )
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename.replace("\\", "/")
        key = name.casefold()
        problem = ""
        if "\0" in name or any(ord(letter) < 32 for letter in name):
            problem = "un nombre con caracteres de control"
        elif name.startswith("/") or re.match(r"[A-Za-z]:", name):
            problem = "un nombre con ruta absoluta"
        elif ".." in name.split("/"):
            problem = "un nombre que sale de su carpeta («..»)"
        elif stat.S_ISLNK(info.external_attr >> 16):
            problem = "un enlace simbólico"
        elif key in seen:
            problem = "dos archivos con el mismo nombre"
        elif not name:
            problem = "un archivo sin nombre"
        if problem:
            raise FileRefused(f"El archivo zip trae {problem}; no se abrió.", Where(label), _SUSPECT)
        seen.add(key)
