"""The part of the independent auditor that reads what the registers let see: needs and referrals."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from publish import text
from publish.audit_reading import THINGS
from publish.audit_wholes import told_by_wholes

_NEED = ["necesidad", "poblacion", "sexo", "territorio"]
_REFERRAL = ["periodo", "desde_servicio", "hacia_servicio", "sexo", "territorio"]
_ENGLISH = {
    "necesidad": "need", "poblacion": "population", "sexo": "sex", "territorio": "territory_id",
    "periodo": "period", "desde_servicio": "from_service", "hacia_servicio": "to_service",
}  # fmt: skip
_ARTICLE = re.compile(r'<article[^>]* id="casilla-([^"]+)">(.*?)</article>', re.DOTALL)


def in_registers(edition: Path, datos: Path, threshold: int) -> list[str]:
    """Demands and referrals of few persons that a table or the page of resources lets read, in Spanish."""
    needs = _truth(datos / "resultados" / "resource_needs.parquet", _NEED)
    referrals = _truth(datos / "resultados" / "referrals.parquet", _REFERRAL)
    if needs is None or referrals is None:
        return []
    small = needs[_is_small(needs["demand"], threshold) & ~needs["unit"].isin(THINGS)]
    rest = referrals["referred"] - referrals["attended"]
    few = referrals[
        _is_small(referrals["referred"], threshold)
        | _is_small(referrals["attended"], threshold)
        | _is_small(rest, threshold)
    ]
    found = _in_table(edition, "recursos_necesidades", _NEED, ["demanda"], small)
    found += _in_table(edition, "recursos_hallazgos", _NEED, ["demanda"], small)
    found += _in_table(edition, "derivaciones", _REFERRAL, ["derivadas", "atendidas", "de_cada_cien"], few)
    found += _by_subtraction(edition, datos, threshold)
    return [*dict.fromkeys(found), *_in_words(edition, small)]


def _by_subtraction(edition: Path, datos: Path, threshold: int) -> list[str]:
    """What the sexes, the places and the periods of one circuit, or one need, tell of one another."""
    places = pq.read_table(datos / "resultados" / "territories.parquet").to_pandas()
    above = dict(zip(places["territory_id"], places["parent_id"].fillna(""), strict=True))
    found = []
    for name, key, counts in (
        ("recursos_necesidades", [*_NEED, "unidad"], ["demanda"]),
        ("derivaciones", _REFERRAL, ["derivadas", "atendidas"]),
    ):
        path = edition / "datos" / f"{name}.csv"
        if not path.is_file():
            continue
        table = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
        for count in counts:
            table[count] = pd.to_numeric(table[count].str.replace(",", "."), errors="coerce")
        if "unidad" in key:
            table = table[~table["unidad"].isin(THINGS)]
        else:
            table["resto"] = table["derivadas"] - table["atendidas"]
            counts = [*counts, "resto"]
        told = told_by_wholes(table, key, counts, above, threshold)
        named = [part for part in key if part != "unidad"]
        found += [_finding(f"datos/{name}.csv", row, named) for row in told]
    return found


def _truth(path: Path, key: list[str]) -> pd.DataFrame | None:
    """An unprotected result, its key under the names of the published columns."""
    if not path.is_file():
        return None
    return pq.read_table(path).to_pandas().rename(columns={_ENGLISH[name]: name for name in key})


def _is_small(counts: pd.Series, threshold: int) -> np.ndarray:
    size = counts.astype("float64").fillna(0).abs()
    return ((size > 0) & (size < threshold)).to_numpy()


def _in_table(edition: Path, name: str, key: list[str], numbers: list[str], small: pd.DataFrame) -> list[str]:
    """Rows of a published table that show a small count, or tell one by total minus the other sex."""
    path = edition / "datos" / f"{name}.csv"
    if not path.is_file():
        return []
    table = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    shown = table.merge(small[key].drop_duplicates(), on=key)
    leaks = shown[(shown[numbers] != "").any(axis=1)]
    group = [column for column in key if column != "sexo"]
    hidden = small.loc[small["sexo"] != "total", group].drop_duplicates()
    open_ = table[(table[numbers] != "").any(axis=1) & (table[numbers] != "0").any(axis=1)]
    both = hidden.merge(open_.loc[open_["sexo"] == "total", group], on=group)
    told = both.merge(open_[open_["sexo"] != "total"], on=group)
    rows = [*leaks.to_dict("records"), *told.to_dict("records")]
    return sorted({_finding(f"datos/{name}.csv", row, key) for row in rows})


def _in_words(edition: Path, small: pd.DataFrame) -> list[str]:
    """Sentences of the page and of the findings that say the number of a small demand."""
    said: list[tuple[str, str, str]] = []
    page = edition / "recursos" / "index.html"
    if page.is_file():
        content = html.unescape(page.read_text(encoding="utf-8")).replace("\N{NO-BREAK SPACE}", " ")
        said += [("recursos/index.html", anchor, body) for anchor, body in _ARTICLE.findall(content)]
    path = edition / "datos" / "recursos_hallazgos.csv"
    if path.is_file():
        table = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
        said += [
            ("datos/recursos_hallazgos.csv", "-".join(row[name] for name in _NEED), row["motivo"])
            for row in table.to_dict("records")
        ]
    counts = {"-".join(str(row[name]) for name in _NEED): row for row in small.to_dict("records")}
    found = []
    for name, anchor, body in said:
        row = counts.get(anchor)
        if row and re.search(rf"para {re.escape(text.plain(row['demand']))}(?![\d.,]\d)", body):
            found.append(_finding(name, row, _NEED))
    return found


def _finding(name: str, row: dict[Any, Any], key: list[str]) -> str:
    """Which row, where; never its value."""
    return f"«{name}» deja ver un recuento de pocas personas: {', '.join(str(row[part]) for part in key)}."
