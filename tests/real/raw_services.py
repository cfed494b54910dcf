"""Sums from the files about services: health centres, civil register, births by region, external deaths."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY
from tests.real.places import COUNTRY, Places, plain
from tests.real.raw_people import with_total
from tests.real.raw_schools import Sums, summed

CENTRES_YEAR = "2026"  # the copy has no date: it is of the year when it was made
CESFAM = "(CESFAM)"
URGENT = ("(SAPU)", "(SAR)")


def centres(datos: Path, where: Places) -> Sums:
    """Health centres that are not closed: all, family health centres, and urgent care of primary level."""
    raw = pd.read_parquet(datos / "deis/establecimientos_salud.parquet")
    raw = raw.drop_duplicates("codigo_establecimiento")
    kind = raw["tipo_establecimiento"].str.strip()
    rows = pd.DataFrame({"territorio": where.code(raw["codigo_comuna"]), "sexo": "total"})
    rows["periodo"] = CENTRES_YEAR
    rows["todos"] = raw["estado_funcionamiento"].str.lower().str.startswith("vigente").astype(int)
    rows["cesfam"] = rows["todos"].where(kind.str.endswith(CESFAM), 0)
    rows["urgencia"] = rows["todos"].where(kind.str.endswith(URGENT), 0)
    return {name: summed(rows, name) for name in ("todos", "cesfam", "urgencia")}


def registrations(datos: Path, where: Places) -> tuple[Sums, Sums]:
    """Births written down in each office of the civil register: by year, and by month (2017-05)."""
    tables = []
    for path in sorted((datos / "registro_civil").glob("Nacimientos_*.xlsx")):
        raw = pd.read_excel(path, engine="calamine", dtype=str)
        rows = pd.DataFrame({"territorio": where.named(raw["COMUNA"]), "sexo": "total"})
        rows["periodo"], rows["mes"] = raw["AÑO"], raw["AÑO"] + "-" + raw["MES"].str.zfill(2)
        tables.append(rows.assign(todos=raw["TOTAL"].astype(int)))
        assert rows["mes"].nunique() == 12, "a year without some month is provisional"
    table = pd.concat(tables)
    by_month = table.drop(columns="periodo").rename(columns={"mes": "periodo"})
    return {"todos": summed(table, "todos")}, {"todos": summed(by_month, "todos")}


def births_by_region(datos: Path) -> pd.Series:
    """Births by region of the mother. The country adds those of nobody knows which region."""
    raw = pd.read_csv(datos / "deis/nacimientos_region_residencia.csv", dtype=str)
    names = pd.read_csv(datos / "territorio/cut_comuna.csv", sep=";", dtype=str)
    words = {_word(name): code for code, name in names[["codigo_region", "nombre_region"]].values}
    region = raw["GLOSA_REGION_RESIDENCIA"].map(_word).map({**words, "IGNORADA": ""})
    assert region.notna().all(), sorted(set(raw["GLOSA_REGION_RESIDENCIA"][region.isna()]))
    rows = pd.DataFrame({"territorio": region, "periodo": raw["ANO_NAC"], "sexo": "total"})
    rows["n"] = raw["Nacimientos"].astype(int)
    return summed(pd.concat([rows[rows["territorio"] != ""], rows.assign(territorio=COUNTRY)]), "n")


def _word(region: str) -> str:
    """The one word that tells a region, however its name is written."""
    words = plain(region).replace("AYSEN", "AISEN").replace(".", " ").split()
    skipped = {"DE", "DEL", "LA", "LAS", "LOS", "REGION"}
    return next(word for word in words if word not in skipped)


def mothers_ages(datos: Path) -> Sums:
    """Births of the country: of mothers under 20, and of mothers whose age is known."""
    raw = pd.read_csv(datos / "deis/nacimientos_pais_grupo_etario_madre.csv", dtype=str)
    group = raw["GRUPO_ETARIO_MADRE"]
    young = group.str.startswith("MENORES 15") | (group == "15 A 19 AÑOS")
    rows = pd.DataFrame({"periodo": raw["ANO_NAC"], "territorio": COUNTRY, "sexo": "total"})
    rows["todos"] = raw["Nacimientos"].astype(int).where(group != "NO ESPECIFICADO", 0)
    rows["jovenes"] = rows["todos"].where(young, 0)
    return {name: summed(rows, name) for name in ("todos", "jovenes")}


def external_deaths(datos: Path, where: Places) -> Sums:
    """Deaths by residence: of 1 to 17 by external causes, of 10 to 19 by suicide, and all of them."""
    raw = pd.read_excel(datos / "deis/defunciones_2024_al_20240307.xlsx", engine="calamine", dtype=str)
    rows = pd.DataFrame({"territorio": where.code(raw["Codcom"]), "periodo": raw["Año"]})
    rows["sexo"] = raw["Sexo"].str.lower()
    years = pd.to_numeric(raw["Edad"], errors="coerce").where(raw["Frecuencia"].str.strip() == "1")
    external = raw["ID_CEXT (S-N)"].str.strip() == "V01-Y98"
    rows["todos"] = 1
    rows["externas"] = (external & years.between(1, 17)).astype(int)
    rows["suicidios"] = ((raw["ID_CEXTGRAL"].str.strip() == "X60-X84") & years.between(10, 19)).astype(int)
    rows = with_total(rows)
    return {name: rows.groupby(KEY)[name].sum() for name in ("todos", "externas", "suicidios")}
