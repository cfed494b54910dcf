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
from publish.edition import EditionReport, build_edition
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


def test_results_that_are_missing_are_named(tmp_path: Path, ediciones: Path, datos: Path) -> None:
    shutil.rmtree(datos / "resultados")
    with pytest.raises(InputsMissing, match=r"Falta «indicator_values\.parquet»"):
        build(datos, ediciones)
    assert swap.editions(ediciones) == []
