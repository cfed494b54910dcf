"""The independent auditor: reads what is published and looks for small counts of persons in it.

It shares no code with publish/protect, decides on its own which figures are small, and never
repeats a value: a finding names the figure and the file where it can be read.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from publish import text

_NUMBERS = ["valor", "numerador", "denominador", "ic_inf", "ic_sup"]
_KEY = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
_GOAL_NUMBERS = [
    "base_valor", "ultimo_valor", "anterior_valor", "distancia", "cambio_desde_base", "parte_del_camino",
    "personas_que_faltan",
]  # fmt: skip
_TAGGED = re.compile(r"data-figura=\"([^\"]*)\"[^>]*>([^<]*)<")
_FRACTION = re.compile(r"(?<![\d.,])(\d[\d.]*) de (\d[\d.]*\d)(?![\d,])")
_INTERVAL = re.compile(r"entre (−?[\d.]+(?:,\d+)?)(?: %)? y (−?[\d.]+(?:,\d+)?)")
_COMMON = 100  # «3 de 4» may be said of anything; «3 de 1.204» only of a figure
_PAGES = {"indicadores": "indicador", "territorios": "territorio"}


def audit(edition: Path, datos: Path, threshold: int) -> list[str]:
    """Every small figure about persons that a published file lets read, in Spanish; empty when none.

    edition: the finished folder. datos: where the unprotected results and the catalogue are.
    """
    truth = _figures(datos)
    small = truth[_is_small(truth, datos, threshold)]
    return [*_in_tables(edition, small), *_in_goals(edition, small), *_in_pages(edition, small, truth, datos)]


def _figures(datos: Path) -> pd.DataFrame:
    """The figures as computed, under the names of the published columns."""
    names = ["indicator_id", "territory_id", "period", "sex", "age_band", "dimension", "category"]
    numbers = ["value", "numerator", "denominator", "ci_low", "ci_high"]
    path = datos / "resultados" / "indicator_values.parquet"
    frame = pq.read_table(path, columns=[*names, *numbers, "person_level"]).to_pandas()
    return frame.rename(columns=dict(zip([*names, *numbers], [*_KEY, *_NUMBERS], strict=True)))


def _is_small(truth: pd.DataFrame, datos: Path, threshold: int) -> np.ndarray:
    """Which figures count some persons, but too few: above, below, or left over in a share."""
    kinds = pq.read_table(datos / "catalogo" / "indicators.parquet").to_pandas()
    shares = kinds.loc[kinds["kind"] == "proporcion", "indicator_id"]
    above, below = truth["numerador"].to_numpy("float64"), truth["denominador"].to_numpy("float64")
    rest = np.where(truth["indicador"].isin(shares), below - above, np.nan)
    small = np.zeros(len(truth), dtype=bool)
    for counts in (above, below, rest):
        size = np.abs(np.nan_to_num(counts, nan=0.0))
        small |= (size > 0) & (size < threshold)
    return small & truth["person_level"].to_numpy("bool")


def _in_tables(edition: Path, small: pd.DataFrame) -> list[str]:
    """Rows that show a small figure, in any table of the edition that has the columns of valores."""
    found: list[str] = []
    for path in sorted([*edition.rglob("*.csv"), *edition.rglob("*.parquet")]):
        if not {*_KEY, *_NUMBERS, "marca"} <= _columns(path):
            continue
        shown = _read(path).merge(small[_KEY], on=_KEY)
        leaks = shown[(shown[_NUMBERS] != "").any(axis=1) | (shown["marca"] != "s")]
        name = path.relative_to(edition).as_posix()
        found += [_finding(name, row) for row in leaks.to_dict("records")]
    return found


def _in_goals(edition: Path, small: pd.DataFrame) -> list[str]:
    """Rows of metas that show a number worked out from a small figure."""
    itself = small[(small["edad"] == "total") & (small["desglose"] == "")]
    found: list[str] = []
    for kind in ("csv", "parquet"):
        name = f"datos/metas.{kind}"
        goals = _read(edition / name)
        for period in ("base_periodo", "ultimo_periodo", "anterior_periodo"):
            used = goals.assign(periodo=goals[period]).merge(
                itself[_KEY[:4]], on=["indicador", "territorio", "sexo", "periodo"]
            )
            leaks = used[(used[_GOAL_NUMBERS] != "").any(axis=1)]
            found += [_finding(name, row) for row in leaks.to_dict("records")]
    return sorted(set(found))


def _in_pages(edition: Path, small: pd.DataFrame, truth: pd.DataFrame, datos: Path) -> list[str]:
    """Small figures written in pages: marked cells, and texts that only one figure can have."""
    if small.empty:
        return []
    reserved = {"|".join(row) for row in small[_KEY[:4]][_plain(small)].itertuples(index=False, name=None)}
    cards = json.loads((datos / "catalogo" / "tarjetas.json").read_text(encoding="utf-8"))
    decimals = {card["id"]: int(card.get("decimales") or 0) for card in cards}
    by_page = {column: dict(list(small.groupby(column))) for column in _PAGES.values()}
    found: list[str] = []
    for path in sorted(edition.rglob("*.html")):
        name = path.relative_to(edition).as_posix()
        content = html.unescape(path.read_text(encoding="utf-8")).replace("\N{NO-BREAK SPACE}", " ")
        found += [
            f"«{name}» muestra una cifra reservada ({key})."
            for key, shown in _TAGGED.findall(content)
            if key in reserved and any(sign.isdigit() for sign in shown)
        ]
        folder, _, rest = name.partition("/")
        column = _PAGES.get(folder, "")
        figures = by_page.get(column, {}).get(rest.partition("/")[0])
        if figures is not None:
            found += _texts(name, content, figures, truth, decimals)
    return found


def _texts(
    name: str, content: str, small: pd.DataFrame, truth: pd.DataFrame, decimals: dict[str, int]
) -> list[str]:
    """Fractions and intervals of small figures in the text of a page of theirs.

    A text that an open figure of the same indicator also has tells nothing.
    """
    fractions, intervals = set(_FRACTION.findall(content)), set(_INTERVAL.findall(content))
    if not fractions and not intervals:
        return []
    found: list[str] = []
    for row in small.to_dict("records"):
        places = decimals.get(row["indicador"], 0)
        seen = _interval(row, places) in intervals
        if row["denominador"] >= _COMMON:
            seen |= (text.plain(row["numerador"]), text.plain(row["denominador"])) in fractions
        if seen and not _also_open(row, small, truth, places):
            found.append(_finding(name, row))
    return found


def _also_open(row: dict[Any, Any], small: pd.DataFrame, truth: pd.DataFrame, places: int) -> bool:
    """Whether a figure that is not small shows the same texts as this one."""
    same = truth[(truth["indicador"] == row["indicador"]) & ~truth.index.isin(small.index)]
    pair = (same["numerador"] == row["numerador"]) & (same["denominador"] == row["denominador"])
    if pair.any():
        return True
    near = same[(same["ic_inf"] - row["ic_inf"]).abs() < 10.0**-places]
    return any(_interval(other, places) == _interval(row, places) for other in near.to_dict("records"))


def _interval(row: dict[Any, Any], places: int) -> tuple[str, str]:
    return text.number(row["ic_inf"], places), text.number(row["ic_sup"], places)


def _plain(figures: pd.DataFrame) -> pd.Series:
    return (figures["edad"] == "total") & (figures["desglose"] == "")


def _read(path: Path) -> pd.DataFrame:
    """A published table, every cell as text; missing is ''."""
    if path.suffix == ".csv":
        return pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    return pq.read_table(path).to_pandas().astype("object").fillna("")


def _columns(path: Path) -> set[str]:
    if path.suffix == ".parquet":
        return set(pq.read_schema(path).names)
    with path.open(encoding="utf-8-sig") as lines:
        return set(lines.readline().rstrip("\r\n").split(";"))


def _finding(name: str, row: dict[Any, Any]) -> str:
    figure = ", ".join(
        str(row[part]) for part in ("indicador", "territorio", "periodo", "sexo") if row.get(part)
    )
    return f"«{name}» deja ver una cifra de pocas personas: {figure}."
