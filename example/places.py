"""The comunas of the example: official names and codes from our own seed, population jittered later."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

SEED = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds" / "national_territories.csv"

#: Regions that the synthetic files cover, with the names that different offices print.
REGIONS = {
    "08": {"mineduc": "BBIO", "simce": "DEL BIOBÍO", "deis": "Del Biobío", "roman": "VIII del Biobío"},
    "12": {
        "mineduc": "MAG",
        "simce": "DE MAGALLANES Y DE LA AN",
        "deis": "De Magallanes y de La Antártica Chilena",
        "roman": "XII de Magallanes y la Antártica Chilena",
    },
    "13": {
        "mineduc": "RM",
        "simce": "METROPOLITANA DE SANTIAGO",
        "deis": "Metropolitana de Santiago",
        "roman": "Metropolitana de Santiago",
    },
}

#: No municipality of its own and hardly any inhabitant: most sources leave it out.
ANTARCTICA = "12202"


def read_places(seed: Path = SEED) -> pd.DataFrame:
    """One row per comuna of the three regions, sorted by code.

    Columns: comuna (5 digits), name, upper (name as offices print it in capitals), provincia,
    provincia_name, region, region_name, population (Censo 2017, int).
    """
    territories = pd.read_csv(seed, dtype=str, keep_default_na=False)
    names = dict(zip(territories["territory_id"], territories["name"], strict=True))
    comunas = territories[territories["level"] == "comuna"].copy()
    comunas["region"] = comunas["territory_id"].str[:2]
    comunas = comunas[comunas["region"].isin(REGIONS)].sort_values("territory_id")
    return pd.DataFrame(
        {
            "comuna": comunas["territory_id"].to_numpy(),
            "name": comunas["name"].to_numpy(),
            "upper": plain_upper(comunas["name"]).to_numpy(),
            "provincia": comunas["parent_id"].to_numpy(),
            "provincia_name": comunas["parent_id"].map(names).to_numpy(),
            "region": comunas["region"].to_numpy(),
            "region_name": comunas["region"].map(names).to_numpy(),
            "population": comunas["reference_population"].astype(int).to_numpy(),
        }
    )


def plain_upper(text: pd.Series) -> pd.Series:
    """Capitals without accents, Ñ kept: the way MINEDUC prints names in its spreadsheets."""
    upper = text.str.upper()
    for accented, plain in zip("ÁÉÍÓÚÜ", "AEIOUU", strict=True):
        upper = upper.str.replace(accented, plain)
    return upper


def without_zero(codes: pd.Series) -> pd.Series:
    """Comuna codes as most offices deliver them: numbers, so the leading zero is lost."""
    return codes.str.lstrip("0")
