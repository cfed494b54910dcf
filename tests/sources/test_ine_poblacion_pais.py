"""Population of the country: three tables under each other, read by their titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import FileRefused
from pipelines.ingest.readers import read_sheets
from pipelines.sources.base import Conformed, Sheet
from pipelines.sources.ine_poblacion_pais import SOURCE
from tests.sources.delivered import nothing_lost, official, reasons

YEARS = [str(year) for year in range(1992, 2012)]


def table(title: str, *rows: tuple[str, str]) -> list[str]:
    """A table in which every year but the first has the figure 1."""
    lines = [title + ";" * len(YEARS), ";".join(["EDAD", *YEARS])]
    return lines + [";".join([age, first, *("1" for _ in YEARS[1:])]) for age, first in rows]


def sheets(*tables: list[str]) -> list[Sheet]:
    lines = [line for each in tables for line in each]
    return read_sheets(("\r\n".join(lines) + "\r\n").encode("latin-1"), "archivo.csv")


BOTH = table("POBLACIÓN TOTAL (AMBOS SEXOS)", ("0", "1.200"), ("100+", "3"), ("TOTAL", "1.203"))
MEN = table("HOMBRES", ("0", "500"), ("100+", "1"), ("TOTAL", "501"))
WOMEN = table("MUJERES", ("0", "700"), ("100+", "2"), ("TOTAL", "702"))


def read(*tables: list[str]) -> Conformed:
    given = sheets(*tables)
    assert SOURCE.recognise(given).score == 1
    result = SOURCE.read(given)
    assert nothing_lost(result, given)
    return result


def test_each_sex_has_its_ages_and_years() -> None:
    rows = read(BOTH, MEN, WOMEN).rows
    first = rows[rows["anio"] == "1992"]
    assert set(first[["sexo", "edad", "poblacion"]].itertuples(index=False, name=None)) == {
        ("total", "0", "1200"), ("total", "100", "3"), ("hombre", "0", "500"),
        ("hombre", "100", "1"), ("mujer", "0", "700"), ("mujer", "100", "2"),
    }  # fmt: skip
    assert len(rows) == 6 * len(YEARS)


def test_totals_are_compared_and_so_are_the_sexes() -> None:
    controls = {
        control.name: control.recomputed - control.printed for control in read(BOTH, MEN, WOMEN).controls
    }
    assert controls == {
        "Totales impresos y suma de las edades, total": 19,
        "Totales impresos y suma de las edades, hombre": 19,
        "Totales impresos y suma de las edades, mujer": 19,
        "Ambos sexos y suma de hombres y mujeres": 38,
    }


def test_what_is_no_age_and_no_count_is_set_aside() -> None:
    odd = table("HOMBRES", ("0", "500"), ("de 1 a 4", "9"), ("100+", "x"), ("TOTAL", "501"))
    result = read(BOTH, odd, WOMEN)
    assert reasons(result) == {"EDAD: texto": [9], "1992: texto": [10]}
    assert result.unknown[["sexo", "edad", "anio", "poblacion"]].values.tolist() == [
        ["hombre", "100", "1992", ""]
    ]


def test_without_the_table_of_women_it_is_refused() -> None:
    given = sheets(BOTH, MEN)
    assert SOURCE.recognise(given).missing == ("MUJERES",)
    with pytest.raises(FileRefused, match="tres tablas"):
        SOURCE.read(given)


@pytest.mark.real
def test_the_official_file_adds_up(datos: Path) -> None:
    name = "ine_estimaciones-y-proyecciones-de-poblacion-1992-2050_base-2017_base-de-datos.csv"
    given = official(datos / "poblacion" / name)
    result = SOURCE.read(given)
    assert nothing_lost(result, given) and len(result.rows) == 3 * 101 * 59
    assert all(control.printed == control.recomputed for control in result.controls)
    people = result.rows[(result.rows["sexo"] == "total") & (result.rows["anio"] == "2017")]["poblacion"]
    assert people.astype(int).sum() == 18_419_192
