"""How a person comes to see an edition: what `run` says at its end, `serve`, and `publish`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pipelines.commands import run as run_command
from pipelines.commands.run import RunReport
from pipelines.commands.serve import edition_to_serve, make_server
from pipelines.workspace import Workspace
from tests.flow.command import cuenta
from tests.flow.workspaces import Small, small


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A workspace beside the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CUENTA_WORKSPACE", raising=False)
    return small(tmp_path / "comuna")


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


@pytest.mark.parametrize(
    ("folder", "lines"),
    [
        ("ediciones/2024-001", ["index.html", "cuenta serve --workspace comuna"]),
        (
            "ediciones/borrador",
            ["cuenta serve --borrador --workspace comuna", "cuenta publish --workspace comuna"],
        ),
    ],
)
def test_a_run_ends_with_how_to_look_at_what_it_left(
    folder: str, lines: list[str], space: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition_in(space.ws)
    report = RunReport("2024-001", folder, True, "Edición nueva.")
    monkeypatch.setattr(run_command, "run_workspace", lambda _ws: report)
    said = cuenta("run", "--workspace", space.ws.root)
    assert said.code == 0 and all(line in said.out for line in lines)
    assert ("borrador" in said.out) == ("borrador" in folder)
    monkeypatch.chdir(space.ws.root)
    assert "--workspace" not in cuenta("run").out


def test_publish_without_a_draft_says_so_and_publishes_nothing(space: Small) -> None:
    said = cuenta("publish", "--workspace", space.ws.root)
    assert said.code == 2 and "No se publicó el borrador." in said.err and "cuenta run" in said.err
    assert not space.ws.current_edition.exists()
