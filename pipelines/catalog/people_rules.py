"""The calendar of the families' accompaniment, and the date of the legal public account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from pipelines.catalog.fields import one_or_many
from pipelines.catalog.model import Written
from pipelines.catalog.tables import Row

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def _rising(months: tuple[int, ...]) -> tuple[int, ...]:
    if len(months) < 2 or months[0] < 1 or any(later <= earlier for earlier, later in pairwise(months)):
        raise ValueError("escriba el último mes de cada etapa, de menor a mayor y al menos dos: 1, 3, 23")
    return months


def _month_and_day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise ValueError("se escribe mes y día, entre comillas: «04-30»")
    return value


class FamilyCalendar(Written):
    """Stages of the accompaniment by their last month: entry is the first one, exit the last one."""

    last_months: Annotated[tuple[int, ...], one_or_many, AfterValidator(_rising)] = Field(
        default=(1, 3, 23, 25, 27),
        alias="etapas",
        description="Último mes de cada etapa del acompañamiento.",
    )


class LegalAccount(Written):
    """The legal public account that the edition is an input to."""

    due: Annotated[str, AfterValidator(_month_and_day)] = Field(
        default="04-30",
        alias="plazo",
        description="Último día, del año siguiente al de la cuenta, para entregar la cuenta pública legal.",
    )


def stage_rows(calendar: FamilyCalendar) -> Iterator[Row]:
    """Rows of the catalogue table `family_stages`, in months of accompaniment."""
    month_from = 1
    for stage, month_to in enumerate(calendar.last_months, 1):
        yield {"stage": stage, "month_from": month_from, "month_to": month_to}
        month_from = month_to + 1
