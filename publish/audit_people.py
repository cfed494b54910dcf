"""The part of the independent auditor that reads the published tables of persons and families.

It knows only what anybody can download: the counts that are there, and what subtracting them gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

#: table -> counts of persons and, as pairs, what is left when one is taken from the other
_COUNTS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "satisfaccion": (("satisfechas", "encuestadas"), (("encuestadas", "satisfechas"),)),
    "evaluacion_equipo": (("cumplen", "evaluadas"), (("evaluadas", "cumplen"),)),
    "capacitacion": (("mujeres", "hombres", "total"), (("total", "mujeres"), ("total", "hombres"))),
    "bienestar_familias": (("familias", "logradas"), (("respuestas", "logradas"),)),
}
_ANSWERED = {"satisfaccion": "encuestadas", "bienestar_familias": "respuestas"}
_KEYS = {
    "satisfaccion": ["estudio", "servicio", "pregunta", "territorio", "sexo"],
    "evaluacion_equipo": ["semestre", "area", "factor"],
    "capacitacion": ["curso", "publico"],
    "bienestar_familias": ["nivel", "dimension", "item", "territorio", "momento"],
    "declarado_documentado": ["materia", "codigo"],
}


def in_people(edition: Path, threshold: int) -> list[str]:
    """Counts of few persons that these tables show, or let anybody work out, in Spanish; empty when none."""
    tables = {name: _read(edition / "datos" / f"{name}.csv") for name in _KEYS}
    found: list[str] = []
    for name, (counts, pairs) in _COUNTS.items():
        rows = tables[name]
        values = [rows[count] for count in counts] + [rows[whole] - rows[part] for whole, part in pairs]
        for value in values:
            found += [_finding(name, row) for row in _rows(rows[_small(value, threshold)])]
    said = _sexed(tables["satisfaccion"]), *_placed(tables["satisfaccion"], edition)
    for parts, wholes in said:
        found += _told("satisfaccion", parts, wholes, threshold)
    for parts, wholes in _matrix(tables["bienestar_familias"]):
        found += _told("bienestar_familias", parts, wholes, threshold)
    found += _unasked(tables["bienestar_familias"], threshold)
    courses, declared = tables["capacitacion"], tables["declarado_documentado"]
    hidden = courses[
        (courses["registro"] == "documentada") & (courses["marca"] == "s") & courses["total"].isna()
    ]
    told = (declared["materia"] == "capacitacion") & declared["tipo"].isin(set(hidden["publico"]))
    told &= declared["personas_documentadas"].notna()
    found += [_finding("declarado_documentado", row) for row in _rows(declared[told])]
    return sorted(set(found))


def _told(name: str, parts: pd.DataFrame, wholes: pd.DataFrame, threshold: int) -> list[str]:
    """Reserved parts that their whole minus the parts that are open gives away. `line` joins the two."""
    count = _ANSWERED[name]
    totals = wholes.dropna(subset=[count]).set_index("line")[count]
    found = []
    for line, rows in parts[parts["line"].isin(totals.index)].groupby("line"):
        hidden = rows[rows[count].isna()]
        rest = totals.loc[line] - rows[count].sum()
        if len(hidden) == 1 or (len(hidden) and 0 < abs(rest) < threshold):
            found += [_finding(name, row) for row in _rows(hidden)]
    return found


Pair = tuple[pd.DataFrame, pd.DataFrame]


def _sexed(rows: pd.DataFrame) -> Pair:
    """Both sexes of a question, and its total."""
    lined = _line(rows, ["estudio", "servicio", "pregunta", "territorio"])
    return lined[lined["sexo"] != "total"], lined[lined["sexo"] == "total"]


def _placed(rows: pd.DataFrame, edition: Path) -> Iterator[Pair]:
    """Territories and the one that contains them, as the edition says."""
    territories = _read(edition / "datos" / "territorios.csv")
    above = dict(zip(territories["territorio"], territories["pertenece_a"], strict=True))
    key = ["estudio", "servicio", "pregunta", "sexo"]
    for container in sorted(set(above.values()) & set(rows["territorio"])):
        inside = rows[rows["territorio"].map(above) == container]
        yield _line(inside, key), _line(rows[rows["territorio"] == container], key)


def _matrix(rows: pd.DataFrame) -> Iterator[Pair]:
    """Territories of all, dimensions of the whole and items of a dimension, at each moment."""
    everywhere = rows["territorio"] == ""
    key = ["nivel", "dimension", "item", "momento"]
    yield _line(rows[~everywhere], key), _line(rows[everywhere], key)
    for level, whole, key in (
        ("dimension", "total", ["territorio", "momento"]),
        ("item", "dimension", ["dimension", "territorio", "momento"]),
    ):
        yield _line(rows[rows["nivel"] == level], key), _line(rows[rows["nivel"] == whole], key)


def _unasked(rows: pd.DataFrame, threshold: int) -> list[str]:
    """Dimensions and items that tell how few families have nothing there that applies to them."""
    found = []
    place = ["territorio", "momento"]
    for level, whole, key in (
        ("dimension", "total", place), ("item", "total", place), ("item", "dimension", ["dimension", *place]),
    ):  # fmt: skip
        parts, wholes = _line(rows[rows["nivel"] == level], key), _line(rows[rows["nivel"] == whole], key)
        families = parts["line"].map(wholes.drop_duplicates("line").set_index("line")["familias"])
        for count in ("familias", "respuestas"):
            few = parts[_small(families - parts[count], threshold)]
            found += [_finding("bienestar_familias", row) for row in _rows(few)]
    return found


def _line(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return rows.assign(line=["|".join(part) for part in rows[key].itertuples(index=False, name=None)])


def _small(counts: pd.Series, threshold: int) -> pd.Series:
    return (counts.abs() > 0) & (counts.abs() < threshold)


def _read(path: Path) -> pd.DataFrame:
    """A published table: texts as they are, and the counts that this part knows as numbers."""
    table = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    counts = {"satisfechas", "encuestadas", "cumplen", "evaluadas", "mujeres", "hombres", "total", "familias",
              "respuestas", "logradas", "personas_documentadas"}  # fmt: skip
    for name in counts & set(table.columns):
        table[name] = pd.to_numeric(table[name].str.replace(",", ".")).astype("float64")
    return table


def _rows(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")


def _finding(name: str, row: dict[Any, Any]) -> str:
    """Which row of which table; never its value."""
    where = ", ".join(str(row[part]) for part in _KEYS[name] if row[part])
    return f"«datos/{name}.csv» deja ver un recuento de pocas personas: {where}."
