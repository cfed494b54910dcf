"""One asset and one check per bronze table.

The check reports every demand with its severity. It does not stop the other sources: a refused
file is already out of bronze when it reports, and its last good version stays in use
(docs/decisions/0001).
"""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.current import collaborative
from pipelines.defs.intake import INBOX
from pipelines.ingest.ledger import Part
from pipelines.stages import bronze_tables, delivered_parts, promote_table


def bronze_key(table: str) -> dg.AssetKey:
    """The key that dbt's source of the same table has."""
    return dg.AssetKey(["bronce", table])


def bronze_assets() -> list[dg.AssetsDefinition]:
    """One asset per bronze table."""
    return [_bronze_asset(table) for table in sorted(bronze_tables())]


def _bronze_asset(table: str) -> dg.AssetsDefinition:
    key = bronze_key(table)
    check = dg.AssetCheckSpec("contrato", asset=key, description="Lo que se exige antes de usar la tabla.")

    @dg.asset(
        key=key,
        deps=[INBOX],
        check_specs=[check],
        group_name="bronce",
        kinds={"parquet"},
        name=None,
        description=f"Filas aceptadas de {table}, todas como texto.",
    )
    def bronze() -> Iterator[dg.MaterializeResult]:
        decided = promote_table(collaborative(), table)
        # a file refused in an earlier run is still refused: the check speaks of all that are there
        parts = delivered_parts(collaborative(), table)
        yield dg.MaterializeResult(
            metadata={
                "revisados ahora": len(decided),
                "archivos": len(parts),
                "registros aceptados": sum(part.counts.accepted for part in parts),
                "registros apartados": sum(part.counts.set_aside for part in parts),
            },
            check_results=[_check_result(parts)],
        )

    return bronze


def _check_result(parts: list[Part]) -> dg.AssetCheckResult:
    failed = [check for part in parts for check in part.checks if not check.ok]
    refused = [part for part in parts if part.status == "rechazado"]
    grave = refused or any(check.severity == "critica" for check in failed)
    return dg.AssetCheckResult(
        check_name="contrato",
        passed=not failed and not refused,
        severity=dg.AssetCheckSeverity.ERROR if grave else dg.AssetCheckSeverity.WARN,
        metadata={
            "rechazados": [part.message for part in refused],
            "no se cumple": [f"{check.message} {check.where}".strip() for check in failed],
        },
    )
