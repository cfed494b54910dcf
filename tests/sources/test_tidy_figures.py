"""Figures that a declared table brings worked out: intervals, repeated rows, scale."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import FileRefused
from tests.sources.delivered import made, nothing_lost, reasons
from tests.sources.tidy_recipes import FIGURES, cells, source


def test_figures_of_regions_keep_their_interval(tmp_path: Path) -> None:
    sheets = made(
        ["cut", "anio", "logro", "desde", "hasta"],
        [8, 2024, "45,5", "40,1", "50,9"],
        [13, 2024, "61", "", ""],
        [99, 2024, "50", "", ""],
    )
    result = source(tmp_path, FIGURES).read(sheets)
    assert cells(result, "clase", "comuna", "valor", "ic_inf", "ic_sup") == [
        ["publicado", "08", "45.5", "40.1", "50.9"],
        ["publicado", "13", "61", "", ""],
    ]
    assert reasons(result) == {"cut: código desconocido": [4]}


def test_a_published_figure_that_comes_twice_is_ambiguous(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    sheets = made(header, [8, 2024, "45", "", ""], [8, 2024, "46", "", ""], [13, 2024, "50", "", ""])
    result = source(tmp_path, FIGURES).read(sheets)
    assert cells(result, "comuna") == [["13"]]
    assert reasons(result) == {"logro: repetido": [2, 3]}
    assert nothing_lost(result, sheets)


REGIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]


@pytest.mark.parametrize("factor", [0.01, 100])
def test_percentages_off_scale_by_a_hundred_are_refused(tmp_path: Path, factor: float) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    table = [[code, year, f"{(40 + code) * factor:.4f}".replace(".", ","), "", ""] for code in REGIONS
             for year in (2023, 2024)]  # fmt: skip
    text = FIGURES.replace("nivel: region", "nivel: comuna")
    tidy = source(tmp_path, text)
    comunas = [[f"13{100 + place}", 2024, row[2], "", ""] for place, row in enumerate(table, start=1)]
    with pytest.raises(FileRefused, match="escala"):
        tidy.read(made(header, *comunas))


def test_one_year_off_scale_is_set_aside_alone(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    good = [[code, 2023, 40 + code, "", ""] for code in REGIONS]
    bad = [[code, 2024, 4000 + code, "", ""] for code in REGIONS]
    sheets = made(header, *good, *bad)
    result = source(tmp_path, FIGURES).read(sheets)
    assert set(result.rows["periodo"]) == {"2023"}
    assert len(result.rows) == 16
    assert list(reasons(result)) == ["logro: fuera de escala"]
    assert nothing_lost(result, sheets)


def test_a_single_cell_out_of_range_goes_alone(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    sheets = made(header, *([code, 2024, 140 if code == 5 else 40, "", ""] for code in REGIONS))
    result = source(tmp_path, FIGURES).read(sheets)
    assert len(result.rows) == 15
    assert reasons(result) == {"logro: fuera de rango": [6]}
