"""The tables by comuna of the 2024 census, and the one of 2017 by age, read from the INE's workbooks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY
from tests.real.places import COUNTRY, Places
from tests.real.raw_schools import Sums, summed

YEAR = "2024"
ADULTS = ["15-64 años", "65 años o más"]
DECLARED = ["Nunca asistió", "Diferencial", "Parvularia", "Básica", "Media", "Superior"]
CHILDREN = ["0 a 4", "5 a 9", "10 a 14", "15 a 19"]


def _sheet(datos: Path, book: str, name: str) -> pd.DataFrame:
    """A numbered sheet, its header in the fourth row; `codigo` is the comuna or region, '0' the country."""
    path = next((datos / "poblacion").glob(f"{book}_*.xlsx"))
    raw = pd.read_excel(path, name, engine="calamine", header=3, dtype=str)
    raw["codigo"] = raw["Código comuna" if "Código comuna" in raw else "Código región"]
    return raw[raw["codigo"].notna() & raw[raw.columns[1]].notna()]


def _numbers(rows: pd.DataFrame, columns: list[str]) -> pd.Series:
    return rows[columns].astype(float).sum(axis=1)


def _keyed(rows: pd.DataFrame, territory: pd.Series, values: dict[str, pd.Series]) -> Sums:
    table = pd.DataFrame(values).assign(territorio=territory, periodo=YEAR, sexo="total")
    return {name: summed(table, name) for name in values}


def _comunas(datos: Path, where: Places, book: str, name: str) -> tuple[pd.DataFrame, pd.Series]:
    rows = _sheet(datos, book, name)
    rows = rows[rows["codigo"] != "0"]
    return rows, where.code(rows["codigo"])


def ages(datos: Path, where: Places) -> Sums:
    """Persons counted in 2017 and in 2024, by sex: all of them and those under 20."""
    now, codes = _comunas(datos, where, "D1", "4")
    tables = []
    for sex, column in {"total": "Población censada", "mujer": "Mujeres", "hombre": "Hombres"}.items():
        rows = pd.DataFrame(
            {"territorio": codes, "periodo": YEAR, "sexo": sex, "edad": now["Grupos de edad"]}
        )
        tables.append(rows.assign(personas=now[column].astype(int)))
    before = pd.read_csv(datos / "poblacion/censo_2017_comunas.csv", dtype=str)
    rows = pd.DataFrame({"territorio": where.code(before["codigo_comuna"]), "periodo": "2017"})
    rows["sexo"] = before["sexo"].map({"mujeres": "mujer", "hombres": "hombre"})
    rows["edad"], rows["personas"] = before["edad"], before["poblacion"].astype(int)
    table = pd.concat([*tables, rows, rows.assign(sexo="total")])
    table = table[~table["edad"].str.startswith("Total")]
    young = table[table["edad"].isin(CHILDREN)]
    return {"todos": summed(table, "personas"), "menores": summed(young, "personas")}


def reading(datos: Path, where: Places) -> Sums:
    """Who can read and write and who cannot, of 5 years or more and of 15 or more."""
    rows, codes = _comunas(datos, where, "P7", "10")
    every = ["5-14 años", *ADULTS]
    found: Sums = {}
    for name, answer in {"leen": "Sí", "no_leen": "No"}.items():
        said = rows[rows["Sabe leer y escribir"] == answer]
        values = {name: _numbers(said, every), f"{name}_15": _numbers(said, ADULTS)}
        found |= _keyed(said, codes[said.index], values)
    return found


def studies(datos: Path, where: Places) -> Sums:
    """Those who got to higher education, and all who said how far they got."""
    rows, codes = _comunas(datos, where, "P7", "2")
    values = {"superior": _numbers(rows, ["Superior"]), "todos": _numbers(rows, DECLARED)}
    return _keyed(rows, codes, values)


def children_born(datos: Path, where: Places) -> Sums:
    """Children ever born to women of 15 and over, and those of them alive."""
    rows, codes = _comunas(datos, where, "D6", "2")
    found: Sums = {}
    for name, label in {"nacidos": "nacidos vivos", "viven": "sobrevivientes"}.items():
        said = rows[rows["Hijos e hijas declarados"] == f"Hijos e hijas {label}"]
        found |= _keyed(said, codes[said.index], {name: _numbers(said, ["Cantidad de hijos e hijas"])})
    return found


def women(datos: Path, where: Places) -> Sums:
    """Women of 15 to 49: those who answered, their children, and those who are mothers."""
    rows, codes = _comunas(datos, where, "D6", "6")
    children = next(name for name in rows.columns if name.startswith("Total de hijos"))
    values = {
        "declaran": _numbers(rows, ["Mujeres con fecundidad declarada"]),
        "hijos": _numbers(rows, [children]),
    }
    mothers, places_of = _comunas(datos, where, "D6", "8")
    total = next(name for name in mothers.columns if name.startswith("Total de mujeres"))
    return _keyed(rows, codes, values) | _keyed(mothers, places_of, {"madres": _numbers(mothers, [total])})


def young_mothers(datos: Path) -> pd.DataFrame:
    """Girls of 15 to 19 with children among those who answered: of the regions and the country alone."""
    rows = _sheet(datos, "D6", "3")
    rows = rows[rows["Grupos de edad"] == "15 a 19 años"]
    with_children = _numbers(rows, ["Mujeres con hijos o hijas"])
    table = pd.DataFrame({"territorio": _region(rows), "periodo": YEAR, "sexo": "total"})
    table["numerador"] = with_children
    table["denominador"] = with_children + _numbers(rows, ["Mujeres sin hijos o hijas"])
    table["valor"] = 100 * table["numerador"] / table["denominador"]
    return table.set_index(KEY)


def printed(datos: Path, where: Places) -> dict[str, pd.Series]:
    """Figures as printed for comunas, regions and the country: schooling of adults and net attendance."""
    column = "Años de escolaridad promedio para la población de 18 años o más"
    found = {"escolaridad-adultos": _printed(datos, where, ("3", "4"), column)}
    for level in ("Parvularia", "Básica", "Media"):
        name = _slug(level)
        column = f"Tasa de asistencia neta Educación {level}"
        found[f"asistencia-{name}"] = _printed(datos, where, ("7", "8"), column)
    return found


def _slug(level: str) -> str:
    """A level of education as the cards write it."""
    return level.lower().replace("á", "a")


def _printed(datos: Path, where: Places, sheets: tuple[str, str], column: str) -> pd.Series:
    tables = []
    for name in sheets:
        rows = _sheet(datos, "P7", name)
        if "Sexo" in rows:
            rows = rows[rows["Sexo"].str.startswith("Total")]
        by_region = "Código comuna" not in rows
        codes = _region(rows) if by_region else where.code(rows["codigo"].replace("0", None))
        table = pd.DataFrame({"territorio": codes, "valor": pd.to_numeric(rows[column].replace("-", None))})
        # the country is in both sheets
        tables.append(table if by_region else table[rows["codigo"] != "0"])
    whole = pd.concat(tables).dropna(subset="valor").assign(periodo=YEAR, sexo="total")
    return whole.set_index(KEY)["valor"]


def _region(rows: pd.DataFrame) -> pd.Series:
    return rows["codigo"].str.zfill(2).replace("00", COUNTRY)
