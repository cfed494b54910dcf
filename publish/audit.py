"""The independent auditor: reads what is published and looks for small counts of persons in it.

It shares no code with publish/protect, decides on its own which figures are small, and never
repeats a value: a finding names the figure and the file where it can be read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from publish.audit_curves import in_curves
from publish.audit_formats import in_formats
from publish.audit_lines import by_lines
from publish.audit_pages import finding, in_pages
from publish.audit_pairs import in_pairs
from publish.audit_parts import in_parts
from publish.audit_people import in_people
from publish.audit_placements import in_placements
from publish.audit_programmes import in_programmes
from publish.audit_reading import read_table
from publish.audit_registers import in_registers
from publish.audit_twins import in_twins
from publish.audit_workbook import in_workbook

_NUMBERS = ["valor", "numerador", "denominador", "ic_inf", "ic_sup"]
_KEY = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
_GOAL_NUMBERS = [
    "base_valor", "ultimo_valor", "anterior_valor", "distancia", "cambio_desde_base", "cambio_ic_inf",
    "cambio_ic_sup", "parte_del_camino", "personas_que_faltan",
]  # fmt: skip


def audit(edition: Path, datos: Path, threshold: int) -> list[str]:
    """Every small figure about persons that a published file lets read, in Spanish; empty when none.

    edition: the finished folder. datos: where the unprotected results and the catalogue are.
    """
    truth = _figures(datos)
    small = truth[_is_small(truth, datos, threshold)]
    cards = json.loads((datos / "catalogo" / "tarjetas.json").read_text(encoding="utf-8"))
    decimals = {card["id"]: int(card.get("decimales") or 0) for card in cards}
    pages = in_pages(edition, small, truth, decimals)
    shares = _shares(datos)
    people = in_people(edition, threshold)
    tables = [
        *_in_tables(edition, small, shares, threshold),
        *_in_goals(edition, small),
        *in_curves(edition, small),
        *in_pairs(edition, small),
        *in_formats(edition),
        *in_workbook(edition),
    ]
    return [
        *tables,
        *in_parts(edition, shares, threshold),
        *in_placements(edition, datos),
        *in_twins(edition, datos, shares, threshold),
        *in_registers(edition, datos, threshold),
        *in_programmes(edition, datos, threshold),
        *people,
        *pages,
    ]


def _figures(datos: Path) -> pd.DataFrame:
    """The figures as computed, under the names of the published columns."""
    names = ["indicator_id", "territory_id", "period", "sex", "age_band", "dimension", "category"]
    numbers = ["value", "numerator", "denominator", "ci_low", "ci_high"]
    path = datos / "resultados" / "indicator_values.parquet"
    frame = pq.read_table(path, columns=[*names, *numbers, "person_level"]).to_pandas()
    return frame.rename(columns=dict(zip([*names, *numbers], [*_KEY, *_NUMBERS], strict=True)))


def _is_small(truth: pd.DataFrame, datos: Path, threshold: int) -> np.ndarray:
    """Which figures count some persons, but too few: above, below, or left over in a share."""
    above, below = truth["numerador"].to_numpy("float64"), truth["denominador"].to_numpy("float64")
    rest = np.where(truth["indicador"].isin(_shares(datos)), below - above, np.nan)
    small = np.zeros(len(truth), dtype=bool)
    for counts in (above, below, rest):
        size = np.abs(np.nan_to_num(counts, nan=0.0))
        small |= (size > 0) & (size < threshold)
    return small & truth["person_level"].to_numpy("bool")


def _shares(datos: Path) -> set[str]:
    """Indicators whose denominator contains their numerator."""
    kinds = pq.read_table(datos / "catalogo" / "indicators.parquet").to_pandas()
    return set(kinds.loc[kinds["kind"] == "proporcion", "indicator_id"])


def _in_tables(edition: Path, small: pd.DataFrame, shares: set[str], threshold: int) -> list[str]:
    """Rows that show a small figure, in any table of the edition that has the columns of valores, and what
    the edition before said of a figure that is reserved now."""
    found: list[str] = []
    for path in sorted([*edition.rglob("*.csv"), *edition.rglob("*.parquet")]):
        columns = _columns(path)
        if {*_KEY, "valor_antes", "marca_ahora"} <= columns:
            table = read_table(path)
            again = table[(table["marca_ahora"] == "s") & (table["valor_antes"] != "")]
            found += [finding(path.relative_to(edition).as_posix(), row) for row in again.to_dict("records")]
        if not {*_KEY, *_NUMBERS, "marca"} <= columns:
            continue
        table = read_table(path)
        shown = table.merge(small[_KEY], on=_KEY)
        leaks = shown[(shown[_NUMBERS] != "").any(axis=1) | (shown["marca"] != "s")]
        name = path.relative_to(edition).as_posix()
        found += [finding(name, row) for row in leaks.to_dict("records")]
        told = [*_by_subtraction(table), *by_lines(table, shares, threshold)]
        found += [finding(name, row) for row in told]
    return found


def _by_subtraction(table: pd.DataFrame) -> list[dict[Any, Any]]:
    """Reserved figures of one sex that the total minus the other sex gives away."""
    group = [name for name in _KEY if name != "sexo"]
    one_sex = table["sexo"].isin(["mujer", "hombre"])
    hidden = table.loc[one_sex & (table["marca"] == "s"), [*group, "sexo"]]
    totals = table.loc[(table["sexo"] == "total") & (table["valor"] != ""), group]
    says_something = ~table[["valor", "numerador", "denominador"]].isin(["", "0", 0]).all(axis=1)
    others = table.loc[one_sex & (table["marca"] != "s") & says_something, group]
    return hidden.merge(totals, on=group).merge(others, on=group).to_dict("records")


def _in_goals(edition: Path, small: pd.DataFrame) -> list[str]:
    """Rows of metas that show a number worked out from a small figure."""
    itself = small[(small["edad"] == "total") & (small["desglose"] == "")]
    found: list[str] = []
    for kind in ("csv", "parquet"):
        name = f"datos/metas.{kind}"
        goals = read_table(edition / name)
        if goals.empty:
            continue
        for period in ("base_periodo", "ultimo_periodo", "anterior_periodo"):
            used = goals.assign(periodo=goals[period]).merge(
                itself[_KEY[:4]], on=["indicador", "territorio", "sexo", "periodo"]
            )
            leaks = used[(used[_GOAL_NUMBERS] != "").any(axis=1)]
            found += [finding(name, row) for row in leaks.to_dict("records")]
    return sorted(set(found))


def _columns(path: Path) -> set[str]:
    if path.suffix == ".parquet":
        return set(pq.read_schema(path).names)
    with path.open(encoding="utf-8-sig") as lines:
        return set(lines.readline().rstrip("\r\n").split(";"))
