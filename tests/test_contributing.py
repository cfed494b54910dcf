"""CONTRIBUTING is true: its blocks, carried out in a copy of the repository, give the figures promised."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

REPO = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r'^```\w+ title=(\S+)(?: after="([^"\n]*)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
COPIED = ("pipelines", "expectations", "dbt_project", "docs", "tests")

RUN = """
import sys
from pathlib import Path
from pipelines import stages
from pipelines.workspace import REPO, Workspace
from tests.dbt_empty import dbt
assert REPO == Path.cwd(), "the copy must run its own code"
ws = Workspace(Path(sys.argv[1]))
together = stages.Collaborative(ws)
delivered, parts = stages.receive_files(together)
for table in stages.bronze_tables():
    stages.promote_table(together, table)
stages.read_registers(together)
stages.export(together)
new = ["stg_bibliotecas", "measures_bibliotecas"]
models = ["--select", "+indicator_values", "--exclude", "resource_type:unit_test", "resource_type:test"]
for arguments in (["build", *models], ["test", "--select", *new]):
    done = dbt(ws.data, *arguments)
    assert done.returncode == 0, done.stdout
assert "members_add_up_over_libraries" in done.stdout, done.stdout
"""


def blocks() -> dict[str, tuple[str, str]]:
    """File named by a block -> (line to insert after, or '' for a whole file; text)."""
    text = (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {name: (after, body) for name, after, body in BLOCK.findall(text)}


def carry_out(copy: Path) -> None:
    """Write every block where its first line says, as a reader of CONTRIBUTING would."""
    for name, (after, body) in blocks().items():
        target = copy / name
        if not after:
            assert not target.exists(), f"{name} is already there"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, encoding="utf-8")
            continue
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
        place = next(at for at, line in enumerate(lines) if line.strip() == after)
        target.write_text("".join([*lines[: place + 1], body, *lines[place + 1 :]]), encoding="utf-8")


def write_population(path: Path) -> None:
    """Ten persons of each sex and age in two comunas: 21 ages of 81 are 60 and over."""
    header = "Region,Provincia,Comuna,Nombre Comuna,Sexo (1=Hombre 2=Mujer),Edad,Poblacion 2024"
    rows = [
        f"{region},{province},{comuna},{name},{sex},{age},10"
        for region, province, comuna, name in ((13, 134, 13401, "San Bernardo"), (8, 81, 8110, "Talcahuano"))
        for sex in (1, 2)
        for age in range(81)
    ]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """indicator_values of a copy of the repository where CONTRIBUTING was carried out."""
    copy = tmp_path_factory.mktemp("copia")
    for folder in COPIED:
        shutil.copytree(REPO / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "target"))
    workspace = copy / "comuna"
    (workspace / "entrada").mkdir(parents=True)
    settings = 'nombre: Prueba\nterritorios: ["13401"]\nanio_cuenta: 2024\n'
    (workspace / "colaborativa.yaml").write_text(settings, encoding="utf-8")
    carry_out(copy)
    shutil.move(copy / "bibliotecas.csv", workspace / "entrada" / "bibliotecas.csv")
    write_population(workspace / "entrada" / "poblacion.csv")
    environment = os.environ | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(workspace)],
        cwd=copy, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return pd.read_parquet(workspace / "datos" / "resultados" / "indicator_values.parquet")


def row(figures: pd.DataFrame, indicator: str, territory: str, sex: str) -> pd.Series:
    """The one figure of an indicator, territory and sex in 2024."""
    chosen = figures[
        (figures["indicator_id"] == indicator)
        & (figures["territory_id"] == territory)
        & (figures["sex"] == sex)
        & (figures["period"] == "2024")
        & (figures["dimension"] == "")
    ]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_one_yaml_adds_an_indicator(figures: pd.DataFrame) -> None:
    figure = row(figures, "poblacion-60-y-mas-parte", "13401", "total")
    assert (figure["numerator"], figure["denominator"]) == (420, 1620)
    assert figure["value"] == pytest.approx(100 * 420 / 1620)
    assert figure["ci_low"] < figure["value"] < figure["ci_high"]
    assert row(figures, "poblacion-60-y-mas-parte", "13401", "mujer")["numerator"] == 210


def test_four_files_add_a_source(figures: pd.DataFrame) -> None:
    figure = row(figures, "biblioteca-socios-por-mil", "13401", "total")
    assert (figure["numerator"], figure["denominator"]) == (250, 1620)
    assert figure["value"] == pytest.approx(1000 * 250 / 1620)
    assert row(figures, "biblioteca-socios-por-mil", "08110", "mujer")["numerator"] == 7


def test_the_source_reads_its_file_and_loses_nothing(figures: pd.DataFrame, tmp_path: Path) -> None:
    _, code = blocks()["pipelines/sources/bibliotecas.py"]
    _, delivered = blocks()["bibliotecas.csv"]
    from pipelines.ingest.readers import read_sheets

    room: dict[str, object] = {"__name__": "bibliotecas"}
    exec(compile(code, "bibliotecas.py", "exec"), room)
    source = room["SOURCE"]
    sheets = read_sheets(delivered.encode(), "bibliotecas.csv")
    assert source.recognise(sheets).score == 1  # type: ignore[attr-defined]
    read = source.read(sheets)  # type: ignore[attr-defined]
    assert len(read.rows) == 3
    assert [list(item.records) for item in read.set_aside] == [[5]]
    assert sorted(n for item in read.skipped for n in item.records) == [1, 6]
