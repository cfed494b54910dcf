"""Agency of Quality: Simce results by school, 4° básico and 2° medio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from example.places import REGIONS
from example.schools import Schools, dependency
from example.writers import write_xlsx

#: Grade -> (levels its pupils come from, share of them in that grade, mean of reading and mathematics).
GRADES = {"4b": ((1,), 1 / 8, (268, 258)), "2m": ((4, 6), 1 / 4, (248, 260))}
TESTS = ("lect", "mate")
#: COD_DEPE -> grouping that the agency prints.
GROUPED = {1: 1, 2: 1, 3: 2, 4: 3, 5: 5, 6: 4}
FEW = 10  # under this number of pupils no levels are published


def write_simce(folder: Path, schools: Schools, years: tuple[int, ...], rng: np.random.Generator) -> int:
    """One workbook per grade and year; returns the records written, headers apart."""
    written = 0
    for grade in GRADES:
        for year in years:
            table = simce_table(schools, grade, year, rng)
            rows = [list(table.columns), *table.to_numpy(dtype=object).tolist()]
            sheet = "myexcelsheet" if year < 2024 else "Hoja1"
            write_xlsx(folder / f"simce{grade}{year}_rbd_final.xlsx", {sheet: rows})
            written += len(table)
    return written


def simce_table(schools: Schools, grade: str, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """42 columns (40 in 2° medio before 2024), in the order of that year's file."""
    levels, share, means = GRADES[grade]
    pupils = np.rint(schools.enrolment[year][:, levels, :].sum(axis=(1, 2)) * share).astype(int)
    keep = pupils > 0
    table, pupils = schools.table[keep], pupils[keep]
    columns: dict[str, Any] = {
        "rbd": table["rbd"],
        "dvrbd": table["dv"].astype(int),
        "nom_rbd": table["school"],
        "cod_reg_rbd": table["region"].astype(int),
        "nom_reg_rbd": table["region"].map({code: names["simce"] for code, names in REGIONS.items()}),
        "cod_pro_rbd": table["provincia"].astype(int),
        "nom_pro_rbd": table["provincia_name"].str.upper(),
        "cod_com_rbd": table["comuna"].astype(int),
        "nom_com_rbd": table["name"].str.upper(),
        "cod_deprov_rbd": table["provincia"].astype(int),
        "nom_deprov_rbd": table["provincia_name"],
        "cod_depe1": dependency(schools, year)[keep],
        "cod_depe2": pd.Series(dependency(schools, year)[keep], index=table.index).map(GROUPED),
        "cod_grupo": table["group"],
        "cod_rural_rbd": table["rural"] + 1,
    }
    columns |= _results(table, pupils, grade, year, means, rng)
    stamp = {"codigo_bbdd": "sintetico", "fecha_bbdd": year * 10000 + 1231}
    if year >= 2024:
        columns |= {"noaplica": 0, **stamp, "grado": grade, "agno": year}
        return pd.DataFrame(columns)
    columns = {"agno": year, "grado": grade, **columns, "noaplica": 0}
    if grade == "4b":
        columns |= dict(reversed(list(stamp.items())))
    return pd.DataFrame(columns)


def _results(
    table: pd.DataFrame,
    pupils: npt.NDArray[np.int64],
    grade: str,
    year: int,
    means: tuple[int, int],
    rng: np.random.Generator,
) -> dict[str, Any]:
    """nalu, prom, dif..., marks and shares of each level. Missing is 0 or blank as in that year."""
    size = len(table)
    empty: Any = 0 if year < 2024 else ""
    blank: Any = "" if year < 2024 else 0
    group = table["group"].to_numpy()
    sat = {test: rng.binomial(pupils, 0.94) for test in TESTS}
    out: dict[str, Any] = {f"nalu_{test}{grade}_rbd": sat[test] for test in TESTS}
    score, shares = {}, {}
    for test, mean in zip(TESTS, means, strict=True):
        drawn = np.rint(mean + 13 * (group - 2.6) + (year - 2022) * 2 + rng.normal(0, 14, size))
        score[test] = np.where(sat[test] > 1, drawn, np.nan)
        low = np.clip(0.36 - (drawn - mean) * 0.0065 + rng.normal(0, 0.05, size), 0.0, 0.95)
        top = np.clip(0.30 + (drawn - mean) * 0.0055, 0.0, 1 - low)
        shares[test] = np.where((sat[test] >= FEW)[:, None], _percent(low, top), np.nan)
    out |= {f"prom_{test}{grade}_rbd": _cells(score[test], empty) for test in TESTS}
    for name in ("dif", "difgru", "sigdif", "siggru"):
        out |= {f"{name}_{test}{grade}_rbd": [empty] * size for test in TESTS}
    for name in ("marca", "marcadif"):
        out |= {f"{name}_{test}{grade}_rbd": np.where(sat[test] >= FEW, "", "1") for test in TESTS}
    for test in TESTS:
        for at, level in enumerate(("ins", "ele", "ade")):
            out[f"palu_eda_{level}_{test}{grade}_rbd"] = _cells(shares[test][:, at], blank)
    return out


def _percent(low: npt.NDArray[np.float64], top: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Three percentages with one decimal that add up to 100, or nearly."""
    return np.round(np.stack([low, 1 - low - top, top], axis=1) * 100, 1)


def _cells(values: npt.NDArray[np.float64], missing: Any) -> list[Any]:
    """Plain numbers, `missing` where there is no result."""
    return [missing if value != value else value for value in values.tolist()]
