"""The part of the independent auditor that reads the figures again where they are said in other formats.

It decodes them on its own and asks of each number that the table of figures shows it for the same indicator,
territory and sex: the table itself is audited apart. Rows are compared by a hash of 64 bits, because a
national edition has millions of numbers.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd

from publish.audit_reading import read_table

_SEXES = {"_T": "total", "F": "mujer", "M": "hombre"}
_EXCHANGED = {
    "OBS_VALUE": "valor",
    "NUMERATOR": "numerador",
    "DENOMINATOR": "denominador",
    "CI_LOW": "ic_inf",
    "CI_HIGH": "ic_sup",
}
_PLACE = ["indicador", "territorio", "sexo"]


def in_formats(edition: Path) -> list[str]:
    """Numbers of SDMX-CSV and JSON-stat that `valores` does not show, in Spanish; never the number."""
    folder = edition / "datos"
    exchanged, cubes = sorted(folder.glob("*.sdmx.csv.gz")), sorted(folder.glob("jsonstat/*.json"))
    if not exchanged and not cubes:
        return []
    table = read_table(folder / "valores.csv")
    shown = {name: np.unique(_hashes(_numbers(table, name))) for name in _EXCHANGED.values()}
    told = [(path, *each) for path in exchanged for each in _exchanged(path)]
    told += [(path, *each) for path in cubes for each in _cubed(path)]
    found: list[str] = []
    for path, name, rows in told:
        unseen = rows.loc[~np.isin(_hashes(rows), shown[name]), _PLACE].drop_duplicates()
        found += [
            f"«{path.relative_to(edition).as_posix()}» deja ver un número que la tabla de valores "
            f"no muestra: {', '.join(place)}."
            for place in unseen.sort_values(_PLACE).itertuples(index=False, name=None)
        ]
    return list(dict.fromkeys(found))


def _exchanged(path: Path) -> list[tuple[str, pd.DataFrame]]:
    asked = ["INDICATOR", "REF_AREA", "SEX", *_EXCHANGED]
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, usecols=asked)
    rows = rows.rename(columns={"INDICATOR": "indicador", "REF_AREA": "territorio"} | _EXCHANGED)
    rows["sexo"] = rows["SEX"].map(_SEXES)
    return [(name, _numbers(rows, name)) for name in _EXCHANGED.values()]


def _cubed(path: Path) -> list[tuple[str, pd.DataFrame]]:
    """The cells of a cube, by measure: its last dimension runs fastest, as its standard says."""
    cube = json.loads(path.read_bytes())
    if cube["class"] != "dataset" or not cube["value"]:
        return []
    names, sizes = cube["id"], cube["size"]
    cells = np.fromiter(map(int, cube["value"]), dtype="int64", count=len(cube["value"]))
    at = {}
    for place, name in enumerate(names):
        codes = np.array(cube["dimension"][name]["category"]["index"], dtype=object)
        at[name] = codes[cells // math.prod(sizes[place + 1 :]) % sizes[place]]
    rows = pd.DataFrame({name: at[name] for name in ("territorio", "sexo")})
    rows["indicador"] = path.stem
    rows["numero"] = np.array(list(cube["value"].values()), dtype="float64")
    return [(str(name), rows[at["medida"] == name]) for name in sorted(set(at["medida"]))]


def _numbers(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows with a number in a column: their place and the number, whatever its decimal sign."""
    there = rows.loc[rows[column] != "", [*_PLACE, column]].rename(columns={column: "numero"})
    return there.assign(numero=there["numero"].str.replace(",", ".", regex=False).astype("float64"))


def _hashes(rows: pd.DataFrame) -> np.ndarray:
    """One hash a row, of its place and its number."""
    plain = {name: rows[name].astype("object") for name in _PLACE}
    whole = pd.DataFrame(plain | {"numero": rows["numero"].astype("float64")})
    return pd.util.hash_pandas_object(whole, index=False).to_numpy()
