"""In which own territory each school, health centre and named place lies: lugares.csv, then coordinates.

«13401-st» says that it lies in the comuna and in none of its own territories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import BeforeValidator, Field

from pipelines.catalog.csv_rows import ListedRow, WrittenRow, read_list
from pipelines.catalog.own_territories import OwnTerritories, OwnTerritory, load_own_territories
from pipelines.catalog.polygons import Polygons, load_polygons
from pipelines.catalog.problems import raise_problems, suggestion
from pipelines.catalog.tables import Row
from pipelines.errors import SettingsError
from pipelines.territories import normalise

FILE = "lugares.csv"
Kind = Literal["rbd", "centro_salud", "lugar"]


@dataclass(frozen=True)
class Register:
    """Where the coordinates of a kind of place stand in bronze."""

    kind: Kind
    table: str
    key: str
    year: str
    latitude: str = "latitud"
    longitude: str = "longitud"


REGISTERS = (
    Register("rbd", "mineduc_directorio", "rbd", "anio"),
    Register("centro_salud", "deis_establecimientos", "codigo", "anio"),
)


def _kind(value: object) -> object:
    return "_".join(value.lower().split()) if isinstance(value, str) else value


class PlaceRow(WrittenRow):
    """One row of lugares.csv: what it is, its code or name, and the own territory that it lies in."""

    kind: Annotated[Kind, BeforeValidator(_kind)] = Field(alias="tipo")
    key: str = Field(alias="clave", min_length=1)
    territory: str = Field(alias="territorio", min_length=1)


@dataclass(frozen=True)
class Placement:
    """One place in one own territory."""

    kind: str
    key: str
    territory_id: str


@dataclass(frozen=True)
class Ground:
    """What a workspace declares below its comunas: territories, the places in them, and their shapes."""

    own: OwnTerritories
    places: Sequence[Placement]
    polygons: Polygons


def load_ground(territories_file: Path, places_file: Path, polygons_folder: Path) -> Ground:
    """Read the three; empty where there are none. Raises `SettingsError` with file, row and column."""
    own = load_own_territories(territories_file)
    return Ground(own, load_places(places_file, own), load_polygons(polygons_folder, own))


def bare_key(kind: str, written: str) -> str:
    """A key as both sides write it: codes without leading zeros, names without accents or capitals."""
    text = " ".join(written.split())
    if kind == "lugar":
        return normalise(text)
    return text.lstrip("0") or text


def load_places(path: Path, own: OwnTerritories) -> list[Placement]:
    """Read lugares.csv; [] when there is none. Raises `SettingsError` with file, row and column."""
    rows = read_list(path, PlaceRow)
    raise_problems([*_unknown(rows, own), *_repeated(rows, own)])
    return [Placement(r.item.kind, bare_key(r.item.kind, r.item.key), r.item.territory) for r in rows]


def place_all(ground: Ground, bronze: Path, parts: Iterable[str]) -> list[Placement]:
    """Every placement: what people wrote and, for the rest, the polygon that holds the coordinates.

    bronze: folder with one folder of Parquet files per table. parts: ids of the files in use.
    """
    own = ground.own.by_id
    if not own:
        return []
    said = {(place.kind, place.key) for place in ground.places}
    found = {*ground.places, *_own_names(ground)}
    undrawn = {item.comuna for id_, item in own.items() if id_ not in ground.polygons.shapes}
    # a point outside every shape of a comuna that is drawn whole lies in none of its parts
    drawn = [id_ for id_, outside in ground.own.outside.items() if outside.comuna not in undrawn]
    if ground.polygons.shapes:
        in_use = sorted(set(parts))
        for register in REGISTERS:
            for key, (longitude, latitude) in _points(register, bronze / register.table, in_use).items():
                if (register.kind, key) not in said:
                    held = _one_each(ground.polygons.holding(longitude, latitude), own)
                    found |= {Placement(register.kind, key, id_) for id_ in held or drawn}
    return sorted(found, key=lambda place: (place.kind, place.key, place.territory_id))


def placement_rows(placements: Iterable[Placement]) -> Iterator[Row]:
    """Rows of the catalogue table `placements`."""
    for place in placements:
        yield {"kind": place.kind, "key": place.key, "territory_id": place.territory_id}


def _own_names(ground: Ground) -> Iterator[Placement]:
    """Each territory under its own code and name, unless lugares.csv says that the words mean another."""
    own = ground.own.everywhere
    said = {(place.key, own[place.territory_id].comuna) for place in ground.places if place.kind == "lugar"}
    for item in ground.own.by_id.values():
        for words in (item.name, item.id, item.id.split("-", 1)[1]):
            if (normalise(words), item.comuna) not in said:
                yield Placement("lugar", normalise(words), item.id)


def _one_each(held: Sequence[str], own: Mapping[str, OwnTerritory]) -> list[str]:
    """Of the territories that hold a point, one for each day: on a border the first by id has it."""
    kept: list[str] = []
    for territory in held:
        if not any(own[territory].meets(own[other]) for other in kept):
            kept.append(territory)
    return kept


def _points(register: Register, folder: Path, parts: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each key, of its newest year that has them."""
    found: dict[str, tuple[str, float, float]] = {}
    columns = [register.key, register.year, register.longitude, register.latitude]
    for part in parts:
        path = folder / f"{part}.parquet"
        if not path.is_file():
            continue
        table = pq.read_table(path, columns=columns)
        for key, year, longitude, latitude in _complete(table, register):
            bare = bare_key(register.kind, key)
            if bare not in found or (year, longitude, latitude) > found[bare]:
                found[bare] = (year, longitude, latitude)
    return {key: (longitude, latitude) for key, (_, longitude, latitude) in found.items()}


def _complete(table: pa.Table, register: Register) -> Iterator[tuple[str, str, float, float]]:
    """Rows with both coordinates; an empty cell or a zero says that nobody knows."""
    degrees = [
        pc.cast(pc.if_else(pc.equal(table[name], ""), None, table[name]), pa.float64())
        for name in (register.longitude, register.latitude)
    ]
    known = pc.and_(*(pc.fill_null(pc.not_equal(values, 0.0), False) for values in degrees))
    kept = [table[register.key], table[register.year], *degrees]
    yield from zip(*(column.filter(known).to_pylist() for column in kept), strict=True)


def _unknown(rows: Sequence[ListedRow[PlaceRow]], own: OwnTerritories) -> Iterable[SettingsError]:
    for row in rows:
        if row.item.territory not in own.everywhere:
            todo = suggestion(row.item.territory, own.by_id, 1)
            todo = todo or "use un código de territorios.csv con su comuna, como 13401-villa-1."
            yield row.error("territorio", "El territorio no está en territorios.csv.", todo)


def _repeated(rows: Sequence[ListedRow[PlaceRow]], own: OwnTerritories) -> Iterable[SettingsError]:
    """A place in two territories at once. Names may repeat from one comuna to another; codes may not."""
    first: dict[tuple[str, ...], list[ListedRow[PlaceRow]]] = {}
    known = own.everywhere
    for row in rows:
        territory = known.get(row.item.territory)
        if territory is None:
            continue
        comuna = territory.comuna if row.item.kind == "lugar" else ""
        key = (row.item.kind, bare_key(row.item.kind, row.item.key), comuna)
        for other in first.setdefault(key, []):
            if territory.meets(known[other.item.territory]):
                what = f"La clave ya está en la fila {other.number}, en un territorio de la misma época."
                yield row.error("clave", what, "deje una sola fila.")
                break
        first[key].append(row)
