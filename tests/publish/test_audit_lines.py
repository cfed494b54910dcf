"""The auditor subtracts ages and categories from their total, with code of its own."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from publish.audit_lines import by_lines

SHARE = "desvinculacion"


def row(numerator: str, denominator: str = "", mark: str = "", **more: Any) -> dict[str, Any]:
    return {"indicador": SHARE, "territorio": "13401", "periodo": "2022", "sexo": "total", "edad": "total",
            "desglose": "", "categoria": "", "numerador": numerator, "denominador": denominator,
            "marca": mark, **more}  # fmt: skip


def told(*rows: dict[str, Any]) -> list[str]:
    found = by_lines(pd.DataFrame(rows), {SHARE}, 10)
    return [each["categoria"] or each["edad"] for each in found]


@pytest.mark.parametrize(
    ("total", "urban", "leaks"),
    [("43", "40", True), ("63,0", "40", False), ("43", "43", False)],
)
def test_a_category_that_the_total_and_the_others_tell(total: str, urban: str, leaks: bool) -> None:
    parts = [row(urban, desglose="ruralidad", categoria="urbano"),
             row("", mark="s", desglose="ruralidad", categoria="rural")]  # fmt: skip
    assert told(row(total), *parts) == (["rural"] if leaks else [])
    assert told(row("", mark="s"), *parts) == []


def test_denominators_and_those_left_out_are_subtracted_too() -> None:
    hidden = row("", mark="s", desglose="ruralidad", categoria="rural")
    urban = {"desglose": "ruralidad", "categoria": "urbano"}
    assert told(row("60", "408"), row("60", "400", **urban), hidden) == ["rural"]
    assert told(row("98", "440"), row("60", "400", **urban), hidden) == ["rural"]
    assert told(row("80", "440"), row("60", "400", **urban), hidden) == []


def test_an_age_is_subtracted_where_ages_do_not_overlap() -> None:
    young, old = row("", mark="s", edad="0-4"), row("50", edad="5+")
    assert told(row("54"), young, old) == ["0-4"]
    assert told(row("54"), young, old, row("52", edad="3+")) == []
