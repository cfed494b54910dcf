"""Parquet looks like every other sheet: header first, all text, numbers as a person writes them."""

from __future__ import annotations

import datetime as dt
import decimal
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import FileRefused
from pipelines.ingest.count import count_records
from pipelines.ingest.grid import number_text
from pipelines.ingest.readers import read_sheets


def parquet(**columns: pa.Array) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_every_type_becomes_text():
    data = parquet(
        comuna=pa.array([1101, None, 13401]),
        real=pa.array([1101.0, 0.1, float("nan")]),
        corto=pa.array([0.1, 2.0, None], pa.float32()),
        grande=pa.array([1e20, 1e-7, 123456789012.5]),
        texto=pa.array(["01101", "", "ñ"]),
        codigo=pa.array(["a", "b", "a"]).dictionary_encode(),
        si=pa.array([True, False, None]),
        dia=pa.array([dt.date(2024, 1, 2), None, None]),
        monto=pa.array([decimal.Decimal("1.50"), None, None]),
        nada=pa.array([None, None, None]),
    )
    (sheet,) = read_sheets(data, "a.csv")
    assert sheet.cells.to_numpy().tolist() == [
        ["comuna", "real", "corto", "grande", "texto", "codigo", "si", "dia", "monto", "nada"],
        ["1101", "1101", "0.1", "100000000000000000000", "01101", "a", "VERDADERO", "2024-01-02", "1.50", ""],
        ["", "0.1", "2", "0.0000001", "", "b", "FALSO", "", "", ""],
        ["13401", "", "", "123456789012.5", "ñ", "a", "", "", "", ""],
    ]
    assert list(sheet.records) == [1, 2, 3, 4]
    assert sheet.kind == "parquet"
    assert all(kind == pd.StringDtype(na_value=float("nan")) for kind in sheet.cells.dtypes)
    assert count_records(data) == {"": 4}


def test_a_row_of_nulls_is_a_record():
    data = parquet(a=pa.array([None, "x"]))
    (sheet,) = read_sheets(data, "a")
    assert sheet.cells[0].tolist() == ["a", "", "x"]
    assert count_records(data) == {"": 3}


def test_nested_columns_are_refused_by_name():
    with pytest.raises(FileRefused, match="«lista»"):
        read_sheets(parquet(lista=pa.array([[1, 2]])), "a.parquet")


def test_a_cut_file_is_refused():
    with pytest.raises(FileRefused, match="Parquet está cortado"):
        read_sheets(parquet(a=pa.array(["x"] * 100))[:-20], "a.parquet")


@settings(max_examples=300, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_text_reads_back_as_the_same_number_without_exponent(value: float):
    text = number_text(value)
    assert float(text) == value
    assert "e" not in text
    assert not text.endswith(".0")
