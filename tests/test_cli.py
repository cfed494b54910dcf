"""The command as its users meet it: in Spanish, with exit codes that mean something, and no traceback."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
import typer
from filelock import FileLock

from pipelines.catalog.settings import load_settings
from pipelines.cli import app
from pipelines.commands import init as init_command
from pipelines.commands import status as status_command
from pipelines.commands.serve import edition_to_serve, make_server
from pipelines.workspace import Workspace
from tests.example_edition import CUENTA
from tests.flow.command import Said, cuenta
from tests.flow.files import RSH_HEADER, brackets, csv
from tests.flow.workspaces import Small, small

ENGLISH = ("Usage", "Options", "Commands", "Show this", "Error", "Invalid", "No such", "Missing", "Traceback")


@pytest.fixture
def space(tmp_path: Path) -> Small:
    return small(tmp_path / "comuna")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No workspace in the current folder, none in the environment, nobody at the keyboard."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CUENTA_WORKSPACE", raising=False)

    def nobody(*_: object, **__: object) -> str:
        raise AssertionError("the command asked something")

    monkeypatch.setattr(typer, "prompt", nobody)


def in_spanish(said: Said) -> bool:
    return not any(word in said.out + said.err for word in ENGLISH)


def test_help_is_in_spanish_and_lists_every_command() -> None:
    said = cuenta("--help")
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert set(names) >= {"init", "ingest", "run", "status", "publish", "serve", "demo", "doctor"}
    assert all(f"\n  {name}" in said.out for name in names)
    assert said.code == 0 and "Uso: cuenta" in said.out and in_spanish(said)


@pytest.mark.parametrize(
    "command", sorted(c.callback.__name__ for c in app.registered_commands if c.callback)
)
def test_each_command_has_its_help_in_spanish(command: str) -> None:
    said = cuenta(command, "--ayuda")
    assert said.code == 0 and said.out.startswith(f"Uso: cuenta {command}") and in_spanish(said)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["status", "--nada"], "No existe la opción «--nada»."),
        (["publicar"], "No existe la orden «publicar»."),
        (["init"], "Falta indicar CARPETA."),
        (["init", "a", "b"], "Sobra «b»."),
        (["init", "a", "--anio"], "A la opción «--anio» le falta su valor."),
        (["init", "a", "--anio", "20"], "El valor de --anio no sirve."),
        (["serve", "--puerto", "70000"], "El valor de --puerto no sirve."),
    ],
)
def test_a_wrong_command_line_is_said_in_spanish(words: list[str], message: str, tmp_path: Path) -> None:
    said = cuenta(*words)
    assert said.code == 2 and said.err.startswith(message) and "--help" in said.err
    assert said.out == "" and in_spanish(said)
    assert list(tmp_path.iterdir()) == []


def test_without_words_it_shows_its_help() -> None:
    said = cuenta()
    assert (
        said.code == 2 and said.err.startswith("Uso: cuenta") and "publish" in said.err and in_spanish(said)
    )


def territories(folder: Path) -> tuple[str, ...]:
    return load_settings(folder / "colaborativa.yaml").territories


def test_init_restores_the_zero_of_a_code_and_asks_nothing(tmp_path: Path) -> None:
    said = cuenta(
        "init", "talcahuano", "--territorios", "13401, 8110,13", "--nombre", 'La "colaborativa": $1'
    )
    assert said.code == 0 and "cuenta run --workspace talcahuano" in said.out
    settings = load_settings(tmp_path / "talcahuano" / "colaborativa.yaml")
    assert settings.territories == ("13401", "08110", "13")
    assert settings.name == 'La "colaborativa": $1'
    assert {"entrada", "metas", "indicadores", "fuentes", "registros"} <= {
        path.name for path in (tmp_path / "talcahuano").iterdir()
    }


def test_init_understands_todas_and_means_it_when_nothing_is_said(tmp_path: Path) -> None:
    assert cuenta("init", "pais", "--territorios", "Todas", "--anio", "2024").code == 0
    assert cuenta("init", "otro").code == 0
    settings = load_settings(tmp_path / "pais" / "colaborativa.yaml")
    assert settings.all_territories and settings.account_year == 2024
    assert load_settings(tmp_path / "otro" / "colaborativa.yaml").all_territories


@pytest.mark.parametrize("unknown", ["13999", "99999", "8", "San Bernardo"])
def test_init_refuses_a_territory_it_does_not_know(unknown: str, tmp_path: Path) -> None:
    said = cuenta("init", "nueva", "--territorios", f"13401,{unknown}")
    assert said.code == 2 and said.err.startswith(f"No conozco el territorio «{unknown.split()[0]}».")
    assert "código único territorial" in said.err
    assert not (tmp_path / "nueva").exists()


def test_init_refuses_a_taken_folder_and_touches_nothing(space: Small) -> None:
    before = space.ws.settings_file.read_bytes()
    for more in ([], ["--ejemplo"]):
        said = cuenta("init", space.ws.root, "--nombre", "Otra", *more)
        assert said.code == 2 and "ya hay un espacio de trabajo" in said.err
    assert space.ws.settings_file.read_bytes() == before


def test_init_keeps_the_files_that_a_folder_already_has(tmp_path: Path) -> None:
    kept = tmp_path / "nueva" / "entrada" / "LEEME.md"
    kept.parent.mkdir(parents=True)
    kept.write_text("mío", encoding="utf-8")
    assert cuenta("init", "nueva").code == 0
    assert kept.read_text(encoding="utf-8") == "mío"


def test_init_on_a_file_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x", encoding="utf-8")
    for folder in ("archivo", "archivo/dentro"):
        said = cuenta("init", folder)
        assert said.code == 2 and "«archivo» es un archivo y no una carpeta." in said.err


def test_init_copies_the_recipes_on_demand(tmp_path: Path) -> None:
    cuenta("init", "con", "--recetas")
    cuenta("init", "sin")
    assert len(list((tmp_path / "con" / "fuentes").glob("*.yml"))) == len(
        list(init_command.SHIPPED_RECIPES.glob("*.yml"))
    )
    assert list((tmp_path / "sin" / "fuentes").glob("*.yml")) == []


def test_init_asks_at_a_terminal_and_only_when_no_flag_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"Nombre de la colaborativa": "Nuestra comuna"}
    asked = lambda text, **more: answers.get(text, "13401")  # noqa: E731
    monkeypatch.setattr(sys, "stdin", _Terminal())
    assert cuenta("init", "con_flag", "--nombre", "x").code == 0
    monkeypatch.setattr(typer, "prompt", asked)
    assert cuenta("init", "preguntando").code == 0
    settings = load_settings(tmp_path / "preguntando" / "colaborativa.yaml")
    assert (settings.name, settings.territories) == ("Nuestra comuna", ("13401",))


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_the_workspace_may_be_named_before_after_or_in_the_environment(
    space: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = small(tmp_path / "otra")
    other.deliver("pendiente.csv", b"x")

    def waiting(*words: object) -> list[str]:
        found: list[str] = json.loads(cuenta(*words).out)["por_leer"]
        return found

    assert waiting("--workspace", other.ws.root, "status", "--json") == ["pendiente.csv"]
    assert waiting("status", "--workspace", other.ws.root, "--json") == ["pendiente.csv"]
    assert waiting("-w", space.ws.root, "status", "-w", other.ws.root, "--json") == ["pendiente.csv"]
    monkeypatch.setenv("CUENTA_WORKSPACE", str(other.ws.root))
    assert waiting("status", "--json") == ["pendiente.csv"]
    assert waiting("--workspace", space.ws.root, "status", "--json") == []
    assert waiting("status", "--workspace", space.ws.root, "--json") == []
    monkeypatch.delenv("CUENTA_WORKSPACE")
    monkeypatch.chdir(other.ws.root)
    assert waiting("status", "--json") == ["pendiente.csv"]


@pytest.mark.parametrize("command", ["ingest", "run", "status", "publish", "serve", "panel"])
def test_a_folder_that_is_no_workspace_is_said(command: str, tmp_path: Path) -> None:
    said = cuenta(command, "--workspace", tmp_path)
    assert said.code == 2 and "No hay un espacio de trabajo" in said.err
    assert "--workspace" in said.err and "cuenta init CARPETA" in said.err
    assert list(tmp_path.iterdir()) == []


def test_status_in_json_is_json_and_changes_nothing(space: Small) -> None:
    space.deliver("enero.csv", csv(RSH_HEADER, brackets(202401)))
    space.ingest()
    space.deliver("nuevo [1].csv", b"<html></html>")
    before = space.ws.ledger.read_bytes()
    said = cuenta("status", "--workspace", space.ws.root, "--json")
    content = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert content["resumen"]["registros_recibidos"] == 2
    assert content["archivos"][0]["partes"][0]["fuente"] == "rsh-tramos"
    assert (content["por_leer"], content["edicion"], content["borrador"]) == (["nuevo [1].csv"], "", False)
    assert space.ws.ledger.read_bytes() == before
    plain = cuenta("status", "--workspace", space.ws.root)
    assert "2 registros = 1 aceptados + 0 apartados + 1 que no son datos" in plain.out
    assert "por leer     nuevo [1].csv" in plain.out and "ninguna todavía" in plain.out


def test_ingest_in_json_lists_what_was_refused(space: Small) -> None:
    space.deliver("pagina.csv", b"<html></html>")
    said = cuenta("ingest", "--workspace", space.ws.root, "--json")
    (refused,) = json.loads(said.out)["rechazados"]
    assert said.code == 2
    assert (refused["archivo"], refused["donde"]) == ("pagina.csv", "archivo «pagina.csv»")
    assert refused["motivo"].startswith("Es una página web") and refused["que_hacer"]
    assert cuenta("status", "--workspace", space.ws.root).code == 2


def test_doctor_finds_a_sound_machine_and_a_broken_setting(space: Small, tmp_path: Path) -> None:
    assert cuenta("doctor").code == 0
    sound = cuenta("doctor", "--workspace", space.ws.root, "--json")
    assert sound.code == 0 and all(finding["ok"] for finding in json.loads(sound.out))
    text = space.ws.settings_file.read_text(encoding="utf-8")
    space.ws.settings_file.write_text(
        text.replace("anio_cuenta: 2024", "anio_cuenta: pronto"), encoding="utf-8"
    )
    broken = cuenta("doctor", "--workspace", space.ws.root)
    assert broken.code == 2 and "MAL   colaborativa.yaml" in broken.out and "anio_cuenta" in broken.out


def test_doctor_does_not_pass_over_a_workspace_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUENTA_WORKSPACE", "no-existe")
    said = cuenta("doctor")
    assert said.code == 2 and "No hay un espacio de trabajo en «no-existe»" in said.err


@contextmanager
def serving(folder: Path) -> Iterator[Callable[[str], tuple[int, bytes]]]:
    """A function that fetches a path from a server of `folder`."""
    server = make_server(folder, 0)
    host, port = str(server.server_address[0]), int(server.server_address[1])
    assert host == "127.0.0.1"
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def fetch(path: str) -> tuple[int, bytes]:
        connection = HTTPConnection(host, port, timeout=10)
        connection.putrequest("GET", path)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()

    try:
        yield fetch
    finally:
        server.shutdown()
        server.server_close()


def edition_in(ws: Workspace) -> Path:
    folder = ws.editions / "2024-001"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Cuenta pública</h1>", encoding="utf-8")
    ws.current_edition.symlink_to("2024-001")
    return folder


def test_serve_shows_the_current_edition_to_this_machine_only(space: Small) -> None:
    edition_in(space.ws)
    with serving(edition_to_serve(space.ws, draft=False)) as fetch:
        assert fetch("/index.html") == (200, "<h1>Cuenta pública</h1>".encode())
        assert fetch("/../../colaborativa.yaml")[0] == 404
        assert fetch("/%2e%2e/%2e%2e/colaborativa.yaml")[0] == 404


def test_serve_says_that_a_port_is_taken(space: Small) -> None:
    edition_in(space.ws)
    taken = make_server(space.ws.root, 0)
    try:
        said = cuenta("serve", "--workspace", space.ws.root, "--puerto", taken.server_address[1])
    finally:
        taken.server_close()
    assert said.code == 2 and "está ocupado" in said.err and "--puerto" in said.err


@pytest.mark.parametrize(("words", "name"), [([], "edición"), (["--borrador"], "borrador")])
def test_serve_without_an_edition_says_what_to_run(space: Small, words: list[str], name: str) -> None:
    said = cuenta("serve", "--workspace", space.ws.root, *words)
    assert said.code == 2 and f"Todavía no hay {name} para mostrar." in said.err and "cuenta run" in said.err


def test_publish_without_a_draft_says_so_and_publishes_nothing(space: Small) -> None:
    said = cuenta("publish", "--workspace", space.ws.root)
    assert said.code == 2 and "No se publicó el borrador." in said.err and "cuenta run" in said.err
    assert not space.ws.current_edition.exists()


@pytest.mark.parametrize("command", ["ingest", "run", "publish"])
def test_two_runs_at_once_do_not_mix(space: Small, command: str) -> None:
    with FileLock(space.ws.lock):
        space.ws.lock.with_suffix(".pid").write_text("4321")
        said = cuenta(command, "--workspace", space.ws.root)
    assert said.code == 2 and "Hay otra corrida en curso" in said.err and "proceso 4321" in said.err
    assert not space.ws.ledger.exists()


def test_a_setting_that_is_not_valid_stops_a_run_before_it_starts(space: Small) -> None:
    space.ws.settings_file.write_text(
        "nombre: x\nterritorios: [13999]\nanio_cuenta: 2024\n", encoding="utf-8"
    )
    for command in ("ingest", "run"):
        said = cuenta(command, "--workspace", space.ws.root)
        assert said.code == 2 and "«colaborativa.yaml», fila 2" in said.err and "13999" in said.err


def test_a_fault_of_ours_is_a_message_and_its_trace_goes_to_a_file(
    space: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(_ws: Workspace) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(status_command, "workspace_status", slip)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = cuenta("status", "--workspace", space.ws.root)
    assert said.code == 1 and said.out == ""
    assert said.err.startswith("Algo falló por dentro") and in_spanish(said)
    (trace,) = tmp_path.glob("cuenta-falla-*/detalle.txt")
    assert str(trace) in said.err
    assert "ZeroDivisionError" in trace.read_text(encoding="utf-8")


def test_a_full_disk_is_no_fault_of_ours(space: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_ws: Workspace) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "registro.json")

    monkeypatch.setattr(status_command, "workspace_status", full)
    said = cuenta("status", "--workspace", space.ws.root)
    assert said.code == 2 and said.err.startswith("No queda espacio en el disco.") and in_spanish(said)
    assert "archivo «registro.json»" in said.err and "Libere espacio" in said.err


def test_a_machine_without_our_letters_still_gets_its_answer(space: Small) -> None:
    plain = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [CUENTA, "status", "--workspace", space.ws.root]
    done = subprocess.run(command, env=plain, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Edici?n actual: ninguna todav?a" in done.stdout


def test_an_interrupted_command_ends_without_noise(space: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_ws: Workspace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(status_command, "workspace_status", stop)
    said = cuenta("status", "--workspace", space.ws.root)
    assert (said.code, said.out, said.err) == (130, "", "")
