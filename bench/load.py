"""The national load: one enrolment file as the ministry writes it, and bronze of many years made from it.

Only the enrolment of one year is delivered and read. The other years are its bronze with another year,
and births, deaths and the table of sixty measures are written as bronze at once, each with its line in
the ledger, so that the platform takes them for files that it once read. Nothing in it is real.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from example.student_layouts import LAYOUTS
from example.students import Class, write_students
from pipelines.ingest.candidate import bronze_file, bronze_schema
from pipelines.ingest.ledger import Block, FileEntry, Part, load_ledger, save_ledger
from pipelines.stages import bronze_tables
from pipelines.territories import codes
from pipelines.workspace import Workspace

TABLE = "mineduc_matricula_alumnos"
RECIPE = "carga-nacional"
AGES = ("0-5", "6-13", "14-17", "18-29", "30-59")
LAST_YEAR = 2024


def write_enrolment(path: Path, rows: int) -> None:
    """`rows` enrolments in all the comunas, three in a hundred pupils twice."""
    comunas = tuple(sorted({int(code) for code in codes().values() if len(code) == 5 and code.isdigit()}))
    drawn = Class(rows, LAST_YEAR, twice=0.03, comunas=comunas)
    write_students(path, LAYOUTS["matricula"], drawn)


def add_years(ws: Workspace, years: int, indicators: int, share: float) -> None:
    """Bronze and ledger of `years` years up to LAST_YEAR; `share`: size of a year, 1 for the country."""
    ledger = load_ledger(ws.ledger)
    read = next(part for _, part in ledger.parts() if part.table == TABLE)
    source = ws.bronze / TABLE / f"{read.part_id}.parquet"
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            made: list[tuple[str, str, str, str]] = [
                ("deis_nacimientos", "deis-nacimientos", f"{year}", _births(year, round(240_000 * share))),
                ("deis_defunciones", "deis-defunciones", f"{year}", _deaths(year, round(110_000 * share))),
                ("tablas_ordenadas", RECIPE, f"{RECIPE}|{year}", _measures(year, indicators)),
            ]
            if year != LAST_YEAR:
                again = f"select * replace ('{year}' as anio) from read_parquet('{source}')"
                made.append((TABLE, read.source_id, str(year), again))
            for table, source_id, block, query in made:
                sha = hashlib.sha256(f"{table} {year}".encode()).hexdigest()
                part = Part(sha[:16], "", "aceptado", source_id, table, read.fingerprint)
                part.blocks = {block: Block(_write(connection, ws, part, block, query))}
                entry = FileEntry(sha, f"{table}-{year}", 0, ledger.next_sequence, False, parts=[part])
                ledger.files[sha] = entry
                ledger.next_sequence += 1
    save_ledger(ws.ledger, ledger)


def _write(connection: duckdb.DuckDBPyConnection, ws: Workspace, part: Part, block: str, query: str) -> int:
    """Bronze of one part: the columns of `query`, '' for those that it lacks. Returns its rows."""
    meta = {"_bloque": block, "_archivo": part.part_id, "_corte": "", "_derivada": "0", "_hoja": ""}
    given = {column[0] for column in connection.execute(f"describe {query}").fetchall()} - set(meta)
    columns = [
        f"'{meta[name]}' as {name}" if name in meta
        else name if name in given
        else "row_number() over () as _registro" if name == "_registro"
        else f"'' as {name}"
        for name in bronze_schema(bronze_tables()[part.table]).names
    ]  # fmt: skip
    path = bronze_file(ws.bronze, part)
    path.parent.mkdir(parents=True, exist_ok=True)
    chosen = f"select {', '.join(columns)} from ({query})"
    connection.execute(f"copy ({chosen}) to '{path}' (format parquet, compression zstd)")
    return int(connection.execute(f"select count(*) from read_parquet('{path}')").fetchall()[0][0])


def _births(year: int, rows: int) -> str:
    return f"""
        select '{year}' as anio, case i % 2 when 0 then 'mujer' else 'hombre' end as sexo,
            lpad(cast(1 + i % 16 as varchar), 2, '0') as region, '20-24' as edad_madre,
            case i % 16 when 0 then 'bajo' else 'no_bajo' end as peso,
            cast(34 + i % 8 as varchar) as semanas,
            case i % 9 when 0 then 'extranjera' else 'chilena' end as nacionalidad
        from range({rows}) as t(i)"""


def _deaths(year: int, rows: int) -> str:
    return f"""
        select '{year}' as anio, case i % 2 when 0 then 'mujer' else 'hombre' end as sexo, '1' as tipo_edad,
            cast(i * 7 % 100 as varchar) as edad, comuna, 'oficial' as caracter
        from range({rows}) as t(i) inner join ({_comunas()}) as c on i % c.total = c.place"""


def _measures(year: int, indicators: int) -> str:
    ages = ", ".join(f"('{age}')" for age in AGES)
    return f"""
        select '{RECIPE}' as fuente, 'medida' as clase, comuna,
            'carga-' || lpad(cast(m as varchar), 2, '0') as medida,
            '{year}' as periodo, sexo, edad,
            cast(case m when 0 then 4000 else 200 + (place * 31 + m * 17) % 900 end as varchar) as valor
        from range({indicators} + 1) as t(m), ({_comunas()}) as c, (values ('mujer'), ('hombre')) as s(sexo),
            (values {ages}) as a(edad)"""


def _comunas() -> str:
    found = sorted({code for code in codes().values() if len(code) == 5 and code.isdigit()})
    rows = ", ".join(f"({at}, '{code}')" for at, code in enumerate(found))
    return f"select place, comuna, {len(found)} as total from (values {rows}) as v(place, comuna)"
