"""What the catalogue tells dbt and publish: the tables, their rows, and the same bytes twice."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.catalog.cards import Card
from pipelines.catalog.check import SHIPPED_CARDS
from pipelines.catalog.export import export_catalog
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import load_folders
from pipelines.catalog.recipes import shipped_recipes
from pipelines.catalog.settings import load_settings
from pipelines.catalog.tables import SCHEMAS
from pipelines.sources.registry import official_sources
from tests.catalog.written import GOAL, SETTINGS, write


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogo")
    return export(folder)


def export(folder: Path, everywhere: bool = False) -> Path:
    settings_text = SETTINGS.replace("[13401, 08110]", "todas") if everywhere else SETTINGS
    write(folder / "metas" / "verdes.yaml", GOAL)
    births = [recipe for recipe in shipped_recipes() if recipe.id == "nacimientos-comuna-edad-madre"]
    export_catalog(
        folder / "datos",
        cards=load_folders([SHIPPED_CARDS], Card),
        goals=load_folders([folder / "metas"], Goal),
        settings=load_settings(write(folder / "colaborativa.yaml", settings_text)),
        sources=[source.info for source in official_sources()],
        recipes=births,
    )
    return folder / "datos"


def rows(catalog: Path, table: str, **wanted: object) -> list[dict[str, object]]:
    found = pq.read_table(catalog / f"{table}.parquet").to_pylist()
    return [row for row in found if all(row[key] == value for key, value in wanted.items())]


def test_tables_have_the_columns_that_dbt_expects(catalog: Path) -> None:
    for name in set(SCHEMAS) - {"files", "contrasts"}:
        assert pq.read_schema(catalog / f"{name}.parquet").names == SCHEMAS[name].names


def test_a_sum_over_ages_is_one_row_per_age(catalog: Path) -> None:
    operands = rows(catalog, "operands", indicator_id="fecundidad-adolescente")
    assert [(row["role"], row["measure_id"], row["sex"], row["age_band"]) for row in operands] == [
        ("denominador", "poblacion", "mujer", "15-19"),
        ("numerador", "nacidos-vivos", "", "0-14"),
        ("numerador", "nacidos-vivos", "", "15-16"),
        ("numerador", "nacidos-vivos", "", "17-19"),
    ]
    assert len(rows(catalog, "breaks", indicator_id="fecundidad-adolescente", period_to="2004")) == 8


def test_a_figure_made_of_records_of_persons_says_so(catalog: Path) -> None:
    assert rows(catalog, "indicators", indicator_id="defunciones")[0]["person_level"] is True
    assert rows(catalog, "indicators", indicator_id="aprobacion-media-hc")[0]["person_level"] is True
    assert rows(catalog, "indicators", indicator_id="fonasa-beneficiarios")[0]["person_level"] is False


def test_measures_of_shipped_recipes_are_listed_but_only_sources_in_use_are_sources(catalog: Path) -> None:
    assert [row["source_id"] for row in rows(catalog, "measures", measure_id="fonasa-beneficiarios")] == [
        "fonasa-sexo-2023",
        "fonasa-tramo-2023",
    ]
    assert rows(catalog, "sources", source_id="fonasa-sexo-2023") == []
    births = rows(catalog, "sources", source_id="nacimientos-comuna-edad-madre")[0]
    assert (births["table_name"], births["absent"], births["coverage"], births["official"]) == (
        "tablas_ordenadas", "cero", "pais", False,
    )  # fmt: skip


def test_a_goal_carries_its_territory_target_and_the_direction_of_its_card(catalog: Path) -> None:
    assert rows(catalog, "goals") == [
        {
            "goal_id": "mas-areas-verdes",
            "indicator_id": "areas-verdes",
            "territory_id": "13401",
            "sex": "total",
            "role": "principal",
            "baseline_period": "2022",
            "agreed_on": "2025-03-31",
            "target_value": 6.5,
            "target_period": "2026",
            "direction": "mayor",
            "trend": "log",
            "whole": 0.0,
        }
    ]


def test_publish_gets_cards_goals_and_settings_in_spanish(catalog: Path) -> None:
    cards = {card["id"]: card for card in json.loads((catalog / "tarjetas.json").read_text("utf-8"))}
    assert cards["rsh-40"]["escala"] == 100
    assert cards["rsh-40"]["intervalo"] == "wilson"
    assert cards["pobreza-ingresos"]["publicado"] == "pobreza-ingresos"
    goals = json.loads((catalog / "metas.json").read_text("utf-8"))
    assert goals[0]["acuerdo"]["asistencia"] == {"mujeres": 40, "hombres": 31, "por_clase": []}
    settings = json.loads((catalog / "colaborativa.json").read_text("utf-8"))
    assert (settings["territorios"], settings["todas"]) == (["13401", "08110"], False)
    assert settings["privacidad"] == {"umbral": 10}


def test_everywhere_lists_every_comuna(tmp_path: Path) -> None:
    settings = json.loads((export(tmp_path, everywhere=True) / "colaborativa.json").read_text("utf-8"))
    assert (len(settings["territorios"]), settings["todas"]) == (346, True)


def test_the_same_catalogue_gives_the_same_bytes(catalog: Path, tmp_path: Path) -> None:
    again = export(tmp_path)
    files = sorted(path.name for path in catalog.iterdir())
    assert files == sorted(path.name for path in again.iterdir())
    assert [name for name in files if (catalog / name).read_bytes() != (again / name).read_bytes()] == []
