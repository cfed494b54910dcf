"""Every figure of the documents of an edition beside its published tables, read apart from the product."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from tests.documents.read_back import DECIMALS, WHOLE, chilean, numbers_of, words

#: Tables in which every figure of a document must be, besides those of its own territory.
_GENERAL = ("metas", "metas_acciones", "metas_curva", "metas_hitos", "recursos", "recursos_hallazgos",
            "recursos_necesidades", "compromisos", "compromisos_contrastes", "participacion_totales",
            "participacion", "integrantes")  # fmt: skip


def strangers(edition: Path, document: str, territories: Iterable[str] | None) -> list[str]:
    """The figures of a PDF that no published table gives. territories: whose it may show; None, all."""
    said = _without_names(edition, words(edition / document))
    published = _published(edition, territories)
    found = {*DECIMALS.findall(said), *WHOLE.findall(said)}
    return sorted(figure for figure in found if not _is_there(figure, published))


def untold(edition: Path, territory: str) -> list[str]:
    """Indicators with a figure of a territory that its document does not say beside their name."""
    said = words(edition / f"territorios/{territory}/cuenta-publica.pdf")
    cards = _table(edition, "indicadores").set_index("indicador")
    missing = []
    for indicator, figure in _standing(edition, territory).iterrows():
        card = cards.loc[str(indicator)]
        shown = "reservado" if figure["marca"] == "s" else chilean(figure["valor"], int(card["decimales"]))
        minus = "−" if figure["valor"] < 0 and figure["marca"] != "s" else ""
        name = re.escape(card["nombre"])
        if not re.search(rf"{name} .{{0,60}}?{re.escape(minus + shown)}|{name} \S+ s ", said):
            missing.append(f"{indicator}: {minus}{shown}")
    return missing


def wrong_cells(edition: Path) -> list[str]:
    """Rows of the workbook's sheet of values that are not what `valores` publishes, and figures left out."""
    sheet = openpyxl.load_workbook(edition / "datos/cuenta-publica.xlsx", read_only=True)["Valores"]
    rows = sheet.iter_rows(values_only=True)
    heads = [str(each) for each in next(rows)]
    book = pd.DataFrame(rows, columns=heads)
    whole = _table(edition, "valores")
    itself = whole[(whole["edad"] == "total") & (whole["desglose"] == "") & (whole["marca"] != "nd")]
    if len(book) != len(itself):
        return [f"{len(book)} filas, y valores tiene {len(itself)}"]
    wrong = []
    for head, column in (
        ("Código del indicador", "indicador"), ("Código del territorio", "territorio"), ("Valor", "valor"),
        ("Numerador", "numerador"), ("Denominador", "denominador"), ("Margen desde", "ic_inf"),
        ("Margen hasta", "ic_sup"),
    ):  # fmt: skip
        one, other = book[head].tolist(), itself[column].tolist()
        wrong += [f"{head}: {a} y {b}" for a, b in zip(one, other, strict=True) if not _same(a, b)]
    return wrong


def _same(cell: object, value: object) -> bool:
    missing = [each is None or each == "" or each != each for each in (cell, value)]
    return all(missing) or (cell == value and not any(missing))


def _published(edition: Path, territories: Iterable[str] | None) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Every number that a document may show, without its sign, in order."""
    values, changes, gaps = (_table(edition, name) for name in ("valores", "cambios", "brechas"))
    if territories is not None:
        codes = list(territories)
        values, changes, gaps = (each[each["territorio"].isin(codes)] for each in (values, changes, gaps))
    found = [numbers_of(frame) for frame in (values, changes, gaps)]
    own = values[(values["edad"] == "total") & (values["desglose"] == "") & values["valor"].notna()]
    for _, series in own.groupby(["indicador", "territorio", "sexo"]):
        # a change over years that the table of changes gives step by step
        known = series["valor"].to_numpy()
        found.append((known[:, None] - known[None, :]).ravel().tolist())
    found += [numbers_of(_table(edition, name)) for name in _GENERAL if _has(edition, name)]
    found.append(_worked_out(edition))
    return np.sort(np.abs(np.concatenate([np.asarray(each, dtype=float) for each in found])))


def _worked_out(edition: Path) -> list[float]:
    """What sentences work out: coverage of a plan over the needs that it prints, costs put together."""
    found: list[float] = []
    if _has(edition, "compromisos_contrastes"):
        plans, printed = _table(edition, "compromisos"), _table(edition, "compromisos_contrastes")
        rows = plans[(plans["estandar"] != "") & plans["necesidad"].notna()]
        planned = rows.groupby("plan")["planificado"].sum()
        needs = printed[(printed["cifra"] == "necesidad") & (printed["estandar"] == "")]
        stated = needs.set_index(["plan", "area"])["impreso"]
        areas = plans[(plans["area"] != "") & (plans["estandar"] == "")].set_index(["plan", "area"])
        whole = stated.combine_first(areas["necesidad"]).groupby("plan").sum()
        found += [100 * planned[plan] / whole[plan] for plan in planned.index]
    if _has(edition, "recursos"):
        offers = _table(edition, "recursos")
        found += offers.groupby(["necesidad", "territorio"])["costo_anual"].sum().tolist()
    return found


def _is_there(figure: str, published: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    """Whether some published number rounds to this figure with its decimals."""
    value = float(figure.replace(".", "").replace(",", "."))
    half = 0.5 * 10.0 ** -len(figure.partition(",")[2]) + 1e-6
    at = int(np.searchsorted(published, value - half))
    return at < len(published) and bool(published[at] <= value + half)


def _without_names(edition: Path, said: str) -> str:
    """The text without the names and units of indicators, which have numbers of their own: «por 100.000»."""
    cards = _table(edition, "indicadores")
    for words_ in sorted({*cards["nombre"], *cards["unidad"]}, key=len, reverse=True):
        if any(sign.isdigit() for sign in words_):
            said = said.replace(words_, "")
    return said


def _has(edition: Path, name: str) -> bool:
    return (edition / "datos" / f"{name}.parquet").is_file()


def _standing(edition: Path, territory: str) -> pd.DataFrame:
    """The figure that stands for a territory now: the newest final one, or the newest provisional one."""
    values = _table(edition, "valores")
    year = int(edition.resolve().name[:4])
    own = values[
        (values["territorio"] == territory) & (values["sexo"] == "total") & (values["edad"] == "total")
        & (values["desglose"] == "") & values["marca"].isin(["", "s", "u"])
    ].copy()  # fmt: skip
    own["fin"] = own["periodo"].map(_end)
    own = own[own["fin"].str[:4].astype(int) <= year]
    own["cerrada"] = own["estado"] == ""
    return own.sort_values(["cerrada", "fin", "periodo"]).groupby("indicador").last()


def _end(period: str) -> str:
    year, _, rest = period.rpartition("/")[2].partition("-")
    return f"{year}-{rest.zfill(2) if rest.isdigit() else {'S1': '06'}.get(rest, '12')}"


def _table(edition: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(edition / "datos" / f"{name}.parquet")
