"""What changed since the edition before: figures that were already public and now say something else.

Both sides are published figures. What is reserved now is not said again: its value of before stays behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

_KEY = ["indicador", "territorio", "periodo", "sexo", "edad", "desglose", "categoria"]
_NUMBERS = ["valor", "numerador", "denominador", "ic_inf", "ic_sup"]
_SAID = [*_NUMBERS, "marca", "estado"]
_BEFORE = {"valor": "valor_antes", "marca": "marca_antes", "estado": "estado_antes"}
_NOW = {"valor": "valor_ahora", "marca": "marca_ahora", "estado": "estado_ahora"}
COLUMNS = [*_KEY, "tipo", *_BEFORE.values(), *_NOW.values()]
#: Kinds of revision, as the table `revisiones` writes them.
KINDS = {
    "definitiva": "Dejó de ser provisional",
    "revisada": "Cambió el valor",
    "precisada": "Cambió su margen de error, su signo o los casos de que sale",
    "aparece": "Ahora se puede mostrar",
    "desaparece": "Ya no se puede mostrar",
    "retirada": "La cifra ya no está",
}


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=COLUMNS)


@dataclass(frozen=True)
class TableChange:
    """Rows of one table that came, went, or say something else; told apart by the key of the table."""

    title: str
    added: int
    removed: int
    changed: int


@dataclass(frozen=True)
class Revisions:
    """`previous`: id of the edition before, '' for the first one. `rows`: COLUMNS, one per figure that
    was published and changed. `new`: figures per indicator that were not published before. `tables`: what
    changed of what the community writes."""

    previous: str = ""
    rows: pd.DataFrame = field(default_factory=_no_rows)
    new: dict[str, int] = field(default_factory=dict)
    tables: tuple[TableChange, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many figures changed in each way, in the order of KINDS."""
        found = self.rows["tipo"].value_counts()
        return {kind: int(found[kind]) for kind in KINDS if kind in found}


def published_values(edition: Path) -> pd.DataFrame | None:
    """The values of an edition as published, or None when it has none."""
    path = edition / "datos" / "valores.parquet"
    return pd.read_parquet(path) if path.is_file() else None


def same_values(before: pd.DataFrame, now: pd.DataFrame) -> bool:
    """Whether two editions publish the same figures."""
    shared = [*_KEY, *_SAID]
    return len(before) == len(now) and _plain(before)[shared].equals(_plain(now)[shared])


def revisions(previous: str, before: pd.DataFrame, now: pd.DataFrame) -> Revisions:
    """Compare two editions' values, both with the published columns."""
    both = _plain(before)[[*_KEY, *_SAID]].merge(
        _plain(now)[[*_KEY, *_SAID]], on=_KEY, how="outer", suffixes=("_b", "_n"), indicator=True
    )
    new = both[both["_merge"] == "right_only"].groupby("indicador", observed=True).size()
    old = both[both["_merge"] != "right_only"]
    gone = (old["_merge"] == "left_only").to_numpy()
    open_before, open_now = (old[f"valor_{side}"].notna().to_numpy() for side in "bn")
    moved = open_before & open_now & (old["valor_b"] != old["valor_n"]).to_numpy()
    touched = np.any([_differs(old[f"{name}_b"], old[f"{name}_n"]) for name in _SAID], axis=0)
    settled = ((old["estado_b"] == "p") & (old["estado_n"] == "")).to_numpy() & ~gone
    kind = np.select(
        [gone, ~open_before & open_now, open_before & ~open_now, settled, moved, touched],
        ["retirada", "aparece", "desaparece", "definitiva", "revisada", "precisada"],
        default="",
    )
    renamed = {f"{name}_b": said for name, said in _BEFORE.items()}
    renamed |= {f"{name}_n": said for name, said in _NOW.items()}
    rows = old.assign(tipo=kind).rename(columns=renamed)
    rows = rows[(kind != "") & ~(gone & ~open_before)]
    texts = [name for name in COLUMNS if not name.startswith("valor")]
    rows[texts] = rows[texts].astype("object").fillna("")
    rows["valor_antes"] = rows["valor_antes"].mask(rows["marca_ahora"] == "s")
    ordered = rows[COLUMNS].sort_values([*_KEY], kind="stable", ignore_index=True)
    return Revisions(previous, ordered, {str(name): int(count) for name, count in new.items()})


def _differs(before: pd.Series, now: pd.Series) -> np.ndarray:
    """Where two columns say different things; nothing and nothing are the same."""
    return ((before != now) & ~(before.isna() & now.isna())).to_numpy(dtype=bool)


def _plain(values: pd.DataFrame) -> pd.DataFrame:
    """Texts as objects, numbers as doubles: a Parquet file and a frame in memory look alike."""
    frame = values.reset_index(drop=True)
    texts = [*_KEY, "marca", "estado"]
    return frame.assign(
        **{name: frame[name].astype("float64") for name in _NUMBERS},
        **{name: frame[name].fillna("").astype("object") for name in texts},
    )
