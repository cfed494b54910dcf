"""The part of the independent auditor that subtracts the parts of a comuna from the comuna."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from publish.audit_pages import finding

_GROUP = ["indicador", "periodo", "sexo", "edad", "desglose", "categoria"]
_TABLE = "datos/valores.csv"


def in_parts(edition: Path) -> list[str]:
    """Reserved parts that their comuna minus its other parts gives away, in Spanish.

    One unknown among the parts of a comuna whose figure is open is no unknown at all.
    """
    values, territories = _read(edition / _TABLE), _read(edition / "datos/territorios.csv")
    comunas = set(territories.loc[territories["nivel"] == "comuna", "territorio"])
    above = dict(zip(territories["territorio"], territories["pertenece_a"], strict=True))
    parts = {code: comuna for code, comuna in above.items() if comuna in comunas}
    if not parts:
        return []
    said = (values["valor"] != "") | (values["numerador"] != "")
    opened = values.loc[said, [*_GROUP, "territorio"]].rename(columns={"territorio": "comuna"})
    hidden = values[(values["marca"] == "s") & values["territorio"].isin(parts)]
    hidden = hidden.assign(comuna=hidden["territorio"].map(parts))
    alone = hidden[~hidden.duplicated([*_GROUP, "comuna"], keep=False)]
    return [finding(_TABLE, row) for row in alone.merge(opened, on=[*_GROUP, "comuna"]).to_dict("records")]


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
