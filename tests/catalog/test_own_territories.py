"""Territories below the comuna as people write them: villas, the places in them, and their shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalog.own_territories import OwnTerritories, OwnTerritory, load_own_territories
from pipelines.catalog.placements import Ground, Placement, bare_key, load_ground, load_places, place_all
from pipelines.catalog.polygons import load_polygons
from pipelines.errors import SettingsError
from pipelines.files import write_parquet

HEADER = "codigo;nombre;nivel;pertenece_a;desde;hasta"
TWO = f"{HEADER}\nvilla-1;Villa Los Aromos;villa;13401;;\nvilla-2;El Bosque;Villa;13401;2015;2020-06-30\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def own_of(folder: Path, text: str = TWO) -> OwnTerritories:
    return load_own_territories(write(folder / "territorios.csv", text))


def square(west: float, south: float, **properties: str) -> dict[str, Any]:
    """A feature one hundredth of a degree wide."""
    ring = [
        [west, south],
        [west + 0.01, south],
        [west + 0.01, south + 0.01],
        [west, south + 0.01],
        [west, south],
    ]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(folder: Path, *features: dict[str, Any]) -> Path:
    write(folder / "villas.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    return folder


def faults(raised: pytest.ExceptionInfo[SettingsError]) -> list[tuple[str, int | None, str]]:
    return [(e.where.file, e.where.row, e.where.column) for e in raised.value.each()]


def test_own_territories_get_their_comuna_before_their_code_and_a_place_for_the_rest(tmp_path: Path) -> None:
    rows = list(own_of(tmp_path).rows())
    assert [(r["territory_id"], r["level"], r["valid_from"], r["valid_to"]) for r in rows] == [
        ("13401-villa-1", "villa", "", ""),
        ("13401-villa-2", "villa", "2015-01-01", "2020-06-30"),
        ("13401-st", "sin_territorio", "", ""),
    ]
    assert {r["parent_id"] for r in rows} == {"13401"}


def test_without_a_file_or_with_explanations_only_there_are_none(tmp_path: Path) -> None:
    assert load_own_territories(tmp_path / "territorios.csv").by_id == {}
    assert own_of(tmp_path, f"# explica\n{HEADER}\n# villa-1;Uno;villa;13401;;\n").by_id == {}


def test_a_comuna_code_without_its_zero_and_commas_are_understood(tmp_path: Path) -> None:
    own = own_of(tmp_path, f"{HEADER.replace(';', ',')}\nuv-1,Uno,unidad vecinal,8110,,\n")
    assert own.levels() == {"08110-uv-1": "unidad_vecinal", "08110-st": "sin_territorio"}


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("villa 3;Tres;villa;13401;;", "codigo", "letras sin tilde"),
        ("st;Tres;villa;13401;;", "codigo", "lo que no tiene territorio"),
        ("villa-3;;villa;13401;;", "nombre", "está vacío"),
        ("villa-3;Tres;barrio;13401;;", "nivel", "no es uno de los posibles"),
        ("villa-3;Tres;villa;134;;", "pertenece_a", "no es el código de una comuna"),
        ("villa-3;Tres;villa;13401;marzo;", "desde", "no es una fecha"),
        ("villa-3;Tres;villa;13401;2015-02-30;", "desde", "no es un día que exista"),
        ("villa-3;Tres;villa;13401;2016;2015", "hasta", "termina antes de empezar"),
        ("VILLA-1;Tres;villa;13401;;", "codigo", "ya está en la fila 2"),
        ("uv-1;Tres;unidad_vecinal;13401;;", "nivel", "se divide a la vez"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_by_row_and_column(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    with pytest.raises(SettingsError, match=words) as raised:
        own_of(tmp_path, f"{TWO}{row}\n")
    assert set(faults(raised)) == {("territorios.csv", 4, column)}
    assert "Qué hacer" in raised.value.text()


def test_one_division_after_another_is_no_mixture(tmp_path: Path) -> None:
    own = own_of(tmp_path, f"{HEADER}\nv1;Uno;villa;13401;;2019\nuv1;Uno;unidad_vecinal;13401;2020;\n")
    assert own.by_id["13401-v1"].valid_to == "2019-12-31"


def test_a_mixture_is_found_behind_another_division_that_had_ended(tmp_path: Path) -> None:
    rows = "v1;Uno;villa;13401;;2010\nv2;Dos;villa;13401;2015;\nuv1;Tres;unidad_vecinal;13401;2020;\n"
    with pytest.raises(SettingsError, match=r"en «villa» \(fila 3\) y en «unidad_vecinal»") as raised:
        own_of(tmp_path, f"{HEADER}\n{rows}")
    assert faults(raised) == [("territorios.csv", 4, "nivel")]


def test_every_fault_is_said_at_once_and_columns_are_checked_first(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        own_of(tmp_path, f"{HEADER}\n;;barrio;1;;\nx;y\n")
    assert [fault[1:] for fault in faults(raised)] == [
        (2, "codigo"), (2, "nombre"), (2, "nivel"), (2, "pertenece_a"), (3, ""),
    ]  # fmt: skip
    with pytest.raises(SettingsError, match="Falta la columna «nivel»") as raised:
        own_of(tmp_path, "codigo;nombre;tipo;pertenece_a\n")
    assert len(raised.value.each()) == 2


@given(st.lists(st.tuples(st.integers(2000, 2009), st.integers(0, 9)), min_size=2, max_size=2))
def test_two_territories_meet_when_some_year_is_of_both(spans: list[tuple[int, int]]) -> None:
    one, other = (
        OwnTerritory(f"13401-{i}", "", "villa", "13401", f"{start}-01-01", f"{start + length}-12-31")
        for i, (start, length) in enumerate(spans)
    )
    years = [set(range(start, start + length + 1)) for start, length in spans]
    assert one.meets(other) == other.meets(one) == bool(years[0] & years[1])


def test_places_are_read_with_bare_keys(tmp_path: Path) -> None:
    text = "tipo;clave;territorio\nrbd;010234;13401-villa-1\nlugar;Población  Ñuñoa;13401-villa-2\n"
    placed = load_places(write(tmp_path / "lugares.csv", text), own_of(tmp_path))
    assert placed == [
        Placement("rbd", "10234", "13401-villa-1"),
        Placement("lugar", "POBLACION NUNOA", "13401-villa-2"),
    ]
    assert bare_key("rbd", "0") == "0"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("rbd;1;13401-villa-9", "territorio", "no está en territorios.csv"),
        ("rbd;00010234;13401-villa-2", "clave", "ya está en la fila 2"),
        ("liceo;1;13401-villa-1", "tipo", "no es uno de los posibles"),
    ],
)
def test_a_place_that_makes_no_sense_is_told_by_row_and_column(
    tmp_path: Path, row: str, column: str, words: str
) -> None:
    places = write(tmp_path / "lugares.csv", f"tipo;clave;territorio\nrbd;10234;13401-villa-1\n{row}\n")
    with pytest.raises(SettingsError, match=words) as raised:
        load_places(places, own_of(tmp_path))
    assert faults(raised) == [("lugares.csv", 3, column)]


def test_a_polygon_holds_its_points_and_its_border(tmp_path: Path) -> None:
    shapes = load_polygons(geojson(tmp_path, square(-70.7, -33.6, CODIGO="villa-1")), own_of(tmp_path))
    assert shapes.holding(-70.695, -33.595) == ["13401-villa-1"]
    assert shapes.holding(-70.7, -33.6) == ["13401-villa-1"]
    assert shapes.holding(-70.5, -33.6) == []


@pytest.mark.parametrize("name", ["V.GEOJSON", "villas.json"])
def test_a_polygon_is_read_whatever_the_ending_that_its_program_gave_it(tmp_path: Path, name: str) -> None:
    written = geojson(tmp_path / "t", square(-70.7, -33.6, codigo="villa-1")) / "villas.geojson"
    written.rename(written.with_name(name))
    assert set(load_polygons(written.parent, own_of(tmp_path)).shapes) == {"13401-villa-1"}


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([square(-70.7, -33.6)], "no dice de qué territorio"),
        ([{"properties": ["villa-1"], "geometry": None}], "no dice de qué territorio"),
        ([square(-70.7, -33.6, codigo="otra")], "no está en territorios.csv"),
        ([square(330000, 6280000, codigo="villa-1")], "no caen en Chile"),
        ([{"properties": {"codigo": "villa-1"}, "geometry": {"type": "Point", "coordinates": [-70, -33]}}],
         "No es un polígono"),
        ([{"properties": {"codigo": "villa-1"}, "geometry": {"type": "Polygon", "coordinates": [["x"]]}}],
         "no se entiende"),
        ([square(-70.7, -33.6, codigo="villa-1"), square(-70.6, -33.6, codigo="villa-1")], "dos veces"),
        ([square(-70.7, -33.6, codigo="villa-1"), square(-70.697, -33.6, codigo="villa-2")], "se montan"),
    ],
)  # fmt: skip
def test_a_polygon_that_makes_no_sense_is_told(
    tmp_path: Path, features: list[dict[str, Any]], words: str
) -> None:
    with pytest.raises(SettingsError, match=words) as raised:
        load_polygons(geojson(tmp_path, *features), own_of(tmp_path))
    assert faults(raised)[0][:2] == ("villas.geojson", len(features))


def _directory(bronze: Path, part: str, *rows: tuple[str, str, str, str]) -> None:
    names = ("rbd", "anio", "latitud", "longitud")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    write_parquet(bronze / "mineduc_directorio" / f"{part}.parquet", pa.table(columns))


def test_what_people_wrote_comes_before_the_coordinates_of_the_newest_year(tmp_path: Path) -> None:
    write(tmp_path / "territorios.csv", TWO.replace("2015;2020-06-30", ";"))
    write(tmp_path / "lugares.csv", "tipo;clave;territorio\nrbd;1;13401-villa-2\n")
    shapes = (square(-70.7, -33.6, codigo="villa-1"), square(-70.6, -33.6, codigo="villa-2"))
    ground = load_ground(
        tmp_path / "territorios.csv", tmp_path / "lugares.csv", geojson(tmp_path / "t", *shapes)
    )
    inside_one, inside_two = ("-33.595", "-70.695"), ("-33.595", "-70.595")
    _directory(tmp_path, "old", ("2", "2019", *inside_two), ("4", "2019", *inside_one))
    _directory(
        tmp_path, "new",
        ("1", "2020", *inside_one), ("2", "2020", *inside_one), ("3", "2020", "0", "0"),
        ("4", "2020", "", ""),
    )  # fmt: skip
    _directory(tmp_path, "refused", ("5", "2021", *inside_one))
    placed = place_all(ground, tmp_path, ["old", "new"])
    assert [p for p in placed if p.kind == "rbd"] == [
        Placement("rbd", "1", "13401-villa-2"),
        Placement("rbd", "2", "13401-villa-1"),
        Placement("rbd", "4", "13401-villa-1"),
    ]


def test_a_point_outside_every_shape_is_known_to_lie_in_no_part_once_all_of_them_are_drawn(
    tmp_path: Path,
) -> None:
    write(tmp_path / "territorios.csv", TWO.replace("2015;2020-06-30", ";"))
    one, two = square(-70.7, -33.6, codigo="villa-1"), square(-70.6, -33.6, codigo="villa-2")
    _directory(tmp_path, "new", ("1", "2020", "-33.595", "-70.695"), ("2", "2020", "-33.0", "-70.0"))

    def placed(*shapes: dict[str, Any]) -> list[Placement]:
        folder = geojson(tmp_path / f"t{len(shapes)}", *shapes)
        ground = load_ground(tmp_path / "territorios.csv", tmp_path / "lugares.csv", folder)
        return [place for place in place_all(ground, tmp_path, ["new"]) if place.kind == "rbd"]

    inside = Placement("rbd", "1", "13401-villa-1")
    assert placed(one, two) == [inside, Placement("rbd", "2", "13401-st")]
    assert placed(one) == [inside]  # the other villa may hold it: nobody drew it


def test_a_territory_is_known_by_its_code_and_name_unless_the_list_says_otherwise(tmp_path: Path) -> None:
    own = own_of(tmp_path)
    written = [Placement("lugar", "EL BOSQUE", "13401-villa-1")]
    placed = place_all(Ground(own, written, load_polygons(tmp_path / "none", own)), tmp_path, [])
    names = {place.key: place.territory_id for place in placed}
    assert names["VILLA LOS AROMOS"] == names["VILLA-1"] == names["13401-VILLA-1"] == "13401-villa-1"
    assert names["EL BOSQUE"] == "13401-villa-1"
    assert len(placed) == len(names)
