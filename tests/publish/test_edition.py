"""Nothing half done: readers see the old edition or the new one, and nothing is made twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish import edition, manifest, swap
from publish.account import Account, EditionInfo
from publish.edition import EditionReport, build_edition, promote
from publish.gate import GateFailed
from publish.inputs import InputsMissing
from tests.publish import small


class Interrupted(Exception):
    """The machine was switched off here."""


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    return small.write(tmp_path / "datos", small.inputs())


@pytest.fixture
def ediciones(tmp_path: Path) -> Path:
    return tmp_path / "ediciones"


def build(datos: Path, ediciones: Path, **more: Any) -> EditionReport:
    return build_edition(datos, ediciones, render=more.pop("render", small.one_page), **more)


def change(datos: Path, value: int = 31, **settings: Any) -> None:
    """A new delivery: one open figure is another."""
    rows = [row for row in small.figures() if (row["territory_id"], row["period"]) != ("13401", "2021")]
    small.write(
        datos, small.inputs([*rows, small.figure(small.SHARE, "13401", "2021", value, 1_000)], **settings)
    )


def names(ediciones: Path) -> list[str]:
    return sorted(path.name for path in ediciones.iterdir())


def test_the_first_edition_is_complete_verified_and_current(datos: Path, ediciones: Path) -> None:
    report = build(datos, ediciones)
    assert report == EditionReport("2025-001", True, ediciones / "2025-001", "Edición nueva.")
    assert names(ediciones) == ["2025-001", "actual"]
    assert (ediciones / "actual").readlink() == Path("2025-001")
    assert manifest.verify(ediciones / "actual") == []
    assert "Edición 2025-001" in (ediciones / "actual" / "index.html").read_text(encoding="utf-8")


def test_the_same_inputs_make_no_edition_and_render_nothing(datos: Path, ediciones: Path) -> None:
    build(datos, ediciones)

    def never(*_: object) -> None:
        raise AssertionError("nothing changed, nothing is drawn")

    report = build(datos, ediciones, render=never)
    assert (report.id, report.created, report.reason) == (
        "2025-001",
        False,
        "No cambió nada desde la última vez.",
    )


def test_without_the_memory_of_the_last_run_the_bytes_decide(datos: Path, ediciones: Path) -> None:
    build(datos, ediciones)
    (datos / edition.LEDGER).unlink()
    report = build(datos, ediciones)
    assert (report.id, report.created) == ("2025-001", False)
    assert names(ediciones) == ["2025-001", "actual"]


def test_a_change_that_nobody_can_see_makes_no_edition(datos: Path, ediciones: Path) -> None:
    build(datos, ediciones)
    rows = [*small.figures(), small.figure(small.SHARE, "13402", "2022", 500, 900)]  # Buin has no page
    small.write(datos, small.inputs(rows))
    assert build(datos, ediciones).created is False


def test_a_reserved_figure_may_change_and_no_published_byte_does(datos: Path, ediciones: Path) -> None:
    build(datos, ediciones)
    rows = pd.DataFrame(small.figures())
    hidden = (rows["indicator_id"] == small.COUNT) & (rows["territory_id"] == "13401")
    rows.loc[hidden, ["value", "numerator"]] = 8.0
    small.write(datos, small.inputs(rows.to_dict("records")))
    assert build(datos, ediciones).created is False


def test_a_new_figure_makes_the_next_edition_and_keeps_the_old_one(datos: Path, ediciones: Path) -> None:
    build(datos, ediciones)
    before = (ediciones / "2025-001" / manifest.SUMS).read_bytes()
    change(datos)
    report = build(datos, ediciones)
    assert (report.id, report.created) == ("2025-002", True)
    assert swap.current(ediciones) == "2025-002"
    assert (ediciones / "2025-001" / manifest.SUMS).read_bytes() == before
    assert manifest.verify(ediciones / "2025-001") == []


def test_another_delivered_file_makes_an_edition_even_with_the_same_figures(
    datos: Path, ediciones: Path
) -> None:
    build(datos, ediciones)
    status = {"archivos": [small.delivered("matricula.csv", "b" * 64)]}
    (datos / "catalogo" / "estado.json").write_text(json.dumps(status), encoding="utf-8")
    assert build(datos, ediciones).id == "2025-002"


def test_the_sequence_follows_what_exists_and_the_year_of_the_settings(ediciones: Path) -> None:
    assert swap.next_id(ediciones, 2026) == "2026-001"
    for name in ("2025-007", "2026-009", "2026-010", "borrador", ".tmp-2026-011"):
        (ediciones / name).mkdir(parents=True)
    assert swap.next_id(ediciones, 2026) == "2026-011"
    assert swap.next_id(ediciones, 2027) == "2027-001"
    assert swap.editions(ediciones)[-1] == "2026-010"


def test_two_builds_of_the_same_inputs_are_the_same_bytes(datos: Path, tmp_path: Path) -> None:
    one, other = build(datos, tmp_path / "a"), None
    (datos / edition.LEDGER).unlink()
    other = build(datos, tmp_path / "b")
    for name in [*manifest.files(one.path), manifest.MANIFEST, manifest.SUMS]:
        assert (one.path / name).read_bytes() == (other.path / name).read_bytes(), name


def broken_link(account: Account, out: Path, info: EditionInfo, progress: Any) -> None:
    small.one_page(account, out, info, progress)
    (out / "index.html").write_text('<a href="no-existe/index.html">x</a>', encoding="utf-8")


def leak(account: Account, out: Path, info: EditionInfo, progress: Any) -> None:
    small.one_page(account, out, info, progress)
    text = (out / "datos" / "valores.csv").read_text(encoding="utf-8-sig")
    text = text.replace(
        "defunciones;13401;comuna;2024;total;total;;;;", "defunciones;13401;comuna;2024;total;total;;;5;"
    )
    (out / "datos" / "valores.csv").write_text(text, encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("render", "checks", "problem"),
    [(broken_link, None, "«no-existe/index.html» no lleva a ningún archivo"),
     (leak, None, "deja ver una cifra de pocas personas: defunciones, 13401, 2024, total."),
     (small.one_page, lambda folder: [f"Sobran {len(list(folder.iterdir()))} cosas."], "Sobran 4 cosas.")],
)  # fmt: skip
def test_a_failed_check_changes_nothing_and_leaves_nothing(
    datos: Path, ediciones: Path, render: Any, checks: Any, problem: str
) -> None:
    build(datos, ediciones)
    change(datos)
    with pytest.raises(GateFailed, match="La edición no se publicó") as failure:
        build(datos, ediciones, render=render, checks=checks)
    assert any(problem in line for line in failure.value.problems)
    assert names(ediciones) == ["2025-001", "actual"] and swap.current(ediciones) == "2025-001"
    assert build(datos, ediciones).id == "2025-002"


STEPS = [
    (edition, "write_downloads"), (manifest, "write_manifest"), (manifest, "same_publication"),
    (edition, "pass_gate"), (swap, "sync_tree"), (swap, "settle"), (swap, "point_to"), (swap, "write_synced"),
]  # fmt: skip


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "step"), STEPS, ids=[name for _, name in STEPS])
def test_a_run_cut_at_any_step_shows_old_or_new_and_the_next_run_mends_it(
    datos: Path, ediciones: Path, monkeypatch: pytest.MonkeyPatch, module: Any, step: str, after: bool
) -> None:
    build(datos, ediciones)
    change(datos)
    original = getattr(module, step)

    def cut(*arguments: Any, **named: Any) -> None:
        if after:
            original(*arguments, **named)
        raise Interrupted(step)

    with monkeypatch.context() as patch:
        patch.setattr(module, step, cut)
        with pytest.raises(Interrupted):
            build(datos, ediciones)
    switched = step == "write_synced" or (step == "point_to" and after)
    assert swap.current(ediciones) == ("2025-002" if switched else "2025-001")
    assert all(manifest.verify(ediciones / name) == [] for name in swap.editions(ediciones))

    report = build(datos, ediciones)
    assert report.id == "2025-002" and swap.current(ediciones) == "2025-002"
    assert names(ediciones) == ["2025-001", "2025-002", "actual"]
    assert manifest.verify(report.path) == []


def test_leftovers_of_an_interrupted_build_are_removed(datos: Path, ediciones: Path) -> None:
    (ediciones / ".tmp-2025-004").mkdir(parents=True)
    (ediciones / ".tmp-actual").symlink_to("2025-004")
    build(datos, ediciones)
    assert names(ediciones) == ["2025-001", "actual"]


def test_a_tampered_edition_is_not_taken_for_the_last_one(datos: Path, ediciones: Path) -> None:
    build(datos, ediciones)
    (ediciones / "2025-001" / "index.html").write_text("otra cosa", encoding="utf-8")
    (ediciones / "2025-001" / manifest.SUMS).write_text("", encoding="utf-8")
    assert build(datos, ediciones).id == "2025-002"


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


def test_results_that_are_missing_are_named(tmp_path: Path, ediciones: Path, datos: Path) -> None:
    shutil.rmtree(datos / "resultados")
    with pytest.raises(InputsMissing, match=r"Falta «indicator_values\.parquet»"):
        build(datos, ediciones)
    assert swap.editions(ediciones) == []


def test_a_new_edition_says_what_changed_since_the_one_before_and_the_same_results_make_none(
    datos: Path, ediciones: Path
) -> None:
    first = build(datos, ediciones)
    assert manifest.read_manifest(first.path)["anterior"] == ""
    change(datos)
    second = build(datos, ediciones)
    assert manifest.read_manifest(second.path)["anterior"] == first.id
    told = pd.read_parquet(second.path / "datos" / "revisiones.parquet")
    assert set(told["tipo"]) == {"revisada"}
    assert set(told["edicion_anterior"]) == {first.id}
    assert ("13401", "2021") in set(zip(told["territorio"], told["periodo"], strict=True))
    (datos / edition.LEDGER).unlink()
    again = build(datos, ediciones)
    assert (again.id, again.created) == (second.id, False)


def test_an_edition_with_the_same_figures_and_other_words_says_that_no_figure_changed(
    datos: Path, ediciones: Path
) -> None:
    build(datos, ediciones)
    change(datos)
    build(datos, ediciones)
    change(datos, descripcion="Otras palabras")
    third = build(datos, ediciones)
    assert (third.id, third.created) == ("2025-003", True)
    assert manifest.read_manifest(third.path)["anterior"] == "2025-002"
    assert pd.read_parquet(third.path / "datos" / "revisiones.parquet").empty
