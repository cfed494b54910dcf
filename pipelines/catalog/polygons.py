"""territorios/: the shape of each own territory (.geojson or .json), and which of them holds a point."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from pipelines.catalog.own_territories import OwnTerritories, OwnTerritory
from pipelines.catalog.problems import raise_problems, suggestion
from pipelines.errors import SettingsError, Where

#: Longitude and latitude between which Chile lies, its islands included.
_WEST, _EAST, _SOUTH, _NORTH = -110.0, -66.0, -57.0, -17.0
#: Two neighbours may share up to this part of the smaller one: borders are never drawn twice alike.
_OVERLAP = 0.01
_ENDINGS = (".geojson", ".json")
_PROPERTIES = ("territorio", "codigo")


@dataclass(frozen=True)
class Polygons:
    """The shapes by own territory id. Points are in degrees (WGS84)."""

    shapes: Mapping[str, Any] = field(default_factory=dict)

    def holding(self, longitude: float, latitude: float) -> list[str]:
        """Ids of the territories that hold a point, borders included, in order."""
        from shapely import Point

        point = Point(longitude, latitude)
        return sorted(id_ for id_, shape in self.shapes.items() if shape.covers(point))


@dataclass(frozen=True)
class _Feature:
    """One feature of a file: `number` counts from 1."""

    file: str
    number: int
    properties: Mapping[str, Any]
    geometry: Any

    def error(self, what: str, todo: str, column: str = "") -> SettingsError:
        return SettingsError(what, Where(self.file, row=self.number, column=column), todo)


def load_polygons(folder: Path, own: OwnTerritories) -> Polygons:
    """Read every .geojson and .json of `folder`. Raises `SettingsError` naming file, feature and property."""
    found: dict[str, Any] = {}
    drawn: dict[str, _Feature] = {}
    faults: list[SettingsError] = []
    drawings = folder.iterdir() if folder.is_dir() else ()
    for path in sorted(path for path in drawings if path.suffix.lower() in _ENDINGS):
        for feature in _features(path):
            try:
                territory = _territory(feature, own)
                if territory.id in found:
                    raise feature.error(f"El territorio «{territory.id}» está dos veces.", "deje uno solo.")
                found[territory.id] = _shape(feature)
                drawn[territory.id] = feature
            except SettingsError as error:
                faults.append(error)
    raise_problems([*faults, *_overlaps(found, drawn, own)])
    return Polygons(found)


def _features(path: Path) -> Iterator[_Feature]:
    where, todo = Where(path.name), "expórtelo de nuevo como GeoJSON."
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SettingsError("El archivo no se entiende como GeoJSON.", where, todo) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise SettingsError("El archivo no trae una lista de polígonos («features»).", where, todo)
    for number, feature in enumerate(features, start=1):
        item = feature if isinstance(feature, dict) else {}
        written = item.get("properties")
        properties = {str(k).lower(): v for k, v in written.items()} if isinstance(written, dict) else {}
        yield _Feature(path.name, number, properties, item.get("geometry"))


def _territory(feature: _Feature, own: OwnTerritories) -> OwnTerritory:
    name = next((name for name in _PROPERTIES if feature.properties.get(name) not in (None, "")), "")
    if not name:
        raise feature.error("El polígono no dice de qué territorio es.", "agregue la propiedad «codigo».")
    written = str(feature.properties[name]).strip()
    by_code = [item for item in own.by_id.values() if written in (item.id, item.id.split("-", 1)[1])]
    if not by_code:
        todo = suggestion(written, own.by_id, 1) or "agréguelo a territorios.csv o corrija la propiedad."
        raise feature.error("El código no está en territorios.csv.", todo, name)
    if len(by_code) > 1:
        what = "Varias comunas usan ese código."
        raise feature.error(what, "escriba «territorio» con el código completo, como 13401-villa-1.", name)
    return by_code[0]


def _shape(feature: _Feature) -> Any:
    """The polygon of a feature. Raises `SettingsError` when it is none, or not in degrees."""
    import shapely
    from shapely.geometry import shape

    try:
        found = shape(feature.geometry)
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        shapely.errors.ShapelyError,
    ) as error:
        raise feature.error("El polígono no se entiende.", "dibújelo y expórtelo de nuevo.") from error
    if found.geom_type not in ("Polygon", "MultiPolygon") or found.is_empty:
        raise feature.error("No es un polígono.", "deje sólo polígonos en el archivo.")
    west, south, east, north = found.bounds
    if west < _WEST or east > _EAST or south < _SOUTH or north > _NORTH:
        what = "Las coordenadas no caen en Chile: se espera longitud y latitud en grados (WGS84)."
        raise feature.error(what, "expórtelo con el sistema EPSG:4326.")
    if not found.is_valid:
        raise feature.error("El borde del polígono se cruza a sí mismo.", "corrija el dibujo.")
    shapely.prepare(found)
    return found


def _overlaps(
    shapes: Mapping[str, Any], drawn: Mapping[str, _Feature], own: OwnTerritories
) -> Iterable[SettingsError]:
    for one, other in combinations(sorted(shapes), 2):
        first, second = own.by_id[one], own.by_id[other]
        if first.comuna != second.comuna or not first.meets(second):
            continue
        shared = shapes[one].intersection(shapes[other]).area
        if shared > _OVERLAP * min(shapes[one].area, shapes[other].area):
            what = f"Los polígonos de «{one}» y «{other}» se montan uno sobre otro."
            yield drawn[other].error(what, "corrija el dibujo: cada punto es de un solo territorio.")
