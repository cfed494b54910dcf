"""Pupils are counted once, and a year of them is worked again only when something it is made from changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest

from example.student_layouts import LAYOUTS
from example.students import Class, students
from tests.dbt_empty import dbt, make_empty, put_bronze, put_catalog

TABLE = "mineduc_matricula_alumnos"
MODEL = "measures_mineduc_matricula_alumnos"
#: Three in a hundred of the drawn pupils are there twice, in another school.
DRAWN = Class(2000, 2024, twice=0.03, comunas=(13401, 13201, 8101))
#: What stands in the database where nobody worked again.
UNTOUCHED = -1.0


def enrolments(year: int, rows: int = DRAWN.rows) -> list[dict[str, str]]:
    """The first `rows` drawn records as bronze rows of `year`."""
    drawn = students(LAYOUTS["matricula"], DRAWN, np.arange(rows, dtype=np.int64)).to_pandas()
    official = {
        "mrun": "MRUN", "rbd": "RBD", "depe": "COD_DEPE", "rural": "RURAL_RBD", "ense2": "COD_ENSE2",
        "ensenanza": "COD_ENSE", "edad": "EDAD_ALU",
    }  # fmt: skip
    frame = drawn[list(official.values())].astype(str).set_axis(list(official), axis=1)
    for place, column in (("establecimiento", "RBD"), ("estudiante", "ALU")):
        frame[f"comuna_{place}"] = drawn[f"COD_COM_{column}"].astype(str).str.zfill(5).replace("00000", "")
    frame["sexo"] = drawn["GEN_ALU"].map({1: "hombre", 2: "mujer"})
    frame["anio"] = frame["_bloque"] = str(year)
    return list(frame.to_dict("records"))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Worked:
    """A `datos` folder whose pupils have been counted."""

    datos: Path

    def build(self) -> None:
        """The measures of pupils and what they read."""
        chosen = ("--exclude-resource-type", "unit_test", "test", "--select", f"+{MODEL}")
        run = dbt(self.datos, "build", *chosen)
        assert run.returncode == 0, run.stdout[-4000:]

    def use(self, **files: bool) -> None:
        """The delivered files, in order of arrival, and whether each is in use."""
        rows = [
            {"file_sha": name, "source_id": "mineduc-matricula-alumnos", "sequence": at, "in_use": used}
            for at, (name, used) in enumerate(files.items())
        ]
        put_catalog(self.datos, "files", rows)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """Rows of a statement on the database of the models."""
        with duckdb.connect(str(self.datos / "almacen.duckdb")) as connection:
            return list(connection.execute(sql).fetchall())

    def pupils(self, measure: str = "alumnos") -> dict[object, object]:
        """Sum over the comunas of the figure itself, by period."""
        return dict(
            self.query(
                f"select period, sum(value) from {MODEL} where measure_id = '{measure}' and sex = 'total' "
                "and age_band = 'total' and dimension = '' and length(territory_id) = 5 group by period"
            )
        )  # type: ignore[arg-type]

    def mark(self) -> None:
        """Leave a value in every row that survives only where nobody works again."""
        self.query(f"update {MODEL} set value = {UNTOUCHED}")

    def values(self, period: str) -> set[object]:
        """Whether a period holds the mark."""
        return {row[0] for row in self.query(f"select distinct value from {MODEL} where period = '{period}'")}


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """Three years of enrolments, of one file each."""
    made = Worked(make_empty(tmp_path_factory.mktemp("alumnos") / "datos"))
    put_bronze(made.datos, TABLE, "f2022", enrolments(2022, rows=10))
    put_bronze(made.datos, TABLE, "f2023", enrolments(2023))
    put_bronze(made.datos, TABLE, "f2024", enrolments(2024))
    made.use(f2022=True, f2023=True, f2024=True)
    made.build()
    return made


def test_pupils_enrolled_twice_are_one_and_comunas_add_up_to_them(worked: Worked) -> None:
    assert DRAWN.pupils == 1942
    assert worked.pupils() == {"2022": 10, "2023": 1942, "2024": 1942}
    assert worked.pupils("alumnos-residentes")["2024"] == 1942
    by_sex = worked.query(
        f"select sum(value) from {MODEL} where measure_id = 'alumnos' and period = '2024' and sex <> 'total' "
        "and age_band = 'total' and dimension = 'dependencia'"
    )
    assert by_sex == [(1942.0,)]


def test_only_the_year_whose_file_changed_is_worked_again(worked: Worked) -> None:
    put_bronze(worked.datos, TABLE, "g2024", enrolments(2024, rows=500))
    worked.use(f2022=False, f2023=True, f2024=True, g2024=True)
    worked.mark()
    worked.build()
    assert worked.values("2022") == set()
    assert worked.values("2023") == {UNTOUCHED}
    assert worked.pupils()["2024"] == 500


@pytest.mark.proof
def test_a_withdrawn_file_gives_way_and_a_table_that_the_model_reads_counts_for_all_years(
    worked: Worked,
) -> None:
    put_bronze(worked.datos, TABLE, "g2024", enrolments(2024, rows=500))
    worked.mark()
    worked.use(f2022=False, f2023=True, f2024=True, g2024=False)
    put_catalog(worked.datos, "placements", [{"kind": "rbd", "key": "1", "territory_id": "13401-1"}])
    worked.build()
    assert worked.pupils() == {"2023": 1942, "2024": 1942}


@pytest.mark.proof
def test_a_table_whose_columns_have_other_types_is_made_anew(worked: Worked) -> None:
    worked.use(f2022=True, f2023=True, f2024=True)
    worked.build()
    worked.query(f"alter table {MODEL} alter value type smallint")
    worked.build()
    kinds = f"select data_type from duckdb_columns() where table_name = '{MODEL}' and column_name = 'value'"
    assert worked.query(kinds) == [("DOUBLE",)]
    assert worked.pupils()["2024"] == 1942
