"""The catalogue's Parquet tables: names, columns and types, and the one way to write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.files import write_parquet

_T, _B, _D, _I = pa.string(), pa.bool_(), pa.float64(), pa.int32()
#: A number that may not be known.
_N = pa.field("", pa.float64(), nullable=True)


def _schema(**columns: pa.DataType | pa.Field) -> pa.Schema:
    return pa.schema(
        [
            kind.with_name(name) if isinstance(kind, pa.Field) else pa.field(name, kind, nullable=False)
            for name, kind in columns.items()
        ]
    )


#: Table name -> columns. dbt reads them as source('catalogo', <name>). `files` and
#: `contrasts` are written once files have been read.
SCHEMAS: dict[str, pa.Schema] = {
    "sources": _schema(
        source_id=_T, table_name=_T, name=_T, producer=_T, cadence=_T, official=_B, absent=_T, coverage=_T,
        rebased=_B,
    ),
    "measures": _schema(measure_id=_T, source_id=_T, kind=_T, name=_T, unit=_T, person_level=_B),
    "indicators": _schema(
        indicator_id=_T, kind=_T, scale=_D, interval=_T, direction=_T, published_id=_T, by_sex=_B,
        person_level=_B, cadence=_T, period_kind=_T, pooling=_B, standard=_T, is_pending=_B,
    ),
    "operands": _schema(
        indicator_id=_T, role=_T, measure_id=_T, sex=_T, age_band=_T, dimension=_T, category=_T
    ),
    "breakdowns": _schema(
        indicator_id=_T, sex=_T, age_band=_T, dimension=_T, category=_T, shown=_B
    ),
    "series_breaks": _schema(indicator_id=_T, territory_id=_T, period=_T, reason=_T),
    "corrections": _schema(
        correction_id=_T, target_id=_T, territory_id=_T, period=_T, sex=_T, action=_T, value=_D, reason=_T,
        valid_until=_T,
    ),
    "contrasts": _schema(
        source_id=_T, block=_T, name=_T, printed=_N, recomputed=_N, difference=_N, kind=_T, file=_T
    ),
    "own_territories": _schema(
        territory_id=_T, name=_T, level=_T, parent_id=_T, valid_from=_T, valid_to=_T
    ),
    "placements": _schema(kind=_T, key=_T, territory_id=_T),
    "breaks": _schema(indicator_id=_T, territory_id=_T, period_from=_T, period_to=_T, reason=_T),
    "goals": _schema(
        goal_id=_T, indicator_id=_T, territory_id=_T, sex=_T, role=_T, baseline_period=_T, agreed_on=_T,
        target_value=_D, target_period=_T, direction=_T, trend=_T, whole=_D,
    ),
    "milestones": _schema(
        goal_id=_T, indicator_id=_T, territory_id=_T, sex=_T, role=_T, period=_T, value=_D
    ),
    "goal_actions": _schema(goal_id=_T, position=_I, action=_T, state=_T, due=_T, cost=_N),
    "questions": _schema(question_id=_T, position=_I, wording=_T, about=_T),
    "files": _schema(file_sha=_T, source_id=_T, sequence=_I, in_use=_B),
    "settings": _schema(account_year=_I),
    "resource_rules": _schema(coverage_threshold=_D, surplus_margin=_D),
    "family_stages": _schema(stage=_I, month_from=_I, month_to=_I),
}  # fmt: skip

Row = Mapping[str, object]


def write_table(folder: Path, name: str, rows: Iterable[Row]) -> Path:
    """Write one catalogue table, rows sorted by all their columns: same rows, same bytes."""
    schema = SCHEMAS[name]
    ordered = sorted(rows, key=lambda row: tuple(str(row[column]) for column in schema.names))
    path = folder / f"{name}.parquet"
    write_parquet(path, pa.Table.from_pylist([dict(row) for row in ordered], schema=schema))
    return path
