"""Ministry of Education: enrolment summary by school and the directory of schools."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from example.faults import UNKNOWN_CODE
from example.places import REGIONS, without_zero
from example.schools import LEVELS, Schools, dependency
from example.writers import csv_bytes, write

#: Levels that carry a column of pupils without sex (1 parvularia, 2 básica, 4 especial, 5 media HC).
WITH_UNKNOWN_SEX = (1, 2, 4, 5)
SUMMARY = "Resumen_Matricula_EE_Oficial_{year}.csv"
#: COD_DEPE -> COD_DEPE2
GROUPED = {1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5}
#: COD_ENSE taught at each level (0 when none).
TEACHING = (10, 110, 165, 212, 310, 363, 410, 463)
CENTRE = {"08": (-37.0, -72.9), "12": (-53.1, -70.9), "13": (-33.5, -70.7)}


def write_enrolment(folder: Path, schools: Schools) -> int:
    """One «Resumen de matrícula» per year; returns the records written, headers apart."""
    written = 0
    for year in schools.enrolment:
        table = enrolment_table(schools, year)
        if year == max(schools.enrolment):
            table = _with_faults(table)
        write(folder / SUMMARY.format(year=year), csv_bytes(table, ";", "utf-8-sig", quoted=False))
        written += len(table)
    return written


def enrolment_table(schools: Schools, year: int) -> pd.DataFrame:
    """The 59 columns of the 2022 layout; earlier files lack the short name of the region."""
    pupils = schools.enrolment[year]
    columns = {"AGNO": year, **_identity(schools, year)}
    for level in range(1, LEVELS + 1):
        unknown, men, women = pupils[:, level - 1, :].T
        if level in WITH_UNKNOWN_SEX:
            columns[f"MAT_SI_{level}"] = unknown
        columns[f"MAT_HOM_{level}"] = men
        columns[f"MAT_MUJ_{level}"] = women
        columns[f"MAT_ENS_{level}"] = unknown + men + women
    for name, sex in (("HOM", 1), ("MUJ", 2), ("SI", 0)):
        columns[f"MAT_{name}_TOT"] = pupils[:, :, sex].sum(axis=1)
    columns["MAT_TOTAL"] = pupils.sum(axis=(1, 2))
    classes = -(-pupils.sum(axis=2) // 32)
    for level in range(1, LEVELS + 1):
        columns[f"CUR_SIM_{level:02d}"] = classes[:, level - 1]
    columns["CUR_SIM_TOT"] = classes.sum(axis=1)
    for name in ("CUR_COMB_01", "CUR_COMB_02", "CUR_COMB_TOT"):
        columns[name] = 0
    table = pd.DataFrame(columns)
    return table if year >= 2022 else table.drop(columns="NOM_REG_RBD_A")


def write_directory(folder: Path, schools: Schools, year: int) -> int:
    """«Directorio oficial» of `year`, 50 columns; owners' identity columns come blank."""
    identity = _identity(schools, year)
    pupils = schools.enrolment[year].sum(axis=2)
    taught = pupils > 0
    codes = np.sort(np.where(taught, np.array(TEACHING), 9999), axis=1)
    codes = np.where(codes == 9999, 0, codes)
    rng = np.random.default_rng(len(schools.table))
    where = np.array([CENTRE[region] for region in schools.table["region"]])
    where = where + rng.normal(0, 0.15, where.shape)
    columns: dict[str, object] = {"AGNO": year}
    columns |= {name: identity[name] for name in ("RBD", "DGV_RBD", "NOM_RBD")}
    columns |= {"MRUN": " ", "RUT_SOSTENEDOR": " ", "P_JURIDICA": 1}
    columns |= {name: identity[name] for name in _PLACE}
    columns |= {name: identity[name] for name in ("COD_DEPE", "COD_DEPE2", "RURAL_RBD")}
    columns |= {"LATITUD": _comma(where[:, 0]), "LONGITUD": _comma(where[:, 1])}
    columns |= {"CONVENIO_PIE": (schools.table["group"] <= 3).astype(int), "PACE": 0}
    columns |= {f"ENS_{n:02d}": codes[:, n - 1] if n <= LEVELS else 0 for n in range(1, 12)}
    total = pupils.sum(axis=1)
    pays = np.where(dependency(schools, year) == 4, "MAS DE $100.000", "GRATUITO")
    columns |= {"MAT_TOTAL": total, "MATRICULA": (total > 0).astype(int)}
    columns |= {"ESTADO_ESTAB": identity["ESTADO_ESTAB"], "ORI_RELIGIOSA": 1, "ORI_OTRO_GLOSA": " "}
    columns |= {"PAGO_MATRICULA": pays, "PAGO_MENSUAL": pays}
    columns |= {f"ESPE_{n:02d}": 0 for n in range(1, 12)}
    table = pd.DataFrame(columns)
    write(
        folder / f"Directorio_Oficial_EE_{year}.csv",
        csv_bytes(table, ";", "utf-8-sig", "\r\n", quoted=False),
    )
    return len(table)


_PLACE = (
    "COD_REG_RBD",
    "NOM_REG_RBD_A",
    "COD_PRO_RBD",
    "COD_COM_RBD",
    "NOM_COM_RBD",
    "COD_DEPROV_RBD",
    "NOM_DEPROV_RBD",
)


def _identity(schools: Schools, year: int) -> dict[str, pd.Series]:
    """The columns that identify a school, as the ministry prints them: codes without zeros."""
    table = schools.table
    depe = pd.Series(dependency(schools, year))
    return {
        "RBD": table["rbd"],
        "DGV_RBD": table["dv"],
        "NOM_RBD": table["school"],
        "COD_DEPE": depe,
        "COD_DEPE2": depe.map(GROUPED),
        "RURAL_RBD": table["rural"],
        "COD_REG_RBD": without_zero(table["region"]),
        "NOM_REG_RBD_A": table["region"].map({code: names["mineduc"] for code, names in REGIONS.items()}),
        "COD_PRO_RBD": without_zero(table["provincia"]),
        "COD_COM_RBD": without_zero(table["comuna"]),
        "NOM_COM_RBD": table["name"].str.upper(),
        "COD_DEPROV_RBD": without_zero(table["provincia"]),
        "NOM_DEPROV_RBD": table["provincia_name"].str.upper(),
        "ESTADO_ESTAB": table["status"],
    }


def _with_faults(table: pd.DataFrame) -> pd.DataFrame:
    """Three more records that break the row contract, copied from the first open schools."""
    good = table[table["MAT_TOTAL"] > 0].head(3).astype(object).reset_index(drop=True)
    good["RBD"] = [90001, 90002, 90003]
    good["NOM_RBD"] = ["ESCUELA 9001", "ESCUELA 9002", "ESCUELA 9003"]
    good.loc[0, "COD_COM_RBD"] = UNKNOWN_CODE
    good.loc[1, "MAT_HOM_TOT"] = -1
    good.loc[2, "MAT_TOTAL"] = "sin dato"
    return pd.concat([table.astype(object), good], ignore_index=True)


def _comma(values: np.ndarray) -> list[str]:
    """Decimals with comma, five digits."""
    return [f"{value:.5f}".replace(".", ",") for value in values]
