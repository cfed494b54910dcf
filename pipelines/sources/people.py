"""What person-level health files share: few columns taken from many, sex, regions, cause codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipelines import territories
from pipelines.sources import shape
from pipelines.sources.base import Records, Sheet

_SEXES = {"hombre": "hombre", "masculino": "hombre", "1": "hombre", "mujer": "mujer", "femenino": "mujer"}
_SEXES["2"] = "mujer"
_CATEGORY = re.compile(r"[A-Z]\d\d")
#: A word that stands in every spelling of a region's name, and in no other region's.
_REGION_WORDS = {
    "TARAPACA": "01", "ANTOFAGASTA": "02", "ATACAMA": "03", "COQUIMBO": "04", "VALPARAISO": "05",
    "OHIGGINS": "06", "MAULE": "07", "BIOBIO": "08", "ARAUCANIA": "09", "LAGOS": "10", "AYSEN": "11",
    "AISEN": "11", "MAGALLANES": "12", "METROPOLITANA": "13", "RIOS": "14", "ARICA": "15", "NUBLE": "16",
}  # fmt: skip


def take(sheet: Sheet, match: shape.HeaderMatch, wanted: Mapping[str, str]) -> tuple[pd.DataFrame, Records]:
    """The columns of `wanted` (name here -> name in the header) as clean text, and their records.

    Only these columns are looked at: a national file has thirty and millions of rows. A column that
    the file does not have comes out empty. Raises FileRefused when a required one is there twice.
    """
    shape.refuse_repeated(sheet, match)
    below = sheet.cells.iloc[match.row_index + 1 :]
    columns = {
        name: shape.text(below[match.positions[header]]).reset_index(drop=True)
        for name, header in wanted.items()
        if header in match.positions
    }
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(below)))
    for name in wanted:
        if name not in frame:
            frame[name] = ""
    return frame[list(wanted)], np.asarray(sheet.records[match.row_index + 1 :], dtype=np.int64)


def sex_of(text: str) -> str:
    """hombre, mujer or sin_dato, from a word or from the codes 1 and 2."""
    return _SEXES.get(text.lower(), "sin_dato")


def sex(series: pd.Series) -> pd.Series:
    """`sex_of` of each."""
    return shape.by_value(series, lambda values: values.map(sex_of))


def region_of_code(text: str) -> str:
    """Two digits of a region, '' for any other text."""
    code = text.removesuffix(".0").zfill(2)
    place = territories.all_territories().get(code)
    return code if place and place.level == "region" else ""


def region_of_name(text: str) -> str:
    """The region that a name says, however it is spelt; '' when it says none."""
    words = territories.normalise(text).replace(".", " ").split()
    return next((_REGION_WORDS[word] for word in words if word in _REGION_WORDS), "")


def category_of(text: str) -> str:
    """Three-character category of an ICD-10 code ('X704' and 'X70.4' are 'X70'); '' for anything else.

    Codes without a letter are ICD-9 (deaths until 1996) and are no category here.
    """
    found = _CATEGORY.match(text.strip().upper())
    return found.group() if found else ""


def icd10(series: pd.Series) -> pd.Series:
    """`category_of` of each."""
    return shape.by_value(series, lambda values: values.map(category_of))
