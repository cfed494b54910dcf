"""Periods as text: 2023, 2023-S1, 2023-05, 2021/2023."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

PERIOD = re.compile(r"(19|20)\d{2}(-(S[12]|0[1-9]|1[0-2])|/(19|20)\d{2})?")


def check_period(text: str) -> str:
    """Return `text` when it is a period. Raises ValueError (in Spanish) when it is not."""
    if not PERIOD.fullmatch(text):
        raise ValueError("no es un período: use 2023, 2023-S1, 2023-05 o 2021/2023")
    return text


PeriodId = Annotated[str, AfterValidator(check_period), WithJsonSchema({"type": ["string", "integer"]})]


def last_year(period: str) -> int:
    """Return the year in which a period ends: 2023 for «2023», «2023-S1», «2023-05» and «2021/2023»."""
    return int(period.rpartition("/")[2][:4])
