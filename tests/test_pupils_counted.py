"""Pupils who are in a file twice are counted once: in a small file always, in one of real size as a proof."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from example.student_layouts import LAYOUTS
from example.students import Class, students, write_students
from tests.flow.workspaces import Small, small

TABLE = "mineduc_matricula_alumnos"


def delivered_and_drawn(space: Small, drawn: Class) -> tuple[pd.DataFrame, pd.DataFrame]:
    """School comuna and pupil of each record: as bronze has them, and as they were drawn."""
    write_students(space.ws.inbox / "alumnos.csv", LAYOUTS["matricula"], drawn)
    assert space.ingest().refused == []
    part = space.part("alumnos.csv")
    assert (part.counts.accepted, part.counts.received) == (drawn.rows, drawn.rows + 1)
    (path,) = [p for p in (space.ws.bronze / TABLE).iterdir() if not p.name.startswith("000")]
    kept = pq.read_table(path, columns=["comuna_establecimiento", "mrun"]).to_pandas()
    made = students(LAYOUTS["matricula"], drawn, np.arange(drawn.rows, dtype=np.int64))
    return kept, made.select(["COD_COM_RBD", "MRUN"]).to_pandas()


def distinct_pupils(table: pd.DataFrame) -> dict[int, int]:
    place, pupil = table.columns
    return {int(code): int(n) for code, n in table.groupby(place)[pupil].nunique().items()}


def test_distinct_pupils_of_each_comuna_are_those_that_were_drawn(tmp_path: Path) -> None:
    drawn = Class(3000, twice=0.03)
    kept, made = delivered_and_drawn(small(tmp_path / "espacio"), drawn)
    assert kept["mrun"].nunique() == drawn.pupils == 2913
    assert distinct_pupils(kept) == distinct_pupils(made)


@pytest.mark.proof
def test_a_year_of_the_country_gives_its_pupils_exactly(tmp_path: Path) -> None:
    drawn = Class(3_600_000, twice=0.03)
    kept, made = delivered_and_drawn(small(tmp_path / "espacio"), drawn)
    assert kept["mrun"].nunique() == drawn.pupils == 3_495_146
    assert distinct_pupils(kept) == distinct_pupils(made)
