"""Slow proofs on all the official files: names do not matter, one cell moves only what depends on it,
the database is disposable, nothing is read twice, and one run is enough for the whole country."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.real import real_workspace as real
from tests.real.account import FIGURE, differences, itself, published, told
from tests.real.conftest import RealEdition
from tests.real.places import places
from tests.real.recompute import due, recompute

pytestmark = [pytest.mark.real, pytest.mark.proof]

ENROLMENT = "mineduc/20221013_Resumen_Matricula_EE_Oficial_2022_20220430_WEB.csv.gz"
VALUES = "datos/valores.csv"


def _built(datos: Path, folder: Path, territories: list[str], **how: object) -> Path:
    workspace = real.create(folder, ",".join(territories))
    real.deliver(datos, workspace, **how)  # type: ignore[arg-type]
    done = real.run(workspace)
    assert done.code == 0, done.said
    return workspace


def _copy_of(edition: RealEdition, folder: Path) -> Path:
    """A copy of the workspace, to be changed."""
    shutil.copytree(edition.workspace, folder, symlinks=True)
    return folder


def _bytes(edition: Path) -> dict[str, bytes]:
    return {
        path.relative_to(edition).as_posix(): path.read_bytes()
        for path in sorted(edition.rglob("*"))
        if path.is_file()
    }


def test_files_renamed_at_random_give_the_same_figures(
    datos: Path, real_edition: RealEdition, tmp_path: Path
) -> None:
    names = random.Random(7)
    workspace = _built(
        datos, tmp_path / "w", real_edition.listed, named=lambda path: f"{names.getrandbits(64):016x}"
    )
    assert (real.edition(workspace) / VALUES).read_bytes() == (real_edition.folder / VALUES).read_bytes()


def test_one_cell_moves_its_figure_its_roll_ups_and_what_derives_from_them(
    datos: Path, real_edition: RealEdition, values: pd.DataFrame, tmp_path: Path
) -> None:
    changed = tmp_path / "datos"
    for path in real.official(datos):
        target = changed / path.relative_to(datos)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    _add_seven_pupils(changed / ENROLMENT)
    workspace = _built(changed, tmp_path / "w", real_edition.listed)
    after = published(real.edition(workspace))
    moved = after.merge(values, on=list(after.columns), how="left", indicator="lado")
    moved = moved.loc[moved["lado"] == "left_only", FIGURE]
    expected = {
        (indicator, territory, "2022", "total")
        for indicator in ("matricula-total", "matricula-publica")
        for territory in ("13401", "134", "13", "CL")
    }
    assert len(after) == len(values)
    assert set(moved.itertuples(index=False, name=None)) == expected
    lines = differences(due(recompute(changed), real_edition.listed), after)
    assert not lines, told(lines)


def _add_seven_pupils(path: Path) -> None:
    """In the first school of San Bernardo with pupils, write a total enrolment seven larger."""
    lines = gzip.decompress(path.read_bytes()).decode("utf-8-sig").split("\n")
    header = lines[0].rstrip("\r").split(";")
    comuna, total = header.index("COD_COM_RBD"), header.index("MAT_TOTAL")
    for number, line in enumerate(lines[1:], start=1):
        cells = line.split(";")
        if cells[comuna] == "13401" and int(cells[total]) > 0:
            cells[total] = str(int(cells[total]) + 7)
            lines[number] = ";".join(cells)
            path.write_bytes(gzip.compress("\n".join(lines).encode("utf-8-sig"), mtime=0))
            return
    raise AssertionError("no school of San Bernardo has pupils")


def test_without_its_database_the_platform_publishes_the_same_bytes(
    real_edition: RealEdition, tmp_path: Path
) -> None:
    workspace = _copy_of(real_edition, tmp_path / "w")
    before = _bytes(real.edition(workspace))
    (workspace / "datos/almacen.duckdb").unlink()
    done = real.run(workspace)
    assert done.code == 0, done.said
    assert real.editions(workspace) == real.editions(real_edition.workspace)
    assert _bytes(real.edition(workspace)) == before


def test_a_second_run_reads_nothing_again_and_makes_no_edition(
    real_edition: RealEdition, tmp_path: Path
) -> None:
    workspace = _copy_of(real_edition, tmp_path / "w")
    ledger = (workspace / "datos/archivo/registro.json").read_bytes()
    bronze = _written(workspace)
    done = real.run(workspace)
    print(f"second run: {done.seconds:.1f} s")  # noqa: T201
    assert done.code == 0, done.said
    assert (workspace / "datos/archivo/registro.json").read_bytes() == ledger
    assert _written(workspace) == bronze
    assert real.editions(workspace) == real.editions(real_edition.workspace)
    assert done.seconds < real_edition.first_run.seconds / 2


def _written(workspace: Path) -> dict[str, int]:
    """When each bronze file with data was written: reading a delivered file again writes it again."""
    bronze = (workspace / "datos/bronce").rglob("*.parquet")
    return {str(path): path.stat().st_mtime_ns for path in bronze if path.name != "000-vacio.parquet"}


def test_one_run_is_enough_for_the_whole_country(
    datos: Path, tmp_path: Path, recomputed: pd.DataFrame
) -> None:
    workspace = real.create(tmp_path / "w", "todas")
    real.deliver(datos, workspace)
    done = real.run(workspace)
    print(f"whole country: {done.seconds:.0f} s, {done.memory:.0f} MB in its largest process")  # noqa: T201
    assert done.code == 0, done.said
    edition = real.edition(workspace)
    comunas = places(datos).comunas
    assert len(comunas) == 346
    assert all((edition / "territorios" / code / "index.html").is_file() for code in comunas)
    lines = differences(due(recomputed, comunas), itself(published(edition)))
    assert not lines, told(lines)
