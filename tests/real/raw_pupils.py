"""Sums from the files about pupils and their schools: courses, kinds of school, marks, higher education."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY
from tests.real.places import Places
from tests.real.raw_people import SEX, with_total
from tests.real.raw_schools import Sums, summed

SEVERE = 85  # attending less than this percentage is missing a lot


def courses(datos: Path, where: Places) -> Sums:
    """Resumen de matrícula: pupils, and courses of one level or several."""
    tables = []
    for path in sorted((datos / "mineduc").glob("*Resumen_Matricula_EE_Oficial_*.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")
        raw.columns = [name.lower().lstrip("ï") for name in raw.columns]
        rows = pd.DataFrame({"territorio": where.code(raw["cod_com_rbd"]), "periodo": raw["agno"]})
        rows["todos"] = raw["mat_total"].astype(int)
        rows["cursos"] = raw["cur_sim_tot"].astype(int) + raw["cur_comb_tot"].astype(int)
        tables.append(rows.assign(sexo="total"))
    table = pd.concat(tables)
    return {name: summed(table, name) for name in ("todos", "cursos")}


def kinds(datos: Path, where: Places) -> Sums:
    """Open schools: all, with an integration programme, free, and those that tell what they charge."""
    tables = []
    for path in sorted((datos / "mineduc").glob("*irectorio_*.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")
        raw = raw[(raw["ESTADO_ESTAB"].str.strip() == "1") & (raw["MATRICULA"].str.strip() == "1")]
        fee = raw["PAGO_MENSUAL"].str.strip()
        rows = pd.DataFrame({"territorio": where.code(raw["COD_COM_RBD"]), "periodo": raw["AGNO"]})
        rows["todos"] = 1
        rows["integran"] = (raw["CONVENIO_PIE"].str.strip() == "1").astype(int)
        rows["gratuitos"] = (fee == "GRATUITO").astype(int)
        rows["informan"] = (fee != "SIN INFORMACION").astype(int)
        tables.append(rows.assign(sexo="total"))
    table = pd.concat(tables)
    return {name: summed(table, name) for name in ("todos", "integran", "gratuitos", "informan")}


def first_priority(datos: Path, where: Places) -> pd.Series:
    """IVE-SINAE: pupils of the first priority. Thousands with comma, blank is zero."""
    raw = pd.read_csv(datos / "junaeb/ive_colegios_basica_2021.csv.gz", dtype=str, encoding="utf-8-sig")
    raw.columns = [name.strip() for name in raw.columns]
    text = raw["PRIMERA PRIORIDAD"].fillna("0").str.strip().str.replace(",", "").replace("", "0")
    rows = pd.DataFrame({"territorio": where.code(raw["ID_COMUNA_ESTABLE"]), "n": text.astype(int)})
    return summed(rows.assign(periodo="2021", sexo="total"), "n")


def year_end(datos: Path, where: Places) -> Sums:
    """FRendimiento tables: different pupils, who missed a lot, who have a mark, Σ marks and Σ marks².

    A mark without its comma, «55», is 5,5.
    """
    tables = []
    for path in sorted((datos / "mineduc").glob("FRendimiento*Filtrado.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str)
        assert raw["MRUN"].is_unique
        mark = raw["PROM_GRAL"].astype(float)
        mark = mark.where(mark <= 7, mark / 10).where(mark > 0)
        rows = pd.DataFrame({"territorio": where.named(raw["NOM_COM_RBD"]), "periodo": raw["AGNO"]})
        rows["sexo"] = raw["GEN_ALU"].map(SEX)
        rows["todos"] = 1
        rows["faltan"] = (raw["ASISTENCIA"].astype(int) < SEVERE).astype(int)
        rows["con_nota"], rows["notas"], rows["cuadrados"] = mark.notna().astype(int), mark, mark**2
        tables.append(rows)
    table = with_total(pd.concat(tables))
    names = ("todos", "faltan", "con_nota", "notas", "cuadrados")
    return {name: summed(table, name) for name in names}


def first_year(datos: Path, where: Places) -> pd.Series:
    """SIES: undergraduates of first year by comuna of the campus and sex. Blank is zero."""
    columns = {
        "total": "TOTAL MATRICULADOS PRIMER AÑO",
        "mujer": "MATRICULADOS MUJERES PRIMER AÑO",
        "hombre": "MATRICULADOS HOMBRES PRIMER AÑO",
    }
    with zipfile.ZipFile(datos / "mineduc/MAT_2024_WEB_02072024.zip") as archive:
        name = next(each for each in archive.namelist() if each.endswith(".csv"))
        with archive.open(name) as file:
            raw = pd.read_csv(
                file, sep=";", encoding="latin-1", dtype=str,
                usecols=["AÑO", "COMUNA", "NIVEL GLOBAL", *columns.values()],
            )  # fmt: skip
    raw = raw[raw["NIVEL GLOBAL"] == "Pregrado"]
    base = pd.DataFrame({"territorio": where.named(raw["COMUNA"]), "periodo": raw["AÑO"].str[-4:]})
    rows = pd.concat(
        [base.assign(sexo=sex, n=raw[name].fillna("0").astype(int)) for sex, name in columns.items()]
    )
    return rows.groupby(KEY)["n"].sum()
