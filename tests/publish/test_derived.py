"""Changes, gaps, contrasts and corrections tell nothing of a figure that is reserved."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest

from publish.account import Account, build_account
from publish.derived import open_contrasts, open_corrections
from publish.shapes import TABLES, empty
from tests.publish import small

#: No measure of a reserved figure.
NOTHING = pd.MultiIndex.from_frame(pd.DataFrame(columns=["measure_id", "territory_id", "period"]))
NUMBERS = ["value", "reference_value", "difference", "people"]


def change(territory: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    return {
        "indicator_id": small.SHARE, "territory_id": territory, "sex": "total", "age_band": "total",
        "dimension": "", "category": "", "kind": "anterior", "period_from": start, "period_to": end,
        "value_from": 4.0, "value_to": 3.0, "difference": -1.0, "ci_low": -1.5, "ci_high": -0.5,
        "method": "mover", "verdict": "mejora", **more,
    }  # fmt: skip


def gap(territory: str, kind: str, sex: str = "total", **more: Any) -> dict[str, Any]:
    return {
        "indicator_id": small.SHARE, "territory_id": territory, "period": "2022", "sex": sex,
        "age_band": "total", "dimension": "", "category": "", "kind": kind, "value": 3.0,
        "reference_value": 2.0, "difference": 1.0, "diff_low": 0.5, "diff_high": 1.5, "ratio": 1.5,
        "ratio_low": 1.1, "ratio_high": 2.0, "people": 10.0, "verdict": "mayor", **more,
    }  # fmt: skip


#: Two more years of the comuna whose 2022 is reserved.
OPEN = [small.figure(small.SHARE, "08110", year, 90, 900) for year in ("2021", "2023")]


def account(changes: list[dict[str, Any]] | None = None, gaps: list[dict[str, Any]] | None = None) -> Account:
    given = dataclasses.replace(
        small.inputs([*small.figures(), *OPEN]),
        indicator_changes=pd.DataFrame(changes) if changes else empty("indicator_changes"),
        indicator_gaps=pd.DataFrame(gaps) if gaps else empty("indicator_gaps"),
    )
    return build_account(given)


def test_a_change_between_two_open_figures_is_told() -> None:
    row = account([change("13401", "2021", "2022")]).changes.to_dict("records")[0]
    assert (row["difference"], row["verdict"]) == (-1.0, "mejora")


@pytest.mark.parametrize(("start", "end"), [("2022", "2023"), ("2021", "2022")])
def test_a_change_with_a_reserved_end_has_no_number_and_no_verdict(start: str, end: str) -> None:
    row = account([change("08110", start, end)]).changes.to_dict("records")[0]
    assert (row["verdict"], row["mark"]) == ("reservado", "s")
    assert pd.isna([row[name] for name in TABLES["indicator_changes"][1]]).all()


@pytest.mark.parametrize("end", ["2024", "2020"])
def test_a_change_from_a_figure_that_is_not_published_is_left_out(end: str) -> None:
    assert account([change("13401", "2021", end), change("08110", "2022", end)]).changes.empty


def test_a_gap_of_sexes_is_not_told_when_one_is_reserved() -> None:
    row = account(gaps=[gap("13401", "sexo", sex="")]).gaps.to_dict("records")[0]
    assert row["verdict"] == "reservado" and pd.isna([row[name] for name in NUMBERS]).all()


def test_a_gap_to_the_region_stands_on_both_figures() -> None:
    rows = account(gaps=[gap("13401", "region"), gap("08110", "pais")]).gaps.to_dict("records")
    assert [row["verdict"] for row in rows] == ["mayor", "reservado"]
    hidden_region = [*small.figures(), small.figure(small.SHARE, "08", "2022", 5, 900)]
    hidden_region.append(small.figure(small.SHARE, "08110", "2023", 80, 900))
    given = dataclasses.replace(
        small.inputs([*hidden_region, small.figure(small.SHARE, "081", "2022", 90, 900)]),
        indicator_gaps=pd.DataFrame([gap("081", "region")]),
    )
    assert build_account(given).gaps["verdict"].tolist() == ["reservado"]


def test_only_territories_of_the_account_are_told() -> None:
    assert account([change("13402", "2021", "2022")]).changes.empty


def test_a_contrast_of_few_persons_says_that_it_exists_and_no_number() -> None:
    rows = pd.DataFrame(
        [
            {"source_id": "deis", "block": "2022", "name": "Total", "file": "abc", "printed": 8.0,
             "recomputed": 12.0, "difference": -4.0},
            {"source_id": "deis", "block": "2023", "name": "Total", "file": "abc", "printed": 800.0,
             "recomputed": 812.0, "difference": -12.0},
            {"source_id": "sinim", "block": "2023", "name": "Total", "file": "abc", "printed": 8.0,
             "recomputed": 12.0, "difference": -4.0},
        ]
    )  # fmt: skip
    told = open_contrasts(rows, {"deis"}, 10)
    assert told["mark"].tolist() == ["s", "", ""]
    assert told["printed"].isna().tolist() == [True, False, False]


def test_a_correction_of_few_persons_keeps_its_reason_only() -> None:
    measures = pd.DataFrame({"measure_id": ["muertes"], "source_id": ["deis"], "person_level": [True]})
    row = {"correction_id": "c1", "target_id": "muertes", "territory_id": "13401", "period": "2022",
           "sex": "total", "before": 120.0, "after": 123.0, "reason": "Un acta repetida.",
           "valid_until": ""}  # fmt: skip
    told = open_corrections(
        pd.DataFrame([row, row | {"period": "2021", "after": 150.0}]), measures, 10, (), NOTHING
    )
    assert told["mark"].tolist() == ["s", ""]
    assert told["after"].isna().tolist() == [True, False]
    assert set(told["reason"]) == {"Un acta repetida."}


def test_a_correction_does_not_tell_one_sex_by_the_other_nor_a_part_of_a_comuna() -> None:
    measures = pd.DataFrame({"measure_id": ["muertes"], "source_id": ["deis"], "person_level": [True]})
    row = {"correction_id": "c1", "target_id": "muertes", "territory_id": "13401", "period": "2022",
           "sex": "total", "before": 50.0, "after": 100.0, "reason": "Doble.", "valid_until": ""}  # fmt: skip
    women, men = (
        {"sex": "mujer", "before": 4.0, "after": 8.0},
        {"sex": "hombre", "before": 46.0, "after": 92.0},
    )
    told = open_corrections(pd.DataFrame([row, row | women, row | men]), measures, 10, (), NOTHING)
    assert told["mark"].tolist() == ["s", "s", "s"]
    assert told[["before", "after"]].isna().all().all()
    villa = row | {"territory_id": "13401-villa-1"}
    told = open_corrections(pd.DataFrame([row, villa]), measures, 10, {"13401-villa-1"}, NOTHING)
    assert told["mark"].tolist() == ["", "s"]


def test_neither_a_correction_nor_two_files_tell_the_counts_of_a_reserved_share() -> None:
    # 40 of 44: the four that are left out are reserved, and with them the share
    rows = [*small.figures(), small.figure(small.SHARE, "13401", "2023", 40, 44)]
    one = {"correction_id": "c1", "target_id": "desvinculados", "territory_id": "13401",
           "period": "2023", "sex": "total", "before": 60.0, "after": 40.0, "reason": "Repetidos.",
           "valid_until": ""}  # fmt: skip
    two = {"measure_id": "matriculados", "territory_id": "13401", "period": "2023", "sex": "total",
           "age_band": "total", "dimension": "", "category": "", "kept_value": 44.0,
           "other_value": 60.0}  # fmt: skip
    operands = {"numerador": [{"medida": "desvinculados"}], "denominador": [{"medida": "matriculados"}]}
    ids = ["desvinculados", "matriculados"]
    given = dataclasses.replace(
        small.inputs(rows),
        cards=[card | operands if card["id"] == small.SHARE else card for card in small.CARDS],
        measures=pd.DataFrame({"measure_id": ids, "source_id": "mineduc", "person_level": True}),
        applied_corrections=pd.DataFrame([one, one | {"period": "2022"}, one | {"territory_id": "13"}]),
        measure_conflicts=pd.DataFrame([two, two | {"period": "2021"}]),
    )
    found = build_account(given)
    assert found.corrections["mark"].tolist() == ["s", "s", ""]
    assert found.corrections["after"].isna().tolist() == [True, True, False]
    assert found.conflicts["mark"].tolist() == ["s", ""]
    assert found.conflicts["kept_value"].isna().tolist() == [True, False]
