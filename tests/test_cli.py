"""The command as its users meet it: in Spanish, with exit codes that mean something, and no traceback."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from filelock import FileLock

from pipelines.catalog.settings import load_settings
from pipelines.cli import app
from pipelines.commands import status as status_command
from pipelines.commands.init import TEMPLATES
from pipelines.registers.registry import registers
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


def test_status_reminds_of_the_day_of_the_legal_account_and_counts_only_near_it(space: Small) -> None:
    said = cuenta("status", "--workspace", space.ws.root)
    year = load_settings(space.ws.settings_file).account_year + 1
    assert f"Cuenta pública legal (art. 67): a más tardar el 30-04-{year}" in said.out
    near = {
        -400: ".",
        -3: ": el plazo venció hace 3 días.",
        0: ": es hoy.",
        1: ": falta 1 día.",
        12: ": faltan 12 días.",
    }
    for left, words in near.items():
        told = status_command.legal_reminder("2025-04-30", date(2025, 4, 30) - timedelta(days=left))
        assert told == f"Cuenta pública legal (art. 67): a más tardar el 30-04-2025{words}"
    space.ws.settings_file.write_text("nombre: [", encoding="utf-8")
    assert "Cuenta pública legal" not in cuenta("status", "--workspace", space.ws.root).out


def test_missing_templates_are_written_and_what_people_wrote_stays(space: Small) -> None:
    for path in space.ws.registers.iterdir():
        path.unlink()
    mine = space.ws.registers / "jornadas.csv"
    mine.write_text("lo que ya había", encoding="utf-8")
    said = cuenta("plantillas", "--workspace", space.ws.root)
    assert said.code == 0 and "Plantilla nueva: registros/mapa_recursos.csv" in said.out
    assert "jornadas" not in said.out and mine.read_text(encoding="utf-8") == "lo que ya había"
    assert {path.stem for path in space.ws.registers.iterdir()} == set(registers())
    assert "No falta ninguna plantilla" in cuenta("plantillas", "--workspace", space.ws.root).out


def test_ingest_in_json_lists_what_was_refused(space: Small) -> None:
    space.deliver("pagina.csv", b"<html></html>")
    said = cuenta("ingest", "--workspace", space.ws.root, "--json")
    (refused,) = json.loads(said.out)["rechazados"]
    assert said.code == 2
    assert (refused["archivo"], refused["donde"]) == ("pagina.csv", "archivo «pagina.csv»")
    assert refused["motivo"].startswith("Es una página web") and refused["que_hacer"]
    assert cuenta("status", "--workspace", space.ws.root).code == 2


def test_doctor_outside_a_workspace_says_that_none_was_checked(space: Small) -> None:
    alone, inside = cuenta("doctor"), cuenta("doctor", "--workspace", space.ws.root)
    assert (alone.code, inside.code) == (0, 0)
    assert "Sólo se revisó el programa" in alone.out and "cuenta doctor --workspace CARPETA" in alone.out
    assert "Sólo se revisó" not in inside.out and "colaborativa.yaml: en orden" in inside.out


def test_doctor_finds_a_sound_machine_and_a_broken_setting(space: Small) -> None:
    sound = cuenta("doctor", "--workspace", space.ws.root, "--json")
    assert sound.code == 0 and all(finding["ok"] for finding in json.loads(sound.out))
    text = space.ws.settings_file.read_text(encoding="utf-8")
    space.ws.settings_file.write_text(
        text.replace("anio_cuenta: 2024", "anio_cuenta: pronto"), encoding="utf-8"
    )
    broken = cuenta("doctor", "--workspace", space.ws.root)
    assert broken.code == 2 and "MAL   colaborativa.yaml" in broken.out and "anio_cuenta" in broken.out


def test_doctor_reads_the_registers_and_tells_what_is_wrong_in_them(space: Small) -> None:
    (space.ws.registers / "convenios.csv").write_text("Acuerdo;Con quién\nuno;dos\n", encoding="utf-8")
    said = cuenta("doctor", "--workspace", space.ws.root)
    assert said.code == 2 and "MAL   registros" in said.out and "convenios.csv" in said.out


def test_doctor_reminds_of_a_correction_that_is_not_applied_any_more(space: Small) -> None:
    path = space.ws.corrections / "verdes.yml"
    path.parent.mkdir(exist_ok=True)
    template = TEMPLATES / "correcciones" / "ejemplo.yml.txt"
    path.write_text(template.read_text(encoding="utf-8").replace("2026", "2010"), encoding="utf-8")
    said = cuenta("doctor", "--workspace", space.ws.root)
    path.unlink()
    assert said.code == 2
    assert "venció en 2010 y ya no se aplica" in said.out


def test_doctor_does_not_pass_over_a_workspace_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUENTA_WORKSPACE", "no-existe")
    said = cuenta("doctor")
    assert said.code == 2 and "No hay un espacio de trabajo en «no-existe»" in said.err


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
        assert said.code == 2 and "«colaborativa.yaml», línea 2" in said.err and "13999" in said.err


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
