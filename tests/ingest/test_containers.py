"""A delivery is opened within limits and in memory; whatever is unsafe is refused whole."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import warnings
import zipfile
from dataclasses import replace

import pytest

from pipelines.errors import FileRefused
from pipelines.ingest import containers
from pipelines.ingest.containers import Member, unpack
from pipelines.ingest.limits import LIMITS

CSV = b"comuna;valor\n13401;7\n"
TIGHT = replace(LIMITS, total=3000, member=2000, ratio_from=1000, members=3)


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # duplicate names are what is tested
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in files:
                archive.writestr(name, content)
    return out.getvalue()


def refusal(data: bytes, limits=LIMITS) -> str:
    with pytest.raises(FileRefused) as caught:
        unpack(data, "entrega.zip", limits)
    assert caught.value.where.file == "entrega.zip"
    assert caught.value.todo
    return caught.value.what


def test_a_plain_file_is_its_only_member():
    assert unpack(CSV, "a.csv") == [Member("a.csv", CSV)]


def test_gzip_is_opened_and_loses_its_ending():
    assert unpack(gzip.compress(CSV), "a.csv.gz") == [Member("a.csv", CSV)]


def test_gzip_streams_one_after_another_are_one_file():
    data = gzip.compress(b"a;b\n") + gzip.compress(b"1;2\n") + b"\0\0"
    assert unpack(data, "x.gz")[0].data == b"a;b\n1;2\n"


def test_zip_gives_its_files_and_leaves_out_what_the_computer_left():
    data = packed(
        ("datos/a.csv", CSV), ("datos/ñandú.csv", b"x\n"), ("__MACOSX/._a.csv", b"?"), ("datos/", b"")
    )
    assert [member.name for member in unpack(data, "e.zip")] == ["datos/a.csv", "datos/ñandú.csv"]


@pytest.mark.parametrize("size", [10, 25, -9, -4])
def test_cut_gzip_is_refused(size: int):
    data = gzip.compress(CSV * 100)
    assert "cortado" in refusal(data[:size]) or "dañado" in refusal(data[:size])


def test_damaged_gzip_is_refused():
    data = bytearray(gzip.compress(CSV * 100))
    data[-6] ^= 0xFF  # checksum
    assert "dañado" in refusal(bytes(data))


def test_cut_zip_is_refused():
    assert "cortado o dañado" in refusal(packed(("a.csv", CSV))[:-30])


def test_zip_with_wrong_checksum_is_refused():
    data = packed(("a.csv", CSV), method=zipfile.ZIP_STORED).replace(b"13401;7", b"13401;9")
    assert "dañado" in refusal(data)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../x.csv", "sale de su carpeta"),
        ("datos/../../x.csv", "sale de su carpeta"),
        ("..\\x.csv", "sale de su carpeta"),
        ("/etc/x.csv", "ruta absoluta"),
        ("C:\\x.csv", "ruta absoluta"),
        ("\\\\servidor\\x.csv", "ruta absoluta"),
    ],
)
def test_zip_with_a_name_that_leaves_its_folder_is_refused_whole(name: str, why: str):
    assert why in refusal(packed(("bueno.csv", CSV), (name, CSV)))


def test_zip_with_nul_in_a_name_is_refused():
    data = packed(("abXcd.csv", CSV)).replace(b"abXcd.csv", b"ab\0cd.csv")
    assert "caracteres de control" in refusal(data)


def test_zip_with_two_files_of_one_name_is_refused():
    assert "mismo nombre" in refusal(packed(("Datos.csv", CSV), ("DATOS.csv", CSV)))


def test_zip_with_a_link_is_refused():
    link = zipfile.ZipInfo("enlace.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "enlace simbólico" in refusal(out.getvalue())


def test_zip_that_declares_less_than_it_holds_is_refused():
    data = bytearray(packed(("a.csv", CSV * 50)))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, len(CSV))
    refusal(bytes(data))


def test_zip_under_password_is_refused():
    data = bytearray(packed(("a.csv", CSV)))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "contraseña" in refusal(bytes(data))


def test_a_bomb_is_refused_by_its_ratio():
    assert "200 veces" in refusal(packed(("a.csv", b"0" * 11_000_000)))
    assert "200 veces" in refusal(gzip.compress(b"0" * 11_000_000))


def test_size_and_number_of_members_have_a_limit():
    noise = bytes(range(256)) * 7
    stored = packed(("a", noise), ("b", noise), method=zipfile.ZIP_STORED)
    assert "más de 3000 bytes" in refusal(stored, replace(TIGHT, member=4000))
    assert "más de 2000 bytes" in refusal(b"a;b\n" * 501, TIGHT)
    assert "más de 2000 bytes" in refusal(packed(("a", bytes(2001)), method=zipfile.ZIP_STORED), TIGHT)
    assert "límite es 3" in refusal(packed(*[(f"{n}.csv", CSV) for n in range(4)]), TIGHT)


def test_a_container_inside_another_is_refused():
    assert "otro archivo comprimido" in refusal(packed(("b.zip", packed(("a.csv", CSV)))))
    assert "otro archivo comprimido" in refusal(gzip.compress(gzip.compress(CSV)))


def test_an_empty_zip_is_refused():
    assert "no trae ningún archivo" in refusal(packed())


def test_gzip_is_the_same_wherever_a_chunk_ends(monkeypatch: pytest.MonkeyPatch):
    one, two = CSV * 40, bytes(range(256))
    data = gzip.compress(one) + gzip.compress(two) + bytes(9)
    for size in (1, 2, 3, 7, 18, 64):
        monkeypatch.setattr(containers, "_CHUNK", size)
        assert containers.gunzip(data, "a.gz") == one + two


def test_what_follows_a_gzip_stream_is_not_thrown_away():
    assert "dañado" in refusal(gzip.compress(CSV) + b"sobra")
