"""The national load as ratios in one run: seconds depend on the machine, ratios less so.

    .venv/bin/python -m bench.run [--filas 3600000] [--anios 20] [--indicadores 60] [--escribir]

`make bench` runs it at full size, `make bench TALLA=rapida` at a fiftieth. See docs/operacion.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.load import LAST_YEAR, add_years, write_enrolment
from bench.timing import BIN, Timed, cuenta, python, timed
from bench.workspace import make_workspace
from pipelines.catalog.tables import write_table
from pipelines.defs.environment import DBT_PROJECT, dbt_environment
from pipelines.ingest.ledger import load_ledger
from pipelines.ingest.status import files_in_use
from pipelines.stages import Collaborative, export, read_registers
from pipelines.workspace import Workspace

NATION = 3_600_000
RESULTS = Path(__file__).with_name("resultados.md")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; with --escribir leave it in bench/resultados.md too."""
    given = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="cuenta-bench-", dir=given.carpeta) as folder:
        lines = _measure(Path(folder), given.filas, given.anios, given.indicadores)
    text = "\n".join(lines) + "\n"
    print(text)
    if given.escribir:
        RESULTS.write_text(f"# Resultados de `make bench`\n\n{text}", encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mide la carga nacional.")
    parser.add_argument("--filas", type=int, default=NATION, help="filas de matrícula por año")
    parser.add_argument("--anios", type=int, default=20)
    parser.add_argument("--indicadores", type=int, default=60)
    parser.add_argument("--carpeta", help="dónde trabajar (hacen falta unos 6 GB)")
    parser.add_argument("--escribir", action="store_true", help="deja la tabla en bench/resultados.md")
    return parser.parse_args(arguments)


def _measure(folder: Path, rows: int, years: int, indicators: int) -> list[str]:
    ws = make_workspace(folder / "nacional", indicators)
    delivered = ws.inbox / f"{LAST_YEAR}0920_Matricula_unica_{LAST_YEAR}.csv"
    _say(f"escribiendo {rows} matrículas")
    write_enrolment(delivered, rows)
    _say("lectura mínima y lectura de un archivo")
    bare = _told(python("bench.bare", "csv", str(delivered), str(folder / "bare.parquet")))
    ingest = _told(cuenta("ingest", "--workspace", str(ws.root)))
    _say(f"haciendo {years} años")
    add_years(ws, years, indicators, rows / NATION)
    read_registers(Collaborative(ws))
    export(Collaborative(ws))
    scan = _told(python("bench.bare", "scan", str(ws.bronze)))
    _say("modelos de todos los años")
    models = _told(_models(ws))
    _say("un año menos, y otra vez")
    _leave_out(ws, LAST_YEAR)
    _models(ws)
    export(Collaborative(ws))
    one_more = _told(_models(ws))
    _say("corrida completa, y otra sin nada nuevo")
    cuenta("run", "--workspace", str(ws.root), good=(0, 2))
    nothing = _told(cuenta("run", "--workspace", str(ws.root), good=(0, 2)))
    size = f"{rows:,} matrículas por año; {years} años; 346 comunas × {indicators} indicadores × sexo × edad"
    load = f"carga de la máquina al terminar: {os.getloadavg()[0]:.1f} con {os.cpu_count()} núcleos"
    table = _table(years, bare, ingest, scan, models, one_more, nothing)
    return [size.replace(",", "."), load, "", *table]


def _table(
    years: int, bare: Timed, ingest: Timed, scan: Timed, models: Timed, one_more: Timed, nothing: Timed
) -> list[str]:
    rows = [
        ("Leer un archivo ÷ CSV a Parquet (ingest ÷ bare CSV)", [ingest], [bare], "2,0"),
        ("Todos los modelos ÷ leer su Parquet (models ÷ bare scan)", [models], [scan], "6,0"),
        ("Agregar un año ÷ hacer todo (one year more ÷ full build)", [ingest, one_more], None, "0,15"),
        ("Nada nuevo ÷ hacer todo (nothing new ÷ full build)", [nothing], None, "0,03"),
    ]
    lines = [
        "| Qué | Segundos | Base | Razón | Razón en segundos de procesador | Meta |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, work, base, goal in rows:
        against = base or [*[ingest] * years, models]
        wall, cpu = sum(one.seconds for one in work), sum(one.cpu for one in work)
        base_wall, base_cpu = sum(one.seconds for one in against), sum(one.cpu for one in against)
        figures = f"{_number(wall)} | {_number(base_wall)} | {_number(wall / base_wall, 3)}"
        lines.append(f"| {name} | {figures} | {_number(cpu / base_cpu, 3)} | ≤ {goal} |")
    lines.append(f"| Memoria al leer un archivo, MB (peak of ingest) | {ingest.peak:.0f} | | | | ≤ 2.000 |")
    lines.append(f"| Memoria de los modelos, MB (peak of models) | {models.peak:.0f} | | | | |")
    return lines


def _models(ws: Workspace) -> Timed:
    """All the models as a run builds them, by dbt itself."""
    command = [
        str(BIN / "dbt"), "build", "--exclude", "resource_type:unit_test", "--project-dir", str(DBT_PROJECT),
    ]  # fmt: skip
    return timed(command, dbt_environment(ws))


def _leave_out(ws: Workspace, year: int) -> None:
    """Tell the models that nothing of `year` ever came: neither its enrolment nor its other tables."""
    ledger = load_ledger(ws.ledger)
    mine = {p.part_id for _, p in ledger.parts() if any(str(year) in block for block in p.blocks)}
    rows = [{**row, "in_use": row["in_use"] and row["file_sha"] not in mine} for row in files_in_use(ledger)]
    write_table(ws.catalog, "files", rows)


def _number(value: float, places: int = 1) -> str:
    return f"{value:.{places}f}".replace(".", ",")


def _told(timing: Timed) -> Timed:
    """`timing`, said as it comes: the bench is long."""
    _say(f"  {timing.seconds:.1f} s, {timing.cpu:.1f} s de procesador, {timing.peak:.0f} MB")
    return timing


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
