"""The suites on the way out, asked of the very tables that are about to be published."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from expectations.runner import run_suite
from expectations.suite import load_suite

#: Tables of the edition that have a suite of the same name.
TABLES = ("valores", "cambios", "brechas")


def outgoing_problems(edition: Path) -> list[str]:
    """Every critical demand of the suites on the way out that a table of the edition does not meet."""
    return [
        f"{outcome.demand.mensaje} {outcome.problem}".strip()
        for table in TABLES
        for outcome in run_suite(
            load_suite(table), pq.read_table(edition / "datos" / f"{table}.parquet").to_pandas()
        )
        if not outcome.ok and outcome.demand.gravedad == "critica"
    ]
