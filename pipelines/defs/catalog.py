"""The catalogue as assets: cards, goals and the list of files in use, as tables that dbt reads."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipelines.catalog.tables import SCHEMAS
from pipelines.defs.bronze import bronze_key
from pipelines.defs.current import collaborative
from pipelines.stages import bronze_tables, export


def catalog_key(name: str) -> dg.AssetKey:
    """The key that dbt's source of the same table has."""
    return dg.AssetKey(["catalogo", name])


_SPECS = [
    dg.AssetSpec(
        catalog_key(name),
        deps=[bronze_key(table) for table in sorted(bronze_tables())],
        group_name="catalogo",
        kinds={"parquet"},
    )
    for name in sorted(SCHEMAS)
]


@dg.multi_asset(specs=_SPECS, name="catalogo")
def catalog() -> Iterator[dg.MaterializeResult]:
    """Cards, goals, settings, sources and files in use."""
    export(collaborative())
    for spec in _SPECS:
        yield dg.MaterializeResult(asset_key=spec.key)
