"""Text that streams by: what its bytes say of their encoding, and the same text in UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipelines.errors import FileRefused, Where
from pipelines.ingest.decode import AGAIN, mixed, refuse_nul

_NO_LETTER = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes without a letter in cp1252
Letters = npt.NDArray[np.uint8]
_NONE: Letters = np.empty(0, dtype=np.uint8)


class TextWatch:
    """Follows a text piece by piece, as `decode.text_encoding` judges a whole one.

    UTF-8 until a byte is none; from there on cp1252, whatever mark the file began with. `encoding`
    is known at the end.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._marked = False
        self._broken = -1
        self._seen = 0
        self._lines = 0
        self._high = 0
        self._pairs = 0
        self._last = 0
        self._no_letter = False

    def utf8(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """`pieces` as UTF-8 without its mark. Raises `FileRefused` on NUL bytes and mixed encodings."""
        kept = b""
        for piece in pieces:
            if not self._seen and piece.startswith(codecs.BOM_UTF8):
                self._marked = True
                self._seen = len(codecs.BOM_UTF8)
                piece = piece[self._seen :]
            refuse_nul(piece, self._label, self._seen)
            data = kept + piece if kept else piece
            kept = b""
            high = self._note_high(piece)
            if data.isascii():
                yield data
            elif self._broken < 0:
                data, kept = self._still_utf8(data, self._seen - len(data) + len(piece))
                if self._broken >= 0:
                    yield self._single(data, _high_letters(data))
                elif data:
                    yield data
            else:
                yield self._single(data, high)
            self._seen += len(piece)
            if self._broken < 0:
                self._lines += piece.count(b"\n")
        if kept and self._pairs:
            line = self._lines + 1
            where = Where(self._label, row=line)
            raise FileRefused(f"El archivo está cortado en la línea {line}.", where, AGAIN)
        if kept:
            self._broken = self._seen - len(kept)
            yield self._single(kept, _high_letters(kept))
        self._judge()

    @property
    def encoding(self) -> str:
        """As `decode.text_encoding` names it."""
        if self._broken < 0:
            return "utf-8-sig" if self._marked else "utf-8"
        return "latin-1" if self._no_letter else "cp1252"

    def _still_utf8(self, data: bytes, offset: int) -> tuple[bytes, bytes]:
        """`data`, at `offset` of the file, up to its last whole character, and what is left of one."""
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":
                return data[: error.start], data[error.start :]
            self._broken = offset + error.start
            self._lines += data.count(b"\n", 0, error.start)
        return data, b""

    def _single(self, data: bytes, high: Letters) -> bytes:
        """Text of one byte a letter, in UTF-8. `high`: those of its bytes that are beyond ASCII."""
        if not (high < 0xA0).any():
            return data.decode("latin-1").encode("utf-8")
        if np.isin(_NO_LETTER, high).any():
            self._no_letter = True
            return data.decode("latin-1").encode("utf-8")
        return data.decode("cp1252").encode("utf-8")

    def _note_high(self, piece: bytes) -> Letters:
        """The bytes beyond ASCII, counted, and so the pairs of them that UTF-8 would write for a letter."""
        if piece.isascii():
            return _NONE
        letters = np.frombuffer(piece, dtype=np.uint8)
        at = np.flatnonzero(letters >= 0x80)
        high = letters[at]
        self._high += len(at)
        leads = at[(high == 0xC2) | (high == 0xC3)]
        if len(leads):
            follow = letters[np.minimum(leads + 1, len(letters) - 1)]
            self._pairs += int(((follow >= 0x80) & (follow < 0xC0)).sum())
        return high

    def _judge(self) -> None:
        if self._broken < 0:
            return
        if self._pairs and self._pairs > self._high - 2 * self._pairs:
            raise mixed(self._label, self._broken, self._lines + 1)


def _high_letters(data: bytes) -> Letters:
    letters = np.frombuffer(data, dtype=np.uint8)
    return letters[letters >= 0x80]
