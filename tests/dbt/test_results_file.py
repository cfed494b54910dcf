"""A result that is cut while being written never stands under its final name."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import jinja2

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


def test_a_table_with_keys_leaves_the_bytes_that_sorting_by_all_its_columns_leaves(tmp_path: Path) -> None:
    (tmp_path / "resultados").mkdir()
    with duckdb.connect() as connection:
        connection.execute(_TABLE)
        whole = _left(connection, tmp_path, [])
        assert _left(connection, tmp_path, ["place", "year"]) == whole
        found = connection.execute(f"from '{tmp_path}/resultados/t.parquet'").fetchall()
        assert found == connection.execute("select * from t order by all").fetchall()
    assert (len(found), found[0][:2], found[-1][:2]) == (300, ("10", "2000"), (None, "2049"))


def test_rows_that_were_there_and_are_not_leave_nothing_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "resultados").mkdir()
    with duckdb.connect() as connection:
        connection.execute(_TABLE)
        connection.execute("insert into t values ('a', null, null), ('ñ', '2050', 1e300)")
        connection.execute("delete from t where year is null or value = 1e300")
        after = _left(connection, tmp_path, ["place", "year"])
        connection.execute(f"create or replace {_TABLE.removeprefix('create')}")
        assert _left(connection, tmp_path, ["place", "year"]) == after


def _left(connection: duckdb.DuckDBPyConnection, folder: Path, keys: list[str]) -> bytes:
    environment = jinja2.Environment(autoescape=False, extensions=["jinja2.ext.do"])
    kinds = {"place": "varchar", "year": "varchar", "value": "double"}
    environment.globals.update(
        this=_Table("t"),
        env_var=lambda _name: str(folder),
        execute=True,
        config={"materialized": "by_period"},
        model={"columns": {name: {"name": name, "data_type": kind} for name, kind in kinds.items()}},
        run_query=lambda query: {"rows": connection.execute(query).df().to_dict("records")},
    )
    source = (PROJECT / "macros" / "leave_result.sql").read_text(encoding="utf-8")
    hook = getattr(environment.from_string(source).module, "duckdb__leave_result")  # noqa: B009
    connection.execute(str(hook(keys)))
    return (folder / "resultados" / "t.parquet").read_bytes()


_TABLE = """create table t as
    select ['b', 'a', 'é', '10', '9', null][1 + i % 6] as place,
        cast(2000 + i // 6 % 50 as varchar) as year, i * 7919 % 1000 / 10 as value
    from range(300) as r(i) order by hash(i)"""


class _Table(str):
    """What the hook knows as `this`."""

    @property
    def identifier(self) -> str:
        return str(self)
