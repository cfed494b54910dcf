"""Anyone can tell what an edition was made from and whether a byte of it changed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from publish import manifest
from publish.account import build_account
from publish.inputs import load_inputs
from tests.publish import small


def make(tmp_path: Path, name: str, edition_id: str, page: str = "Edición {}", **settings: object) -> Path:
    datos = small.write(tmp_path / "datos", small.inputs(**settings))
    edition = tmp_path / name
    (edition / "datos").mkdir(parents=True)
    (edition / "index.html").write_text(page.format(edition_id), encoding="utf-8")
    (edition / "datos" / "todo.zip").write_bytes(edition_id.encode() * 3)
    manifest.write_manifest(edition, edition_id, build_account(load_inputs(datos)))
    return edition


def test_the_manifest_lists_what_went_in_and_what_came_out(tmp_path: Path) -> None:
    edition = make(tmp_path, "e", "2025-001", sintetico=True)
    content = manifest.read_manifest(edition)
    assert (content["edicion"], content["anio_cuenta"], content["sintetico"]) == ("2025-001", 2025, True)
    used = {"nombre": "matricula.csv", "fuentes": ["mineduc"], "sha256": "a" * 64}
    assert content["entradas"]["archivos"] == [used]
    assert set(content["entradas"]["tarjetas"]) == {small.SHARE, small.COUNT, "sin-datos"}
    assert [entry["ruta"] for entry in content["salidas"]] == ["datos/todo.zip", "index.html"]
    assert content["salidas"][1]["bytes"] == len("Edición 2025-001".encode())


def test_the_manifest_has_no_hash_with_which_a_guess_of_a_reserved_figure_could_be_confirmed(
    tmp_path: Path,
) -> None:
    content = (make(tmp_path, "e", "2025-001") / manifest.MANIFEST).read_text(encoding="utf-8")
    results = sorted((tmp_path / "datos" / "resultados").iterdir())
    assert results and not [path.name for path in results if manifest.sha256(path) in content]


def test_the_manifest_is_canonical_and_names_no_path_of_the_machine(tmp_path: Path) -> None:
    raw = (make(tmp_path, "e", "2025-001") / manifest.MANIFEST).read_bytes()
    assert raw == manifest.canonical(json.loads(raw))
    assert str(tmp_path).encode() not in raw


def test_the_sums_are_in_the_format_of_sha256sum(tmp_path: Path) -> None:
    edition = make(tmp_path, "e", "2025-001")
    lines = (edition / manifest.SUMS).read_text().splitlines()
    assert [line[66:] for line in lines] == ["datos/todo.zip", "index.html", "manifest.json"]
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", manifest.SUMS], cwd=edition, capture_output=True
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [(lambda e: (e / "index.html").write_text("otra"), "«index.html» cambió."),
     (lambda e: (e / "index.html").unlink(), "Falta el archivo «index.html»."),
     (lambda e: (e / "nuevo.txt").write_text("x"), "«nuevo.txt» no está en el manifiesto."),
     (lambda e: (e / "manifest.json").write_text("{}"), "«manifest.json» cambió."),
     (lambda e: (e / manifest.SUMS).unlink(), "Falta «MANIFEST.sha256».")],
)  # fmt: skip
def test_any_change_is_found_and_named(tmp_path: Path, spoil, problem: str) -> None:
    edition = make(tmp_path, "e", "2025-001")
    assert manifest.verify(edition) == []
    spoil(edition)
    assert manifest.verify(edition) == [problem]


def test_editions_that_differ_only_in_their_id_say_the_same(tmp_path: Path) -> None:
    assert manifest.same_publication(make(tmp_path, "a", "2025-001"), make(tmp_path, "b", "2025-002"))


def test_one_other_byte_or_another_setting_is_another_publication(tmp_path: Path) -> None:
    first = make(tmp_path, "a", "2025-001")
    assert not manifest.same_publication(first, make(tmp_path, "b", "2025-002", page="Edición {}."))
    assert not manifest.same_publication(first, make(tmp_path, "c", "2025-002", contacto="otro"))
    assert not manifest.same_publication(first, tmp_path / "no-existe")
