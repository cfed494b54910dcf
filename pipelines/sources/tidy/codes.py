"""Code lists: what a cell says to what it means, whole columns at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from pipelines.sources import shape

_WHOLE = re.compile(r"(-?\d+)\.0+")
_BAND = re.compile(r"\d{1,3}-\d{1,3}|\d{1,3}\+")


def plain(text: str) -> str:
    """A code without what does not change it: outer spaces, case, and the «.0» of a spreadsheet."""
    bare = " ".join(str(text).split()).casefold()
    match = _WHOLE.fullmatch(bare)
    return match.group(1) if match else bare


def translate(series: pd.Series, codes: Mapping[str, str]) -> pd.Series:
    """Meaning of each code; '' for codes that are not in the list."""
    meaning = {plain(code): value for code, value in codes.items()}
    return shape.by_value(series, lambda values: values.map(lambda text: meaning.get(plain(text), "")))


def bands_as_written(series: pd.Series) -> pd.Series:
    """Age bands that the file already writes as 15-19 or 60+; '' for anything else."""
    return shape.by_value(
        series, lambda values: values.map(lambda t: t if t == "total" or _BAND.fullmatch(t) else "")
    )


def bands_of_ages(series: pd.Series, bands: Sequence[str]) -> pd.Series:
    """Band of each single age; 'sin_dato' for an age outside all bands, '' when it is no age."""
    limits = [(band, *_limits(band)) for band in bands]

    def band_of(text: str) -> str:
        age = plain(text)
        if not age.isdigit():
            return ""
        return next((band for band, low, high in limits if low <= int(age) <= high), "sin_dato")

    return shape.by_value(series, lambda values: values.map(band_of))


def _limits(band: str) -> tuple[int, int]:
    if band.endswith("+"):
        return int(band[:-1]), 200
    low, _, high = band.partition("-")
    return int(low), int(high or low)
