"""A result that is cut while being written never stands under its final name."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.dbt_empty import PROJECT

WRITER = """
import duckdb, sys
duckdb.connect().execute("copy (select range as n, md5(range::varchar) as text from range(200_000_000)) "
                         f"to '{sys.argv[1]}' (format parquet, compression zstd, use_tmp_file true)")
"""


def test_a_killed_write_leaves_no_file_under_the_final_name(tmp_path: Path) -> None:
    result = tmp_path / "measures.parquet"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(result)])
    try:
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size > 0 for path in tmp_path.iterdir()):
            assert time.monotonic() < deadline, "nothing was being written"
            time.sleep(0.02)
    finally:
        writer.kill()
        writer.wait()
    assert any(tmp_path.iterdir())
    assert not result.exists()


def test_results_are_written_aside_and_sorted() -> None:
    hook = (PROJECT / "macros" / "leave_result.sql").read_text(encoding="utf-8")
    assert "use_tmp_file true" in hook
    assert "order by all" in hook
