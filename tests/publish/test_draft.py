"""Where sign-off is required an edition waits as a draft, and is published byte by byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import edition, manifest, swap
from publish.edition import promote
from publish.gate import GateFailed
from tests.publish import small
from tests.publish.test_edition import Interrupted, build, change, datos, ediciones, names

__all__ = ["datos", "ediciones"]


@pytest.fixture
def signed(datos: Path) -> Path:
    return small.write(datos, small.inputs(firma={"requerida": True}))


def test_where_sign_off_is_required_the_edition_waits_as_a_draft(signed: Path, ediciones: Path) -> None:
    report = build(signed, ediciones)
    assert (report.id, report.created, report.draft) == ("2025-001", True, True)
    assert names(ediciones) == ["borrador"] and swap.current(ediciones) is None
    again = build(signed, ediciones)
    assert (again.created, again.draft) == (False, True)
    (signed / edition.LEDGER).unlink()
    assert build(signed, ediciones).reason == "El borrador ya está al día."


def test_a_new_run_replaces_the_draft(signed: Path, ediciones: Path) -> None:
    build(signed, ediciones)
    first = (ediciones / "borrador" / manifest.SUMS).read_bytes()
    change(signed, firma={"requerida": True})
    report = build(signed, ediciones)
    assert (report.id, report.created) == ("2025-001", True)
    assert names(ediciones) == ["borrador"] and (ediciones / "borrador" / manifest.SUMS).read_bytes() != first


def test_promoting_publishes_the_draft_byte_by_byte(signed: Path, ediciones: Path) -> None:
    build(signed, ediciones)
    sums = (ediciones / "borrador" / manifest.SUMS).read_bytes()
    report = promote(ediciones)
    assert (report.id, report.created, report.draft) == ("2025-001", True, False)
    assert names(ediciones) == ["2025-001", "actual"]
    assert (ediciones / "actual" / manifest.SUMS).read_bytes() == sums
    assert build(signed, ediciones).created is False
    assert names(ediciones) == ["2025-001", "actual"]


def test_a_draft_that_was_touched_is_not_published(signed: Path, ediciones: Path) -> None:
    build(signed, ediciones)
    (ediciones / "borrador" / "index.html").write_text("otra cosa", encoding="utf-8")
    with pytest.raises(GateFailed, match=r"«index\.html» cambió"):
        promote(ediciones)
    assert swap.current(ediciones) is None


def test_without_a_draft_there_is_nothing_to_promote(ediciones: Path) -> None:
    with pytest.raises(GateFailed, match="No hay ningún borrador"):
        promote(ediciones)


def test_a_promotion_cut_half_way_is_finished_by_the_next_one(
    signed: Path, ediciones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(signed, ediciones)

    def cut(*_: object) -> None:
        raise Interrupted

    with monkeypatch.context() as patch:
        patch.setattr(swap, "point_to", cut)
        with pytest.raises(Interrupted):
            promote(ediciones)
    assert names(ediciones) == ["2025-001"]
    assert promote(ediciones).id == "2025-001" and swap.current(ediciones) == "2025-001"


def test_a_draft_that_no_longer_differs_from_what_is_public_goes_away(signed: Path, ediciones: Path) -> None:
    build(signed, ediciones)
    promote(ediciones)
    change(signed, firma={"requerida": True})
    build(signed, ediciones)
    assert names(ediciones) == ["2025-001", "actual", "borrador"]
    small.write(signed, small.inputs(firma={"requerida": True}))
    assert build(signed, ediciones).created is False
    assert names(ediciones) == ["2025-001", "actual"]
