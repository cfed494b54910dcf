"""The suite on the way out, asked of the very table that is about to be published."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from expectations.runner import run_suite
from expectations.suite import load_suite


def outgoing_problems(edition: Path) -> list[str]:
    """Every critical demand of expectations/valores.yml that the edition's table does not meet."""
    rows = pq.read_table(edition / "datos" / "valores.parquet").to_pandas()
    return [
        f"{outcome.demand.mensaje} {outcome.problem}".strip()
        for outcome in run_suite(load_suite("valores"), rows)
        if not outcome.ok and outcome.demand.gravedad == "critica"
    ]
