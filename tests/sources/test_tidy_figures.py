"""Figures that a declared table brings worked out: intervals, repeated rows, scale."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import FileRefused
from tests.sources.delivered import made, nothing_lost, reasons
from tests.sources.tidy_recipes import FIGURES, HEADER, TABLE, cells, source


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


def readers(tmp_path: Path, *numbers: object, **more: str) -> tuple[list[str], list[int]]:
    """Values kept of a declared measure with these cells, and records set aside as out of range."""
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    text = TABLE.replace("valor: Personas}", f"valor: Personas{extra}}}")
    result = source(tmp_path, text).read(made(HEADER, *([13401, 2023, "F", "niñez", n] for n in numbers)))
    assert {(item.column, item.value_class) for item in result.set_aside} <= {("Personas", "fuera de rango")}
    return list(result.rows["valor"]), sorted(int(n) for item in result.set_aside for n in item.records)


def test_a_measure_that_no_sum_can_hold_is_out_of_range(tmp_path: Path) -> None:
    assert readers(tmp_path, 1, "1e30", 2, "9" * 16, "1000000000", 3) == (["1", "2", "3"], [3, 5, 6])


def test_a_recipe_may_raise_the_limit_of_its_measure_but_not_beyond_what_adds_up(tmp_path: Path) -> None:
    assert readers(tmp_path, "5000000000", maximo="1e12") == (["5000000000"], [])
    assert readers(tmp_path, 7, "5000000000", maximo="1e30", escala="1000000") == (["7000000"], [3])


def test_a_published_figure_has_no_count_limit_but_fits_in_fifteen_digits(tmp_path: Path) -> None:
    header = ["cut", "anio", "logro", "desde", "hasta"]
    text = FIGURES.replace('unidad: "%"', "unidad: pesos")
    sheets = made(
        header, [8, 2024, "5000000000", "", ""], [13, 2024, "-3,5", "", ""], [5, 2024, "1e15", "", ""]
    )
    result = source(tmp_path, text).read(sheets)
    assert cells(result, "comuna", "valor") == [["08", "5000000000"], ["13", "-3.5"]]
    assert reasons(result) == {"logro: fuera de rango": [4]}
