"""Rows of the files that tell a kind of school, of place or of bracket: one table per source."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from tests.real.places import Places
from tests.real.raw_schools import DEPENDENCIA, SIMCE

RURALIDAD = {"0": "urbano", "1": "rural"}
SIMCE_RURALIDAD = {"1": "urbano", "2": "rural"}  # not the codes of the other files of schools
GRUPO = {"1": "bajo", "2": "medio-bajo", "3": "medio", "4": "medio-alto", "5": "alto"}
#: Level of the Resumen de matrícula, by its number: adults have three.
NIVEL = {
    "1": "parvularia", "2": "basica", "3": "adultos", "4": "especial",
    "5": "media-hc", "6": "adultos", "7": "media-tp", "8": "adultos",
}  # fmt: skip


def enrolment(datos: Path, where: Places) -> pd.DataFrame:
    """A row per school, year and level: todos, and its dependencia, ruralidad and nivel-ensenanza."""
    tables = []
    for path in sorted((datos / "mineduc").glob("*Resumen_Matricula_EE_Oficial_*.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")
        raw.columns = [name.lower().lstrip("ï") for name in raw.columns]
        rows = pd.DataFrame({"territorio": where.code(raw["cod_com_rbd"]), "periodo": raw["agno"]})
        rows["dependencia"] = raw["cod_depe"].map(DEPENDENCIA)
        rows["ruralidad"] = raw["rural_rbd"].map(RURALIDAD)
        for number, level in NIVEL.items():
            pupils = raw[f"mat_ens_{number}"].astype(int)
            tables.append(rows.assign(**{"nivel-ensenanza": level, "todos": pupils}))
    return pd.concat(tables).assign(sexo="total")


def vulnerability(datos: Path, where: Places) -> pd.DataFrame:
    """A row per school of IVE-SINAE: todos, prioritarios, primera and its ruralidad."""
    raw = pd.read_csv(datos / "junaeb/ive_colegios_basica_2021.csv.gz", dtype=str, encoding="utf-8-sig")
    raw.columns = [name.strip() for name in raw.columns]

    def number(words: str) -> pd.Series:
        name = next(each for each in raw.columns if re.search(words, each))
        text = raw[name].fillna("0").str.strip().str.replace(",", "")
        return text.replace("", "0").astype(int)

    rows = pd.DataFrame({"territorio": where.code(raw["ID_COMUNA_ESTABLE"]), "periodo": "2021"})
    rows["ruralidad"] = raw["DS_RURALIDAD"].str.strip().str.lower()
    rows["primera"] = number("^PRIMERA")
    rows["prioritarios"] = rows["primera"] + number("^SEGUNDA") + number("^TERCERA")
    return rows.assign(todos=number("^TOTAL MATRICULA"), sexo="total")


def fonasa(datos: Path, where: Places) -> pd.DataFrame:
    """A row per comuna, sex and bracket: todos and tramo-fonasa."""
    raw = pd.read_csv(datos / "fonasa/fonasa_beneficiarios_comuna_sexo_2023.csv", sep=";", dtype=str)
    rows = pd.DataFrame({"territorio": where.code(raw["codigo_comuna"]), "periodo": "2023", "sexo": "total"})
    rows["tramo-fonasa"] = raw["tramo_fonasa"]
    return rows.assign(todos=raw["beneficiarios"].astype(int))


def year_end(datos: Path, where: Places) -> pd.DataFrame:
    """A row per pupil of the FRendimiento tables: todos, faltan, con_nota, notas and the kind of school."""
    tables = []
    for path in sorted((datos / "mineduc").glob("FRendimiento*Filtrado.csv.gz")):
        raw = pd.read_csv(path, sep=";", dtype=str)
        mark = raw["PROM_GRAL"].astype(float)
        rows = pd.DataFrame({"territorio": where.named(raw["NOM_COM_RBD"]), "periodo": raw["AGNO"]})
        rows["dependencia"] = raw["COD_DEPE"].map(DEPENDENCIA)
        rows["ruralidad"] = raw["RURAL_RBD"].map(RURALIDAD)
        rows["todos"], rows["faltan"] = 1, (raw["ASISTENCIA"].astype(int) < 85).astype(int)
        rows["notas"] = mark.where(mark <= 7, mark / 10).where(mark > 0)
        rows["con_nota"] = rows["notas"].notna().astype(int)
        tables.append(rows)
    return pd.concat(tables).assign(sexo="total")


def simce(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    """By card of the score, a row per school: products and weights as in raw_schools.simce, and its kind."""
    found: dict[str, list[pd.DataFrame]] = {}
    for path in sorted((datos / "mineduc").glob("simce*_rbd_final.xlsx")):
        raw = pd.read_excel(path, engine="calamine", dtype=str)
        grade = raw["grado"].iloc[0]
        base = pd.DataFrame({"territorio": where.code(raw["cod_com_rbd"]), "periodo": raw["agno"]})
        base["sexo"], base["dependencia"] = "total", raw["cod_depe1"].map(DEPENDENCIA)
        base["ruralidad"] = raw["cod_rural_rbd"].map(SIMCE_RURALIDAD)
        base["grupo-socioeconomico"] = raw["cod_grupo"].map(GRUPO)
        for subject, short in SIMCE.items():
            names = ("nalu_{}", "prom_{}", "palu_eda_ins_{}", "palu_eda_ele_{}", "palu_eda_ade_{}")
            numbers = [pd.to_numeric(raw[name.format(f"{short}{grade}_rbd")]) for name in names]
            pupils, score, *levels = numbers
            scored = (score > 0) & (pupils > 0)
            graded = sum(level.fillna(0) for level in levels).round(6).between(99, 101)
            table = base.assign(
                puntaje=(pupils * score).where(scored),
                alumnos=pupils.where(scored),
                insuficientes=(pupils * levels[0].fillna(0)).where(graded),
                nivelados=pupils.where(graded),
            )
            found.setdefault(f"simce-{grade}-{subject}", []).append(table)
    return {card: pd.concat(tables) for card, tables in found.items()}
