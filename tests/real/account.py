"""The figures of an edition as published, and how they differ from other figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real.arithmetic import KEY

FIGURE = ["indicador", *KEY]
NUMBERS = ["valor", "numerador", "denominador", "ic_inf", "ic_sup"]
CLOSE = 1e-6


def published(edition: Path) -> pd.DataFrame:
    """datos/valores.csv with its numbers as numbers and its codes as text."""
    values = pd.read_csv(
        edition / "datos/valores.csv", sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False
    )
    for name in NUMBERS:
        values[name] = pd.to_numeric(values[name].str.replace(",", ".").replace("", None))
    return values


def itself(values: pd.DataFrame) -> pd.DataFrame:
    """The figures themselves, by sex, without those by age or by another dimension."""
    return values[(values["edad"] == "total") & (values["desglose"] == "")]


def figure(
    values: pd.DataFrame, indicator: str, territory: str, period: str, sex: str = "total"
) -> pd.Series:
    """The one row of a figure."""
    values = itself(values)
    row = values[(values[FIGURE] == [indicator, territory, period, sex]).all(axis=1)]
    assert len(row) == 1, f"{len(row)} rows of {indicator} {territory} {period} {sex}"
    return row.iloc[0]


def differences(expected: pd.DataFrame, values: pd.DataFrame) -> list[str]:
    """One line per figure that is in only one of the two, or whose numbers, mark or state differ.

    Counts must be the same; sums of products, values and intervals to 1e-6.
    """
    both = expected.merge(values, on=FIGURE, how="outer", suffixes=("", "_publicado"), indicator="lado")
    only = both[both["lado"] != "both"]
    lines = [f"{' '.join(row[FIGURE])}: only {_side(row['lado'])}" for _, row in only.iterrows()]
    both = both[both["lado"] == "both"]
    for name in [*NUMBERS, "marca", "estado"]:
        ours, theirs = both[name], both[f"{name}_publicado"]
        same = (ours == theirs) | (ours.isna() & theirs.isna())
        if name in NUMBERS:
            whole = ours == ours.round()
            apart = (ours - theirs).abs()
            exact = whole & (name in ("numerador", "denominador"))
            same |= apart.where(~exact, other=float("inf")) <= CLOSE
        lines += [
            f"{' '.join(row[FIGURE])}: {name} recomputed {row[name]}, published {row[f'{name}_publicado']}"
            for _, row in both[~same].iterrows()
        ]
    return lines


def _side(side: str) -> str:
    return {"left_only": "recomputed", "right_only": "published"}[side]


def told(lines: list[str], most: int = 40) -> str:
    """The differences as a message that fits on a screen."""
    rest = f"\n… and {len(lines) - most} more" if len(lines) > most else ""
    return f"{len(lines)} differences:\n" + "\n".join(lines[:most]) + rest
