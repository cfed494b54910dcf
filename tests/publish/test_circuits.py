"""Periods and places of one circuit of referrals are one line: no row is told by the one around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish.account import build_account
from publish.audit_registers import in_registers
from publish.downloads import write_downloads
from publish.tables import tables
from tests.publish import small
from tests.publish.made_up_resources import inputs, need, referral

SAN_BERNARDO = "13401"


def table(name: str, **rows: Any) -> pd.DataFrame:
    return next(each.frame for each in tables(build_account(inputs(**rows))) if each.name == name)


def marks_of_referrals(*rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    frame = table("derivaciones", referrals=list(rows))
    return dict(zip(zip(frame["territorio"], frame["periodo"], strict=True), frame["marca"], strict=True))


def test_a_semester_of_few_is_not_told_by_the_year_less_the_other() -> None:
    year, first, second = (referral(100, 54), referral(40, 4, period="2025-S1"),
                           referral(60, 50, period="2025-S2"))  # fmt: skip
    marks = marks_of_referrals(year, first, second)
    assert {period: mark for (_, period), mark in marks.items()} == {
        "2025": "", "2025-S1": "s", "2025-S2": "s",
    }  # fmt: skip
    unwritten = marks_of_referrals(year, second)
    assert unwritten[SAN_BERNARDO, "2025-S2"] == "s", "the first semester has no row, and is 40 with 4"
    months = marks_of_referrals(year, referral(30, 12, period="2025-02"), referral(70, 42, period="2025-08"))
    assert set(months.values()) == {""}


def test_a_comuna_of_few_is_not_told_by_its_region_less_the_others() -> None:
    rows = [referral(90, 50, territory_id="13"), referral(17, 4), referral(73, 46, territory_id="13402")]
    marks = {place: mark for (place, _), mark in marks_of_referrals(*rows).items()}
    assert marks == {"13": "", SAN_BERNARDO: "s", "13402": "s"}
    needs = [need(demand=60.0, territory_id="13"), need(demand=4.0), need(demand=56.0, territory_id="13402")]
    found = table("recursos_necesidades", resource_needs=needs).set_index("territorio")["demanda"]
    assert found.isna().to_dict() == {"13": False, SAN_BERNARDO: True, "13402": True}


@pytest.mark.parametrize(
    ("opened", "name"),
    [({"periodo": "2025-S2"}, "2025-S1, Escuela, Consultorio, total, 13401"),
     ({"territorio": "13402"}, "2024, Escuela, Consultorio, total, 13401")],
)  # fmt: skip
def test_the_auditor_finds_the_referrals_that_the_rest_of_a_whole_tells(
    opened: dict[str, str], name: str, tmp_path: Path
) -> None:
    rows = [referral(100, 54), referral(40, 4, period="2025-S1"), referral(60, 50, period="2025-S2"),
            referral(90, 50, territory_id="13", period="2024"), referral(17, 4, period="2024"),
            referral(73, 46, territory_id="13402", period="2024")]  # fmt: skip
    given = inputs(referrals=rows)
    datos, edition = small.write(tmp_path / "datos", given), tmp_path / "e"
    write_downloads(build_account(given), edition, "2025-001")
    assert in_registers(edition, datos, 10) == []
    path = edition / "datos" / "derivaciones.csv"
    frame = pd.read_csv(path, sep=";", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    column, value = next(iter(opened.items()))
    frame.loc[frame[column] == value, ["derivadas", "atendidas"]] = ["60", "50"]
    if column == "territorio":
        frame.loc[frame[column] == value, ["derivadas", "atendidas"]] = ["73", "46"]
    frame.to_csv(path, sep=";", index=False, encoding="utf-8-sig")
    said = f"«datos/derivaciones.csv» deja ver un recuento de pocas personas: {name}."
    assert said in in_registers(edition, datos, 10)
