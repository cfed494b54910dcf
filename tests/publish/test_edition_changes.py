"""Each edition names the one before it and says what changed, and no edition is made for nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from publish import edition, manifest
from tests.publish.test_edition import build, change, datos, ediciones

__all__ = ["datos", "ediciones"]


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
