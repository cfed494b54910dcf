"""The auditor's eye on the curves of goals: a line and its band may not rest on a figure of few persons."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from publish.audit_pages import finding

_FIGURE = ["indicador", "territorio", "sexo"]
_LINE = [
    "esperado_valor", "esperado_inf", "esperado_sup", "esperado_meta_valor", "esperado_meta_inf",
    "esperado_meta_sup", "personas_frente_a_lo_esperado",
]  # fmt: skip
_SAID = ("mejor", "igual", "peor", "distinto")


def in_curves(edition: Path, small: pd.DataFrame) -> list[str]:
    """Rows of metas whose forecast was drawn through a small figure, or that judge one.

    small: the figures of few persons, under the names of the published columns.
    """
    itself = small.loc[(small["edad"] == "total") & (small["desglose"] == ""), [*_FIGURE, "periodo"]]
    found: list[str] = []
    for kind in ("csv", "parquet"):
        name = f"datos/metas.{kind}"
        goals = _read(edition / name)
        both = goals.merge(itself, on=_FIGURE)
        year = both["periodo"].map(_end)
        within = (both["pronostico_desde"].map(_end) <= year) & (year <= both["pronostico_hasta"].map(_end))
        told = (both[_LINE] != "").any(axis=1)
        judged = (both["esperado_periodo"] == both["periodo"]) & both["frente_a_lo_esperado"].isin(_SAID)
        found += [finding(name, row) for row in both[(within & told) | judged].to_dict("records")]
    return sorted(set(found))


def _end(period: str) -> str:
    """Last year of a period, as text; '' for none."""
    return period.rpartition("/")[2][:4]


def _read(path: Path) -> pd.DataFrame:
    """A published table, every cell as text; missing is ''."""
    if path.suffix == ".csv":
        return pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    return pq.read_table(path).to_pandas().astype("object").fillna("")
