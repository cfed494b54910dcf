"""Figures that their producer already printed by comuna: CASEN, SINIM and PAES."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY
from tests.real.places import Places

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_PRINTED = ["valor", "ic_inf", "ic_sup"]


def _printed(
    where: Places, codes: pd.Series, period: str, numbers: list[pd.Series], scale: int
) -> pd.DataFrame:
    rows = pd.DataFrame(dict(zip(_PRINTED, numbers, strict=True)))
    rows = rows.apply(lambda column: pd.to_numeric(column.replace({"-": None, "": None})) * scale)
    rows["territorio"], rows["periodo"], rows["sexo"] = where.code(codes), period, "total"
    return rows.dropna(subset="valor")


def poverty(datos: Path, where: Places) -> dict[str, pd.DataFrame]:
    """CASEN by comuna, percent with its limits: ingresos, ingresos-antigua, multidimensional."""
    folder = datos / "casen"
    sheets = [
        ("ingresos", "2011", "Estimacion_tasa_*2011*.xlsx", "Comunas Pobreza 2011", (4, 5, 6)),
        ("ingresos", "2015", "PLANILLA*2015.xlsx", "Ingresos2015", (4, 5, 6)),
        ("ingresos", "2017", "PLANILLA*2017.xlsx", "Ingresos 2017", (4, 5, 6)),
        ("multidimensional", "2015", "PLANILLA*2015.xlsx", "Multidimensional2015", (4, 5, 6)),
        ("multidimensional", "2017", "PLANILLA*2017.xlsx", "Multidimensional 2017", (4, 5, 6)),
        ("multidimensional", "2022", "Estimaciones_Indice*2022.xlsx", "Estimaciones", (5, 6, 7)),
        ("ingresos-antigua", "2009", "PobrezaporComunas*.xlsx", "Hoja1", (3, 2, 4)),
        ("ingresos-antigua", "2011", "PobrezaporComunas*.xlsx", "Hoja1", (6, 5, 7)),
    ]
    found: dict[str, list[pd.DataFrame]] = {}
    for kind, period, pattern, name, positions in sheets:
        path = next(folder.glob(pattern))
        raw = pd.read_excel(path, name, engine="calamine", header=None, dtype=str)
        raw = raw[raw[0].fillna("").str.fullmatch(r"\d{4,5}")]
        numbers = [raw[position] for position in positions]
        found.setdefault(kind, []).append(_printed(where, raw[0], period, numbers, 100))
    tidy = pd.read_csv(folder / "pobreza_ingresos_2022_chile-hub.csv", dtype=str)
    numbers = [tidy[name] for name in ("tasa", "limite_inferior", "limite_superior")]
    found["ingresos"].append(_printed(where, tidy["codigo_comuna"], "2022", numbers, 1))
    return {kind: pd.concat(tables).set_index(KEY) for kind, tables in found.items()}


def _spreadsheet(data: bytes) -> list[list[str]]:
    """The rows of a spreadsheet XML (SINIM calls it .xls or .xlsx)."""
    rows = []
    for row in ET.fromstring(data.lstrip()).iter(f"{_SHEET}Row"):
        cells: list[str] = []
        for cell in row.iter(f"{_SHEET}Cell"):
            cells += [""] * (int(cell.get(f"{_SHEET}Index", len(cells) + 1)) - 1 - len(cells))
            cells.append("".join(cell.itertext()).strip())
        rows.append(cells)
    return rows


@cache
def _downloads(datos: Path) -> list[list[list[str]]]:
    folder = datos / "sinim"
    contents = [path.read_bytes() for path in sorted(folder.glob("*.xls"))]
    contents += [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.xlsx.gz"))]
    return [_spreadsheet(data) for data in contents]


def sinim(datos: Path, where: Places, code: str) -> pd.Series:
    """One variable of the downloads by variable, by (territorio, periodo, sexo). Texts are no data."""
    rows = []
    for _, variables, header, *body in _downloads(datos):
        for position, variable in enumerate(variables):
            if variable.split(" (")[0] == code:
                rows += [(line[0], header[position], line[position]) for line in body]
    return _values(where, pd.DataFrame(rows, columns=["comuna", "periodo", "texto"]), "1.5")


@cache
def _long_form(datos: Path) -> pd.DataFrame:
    tables = [
        pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
        for path in sorted((datos / "sinim").glob("sinim_scraping_*.csv.gz"))
    ]
    return pd.concat(tables)


def sinim_long(datos: Path, where: Places, code: str) -> pd.Series:
    """One variable of the long form. Its numbers are written 1.234,5; municipality 11111 is fictitious."""
    raw = _long_form(datos)
    raw = raw[(raw["var_code"] == code) & (raw["cut_comuna"] != "11111")]
    names = {"cut_comuna": "comuna", "user_year": "periodo", "value": "texto"}
    return _values(where, raw.rename(columns=names)[[*names.values()]], "1,5")


def _values(where: Places, rows: pd.DataFrame, style: str) -> pd.Series:
    text = rows["texto"].str.strip().str.rstrip("%").str.strip()
    if style == "1,5":
        text = text.str.replace(".", "").str.replace(",", ".")
    number = text.where(text.map(lambda cell: bool(re.fullmatch(r"-?\d+(\.\d+)?", cell)))).astype(float)
    out = rows.assign(territorio=where.code(rows["comuna"]), sexo="total", valor=number)
    return out.dropna(subset="valor").set_index(KEY)["valor"].sort_index()


def green_areas(datos: Path, where: Places) -> pd.Series:
    """Maintained green areas in m², without the values that cannot be true.

    Left out: over 200 m² per inhabitant of the census; over zero but under 0,02; and those that are
    8 times or more, or an eighth or less, the median of the comuna's other credible years, if two or more.
    """
    area = sinim(datos, where, "MAVM")
    per_head = area / where.people.reindex(area.index.get_level_values("territorio")).to_numpy()
    credible = area[(per_head <= 200) & ((area == 0) | (per_head >= 0.02))]
    kept = []
    for _, years in credible.groupby(level="territorio"):
        for key, value in years.items():
            others = [other for place, other in years.items() if place != key and other > 0]
            usual = float(pd.Series(others, dtype=float).median()) if len(others) >= 2 else None
            if usual is None or usual / 8 < value < usual * 8:
                kept.append(key)
    return credible.loc[kept]


def paes(datos: Path, where: Places) -> dict[str, pd.Series]:
    """PAES 2024, mean by comuna of reading and of mathematics 1. The row without comuna is left out."""
    raw = pd.read_csv(
        datos / "mineduc/puntajes_paes_comuna_2024.csv", sep=";", decimal=",", dtype={"cut_comuna": str}
    )
    raw = raw[raw["cut_comuna"].notna()]
    raw = raw.assign(territorio=where.code(raw["cut_comuna"]), periodo="2024", sexo="total").set_index(KEY)
    return {
        "paes-competencia-lectora": raw["paes_complectora"].dropna(),
        "paes-matematica-1": raw["paes_matematica1"].dropna(),
    }
