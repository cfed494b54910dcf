"""A year of the whole country, through the command and the models: nobody is lost and nobody counts twice."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from example.student_layouts import LAYOUTS
from example.students import Class, write_students
from pipelines.catalog.tables import write_table
from pipelines.ingest.ledger import load_ledger
from pipelines.ingest.status import files_in_use
from pipelines.stages import Collaborative, promote_table, receive_files
from pipelines.territories import all_territories
from pipelines.workspace import Workspace
from tests.dbt_empty import dbt, make_empty

pytestmark = pytest.mark.proof

MODEL = "measures_mineduc_matricula_alumnos"
COMUNAS = tuple(int(t.id) for t in all_territories().values() if t.level == "comuna")
NATION = Class(3_600_000, 2024, twice=0.03, comunas=COMUNAS)


def test_three_million_enrolments_with_three_in_a_hundred_pupils_twice_give_exactly_the_pupils(
    tmp_path: Path,
) -> None:
    ws = Workspace(tmp_path)
    make_empty(ws.data)
    ws.settings_file.write_text("nombre: Prueba\nterritorios: [13401]\nanio_cuenta: 2024\n", encoding="utf-8")
    write_students(ws.inbox / "matricula.csv", LAYOUTS["matricula"], NATION)
    collaborative = Collaborative(ws)
    receive_files(collaborative)
    promote_table(collaborative, "mineduc_matricula_alumnos")
    ledger = load_ledger(ws.ledger)
    assert [(p.status, p.counts.accepted, p.counts.set_aside) for _, p in ledger.parts()] == [
        ("aceptado", NATION.rows, 0)
    ]
    write_table(ws.catalog, "files", files_in_use(ledger))
    run = dbt(ws.data, "build", "--exclude-resource-type", "unit_test", "test", "--select", f"+{MODEL}")
    assert run.returncode == 0, run.stdout[-4000:]
    with duckdb.connect(str(ws.warehouse), read_only=True) as connection:
        told = connection.execute(
            f"select measure_id, sum(value), count(distinct territory_id) from {MODEL} where sex = 'total' "
            "and age_band = 'total' and dimension = '' and measure_id in ('alumnos', 'alumnos-residentes') "
            "group by measure_id order by measure_id"
        ).fetchall()
        by_lens = connection.execute(
            f"select distinct sum(value) from {MODEL} where measure_id = 'alumnos' and dimension in "
            "('dependencia', 'ruralidad', 'nivel-ensenanza') group by sex = 'total', dimension"
        ).fetchall()
    assert NATION.pupils == 3_495_146
    assert [(measure, pupils) for measure, pupils, _ in told] == [
        ("alumnos", 3_495_146),
        ("alumnos-residentes", 3_495_146),
    ]
    assert by_lens == [(3_495_146.0,)]
