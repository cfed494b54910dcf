"""The shipped recipes on the official files: births, FONASA, PAES and the 2024 rendimiento."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from expectations.runner import run_suite
from expectations.suite import load_suite
from pipelines.catalog.recipes import shipped_recipes
from pipelines.sources.base import Conformed, Sheet
from pipelines.sources.tidy.source import TidySource
from tests.sources.delivered import made, nothing_lost, official, reasons

FILES = {
    "nacimientos-comuna-edad-madre": "deis/nacimientos_comuna_edad_madre_2001_2014.csv",
    "nacimientos-region": "deis/nacimientos_region_residencia.csv",
    "nacimientos-pais-edad-madre": "deis/nacimientos_pais_grupo_etario_madre.csv",
    "defunciones-covid-2020": "deis/DEFUNCIONES_FUENTE_DEIS_SOLO_CAUSA_COVID_2020-08-06.csv.gz",
    "censo-2017-comunas": "poblacion/censo_2017_comunas.csv",
    "comunas-pndr": "territorio/Clasificacion-comunas-PNDR.xlsx",
    "fonasa-sexo-2023": "fonasa/fonasa_beneficiarios_comuna_sexo_2023.csv",
    "fonasa-tramo-2023": "fonasa/fonasa_beneficiarios_tramo_2023.csv",
    "paes-comuna-2024": "mineduc/puntajes_paes_comuna_2024.csv",
    "rendimiento-2024": "mineduc/rendimiento_2024_media_hc_rm.parquet",
}


@cache
def recipes() -> dict[str, TidySource]:
    return {recipe.id: TidySource(recipe) for recipe in shipped_recipes()}


@cache
def delivered(path: Path) -> tuple[Sheet, ...]:
    return tuple(official(path))


@cache
def read(datos: Path, recipe: str) -> Conformed:
    return recipes()[recipe].read(delivered(datos / FILES[recipe]))


def total(rows: pd.DataFrame, **wanted: str) -> float:
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return float(pd.to_numeric(rows["valor"]).sum())


def test_the_recipes_that_ship_share_one_table() -> None:
    assert sorted(recipes()) == sorted(FILES)
    assert {source.info.table for source in recipes().values()} == {"tablas_ordenadas"}


@pytest.mark.real
@pytest.mark.parametrize("recipe", sorted(FILES))
def test_each_file_is_of_one_recipe_and_nothing_is_lost(datos: Path, recipe: str) -> None:
    sheets = delivered(datos / FILES[recipe])
    scores = {name: source.recognise(sheets).score for name, source in recipes().items()}
    assert [name for name, score in scores.items() if score == 1] == [recipe]
    assert nothing_lost(read(datos, recipe), sheets)


@pytest.mark.real
def test_births_of_san_bernardo_in_2014(datos: Path) -> None:
    rows = read(datos, "nacimientos-comuna-edad-madre").rows
    place = rows[(rows["comuna"] == "13401") & (rows["periodo"] == "2014")]
    young = place[place["edad"] != "20+"]
    assert (total(young), total(place)) == (593, 4827)
    assert len(rows) == 17045
    assert rows["_bloque"].nunique() == 14


@pytest.mark.real
def test_births_of_the_regions_add_up_to_those_of_the_country(datos: Path) -> None:
    regions, country = (read(datos, f"nacimientos-{name}").rows for name in ("region", "pais-edad-madre"))
    births = country[country["medida"] == "nacidos-vivos-region"]
    assert set(country["comuna"]) == {"CL"}
    for year, born in (("2001", 246_116), ("2019", 210_188), ("2023", 174_057)):
        assert total(regions, periodo=year) == total(births, periodo=year) == born
    assert total(regions, periodo="2023", comuna="13") == 68_866
    assert (regions["comuna"].nunique(), total(regions, comuna="CL-st")) == (17, 1)
    young = total(country, medida="nacidos-madre-menor-20", periodo="2023")
    known = total(country, medida="nacidos-edad-madre-conocida", periodo="2023")
    assert (young, known) == (6_881, 174_057)


@pytest.mark.real
def test_deaths_of_covid_are_provisional_and_count_persons(datos: Path) -> None:
    rows = read(datos, "defunciones-covid-2020").rows
    assert (len(rows), set(rows["_corte"]), set(rows["estado"])) == (13_939, {"2020-08-06"}, {"p"})
    assert (rows["sexo"] == "mujer").sum() == 5_914
    assert (rows["edad"].isin(["0", "1-4"]).sum(), (rows["edad"] == "60+").sum()) == (24, 11_704)
    assert rows["comuna"].nunique() == 303


@pytest.mark.real
def test_fonasa_gives_the_same_total_with_and_without_sex(datos: Path) -> None:
    by_sex = read(datos, "fonasa-sexo-2023").rows
    assert total(by_sex) == total(read(datos, "fonasa-tramo-2023").rows) == 16058254
    assert [total(by_sex, sexo=sex) for sex in ("mujer", "hombre", "sin_dato")] == [8419577, 7637890, 787]
    assert set(by_sex["medida"]) == {"fonasa-beneficiarios"}


@pytest.mark.real
def test_paes_means_pass_as_printed_and_the_row_without_comuna_is_set_aside(datos: Path) -> None:
    result = read(datos, "paes-comuna-2024")
    iquique = result.rows[(result.rows["comuna"] == "01101")]
    assert iquique.set_index("medida")["valor"]["paes-competencia-lectora"] == "591.277511961722"
    assert set(result.rows["clase"]) == {"publicado"}
    assert reasons(result) == {"cut_comuna: vacío": [333]}
    assert int(result.rows["valor"].eq("").sum()) == 2


@pytest.mark.real
def test_students_with_two_rows_in_a_comuna_are_one(datos: Path) -> None:
    rows = read(datos, "rendimiento-2024").rows
    pupils = rows[rows["medida"] == "estudiantes-media-hc"]
    assert len(pupils) == 244954
    assert pupils["clave"].nunique() == 244945
    by_comuna = pupils.groupby("comuna")["clave"].nunique()
    assert (len(by_comuna), int(by_comuna["13201"]), int(by_comuna.sum())) == (44, 22506, 244948)
    passed = rows[(rows["medida"] == "aprobados-media-hc") & (rows["valor"] == "1")]
    assert (len(passed), int(passed[passed["comuna"] == "13201"]["clave"].nunique())) == (238798, 21818)


@pytest.mark.real
def test_attendance_under_85_in_puente_alto(datos: Path) -> None:
    rows = read(datos, "rendimiento-2024").rows
    here = rows[rows["comuna"] == "13201"]
    severe = here[(here["medida"] == "asistencia-grave-media-hc") & (here["valor"] == "1")]
    everybody = here[here["medida"] == "estudiantes-media-hc"]
    assert (severe["clave"].nunique(), everybody["clave"].nunique()) == (4875, 22506)


@pytest.mark.real
@pytest.mark.parametrize("recipe", ["nacimientos-comuna-edad-madre", "fonasa-tramo-2023", "paes-comuna-2024"])
def test_real_rows_hold_the_suite(datos: Path, recipe: str) -> None:
    outcomes = run_suite(load_suite("tablas_ordenadas"), read(datos, recipe).rows)
    assert [(o.demand.mensaje, o.problem) for o in outcomes if not o.ok] == []


@pytest.mark.parametrize("factor", [0.01, 100])
def test_the_suite_catches_scores_off_scale_by_a_hundred(factor: float) -> None:
    scores = [str(score * factor) for score in (480, 510, 620)]
    rows = pd.DataFrame({"comuna": ["13401", "13402", "13403"], "valor": scores}).assign(
        fuente="x", clase="publicado", medida="paes-historia", periodo="2024", sexo="total", edad="total",
        ic_inf="", ic_sup="", _bloque="x|2024",
    )  # fmt: skip
    failed = [o for o in run_suite(load_suite("tablas_ordenadas"), rows) if not o.ok]
    assert [(o.demand.gravedad, o.groups) for o in failed] == [("critica", (("paes-historia", "2024"),))]


def test_no_shipped_recipe_takes_the_file_of_another_source() -> None:
    sheets = made(["Region", "Comuna", "Edad", "Poblacion 2002"], [13, 13401, 0, 10])
    assert all(source.recognise(sheets).score < 0.6 for source in recipes().values())
