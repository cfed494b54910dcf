"""Territory facts for the recomputation, read from the raw territory and census files."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

COUNTRY = "CL"
UNKNOWN = "CL-st"  # the deaths whose comuna nobody knows
ANTARCTICA = "12202"
#: Comunas created in 2004 and the year from which they exist.
CREATED = {"01107": 2004, "08112": 2004, "08314": 2004, "09121": 2004}
#: Names in the files that differ from the official list, as the layout notes tell them.
ALIASES = {
    "AISEN": "AYSEN",
    "COIHAIQUE": "COYHAIQUE",
    "LA CALERA": "CALERA",
    "PAIHUANO": "PAIGUANO",
    "MARCHIGUE": "MARCHIHUE",
    "TREGUACO": "TREHUACO",
    "LLAYLLAY": "LLAILLAY",
    "CABO DE HORNOS (EX - NAVARINO)": "CABO DE HORNOS",
}


@dataclass(frozen=True)
class Places:
    """The 346 comunas: names, old codes, province, region, and persons of the 2017 census."""

    names: dict[str, str]
    old: dict[str, str]
    people: pd.Series

    @property
    def comunas(self) -> list[str]:
        return sorted(self.names)

    def code(self, column: pd.Series) -> pd.Series:
        """Five-digit code of today, from codes with or without zero, of any epoch.

        Empty and 99999 mean that the comuna is not known. Any other code must exist.
        """
        text = column.fillna("99999").astype(str).str.strip().str.replace(r"\.0$", "", regex=True)
        today = text.str.zfill(5).replace(self.old).replace("99999", UNKNOWN)
        assert today.isin([*self.names, UNKNOWN]).all(), "a code that is no comuna"
        return today

    def named(self, column: pd.Series) -> pd.Series:
        """Code of each comuna name. Every name must be known."""
        by_name = {plain(name): code for code, name in self.names.items()}
        distinct = {name: by_name.get(ALIASES.get(plain(name), plain(name))) for name in column.unique()}
        found = column.map(distinct)
        assert found.notna().all(), f"unknown comuna: {sorted(set(column[found.isna()]))}"
        return found

    def over(self) -> list[tuple[str, str]]:
        """Every (comuna, territory over it). The deaths without comuna are in the country alone."""
        levels = [(code, parent) for code in self.comunas for parent in (code[:3], code[:2], COUNTRY)]
        return [*levels, (UNKNOWN, COUNTRY)]


def plain(name: str) -> str:
    """A name without accents, apostrophes, capitals or double spaces (the Ñ becomes N)."""
    for mark in "'´’`":
        name = name.replace(mark, "")
    letters = unicodedata.normalize("NFD", name.upper())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


@cache
def places(datos: Path) -> Places:
    """Read the official list, the old codes and the census."""
    cut = pd.read_csv(datos / "territorio/cut_comuna.csv", sep=";", dtype=str)
    old = pd.read_csv(datos / "territorio/codigos_historicos_comuna.csv", dtype=str)
    census = pd.read_csv(datos / "poblacion/censo_2017_comunas.csv", dtype={"codigo_comuna": str})
    number = next(c for c in census.columns if c not in ("codigo_comuna", "edad", "sexo"))
    return Places(
        names=dict(zip(cut["codigo_comuna"], cut["nombre_comuna"], strict=True)),
        old=dict(zip(old["codigo_antiguo"], old["codigo_vigente"], strict=True)),
        people=census.groupby(census["codigo_comuna"].str.zfill(5))[number].sum(),
    )
