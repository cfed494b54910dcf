"""A goal file: what it may say, what it may not, and how its curve will be carried on."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.catalog.cards import Card
from pipelines.catalog.check import SHIPPED_CARDS
from pipelines.catalog.goals import Goal
from pipelines.catalog.model import load_file, load_folders
from pipelines.catalog.trends import projected_measures, trend_of
from pipelines.errors import SettingsError
from pipelines.sources.registry import official_sources
from tests.catalog.test_export import export
from tests.catalog.written import GOAL, faults, write

KINDS = "por_clase: [{clase: Familias, mujeres: 30, hombres: 20}, {clase: Salud, personas: 21}]"


def load(tmp_path: Path, text: str) -> Goal:
    return load_file(write(tmp_path / "meta.yaml", text), Goal)


def with_milestones(*milestones: str) -> str:
    return GOAL.replace("    linea_base:", f"    hitos: [{', '.join(milestones)}]\n    linea_base:")


def test_a_partner_may_be_a_name_or_a_name_with_its_role(tmp_path: Path) -> None:
    goal = load(tmp_path, GOAL + "socios: [Junta de vecinos, {nombre: Municipio, rol: Riega}]\n")
    assert [(partner.name, partner.role) for partner in goal.partners] == [
        ("Junta de vecinos", ""),
        ("Municipio", "Riega"),
    ]
    assert load(tmp_path, GOAL + "socios: Junta de vecinos\n").partners[0].name == "Junta de vecinos"


def test_attendance_is_told_by_sex_and_by_kind_of_member(tmp_path: Path) -> None:
    text = GOAL.replace("hombres: 31", f"hombres: 31, {KINDS}")
    kinds = load(tmp_path, text).agreement.attendance.kinds
    assert [(kind.kind, kind.total) for kind in kinds] == [("Familias", 50), ("Salud", 21)]


@pytest.mark.parametrize(
    ("text", "line", "field", "said"),
    [
        (with_milestones("{periodo: 2022, valor: 5}"), 8, "hitos[1].periodo", "no está entre"),
        (with_milestones("{periodo: 2026, valor: 6}"), 8, "hitos[1].periodo", "no está entre"),
        (
            with_milestones("{periodo: 2024, valor: 5}", "{periodo: 2023, valor: 6}"),
            8,
            "hitos[2].periodo",
            "del primero al último",
        ),
        (
            GOAL.replace("hombres: 31", "hombres: 31, por_clase: [{clase: Salud, hombres: 32}]"),
            4,
            "acuerdo.asistencia.por_clase",
            "suman 32 hombres, y en total asistieron 31",
        ),
        (
            GOAL.replace("hombres: 31", "hombres: 31, por_clase: [{clase: Salud, personas: 72}]"),
            4,
            "acuerdo.asistencia.por_clase",
            "suman 72 personas, y en total asistieron 71",
        ),
        (
            GOAL.replace("hombres: 31", "hombres: 31, por_clase: [{clase: A}, {clase: A}]"),
            4,
            "acuerdo.asistencia.por_clase[2].clase",
            "«A» está dos veces",
        ),
        (
            GOAL + "historial: [{fecha: 2025-01-01, cambio: Otra meta}]\n",
            10,
            "historial[1].fecha",
            "anterior al acuerdo",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    text: str, line: int, field: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, text)
    assert len(faults(raised)) == 1
    file, row, column = faults(raised)[0]
    assert (file, row) == ("meta.yaml", line)
    assert column.endswith(field)
    assert said in str(raised.value)


def test_milestones_reach_the_models_once_per_territory(tmp_path: Path) -> None:
    text = with_milestones("{periodo: 2024, valor: '5,5'}").replace("[13401]", "[13401, 08110]")
    write(tmp_path / "metas" / "otra.yaml", text.replace("mas-areas-verdes", "otra"))
    found = pq.read_table(export(tmp_path) / "milestones.parquet").to_pylist()
    assert [(row["goal_id"], row["territory_id"], row["period"], row["value"]) for row in found] == [
        ("otra", "08110", "2024", 5.5),
        ("otra", "13401", "2024", 5.5),
    ]


def test_each_kind_of_card_has_the_scale_of_its_trend() -> None:
    cards = {card.id: card for card in load_folders([SHIPPED_CARDS], Card)}
    projected = projected_measures(source.info for source in official_sources())
    expected = {
        "desvinculacion": ("logit", 100.0),
        "pobreza-ingresos": ("logit", 100.0),
        "areas-verdes": ("log", 0.0),
        "nacimientos": ("log", 0.0),
        "fecundidad-adolescente": ("log", 0.0),
        "simce-4b-lectura": ("lineal", 0.0),
        "poblacion-0-17-parte": ("proyeccion", 0.0),
    }
    assert {name: trend_of(cards[name], projected) for name in expected} == expected
