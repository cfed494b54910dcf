"""Which rows the account has: territories shown, and a complete grid of figures over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from publish.inputs import InputsMissing
from publish.rounding import round_values

LEVELS = [
    "pais", "region", "provincia", "comuna", "unidad_vecinal", "villa", "sector", "otro", "sin_territorio",
]  # fmt: skip
SEXES = ["total", "mujer", "hombre"]
NUMBERS = ["valor", "numerador", "denominador", "ic_inf", "ic_sup"]
KEY = ["indicador", "periodo", "sexo"]
NAMES = {
    "indicator_id": "indicador", "territory_id": "territorio", "period": "periodo", "sex": "sexo",
    "age_band": "edad", "dimension": "desglose", "category": "categoria", "value": "valor",
    "numerator": "numerador", "denominator": "denominador", "ci_low": "ic_inf", "ci_high": "ic_sup",
    "mark": "marca", "status": "estado", "sources": "fuente", "cut_date": "corte", "method": "metodo",
    "mark_reason": "motivo",
}  # fmt: skip


def listed_territories(territories: pd.DataFrame, settings: dict[str, Any]) -> pd.DataFrame:
    """The territories with rows: those the workspace lists, what contains them, and the parts of its comunas.

    The parts of a listed comuna are listed too; what could not be placed in them has rows and no page.
    Returns territorio, nombre, nivel, pertenece_a, listado; by level, then code. Raises
    InputsMissing when the settings list a territory that does not exist.
    """
    known = territories.rename(
        columns={"territory_id": "territorio", "name": "nombre", "level": "nivel", "parent_id": "pertenece_a"}
    )[["territorio", "nombre", "nivel", "pertenece_a"]].fillna("")
    wanted = settings.get("territorios") or []
    if not wanted or wanted in ("todas", ["todas"]):
        listed = set(known.loc[known["nivel"] == "comuna", "territorio"])
    else:
        listed = {str(code) for code in wanted}
    unknown = sorted(listed - set(known["territorio"]))
    if unknown:
        raise InputsMissing(f"La lista de territorios nombra códigos que no existen: {', '.join(unknown)}.")
    above = dict(zip(known["territorio"], known["pertenece_a"], strict=True))
    parts = parts_of_comunas(known["territorio"], known["nivel"], above)
    nowhere = set(known.loc[known["nivel"] == "sin_territorio", "territorio"])
    listed |= {part for part, comuna in parts.items() if comuna in listed} - nowhere
    # without what was not placed, the parts shown would not add up to their comuna
    beside = {part for part in nowhere & set(parts) if parts[part] in {parts.get(code) for code in listed}}
    shown = {"CL", *listed, *beside}
    for code in listed:
        while (code := above.get(code, "")) and code not in shown:
            shown.add(code)
    known = known[known["territorio"].isin(shown)]
    known = known.assign(
        listado=known["territorio"].isin(listed),
        order=known["nivel"].map({level: position for position, level in enumerate(LEVELS)}),
    )
    return known.sort_values(["order", "territorio"]).drop(columns="order").reset_index(drop=True)


def parts_of_comunas(
    territories: Iterable[str], levels: Iterable[str], above: Mapping[str, str]
) -> dict[str, str]:
    """Comuna of each territory that is part of one, «sin territorio» included."""
    codes = list(territories)
    comunas = {code for code, level in zip(codes, levels, strict=True) if level == "comuna"}
    return {code: above[code] for code in codes if above.get(code, "") in comunas}


def complete(values: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """The published rows, sorted: what was measured, and an `nd` row wherever a figure is missing.

    values: indicator_values, already protected. A figure is due in every territory shown for each
    indicator, period and sex that has data anywhere in the country, and in the parts of a comuna for those
    that have some row in one of them; finer breakdowns, and years put together, come as they are.
    """
    rows = values.rename(columns=NAMES)[list(NAMES.values())]
    texts = [name for name in NAMES.values() if name not in NUMBERS]
    rows[texts] = rows[texts].fillna("")
    pools = _is_pool(rows)
    itself = (rows["edad"] == "total") & (rows["desglose"] == "") & ~pools
    has_data = rows["valor"].notna() | rows["marca"].isin(["s", "na"])
    due = rows.loc[itself & has_data, KEY].drop_duplicates()
    shown = rows["territorio"].isin(territories["territorio"])
    grid = _due(due, rows[shown & itself], territories)
    figures = grid.merge(
        rows[shown & itself], how="left", on=[*KEY, "territorio"], validate="one_to_one", indicator="found"
    )
    missing = figures.pop("found") == "left_only"
    figures[texts] = figures[texts].fillna("")
    figures.loc[missing, ["edad", "marca"]] = ["total", "nd"]
    finer = rows[shown & ~itself & ~pools].merge(due[["indicador", "periodo"]].drop_duplicates())
    found = pd.concat([figures, finer, rows[shown & pools]], ignore_index=True)
    levels = dict(zip(territories["territorio"], territories["nivel"], strict=True))
    found["nivel"] = found["territorio"].map(levels).astype("str")
    blank = found["valor"].isna() & ~found["marca"].isin(["s", "na"])
    found.loc[blank, "marca"] = "nd"
    found.loc[found["marca"] == "nd", NUMBERS] = np.nan
    for name in NUMBERS:
        found[name] = round_values(found[name])
    return _ordered(found, territories)


def _is_pool(rows: pd.DataFrame) -> pd.Series:
    """Years that the models put together where cases are few: a card of years has them there alone."""
    yearly = rows.loc[rows["periodo"].str.len() == 4, "indicador"].unique()
    return rows["periodo"].str.contains("/", regex=False) & rows["indicador"].isin(yearly)


def _due(due: pd.DataFrame, itself: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """Key and territory of every figure that is due. Most sources do not reach below the comuna."""
    above = dict(zip(territories["territorio"], territories["pertenece_a"], strict=True))
    parts = parts_of_comunas(territories["territorio"], territories["nivel"], above)
    whole = territories.loc[~territories["territorio"].isin(parts), ["territorio"]]
    grids = [due.merge(whole, how="cross")]
    of_part = itself["territorio"].map(parts)
    for comuna in sorted(set(parts.values())):
        reached = itself.loc[of_part == comuna, KEY].drop_duplicates().merge(due)
        own = pd.DataFrame({"territorio": [part for part, parent in parts.items() if parent == comuna]})
        grids.append(reached.merge(own, how="cross"))
    return pd.concat(grids, ignore_index=True)


def _ordered(rows: pd.DataFrame, territories: pd.DataFrame) -> pd.DataFrame:
    """Indicator, territory by level, period; the figure itself first, then its breakdowns."""
    places = {code: position for position, code in enumerate(territories["territorio"])}
    itself = (rows["sexo"] == "total") & (rows["edad"] == "total") & (rows["desglose"] == "")
    keys = [
        _rank(rows["sexo"], lambda sex: (SEXES.index(sex) if sex in SEXES else len(SEXES), sex)),
        _rank(rows["edad"], age_order),
        _rank(rows["categoria"], str),
        _rank(rows["desglose"], str),
        ~itself.to_numpy(),
        _rank(rows["periodo"], str),
        rows["territorio"].map(places).to_numpy(),
        _rank(rows["indicador"], str),
    ]
    return rows.iloc[np.lexsort(keys)].reset_index(drop=True)


def _rank(column: pd.Series, key: Any) -> np.ndarray:
    """Position of each value among the distinct ones, ordered by key."""
    order = {value: position for position, value in enumerate(sorted(column.unique(), key=key))}
    return column.map(order).to_numpy()


def age_order(code: str) -> tuple[int, int, int, str]:
    """'total' first, then by first and last year of age."""
    if code == "total":
        return (0, 0, 0, code)
    years = [int(year) for year in re.findall(r"\d+", code)] or [0]
    return (1, years[0], years[-1] if len(years) > 1 else 200, code)
