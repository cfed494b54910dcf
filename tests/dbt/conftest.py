"""Builds shared by the tests of the models: one where nothing arrived and one with a small region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from tests.dbt_empty import dbt, make_empty, put_bronze, put_catalog

NUBLE = [f"161{n:02}" for n in range(1, 10)] + [f"162{n:02}" for n in range(1, 8)] + [
    f"163{n:02}" for n in range(1, 6)
]  # fmt: skip
#: Chillán under the code it had before 2018.
OLD_CHILLAN = "08401"
#: The one comuna of the region that the file leaves out.
ABSENT = "16305"


@dataclass(frozen=True)
class Built:
    """A `datos` folder after dbt, and what dbt said."""

    datos: Path
    output: str
    ok: bool

    def result(self, model: str) -> pd.DataFrame:
        """What a model left for publish."""
        return pd.read_parquet(self.datos / "resultados" / f"{model}.parquet")


def school(comuna: str, women: int, men: int, unknown: int = 0, public: bool = True) -> dict[str, str]:
    """One school of the enrolment summary, in the columns of bronze."""
    empty = {f"mat_{part}_{level}": "0" for part in ("hom", "muj", "si", "ens") for level in range(1, 9)}
    return empty | {
        "anio": "2017", "rbd": f"{comuna}{women}", "comuna": comuna, "cod_depe": "2" if public else "3",
        "mat_hom_tot": str(men), "mat_muj_tot": str(women), "mat_si_tot": str(unknown),
        "mat_total": str(women + men + unknown),
        "_bloque": "matricula|2017", "_corte": "", "_derivada": "0",
    }  # fmt: skip


def _deliver(datos: Path) -> None:
    """Four files for one year: only the newest official one that is in use may count."""
    winner = [school(OLD_CHILLAN, 60, 40), school(OLD_CHILLAN, 30, 19, unknown=1, public=False)]
    winner += [school(code, 5, 5) for code in NUBLE if code not in ("16101", ABSENT)]
    put_bronze(datos, "mineduc_matricula", "b-winner", winner)
    put_bronze(datos, "mineduc_matricula", "a-older", [school("16101", 900, 900)])
    derived = [row | {"_derivada": "1"} for row in [school("16101", 700, 700)]]
    put_bronze(datos, "mineduc_matricula", "c-derived", derived)
    put_bronze(datos, "mineduc_matricula", "d-refused", [school("16101", 500, 500)])
    files = [("a-older", 1, True), ("b-winner", 2, True), ("c-derived", 3, True), ("d-refused", 4, False)]
    put_catalog(
        datos,
        "files",
        [
            {"file_sha": sha, "source_id": "mineduc-matricula", "sequence": sequence, "in_use": in_use}
            for sha, sequence, in_use in files
        ],
    )


def _describe(datos: Path) -> None:
    source = {
        "source_id": "mineduc-matricula", "table_name": "mineduc_matricula", "name": "", "producer": "",
        "cadence": "anual", "official": True, "absent": "cero", "coverage": "pais",
    }  # fmt: skip
    put_catalog(datos, "sources", [source])
    card = {
        "scale": 1.0, "interval": "ninguno", "direction": "neutra", "published_id": "", "by_sex": True,
        "person_level": False, "cadence": "anual",
    }  # fmt: skip
    put_catalog(
        datos,
        "indicators",
        [
            card | {"indicator_id": "total", "kind": "conteo"},
            card | {"indicator_id": "publica", "kind": "proporcion", "scale": 100.0, "interval": "wilson"},
        ],
    )
    operand = {"sex": "", "age_band": "total", "dimension": "", "category": ""}
    put_catalog(
        datos,
        "operands",
        [
            operand | {"indicator_id": "total", "role": "numerador", "measure_id": "matricula"},
            operand | {"indicator_id": "publica", "role": "numerador", "measure_id": "matricula-publica"},
            operand | {"indicator_id": "publica", "role": "denominador", "measure_id": "matricula"},
        ],
    )
    goal = {
        "goal_id": "mas-publica", "indicator_id": "publica", "territory_id": "16101", "sex": "total",
        "role": "principal", "baseline_period": "2017", "agreed_on": "2018-03-01", "target_value": 80.0,
        "target_period": "2025", "direction": "mayor",
    }  # fmt: skip
    put_catalog(datos, "goals", [goal])


@pytest.fixture(scope="session")
def nothing_arrived(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """dbt with everything, unit tests too, where no file has arrived."""
    datos = make_empty(tmp_path_factory.mktemp("vacio") / "datos")
    run = dbt(datos, "build")
    return Built(datos, run.stdout, run.returncode == 0)


@pytest.fixture(scope="session")
def small_region(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """dbt over the enrolment of one region."""
    datos = make_empty(tmp_path_factory.mktemp("region") / "datos")
    _deliver(datos)
    _describe(datos)
    run = dbt(datos, "build", "--exclude-resource-type", "unit_test")
    return Built(datos, run.stdout, run.returncode == 0)
