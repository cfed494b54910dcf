"""Which of several deliveries counts, and how a steward takes one back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.ingest import intake
from pipelines.ingest.status import public_status
from tests.flow.command import cuenta
from tests.flow.files import RSH_HEADER, brackets, csv
from tests.flow.workspaces import Small, small

MONTH = csv(RSH_HEADER, brackets(202401, 13401), brackets(202401, 13201), brackets(202401, 8110))
CORRECTED = csv(RSH_HEADER, brackets(202401, 13401, 60, 120), brackets(202401, 13201), brackets(202401, 8110))


@pytest.fixture
def space(tmp_path: Path) -> Small:
    """A workspace that received a month and its correction."""
    space = small(tmp_path / "espacio")
    space.deliver("enero.csv", MONTH)
    space.ingest()
    space.deliver("enero_corregido.csv", CORRECTED)
    assert space.ingest().refused == []
    return space


def winner(space: Small) -> str:
    ledger = space.ledger()
    (part_id,) = ledger.winners().values()
    return next(entry.name for entry, part in ledger.in_use() if part.part_id == part_id)


def test_the_later_delivery_of_a_month_counts_and_the_earlier_is_shown_as_not_in_use(space: Small) -> None:
    assert winner(space) == "enero_corregido.csv"
    status = public_status(space.ledger())
    shown = {file["nombre"]: file["partes"][0]["en_uso"] for file in status["archivos"]}
    assert shown == {"enero.csv": False, "enero_corregido.csv": True}
    assert status["resumen"]["registros_aceptados"] == 3


def test_a_file_cut_short_does_not_replace_the_whole_one(space: Small) -> None:
    space.deliver("cortado.csv", csv(RSH_HEADER, brackets(202401, 13401)))
    ((entry, part),) = space.ingest().refused
    assert entry.name == "cortado.csv"
    assert "mitad de las filas" in part.message
    assert "cuenta retirar" in part.todo
    assert winner(space) == "enero_corregido.csv"


def test_a_short_file_is_used_once_the_whole_one_is_withdrawn(space: Small) -> None:
    space.deliver("corto.csv", csv(RSH_HEADER, brackets(202401, 13401)))
    assert len(space.ingest().refused) == 1
    for name in ("enero.csv", "enero_corregido.csv"):
        assert cuenta("retirar", name, "-w", space.ws.root).code == 0
    assert space.ingest().refused == []
    assert winner(space) == "corto.csv"


def test_the_first_delivery_of_a_month_may_be_as_short_as_it_likes(space: Small) -> None:
    space.deliver("febrero.csv", csv(RSH_HEADER, brackets(202402, 13401)))
    assert space.ingest().refused == []


def test_withdrawing_a_file_gives_the_earlier_one_back_and_can_be_undone(space: Small) -> None:
    said = cuenta("retirar", "enero_corregido.csv", "-w", space.ws.root)
    assert (said.code, "Ya no se usa: enero_corregido.csv" in said.out) == (0, True)
    space.ingest()
    assert winner(space) == "enero.csv"
    assert cuenta("retirar", "enero_corregido.csv", "--deshacer", "-w", space.ws.root).code == 0
    space.ingest()
    assert winner(space) == "enero_corregido.csv"


def test_withdrawing_a_file_that_never_came_names_the_closest(space: Small) -> None:
    said = cuenta("retirar", "enero_corejido.csv", "-w", space.ws.root)
    assert said.code == 2
    assert "¿Quiso decir «enero_corregido.csv» o «enero.csv»?" in said.err


def test_a_file_delivered_again_is_the_latest_word_once_more(space: Small) -> None:
    (space.ws.inbox / "enero.csv").unlink()
    space.ingest()
    assert winner(space) == "enero_corregido.csv"
    space.deliver("enero.csv", MONTH)
    space.ingest()
    assert winner(space) == "enero.csv"


def test_rows_already_accepted_stay_in_use_when_newer_code_cannot_read_them(
    space: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("columna")

    monkeypatch.setattr("pipelines.stages._platform_fingerprint", lambda: "otra versión")
    monkeypatch.setattr(intake, "read_sheets", broken)
    report = space.ingest()
    assert sorted(entry.name for entry, _ in report.refused) == ["enero.csv", "enero_corregido.csv"]
    assert winner(space) == "enero_corregido.csv"
    assert sorted(space.rows("rsh_tramos")["total"]) == ["110"] * 5 + ["120"]
    monkeypatch.undo()
    assert space.ingest().refused == []
    assert all(not entry.good for entry in space.ledger().files.values())
