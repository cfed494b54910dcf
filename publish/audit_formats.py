"""The part of the independent auditor that reads the figures again where they are said in other formats.

It decodes them on its own and asks of each number that the table of figures shows it for the same indicator,
territory and sex: the table itself is audited apart.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

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
Shown = tuple[str, str, str, str, str]


def in_formats(edition: Path) -> list[str]:
    """Numbers of SDMX-CSV and JSON-stat that `valores` does not show, in Spanish; never the number."""
    table, folder = edition / "datos" / "valores.csv", edition / "datos"
    files = [*sorted(folder.glob("*.sdmx.csv.gz")), *sorted(folder.glob("jsonstat/*.json"))]
    if not files:
        return []
    shown = set(_shown(read_table(table), {name: name for name in _EXCHANGED.values()}))
    found: list[str] = []
    for path in files:
        told = _cubed(path) if path.suffix == ".json" else _exchanged(path)
        name = path.relative_to(edition).as_posix()
        places = sorted({(indicator, place, sex) for indicator, place, sex, *_ in set(told) - shown})
        found += [
            f"«{name}» deja ver un número que la tabla de valores no muestra: {', '.join(place)}."
            for place in places
        ]
    return found


def _exchanged(path: Path) -> Iterator[Shown]:
    rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    told = rows.rename(columns={"INDICATOR": "indicador", "REF_AREA": "territorio"})
    return _shown(told.assign(sexo=told["SEX"].map(_SEXES)), _EXCHANGED)


def _cubed(path: Path) -> Iterator[Shown]:
    """The cells of a cube: the last dimension runs fastest, as its standard says."""
    cube = json.loads(path.read_bytes())
    if cube["class"] != "dataset":
        return
    names, sizes = cube["id"], cube["size"]
    codes = [cube["dimension"][name]["category"]["index"] for name in names]
    steps = [math.prod(sizes[place + 1 :]) for place in range(len(sizes))]
    for cell, number in cube["value"].items():
        at = {
            name: codes[place][int(cell) // steps[place] % sizes[place]] for place, name in enumerate(names)
        }
        yield path.stem, at["territorio"], at["sexo"], at["medida"], _plain(str(number))


def _shown(rows: pd.DataFrame, numbers: dict[str, str]) -> Iterator[Shown]:
    for column, name in numbers.items():
        there = rows[rows[column] != ""]
        for indicator, place, sex, number in zip(
            there["indicador"], there["territorio"], there["sexo"], there[column], strict=True
        ):
            yield indicator, place, sex, name, _plain(number)


def _plain(number: str) -> str:
    """One spelling of a number, whatever its format writes: '4.000' as decimals is '4'."""
    return repr(float(number.replace(",", ".")))
