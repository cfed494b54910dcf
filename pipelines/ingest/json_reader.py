"""Reads JSON that holds a table: a list of objects, or GeoJSON, one record per object or feature.

Record 1 holds the names. A feature gives its properties and the kind of its geometry, never its
coordinates. Nested values are left out.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa

from pipelines.errors import FileRefused, Where
from pipelines.ingest.decode import ascii_compatible, text_encoding
from pipelines.ingest.detect import NotATable
from pipelines.ingest.grid import cell_text
from pipelines.ingest.text_frame import frame
from pipelines.sources.base import Sheet

GEOMETRY = "geometry"


def read_json(data: bytes, label: str) -> Sheet:
    """One Sheet without name.

    Raises `FileRefused` when the file is cut and `NotATable` when it is neither a list of objects
    nor a collection of features.
    """
    plain, encoding = ascii_compatible(data, text_encoding(data, label), label)
    try:
        content = json.loads(plain.decode(encoding))
    except (ValueError, RecursionError) as error:
        raise FileRefused(
            "El archivo JSON está cortado o dañado.", Where(label), "Descárguelo o cópielo otra vez."
        ) from error
    objects = _objects(content)
    if not objects:
        raise NotATable(
            "Es un archivo JSON, no una planilla.", Where(label), "Entregue la tabla en CSV o Excel."
        )
    names = list(dict.fromkeys(name for each in objects for name in each))
    columns = [
        pa.array([name, *(_text(each.get(name)) for each in objects)], pa.large_string()) for name in names
    ]
    table = pa.Table.from_arrays(columns, names=[str(position) for position in range(len(names))])
    return Sheet("", frame(table), np.arange(1, len(objects) + 2, dtype=np.int64), "json", "utf-8")


def _objects(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict) and content.get("type") == "FeatureCollection":
        features = content.get("features")
        each = features if isinstance(features, list) else []
        return [_feature(feature) for feature in each if isinstance(feature, dict)]
    if isinstance(content, list) and all(isinstance(each, dict) for each in content):
        return [each for each in content if each]
    return []


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    geometry, properties = feature.get(GEOMETRY), feature.get("properties")
    kind = geometry.get("type", "") if isinstance(geometry, dict) else ""
    return {**(properties if isinstance(properties, dict) else {}), GEOMETRY: kind}


def _text(value: Any) -> str:
    return "" if isinstance(value, dict | list) else cell_text(value)
