"""From the lists that people write to the catalogue: what init leaves, doctor finds and a run exports."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipelines.errors import SettingsError
from pipelines.stages import Collaborative, export
from pipelines.workspace import Workspace
from tests.flow.command import cuenta
from tests.flow.workspaces import small


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small(tmp_path / "comuna").ws


def uncomment(path: Path, *starts: str) -> None:
    """Take the «# » off the model lines that begin with one of `starts`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line.removeprefix("# ") if line[2:].startswith(starts) else line for line in lines]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def test_the_models_that_init_leaves_declare_nothing_and_are_valid_once_uncommented(ws: Workspace) -> None:
    assert Collaborative(ws).ground.own.by_id == {}
    uncomment(ws.own_territories, "villa-")
    uncomment(ws.places, "rbd;", "lugar;")
    ground = Collaborative(ws).ground
    assert sorted(ground.own.by_id) == ["13401-villa-1", "13401-villa-2"]
    assert [place.key for place in ground.places] == ["10234", "POBLACION LOS AROMOS"]


def test_the_catalogue_gets_territories_and_placements_and_settings_may_name_them(ws: Workspace) -> None:
    uncomment(ws.own_territories, "villa-")
    uncomment(ws.places, "rbd;")
    written = ws.settings_file.read_text(encoding="utf-8")
    ws.settings_file.write_text(written.replace('"13401"', '"13401-villa-1"'), encoding="utf-8")
    export(Collaborative(ws))
    own = pd.read_parquet(ws.catalog / "own_territories.parquet")
    assert own["territory_id"].tolist() == ["13401-st", "13401-villa-1", "13401-villa-2"]
    assert own["name"].tolist()[0] == "Sin territorio informado (San Bernardo)"
    placed = pd.read_parquet(ws.catalog / "placements.parquet")
    assert placed.query("kind == 'rbd'").to_numpy().tolist() == [["rbd", "10234", "13401-villa-1"]]
    assert Collaborative(ws).settings.territories == ("13401-villa-1",)


def test_a_place_may_be_said_to_lie_outside_every_part_and_not_in_two(ws: Workspace) -> None:
    uncomment(ws.own_territories, "villa-")
    ws.places.write_text("tipo;clave;territorio\nrbd;10234;13401-st\n", encoding="utf-8")
    export(Collaborative(ws))
    placed = pd.read_parquet(ws.catalog / "placements.parquet")
    assert placed.query("kind == 'rbd'").to_numpy().tolist() == [["rbd", "10234", "13401-st"]]
    ws.places.write_text(
        "tipo;clave;territorio\nrbd;10234;13401-st\nrbd;10234;13401-villa-1\n", encoding="utf-8"
    )
    with pytest.raises(SettingsError, match="ya está en la fila 2"):
        _ = Collaborative(ws).ground
    ws.places.write_text("tipo;clave;territorio\nrbd;10234;13402-st\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"no está en territorios\.csv"):
        _ = Collaborative(ws).ground


def test_a_territory_that_nobody_declared_is_refused_with_the_nearest(ws: Workspace) -> None:
    uncomment(ws.own_territories, "villa-")
    written = ws.settings_file.read_text(encoding="utf-8")
    ws.settings_file.write_text(written.replace('"13401"', '"13401-vila-1"'), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"«13401-vila-1» no existe.*«13401-villa-1»"):
        _ = Collaborative(ws).catalog


def test_doctor_says_file_row_column_and_what_to_do_once(ws: Workspace) -> None:
    ws.own_territories.write_text(
        "codigo;nombre;nivel;pertenece_a\nvilla-1;Uno;villa;99999\n", encoding="utf-8"
    )
    said = cuenta("doctor", "--workspace", ws.root)
    assert said.code != 0
    assert said.out.count("«pertenece_a» no es el código de una comuna") == 1
    assert "archivo «territorios.csv», fila 2, columna «pertenece_a»" in " ".join(said.out.split())
