"""Builds shared by the tests of the models: one where nothing arrived and one with a small region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.dbt_empty import dbt, make_empty, put_bronze, put_catalog
from tests.made_once import made_once

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
    put_bronze(datos, "tablas_ordenadas", "e-births", births())
    put_catalog(
        datos,
        "files",
        [
            {"file_sha": sha, "source_id": "mineduc-matricula", "sequence": sequence, "in_use": in_use}
            for sha, sequence, in_use in files
        ]
        + [{"file_sha": "e-births", "source_id": "nacimientos", "sequence": 5, "in_use": True}],
    )


def births() -> list[dict[str, str]]:
    """Ten births to mothers of 17 to 19 and ninety to older ones in every comuna and year, 2009 to 2011.

    The older ones of Ninhue in 2010 and of Chillán in 2011 were set aside; Ñiquén has no row.
    """
    rows = []
    for year in ("2009", "2010", "2011"):
        for comuna in NUBLE:
            apart = (comuna, year) in (("16105", "2010"), ("16101", "2011"))
            for age, births in (("17-19", "10"), ("20+", "" if apart else "90")):
                rows.append(
                    {"fuente": "nacimientos", "clase": "medida", "medida": "nacidos", "comuna": comuna,
                     "periodo": year, "sexo": "total", "edad": age, "valor": births,
                     "_bloque": f"nacimientos|{year}", "_corte": "", "_derivada": ""}
                )  # fmt: skip
    return [row for row in rows if row["comuna"] != ABSENT] + old_map()


def old_map() -> list[dict[str, str]]:
    """Births while Hualpén was being divided from Talcahuano, and of Chillán under its code of then."""
    found = []
    for comuna, births in (("08110", (900, 800, 500)), ("08112", (0, 50, 300)), (OLD_CHILLAN, (70, 60, 50))):
        for year, value in zip(("2003", "2004", "2005"), births, strict=True):
            found.append(
                {"fuente": "nacimientos", "clase": "medida", "medida": "nacidos", "comuna": comuna,
                 "periodo": year, "sexo": "total", "edad": "total", "valor": str(value),
                 "_bloque": f"nacimientos|{year}", "_corte": "", "_derivada": ""}
            )  # fmt: skip
    return [row for row in found if row["valor"] != "0"]


def _divide(datos: Path) -> None:
    """Two villas in Chillán: the larger school lies in one; the other villa began after that year."""
    part = {"level": "villa", "parent_id": "16101", "valid_from": "", "valid_to": ""}
    put_catalog(
        datos,
        "own_territories",
        [
            part | {"territory_id": "16101-villa-1", "name": "Villa Uno"},
            part | {"territory_id": "16101-villa-2", "name": "Villa Dos", "valid_from": "2018-01-01"},
            part
            | {"territory_id": "16101-st", "name": "Sin territorio informado", "level": "sin_territorio"},
        ],
    )
    placed = {"840160": "16101-villa-1", "840130": "16101-villa-2"}
    put_catalog(
        datos,
        "placements",
        [{"kind": "rbd", "key": key, "territory_id": territory} for key, territory in placed.items()],
    )


def _describe(datos: Path) -> None:
    source = {
        "source_id": "mineduc-matricula", "table_name": "mineduc_matricula", "name": "", "producer": "",
        "cadence": "anual", "official": True, "absent": "cero", "coverage": "pais", "rebased": False,
    }  # fmt: skip
    births = source | {"source_id": "nacimientos", "table_name": "tablas_ordenadas"}
    put_catalog(datos, "sources", [source, births])
    card = {
        "scale": 1.0, "interval": "ninguno", "direction": "neutra", "published_id": "", "by_sex": True,
        "person_level": False, "cadence": "anual", "period_kind": "anio", "pooling": False, "standard": "",
        "is_pending": False,
    }  # fmt: skip
    put_catalog(
        datos,
        "indicators",
        [
            card | {"indicator_id": "total", "kind": "conteo"},
            card | {"indicator_id": "publica", "kind": "proporcion", "scale": 100.0, "interval": "wilson"},
            card
            | {
                "indicator_id": "maternidad",
                "kind": "proporcion",
                "scale": 100.0,
                "by_sex": False,
                "interval": "wilson",
                "pooling": True,
            },
            card | {"indicator_id": "nacimientos", "kind": "conteo", "by_sex": False},
        ],
    )
    itself = {"sex": "total", "age_band": "total", "dimension": "", "category": "", "shown": True}
    put_catalog(
        datos,
        "breakdowns",
        [itself | {"indicator_id": card} for card in ("total", "publica", "maternidad", "nacimientos")]
        + [itself | {"indicator_id": card, "sex": sex} for card in ("total", "publica")
           for sex in ("mujer", "hombre")]
        + [itself | {"indicator_id": "nacimientos", "age_band": age, "shown": age == "17-19"}
           for age in ("17-19", "20+")],
    )  # fmt: skip
    operand = {"sex": "", "age_band": "total", "dimension": "", "category": ""}
    young = operand | {"measure_id": "nacidos", "age_band": "17-19"}
    put_catalog(
        datos,
        "operands",
        [
            operand | {"indicator_id": "total", "role": "numerador", "measure_id": "matricula"},
            operand | {"indicator_id": "publica", "role": "numerador", "measure_id": "matricula-publica"},
            operand | {"indicator_id": "publica", "role": "denominador", "measure_id": "matricula"},
            young | {"indicator_id": "maternidad", "role": "numerador"},
            young | {"indicator_id": "maternidad", "role": "denominador"},
            young | {"indicator_id": "maternidad", "role": "denominador", "age_band": "20+"},
            operand | {"indicator_id": "nacimientos", "role": "numerador", "measure_id": "nacidos"},
        ],
    )
    goal = {
        "goal_id": "mas-publica", "indicator_id": "publica", "territory_id": "16101", "sex": "total",
        "role": "principal", "baseline_period": "2017", "agreed_on": "2018-03-01", "target_value": 80.0,
        "target_period": "2025", "direction": "mayor", "trend": "logit", "whole": 100.0,
    }  # fmt: skip
    put_catalog(datos, "goals", [goal])


@pytest.fixture(scope="session")
def nothing_arrived(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """dbt with everything, unit tests too, where no file has arrived."""

    def make(folder: Path) -> dict[str, Any]:
        run = dbt(make_empty(folder / "datos"), "build")
        return {"output": run.stdout, "ok": run.returncode == 0}

    folder, said = made_once(tmp_path_factory, "vacio", make)
    return Built(folder / "datos", **said)


@pytest.fixture(scope="session")
def small_region(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """dbt over the enrolment of one region."""

    def make(folder: Path) -> dict[str, Any]:
        datos = make_empty(folder / "datos")
        _deliver(datos)
        _describe(datos)
        _divide(datos)
        run = dbt(datos, "build", "--exclude-resource-type", "unit_test")
        return {"output": run.stdout, "ok": run.returncode == 0}

    folder, said = made_once(tmp_path_factory, "region", make)
    return Built(folder / "datos", **said)
