"""JSON tables: a list of objects and GeoJSON are read like any other table, and counted by other means."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import FileRefused
from pipelines.ingest.count import count_records
from pipelines.ingest.detect import NotATable
from pipelines.ingest.readers import read_sheets


def test_a_list_of_objects_is_a_table_whose_first_record_holds_the_names():
    sheet = read_sheets('[{"Año": 2024, "n": 3.5, "x": null}, {"n": true, "z": "sí"}]'.encode(), "a.json")[0]
    assert sheet.cells.to_numpy().tolist() == [
        ["Año", "n", "x", "z"],
        ["2024", "3.5", "", ""],
        ["", "VERDADERO", "", "sí"],
    ]
    assert sheet.records.tolist() == [1, 2, 3]


def test_a_map_gives_the_properties_of_its_features_and_never_their_coordinates():
    feature = {
        "type": "Feature",
        "properties": {"cod_comuna": 8110},
        "geometry": {"type": "Polygon", "coordinates": [[[-73.1, -36.7], [-73.2, -36.8]]]},
    }
    data = json.dumps(
        {"type": "FeatureCollection", "crs": {"a": {}}, "features": [feature, feature]}
    ).encode()
    sheet = read_sheets(data, "comunas.geojson")[0]
    assert sheet.cells.to_numpy().tolist() == [
        ["cod_comuna", "geometry"],
        ["8110", "Polygon"],
        ["8110", "Polygon"],
    ]
    assert count_records(data) == {"": 3}


def test_a_whole_number_keeps_all_its_digits():
    sheet = read_sheets(b'[{"id": 12345678901234567, "n": -8110, "x": 0}]', "a.json")[0]
    assert sheet.cells.to_numpy().tolist()[1] == ["12345678901234567", "-8110", "0"]


def test_a_feature_whose_geometry_or_properties_are_text_is_read_without_them():
    features = [
        {"type": "Feature", "properties": {"a": 1}, "geometry": "POINT(1 2)"},
        {"type": "Feature", "properties": "x", "geometry": None},
    ]
    sheet = read_sheets(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "a.json")[0]
    assert sheet.cells.to_numpy().tolist() == [["a", "geometry"], ["1", ""], ["", ""]]


@pytest.mark.parametrize("data", [b'[{"a": 1}, {"a":', b'[{"a": 1}] {"b"'])
def test_a_cut_file_is_refused(data: bytes):
    with pytest.raises(FileRefused, match="cortado"):
        read_sheets(data, "a.json")


def test_a_list_of_plain_values_is_no_table():
    with pytest.raises(NotATable):
        read_sheets(b'[{"a": 1}, 2]', "a.json")


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(st.text(min_size=1, max_size=4), _VALUE, min_size=1, max_size=4), min_size=1))
def test_every_object_is_counted_whatever_its_texts_and_nested_values(objects: list[dict[str, object]]):
    assert count_records(json.dumps(objects).encode()) == {"": len(objects) + 1}
