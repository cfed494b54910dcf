"""No change and no gap tells anything of a reserved figure, and the auditor finds it where one does."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publish.account import EditionInfo, build_account
from publish.audit import audit
from publish.downloads import write_downloads
from publish.inputs import load_inputs
from tests.publish import small
from tests.publish.pairs import with_changes

#: San Bernardo and Talcahuano over three years; few men in 2021, and few at all in Talcahuano in 2022.
YEARS = ("2020", "2021", "2022")
ROWS = [
    *(small.figure(small.SHARE, "13401", y, n, 1000) for y, n in zip(YEARS, (60, 40, 30), strict=True)),
    *(small.figure(small.SHARE, "08110", y, n, 900) for y, n in zip(YEARS, (50, 40, 8), strict=True)),
    small.figure(small.SHARE, "13401", "2021", 34, 480, "mujer"),
    small.figure(small.SHARE, "13401", "2021", 6, 520, "hombre"),
    *(small.figure(small.SHARE, region, "2022", 500, 20_000) for region in ("08", "13", "CL")),
]


def gap(kind: str, territory: str, period: str = "2022", sex: str = "total", **more: Any) -> dict[str, Any]:
    """A gap as the models give it, from the real figures."""
    return {
        "indicator_id": small.SHARE, "territory_id": territory, "period": period, "sex": sex,
        "age_band": "total", "dimension": "", "category": "", "kind": kind, "value": 3.0,
        "reference_value": 2.5, "difference": 0.5, "diff_low": 0.1, "diff_high": 0.9, "ratio": 1.2,
        "ratio_low": 1.0, "ratio_high": 1.4, "people": 5.0, "verdict": "mayor", "mark": "", **more,
    }  # fmt: skip


@pytest.fixture(scope="module")
def datos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    few, women, men = 100 * 8 / 900, 100 * 34 / 480, 100 * 6 / 520
    gaps = [
        gap("region", "13401"), gap("pais", "13401"),
        gap("region", "08110", value=few, people=15.0), gap("pais", "08110", value=few),
        gap("sexo", "13401", "2021", "", value=women, reference_value=men, difference=women - men),
    ]  # fmt: skip
    given = dataclasses.replace(with_changes(small.inputs(ROWS)), indicator_gaps=pd.DataFrame(gaps))
    return small.write(tmp_path_factory.mktemp("pares") / "datos", given)


@pytest.fixture(scope="module")
def sound(datos: Path) -> Path:
    """The edition as it is written."""
    out = datos.parent / "edicion"
    out.mkdir()
    account = build_account(load_inputs(datos))
    files = write_downloads(account, out, "2025-001")
    small.one_page(account, out, EditionInfo("2025-001", 2025, False, tuple(files)), None)
    return out


@pytest.fixture
def edition(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(sound, tmp_path / "edicion"))


def table(edition: Path, name: str) -> pd.DataFrame:
    """A published table, as text."""
    path = edition / "datos" / f"{name}.csv"
    return pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")


def put(edition: Path, name: str, row: int, **cells: Any) -> None:
    """Write other cells in a row of the Parquet of a table."""
    path = edition / "datos" / f"{name}.parquet"
    content = pq.read_table(path)
    frame = content.to_pandas()
    for column, value in cells.items():
        frame.loc[row, column] = value
    pq.write_table(pa.Table.from_pandas(frame, schema=content.schema, preserve_index=False), path)


def test_what_rests_on_a_reserved_figure_has_no_number_in_any_column(edition: Path, datos: Path) -> None:
    assert audit(edition, datos, 10) == []
    changes, gaps = table(edition, "cambios"), table(edition, "brechas")
    hidden = changes[(changes["territorio"] == "08110") & (changes["periodo_hasta"] == "2022")]
    assert hidden["comparacion"].tolist() == ["anterior", "inicio"]
    hidden = pd.concat([hidden, gaps[(gaps["territorio"] == "08110") | (gaps["comparacion"] == "sexo")]])
    assert len(hidden) == 5
    assert set(hidden["marca"]) == {"s"} and set(hidden["resultado"]) == {"reservado"}
    numbers = [str(c) for c in hidden if str(c).startswith(("valor", "dif", "razon", "personas"))]
    assert (hidden[numbers].fillna("") == "").all(axis=None)
    told = gaps[gaps["marca"] == ""]
    assert told["comparacion"].tolist() == ["region", "pais"] and set(told["personas"]) == {"5"}


def test_neither_end_can_be_worked_out_from_any_row_that_is_told(edition: Path) -> None:
    """Every figure that some row of the tables gives, or lets work out, is one that valores shows."""
    values = table(edition, "valores")
    shown = {
        tuple(row) for row in values.loc[values["valor"] != "", ["territorio", "periodo", "sexo"]].to_numpy()
    }
    changes = table(edition, "cambios")
    told = changes[changes["diferencia"] != ""]
    for end in ("periodo_desde", "periodo_hasta"):
        assert {tuple(row) for row in told[["territorio", end, "sexo"]].to_numpy()} <= shown


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("cambios", {"diferencia": -3.55}), ("cambios", {"valor_desde": 4.4}), ("cambios", {"dif_sup": 1.0}),
        ("cambios", {"resultado": "mejora"}), ("brechas", {"personas": 15.0}), ("brechas", {"razon": 1.5}),
        ("brechas", {"resultado": "menor"}), ("brechas", {"valor_referencia": 2.5}),
    ],
)  # fmt: skip
def test_a_number_or_a_verdict_beside_a_reserved_figure_is_found_and_not_repeated(
    edition: Path, datos: Path, name: str, cells: dict[str, Any]
) -> None:
    rows = table(edition, name)
    place = int(rows.index[(rows["marca"] == "s") & (rows["territorio"] == "08110")][0])
    put(edition, name, place, **cells)
    found = audit(edition, datos, 10)
    assert len(found) == 1 and found[0].startswith(
        f"«datos/{name}.parquet» compara con una cifra que no está"
    )
    assert "08110" in found[0] and not any(str(value) in str(found[0]) for value in cells.values())


def test_a_gap_of_sexes_is_not_told_although_both_ends_are_those_of_the_truth(
    edition: Path, datos: Path
) -> None:
    rows = table(edition, "brechas")
    place = int(rows.index[rows["comparacion"] == "sexo"][0])
    apart = {"valor": 100 * 34 / 480, "valor_referencia": 100 * 6 / 520, "diferencia": 5.93}
    put(edition, "brechas", place, **apart)
    assert len(audit(edition, datos, 10)) == 1


@pytest.mark.parametrize(("name", "column"), [("cambios", "valor_hasta"), ("brechas", "valor_referencia")])
def test_a_row_that_does_not_repeat_the_published_figure_is_found(
    edition: Path, datos: Path, name: str, column: str
) -> None:
    rows = table(edition, name)
    place = int(rows.index[(rows["marca"] == "") & (rows["territorio"] == "13401")][0])
    put(edition, name, place, **{column: 77.7})
    assert len(audit(edition, datos, 10)) == 1
