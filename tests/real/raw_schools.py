"""Sums by comuna from the files about schools: enrolment, directory, vulnerability, Simce, dropout."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY
from tests.real.places import Places

Sums = dict[str, pd.Series]
SIMCE = {"lectura": "lect", "matematica": "mate"}
#: COD_DEPE: who runs a school.
DEPENDENCIA = {
    "1": "municipal", "2": "municipal", "3": "subvencionado", "4": "particular", "5": "delegada", "6": "slep",
}  # fmt: skip


def summed(rows: pd.DataFrame, value: str) -> pd.Series:
    """Σ value by (territorio, periodo, sexo); nothing where no row has a value: unknown is not zero."""
    return rows.groupby(KEY)[value].sum(min_count=1)


def enrolment(datos: Path, where: Places) -> Sums:
    """Resumen de matrícula: all pupils, those of COD_DEPE 1, 2 and 6, and those of level 1."""
    columns = {
        "total": ("mat_total", "mat_ens_1"),
        "mujer": ("mat_muj_tot", "mat_muj_1"),
        "hombre": ("mat_hom_tot", "mat_hom_1"),
    }
    rows = []
    for path in sorted((datos / "mineduc").glob("*Resumen_Matricula_EE_Oficial_*.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")
        raw.columns = [name.lower().lstrip("ï") for name in raw.columns]
        for sex, (every, early) in columns.items():
            pupils = pd.to_numeric(raw[every])
            public = pupils.where(raw["cod_depe"].isin(["1", "2", "6"]), 0)
            rows.append(
                pd.DataFrame(
                    {"territorio": where.code(raw["cod_com_rbd"]), "periodo": raw["agno"], "sexo": sex,
                     "todos": pupils, "publicos": public, "parvularia": pd.to_numeric(raw[early])}
                )
            )  # fmt: skip
    table = pd.concat(rows)
    return {name: summed(table, name) for name in ("todos", "publicos", "parvularia")}


def schools(datos: Path, where: Places) -> pd.DataFrame:
    """The directories: one row per school, KEY, todos (1 when it functions and has pupils) and its kind."""
    tables = []
    for path in sorted((datos / "mineduc").glob("*irectorio_*.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")
        open_now = (raw["ESTADO_ESTAB"].str.strip() == "1") & (raw["MATRICULA"].str.strip() == "1")
        table = pd.DataFrame({"territorio": where.code(raw["COD_COM_RBD"]), "periodo": raw["AGNO"]})
        table["todos"] = open_now.astype(int)
        table["dependencia"] = raw["COD_DEPE"].str.strip().map(DEPENDENCIA)
        table["ruralidad"] = raw["RURAL_RBD"].str.strip().map({"0": "urbano", "1": "rural"})
        tables.append(table.assign(sexo="total"))
    return pd.concat(tables)


def directory(datos: Path, where: Places) -> Sums:
    """Schools that function (ESTADO_ESTAB 1) and have pupils (MATRICULA 1); the rural ones."""
    rows = schools(datos, where)
    rows["rurales"] = rows["todos"].where(rows["ruralidad"] == "rural", 0)
    return {name: summed(rows, name) for name in ("todos", "rurales")}


def vulnerability(datos: Path, where: Places) -> Sums:
    """IVE-SINAE: pupils of the three priorities, and enrolment. Thousands with comma, blank is zero."""
    raw = pd.read_csv(datos / "junaeb/ive_colegios_basica_2021.csv.gz", dtype=str, encoding="utf-8-sig")
    raw.columns = [name.strip() for name in raw.columns]

    def number(column: str) -> pd.Series:
        return pd.to_numeric(raw[column].fillna("0").str.strip().str.replace(",", "").replace("", "0"))

    def named(words: str) -> str:
        return next(name for name in raw.columns if re.search(words, name))

    year = re.search(r"\d{4}", named("^IVE-SINAE"))
    assert year is not None
    rows = pd.DataFrame({"territorio": where.code(raw["ID_COMUNA_ESTABLE"]), "sexo": "total"})
    rows["periodo"] = year.group()
    rows["prioritarios"] = sum(number(f"{n} PRIORIDAD") for n in ("PRIMERA", "SEGUNDA", "TERCERA"))
    rows["todos"] = number(named("^TOTAL MATRICULA"))
    return {name: summed(rows, name) for name in ("prioritarios", "todos")}


def simce(datos: Path, where: Places) -> dict[tuple[str, str], Sums]:
    """Per grade and subject: Σ pupils × score and Σ pupils; Σ pupils × insufficient and Σ pupils."""
    found: dict[tuple[str, str], list[pd.DataFrame]] = {}
    for path in sorted((datos / "mineduc").glob("simce*_rbd_final.xlsx")):
        raw = pd.read_excel(path, engine="calamine", dtype=str)
        grade = raw["grado"].iloc[0]
        base = pd.DataFrame({"territorio": where.code(raw["cod_com_rbd"]), "periodo": raw["agno"]})
        for subject, short in SIMCE.items():
            pupils, score, *levels = (
                pd.to_numeric(raw[name.format(f"{short}{grade}_rbd")])
                for name in ("nalu_{}", "prom_{}", "palu_eda_ins_{}", "palu_eda_ele_{}", "palu_eda_ade_{}")
            )
            scored = (score > 0) & (pupils > 0)
            three = sum(level.fillna(0) for level in levels).round(6)
            graded = three.between(99, 101)
            table = base.assign(
                sexo="total",
                puntaje=(pupils * score).where(scored),
                alumnos=pupils.where(scored),
                insuficientes=(pupils * levels[0].fillna(0)).where(graded),
                nivelados=pupils.where(graded),
            )
            found.setdefault((grade, subject), []).append(table)
    columns = ("puntaje", "alumnos", "insuficientes", "nivelados")
    return {key: {name: summed(pd.concat(tables), name) for name in columns} for key, tables in found.items()}


def dropout(datos: Path, where: Places) -> dict[str, Sums]:
    """Desvinculación, global and regular system: pupils who left and theoretical enrolment."""
    path = datos / "mineduc/OFICIAL-Tasa-Incidencia-Desvinculacion-2010-2023.xlsx"
    raw = pd.read_excel(path, "Tasas a nivel de Comuna", engine="calamine", header=None, dtype=str)
    kinds = raw.iloc[2].ffill()
    heads = raw.iloc[3]
    starts = raw.index[raw[0].fillna("").str.startswith("Tabla 6")]
    sexes = dict(zip(starts, ("total", "mujer", "hombre"), strict=True))
    rows = []
    for start, sex in sexes.items():
        body = raw.iloc[start + 4 : start + 4 + len(where.names)]
        codes = where.named(body[0])
        assert codes.is_unique
        for column in range(1, raw.shape[1], 3):
            left, enrolled = (pd.to_numeric(body[column + n].replace("-", None)) for n in (0, 1))
            rows.append(
                pd.DataFrame(
                    {"territorio": codes, "sexo": sex, "periodo": heads[column].split()[-1],
                     "clase": kinds[column], "desvinculados": left, "matricula": enrolled}
                )
            )  # fmt: skip
    table = pd.concat(rows)
    return {
        kind: {name: part.dropna(subset=name).set_index(KEY)[name] for name in ("desvinculados", "matricula")}
        for kind, part in table.groupby("clase")
    }
