"""Sums by comuna from the files about people: population, births, deaths, FONASA, RSH, final marks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY
from tests.real.places import Places
from tests.real.raw_schools import Sums, summed

SEX = {"1": "hombre", "2": "mujer"}


def with_total(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by sex, and again all of them under 'total'. A sex that is not told counts in the total."""
    return pd.concat([rows.assign(sexo="total"), rows[rows["sexo"].isin(["mujer", "hombre"])]])


def inhabitants(datos: Path, where: Places) -> pd.DataFrame:
    """INE projections, a row per comuna, year, sex and age: KEY, edad and personas."""
    path = next((datos / "poblacion").glob("ine_*_comunas.csv.gz"))
    raw = pd.read_csv(path, dtype=str)
    years = [name for name in raw.columns if name.startswith("Poblacion ")]
    rows = raw[years].astype(int).rename(columns=lambda name: name[-4:])
    rows["territorio"] = where.code(raw["Comuna"])
    rows["sexo"] = raw[next(name for name in raw.columns if name.startswith("Sexo"))].map(SEX)
    rows["edad"] = raw["Edad"].astype(int)
    return rows.melt(["territorio", "sexo", "edad"], var_name="periodo", value_name="personas")


def population(datos: Path, where: Places) -> Sums:
    """INE projections: everyone, those of 0 to 17 and of 0 to 5, and (sex 'total') women of 15 to 19."""
    long = inhabitants(datos, where)
    teens = long[(long["sexo"] == "mujer") & long["edad"].between(15, 19)].assign(sexo="total")
    return {
        "todos": summed(with_total(long), "personas"),
        "menores": summed(with_total(long[long["edad"] < 18]), "personas"),
        "primera_infancia": summed(with_total(long[long["edad"] < 6]), "personas"),
        "mujeres_15_19": summed(teens, "personas"),
    }


def births(datos: Path, where: Places) -> Sums:
    """Births by the mother's comuna: all, and those of mothers of 19 or less."""
    raw = pd.read_csv(datos / "deis/nacimientos_comuna_edad_madre_2001_2014.csv", dtype=str)
    young = ["14 años o menos", "15 o 16 años", "17 o 19 años"]
    assert set(raw["ea_madre"]) == {*young, "no EA"}
    rows = pd.DataFrame({"territorio": where.code(raw["comuna"]), "periodo": raw["ano_nacim"]})
    rows["sexo"] = "total"
    rows["todos"] = raw["n"].astype(int)
    rows["jovenes"] = rows["todos"].where(raw["ea_madre"].isin(young), 0)
    return {name: summed(rows, name) for name in ("todos", "jovenes")}


def dead(datos: Path, where: Places) -> pd.DataFrame:
    """One row per death: territorio, periodo, sexo and edad in years (empty when nobody knows it)."""
    raw = pd.read_excel(datos / "deis/defunciones_2024_al_20240307.xlsx", engine="calamine", dtype=str)
    rows = pd.DataFrame({"territorio": where.code(raw["Codcom"]), "periodo": raw["Año"]})
    rows["sexo"] = raw["Sexo"].str.lower()
    # 1 years, 2 months, 3 days, 4 hours
    kind, age = raw["Frecuencia"].str.strip(), pd.to_numeric(raw["Edad"].str.strip(), errors="coerce")
    rows["edad"] = age.where(kind == "1").mask(kind.isin(["2", "3", "4"]), 0)
    return rows


def deaths(datos: Path, where: Places) -> Sums:
    """Deaths by comuna of residence: all, and those under one year (hours, days, months or 0 years)."""
    rows = dead(datos, where)
    rows["todos"] = 1
    rows["menores"] = (rows["edad"] == 0).astype(int)
    rows = with_total(rows)
    return {name: summed(rows, name) for name in ("todos", "menores")}


def fonasa(datos: Path, where: Places) -> Sums:
    """FONASA: everyone, and bracket A. The table without sex repeats the total and must agree."""
    raw, plain = (
        pd.read_csv(datos / f"fonasa/fonasa_beneficiarios_{name}_2023.csv", sep=";", dtype=str)
        for name in ("comuna_sexo", "tramo")
    )
    rows = pd.DataFrame({"territorio": where.code(raw["codigo_comuna"]), "periodo": "2023"})
    rows["sexo"] = raw["sexo"].str.lower()
    rows["todos"] = raw["beneficiarios"].astype(int)
    rows["tramo_a"] = rows["todos"].where(raw["tramo_fonasa"] == "A", 0)
    assert rows["todos"].sum() == plain["beneficiarios"].astype(int).sum()
    rows = with_total(rows)
    return {name: summed(rows, name) for name in ("todos", "tramo_a")}


def register(datos: Path, where: Places, span: str = "anio") -> Sums:
    """RSH at the last cut of each year: persons in the 40 and the 60 % brackets, and all of them.

    span: `anio`, `semestre` (2016-S1) or `mes` (2016-06).
    """
    raw = pd.read_csv(datos / "rsh/Tramos_RSH_2016-2024.csv", dtype=str)
    month = raw["Periodo"].str[:6]
    year, number = month.str[:4], month.str[4:]
    half = (number <= "06").map({True: "-S1", False: "-S2"})
    periods = {"anio": year, "semestre": year + half, "mes": year + "-" + number}
    rows = pd.DataFrame({"territorio": where.code(raw["Comuna"]), "periodo": periods[span], "sexo": "total"})
    rows["tramo_40"] = raw["Cantidad_40%"].astype(int)
    rows["tramo_60"] = (
        rows["tramo_40"] + raw["Cantidad_41-50%"].astype(int) + raw["Cantidad_51-60%"].astype(int)
    )
    rows["todos"] = raw["Totales_por_comuna"].astype(int)
    rows = rows[month == month.groupby(rows["periodo"]).transform("max")]
    assert not rows.duplicated(KEY).any()
    return {name: summed(rows, name) for name in ("tramo_40", "tramo_60", "todos")}


def final_marks(datos: Path, where: Places) -> Sums:
    """Rendimiento 2024: different pupils of each comuna, those who passed (final situation P), those who were
    there under 85 % of the days."""
    raw = pd.read_parquet(datos / "mineduc/rendimiento_2024_media_hc_rm.parquet")
    rows = pd.DataFrame({"territorio": where.named(raw["comuna"]), "periodo": "2024", "mrun": raw["mrun"]})
    rows["sexo"] = raw["gen.alu"].astype(str).map(SEX)
    rows["situacion"], rows["asistencia"] = raw["sit.fin"], raw["asistencia"]
    rows = with_total(rows)
    return {
        "todos": rows.groupby(KEY)["mrun"].nunique(),
        "aprobados": rows[rows["situacion"] == "P"].groupby(KEY)["mrun"].nunique(),
        "faltan": rows[rows["asistencia"] < 85].groupby(KEY)["mrun"].nunique(),
    }
