"""colaborativa.yaml: zeros are restored, and every fault says file, line, field and what to do."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import territories
from pipelines.catalog.fields import restore_zero
from pipelines.catalog.settings import load_settings
from pipelines.catalog.yaml_io import read_yaml
from pipelines.errors import SettingsError
from tests.catalog.written import SETTINGS, faults, write


def test_an_unquoted_code_keeps_its_zero(tmp_path: Path) -> None:
    path = write(
        tmp_path / "colaborativa.yaml", SETTINGS.replace("[13401, 08110]", "[08110, 8112, '01101', 8, CL]")
    )
    assert load_settings(path).territories == ("08110", "08112", "01101", "08", "CL")


#: «11» and «14» are regions: a province 011 or 014 must be written with its zero.
AMBIGUOUS = {"011", "014"}


@given(st.sampled_from(sorted(c for c in territories.names() if c.isdigit() and c not in AMBIGUOUS)))
def test_any_code_that_lost_its_zero_gets_it_back(code: str) -> None:
    assert restore_zero(code) == code
    assert restore_zero(code.removeprefix("0")) == code


def test_everywhere_means_no_list_of_territories(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "c.yaml", SETTINGS.replace("[13401, 08110]", "todas")))
    assert settings.all_territories
    assert settings.territories == ()


def test_what_is_left_out_or_blank_has_its_usual_value(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "c.yaml", SETTINGS + "contacto:\nfirma: {requerida: sí}\n"))
    assert (settings.contact, settings.schedule, settings.privacy.threshold) == ("", "0 6 1 * *", 10)
    assert settings.sign_off.required
    assert not settings.synthetic


def test_all_faults_are_reported_at_once_with_their_lines(tmp_path: Path) -> None:
    text = """
        nombre: Prueba
        territorio: [13401]
        anio_cuenta: dos mil
        firma:
          requerida: quizás
        privacidad: {umbral: 1}
        calendario: cada mes
    """
    with pytest.raises(SettingsError) as raised:
        load_settings(write(tmp_path / "colaborativa.yaml", text))
    assert set(faults(raised)) == {
        ("colaborativa.yaml", 1, "territorios"),
        ("colaborativa.yaml", 2, "territorio"),
        ("colaborativa.yaml", 3, "anio_cuenta"),
        ("colaborativa.yaml", 5, "firma.requerida"),
        ("colaborativa.yaml", 6, "privacidad.umbral"),
        ("colaborativa.yaml", 7, "calendario"),
    }
    message = str(raised.value)
    assert message.startswith("Hay 6 problemas")
    assert "El campo «territorio» no se conoce. ¿Quiso decir «territorios»?" in message
    assert "El campo «anio_cuenta» debe ser un número entero." in message
    assert "El campo «umbral» debe ser 2 o más." in message


@pytest.mark.parametrize(
    ("territories_text", "line", "words"),
    [
        ("[13401, 123456]", 2, "no es un código de territorio"),
        ("[13401-]", 2, "no es un código de territorio"),
        ("[134-villa]", 2, "no es un código de territorio"),
        ("[13401, 13401]", 2, "está dos veces"),
        ("[]", 2, "La lista de territorios está vacía"),
    ],
)
def test_territories_that_make_no_sense(tmp_path: Path, territories_text: str, line: int, words: str) -> None:
    path = write(tmp_path / "c.yaml", SETTINGS.replace("[13401, 08110]", territories_text))
    with pytest.raises(SettingsError, match=words) as raised:
        load_settings(path)
    assert faults(raised)[0][1] == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nombre: a\n  otra: b\n", "no se entiende como YAML"),
        ("", "está vacío"),
        ("nombre: a\nnombre: b\n", "El campo «nombre» está dos veces"),
        ("a: &uno [*uno]\n", "se repite a sí mismo"),
        ("- nombre\n", "debe ser un grupo de campos"),
        ("nombre: " + "[" * 1000, "demasiados niveles|no se entiende"),
    ],
)
def test_yaml_that_cannot_be_read_is_said_plainly(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "colaborativa.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        load_settings(path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "colaborativa.yaml"
    path.write_bytes("nombre: Ñuñoa\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(path)


@given(st.binary(max_size=80))
def test_whatever_the_bytes_a_file_either_reads_or_is_a_fault_of_the_file(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "colaborativa.yaml"
        path.write_bytes(content)
        try:
            document = read_yaml(path)
        except SettingsError as error:
            assert error.where.file == "colaborativa.yaml"
        else:
            assert document.line_of(()) == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no existe.*colaborativa\.yaml"):
        load_settings(tmp_path / "colaborativa.yaml")


def test_a_language_that_the_site_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="el sitio en inglés vendrá más adelante") as raised:
        load_settings(write(tmp_path / "c.yaml", SETTINGS + "idioma: en\n"))
    assert faults(raised) == [("c.yaml", 4, "idioma")]
    assert load_settings(write(tmp_path / "c.yaml", SETTINGS + "idioma: es\n")).language == "es"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://cuenta.ejemplo.cl", "https://cuenta.ejemplo.cl/"),
        ('""', ""),
        ("http://a.cl/b/", "http://a.cl/b/"),
    ],
)
def test_the_public_address_is_a_folder(tmp_path: Path, written: str, read: str) -> None:
    settings = load_settings(write(tmp_path / "c.yaml", SETTINGS + f"sitio: {written}\n"))
    assert settings.site == read and settings.licence == "CC-BY-4.0"


@pytest.mark.parametrize("line", ["sitio: cuenta.ejemplo.cl", "sitio: https://a.cl/?x=1", "licencia: propia"])
def test_an_address_without_scheme_and_an_unknown_licence_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match=line.split(":")[0]):
        load_settings(write(tmp_path / "c.yaml", f"{SETTINGS}{line}\n"))
