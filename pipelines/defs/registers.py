"""The community's registers as assets: one table each, for dbt's sources of the same name."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.current import collaborative
from pipelines.registers.registry import registers
from pipelines.stages import read_registers


def register_key(name: str) -> dg.AssetKey:
    """The key that dbt's source of the same table has."""
    return dg.AssetKey(["registros", name])


_SPECS = [
    dg.AssetSpec(register_key(name), group_name="registros", kinds={"parquet"}, description=register.title)
    for name, register in registers().items()
]


@dg.multi_asset(specs=_SPECS, name="registros", required_resource_keys={"espacio"})
def register_tables() -> Iterator[dg.MaterializeResult]:
    """Read registros/: rows that hold come in, the others are told."""
    read_registers(collaborative())
    for spec in _SPECS:
        yield dg.MaterializeResult(asset_key=spec.key)
