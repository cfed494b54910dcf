"""Parts of a comuna: which have rows and pages, and that none can be told by subtracting the others."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.account import EditionInfo, build_account
from publish.charts import ChartBook
from publish.grid import complete, listed_territories
from publish.inputs import InputsMissing
from publish.pages import blocks
from publish.pages.desk import Desk
from publish.pages.drawings import territory_chart
from publish.pages.environment import Writer
from publish.pages.site import _shared
from publish.pages.territory import territory_page
from publish.protect.minimum import protect_values
from publish.protect.parts import protect_parts, without_parts
from tests.publish import small
from tests.publish.pages import words

VILLAS = ["13401-villa-1", "13401-villa-2", "13401-villa-3"]
NOWHERE = "13401-st"
TERRITORIES = pd.concat(
    [
        small.TERRITORIES,
        pd.DataFrame(
            [
                *([code, f"Villa {code[-1]}", "villa", "13401"] for code in VILLAS),
                [NOWHERE, "Sin territorio informado", "sin_territorio", "13401"],
                ["13402-uv-1", "Unidad vecinal 1", "unidad_vecinal", "13402"],
            ],
            columns=small.TERRITORIES.columns,
        ),
    ],
    ignore_index=True,
)
PARTS = [*VILLAS, NOWHERE]


def row(territory: str, cases: float, sex: str = "total", **more: object) -> dict[str, object]:
    base = small.figure(small.COUNT, "13401", "2022", cases, sex=sex)
    return {**base, "territory_id": territory, **more}


def protected(rows: list[dict[str, object]], threshold: int = 10) -> pd.DataFrame:
    values = protect_values(pd.DataFrame(rows), {small.SHARE}, threshold)
    return protect_parts(values, TERRITORIES, {small.SHARE}, threshold).set_index(["territory_id", "sex"])


def shown(listed: list[str]) -> dict[str, bool]:
    found = listed_territories(TERRITORIES, {"territorios": listed})
    return dict(zip(found["territorio"], found["listado"], strict=True))


def test_the_parts_of_a_listed_comuna_get_pages_and_what_was_not_placed_gets_rows() -> None:
    assert shown(["13401"]) == {
        "CL": False, "13": False, "134": False, "13401": True,
        **dict.fromkeys(VILLAS, True), NOWHERE: False,
    }  # fmt: skip


def test_a_part_can_be_listed_alone() -> None:
    assert shown([VILLAS[0]]) == {
        "CL": False, "13": False, "134": False, "13401": False, VILLAS[0]: True, NOWHERE: False,
    }  # fmt: skip
    with pytest.raises(InputsMissing, match="13401-villa-9"):
        shown(["13401-villa-9"])


def test_a_figure_is_due_in_the_parts_only_where_one_of_them_has_it() -> None:
    rows = [
        row("13401", 30), row(VILLAS[0], 30),
        {**row("13401", 40), "indicator_id": small.SHARE}, {**row("13402", 20), "period": "2021"},
    ]  # fmt: skip
    values = pd.DataFrame(rows)
    found = complete(values, listed_territories(TERRITORIES, {"territorios": ["13401", "13402"]}))
    below = found[found["territorio"].str.contains("-")]
    said = below[["territorio", "indicador", "periodo", "marca"]].itertuples(index=False, name=None)
    assert sorted(said) == [
        (NOWHERE, small.COUNT, "2022", "nd"),
        (VILLAS[0], small.COUNT, "2022", ""),
        (VILLAS[1], small.COUNT, "2022", "nd"),
        (VILLAS[2], small.COUNT, "2022", "nd"),
    ]  # fmt: skip
    whole = found[~found["territorio"].str.contains("-")]
    assert len(whole) == 3 * whole["territorio"].nunique()


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    marks = protected([row("13401", 105), row(VILLAS[0], 5), row(VILLAS[1], 60), row(NOWHERE, 40)])["mark"]
    assert marks.to_dict() == {
        ("13401", "total"): "", (VILLAS[0], "total"): "s",
        (VILLAS[1], "total"): "", (NOWHERE, "total"): "s",
    }  # fmt: skip


def test_a_zero_is_the_last_to_be_taken_and_two_reserved_parts_are_enough() -> None:
    alone = protected([row("13401", 65), row(VILLAS[0], 5), row(VILLAS[1], 0), row(VILLAS[2], 60)])["mark"]
    assert alone.to_list() == ["", "s", "", "s"]
    two = protected([row("13401", 72), row(VILLAS[0], 5), row(VILLAS[1], 7), row(VILLAS[2], 60)])["mark"]
    assert two.to_list() == ["", "s", "s", ""]


def test_two_reserved_parts_that_are_too_few_together_take_another_along() -> None:
    few = protected([row("13401", 67), row(VILLAS[0], 4), row(VILLAS[1], 3), row(VILLAS[2], 60)])["mark"]
    assert few.to_list() == ["", "s", "s", "s"]
    shown = protected(
        [row("13401", 107), row(VILLAS[0], 4), row(VILLAS[1], 3), row(VILLAS[2], 60), row(NOWHERE, 40)]
    )
    assert shown["mark"].to_list() == ["", "s", "s", "", "s"]


def test_the_persons_that_shares_leave_out_in_two_parts_are_enough_together() -> None:
    counts = {"13401": (187, 247), VILLAS[0]: (96, 100), VILLAS[1]: (42, 45), VILLAS[2]: (49, 102)}
    rows = [
        row(code, above, indicator_id=small.SHARE, denominator=below)
        for code, (above, below) in counts.items()
    ]
    assert protected(rows)["mark"].to_list() == ["", "s", "s", "s"]


def test_a_reserved_total_takes_its_breakdowns_and_a_breakdown_the_other_of_its_part() -> None:
    rows = [row("13401", 150), row("13401", 80, "mujer"), row("13401", 70, "hombre")]
    rows += [row(VILLAS[0], 50), row(VILLAS[0], 46, "mujer"), row(VILLAS[0], 4, "hombre")]
    rows += [row(VILLAS[1], 100), row(VILLAS[1], 34, "mujer"), row(VILLAS[1], 66, "hombre")]
    marks = protected(rows)["mark"]
    assert marks.xs("total", level="sex").to_list() == ["", "", ""]
    assert set(marks.drop("13401").drop("total", level="sex")) == {"s"}
    rows[3] = row(VILLAS[0], 4)
    assert set(protected(rows)["mark"].drop("13401")) == {"s"}


def test_a_reserved_comuna_is_not_told_by_adding_its_parts() -> None:
    rows = [row("13401", 60, "mujer", mark="s", value=None, numerator=None)]
    rows += [row(VILLAS[0], 20, "mujer"), row(VILLAS[1], 40, "mujer")]
    assert protected(rows)["mark"].to_list() == ["s", "s", ""]


def test_what_does_not_count_persons_is_left_alone() -> None:
    rows = [row("13401", 65, person_level=False), row(VILLAS[0], 5, person_level=False)]
    assert protected(rows)["mark"].to_list() == ["", ""]
    conflicts = pd.DataFrame({"territory_id": ["13401", VILLAS[0]], "kept_value": [65, 60]})
    assert without_parts(conflicts, TERRITORIES)["territory_id"].to_list() == ["13401"]


COUNTS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), min_size=2, max_size=4)


@settings(max_examples=6, deadline=None)
@given(st.lists(COUNTS, min_size=30, max_size=40))
def test_no_reserved_part_is_told_by_the_comuna_and_the_others(comunas: list[list[tuple[int, int]]]) -> None:
    rows = []
    for year, counts in enumerate(comunas, start=1900):
        whole = tuple(map(sum, zip(*counts, strict=True)))
        for territory, (women, men) in zip(["13401", *PARTS], [whole, *counts], strict=False):
            for sex, cases in (("total", women + men), ("mujer", women), ("hombre", men)):
                rows.append(row(territory, cases, sex, period=str(year)))
    truth = pd.DataFrame(rows)
    found = protect_parts(protect_values(truth, set(), 10), TERRITORIES, set(), 10)
    hidden = (found["mark"] == "s").groupby([found["period"], found["sex"]]).sum()
    assert set(hidden) - {1} == set(hidden)
    left = truth["numerator"].where(found["mark"] == "s", 0).where(truth["territory_id"] != "13401", 0)
    told = left.groupby([found["period"], found["sex"]]).sum()
    whole = found[found["territory_id"] == "13401"].set_index(["period", "sex"])["mark"]
    assert not told[whole[told.index] == ""].between(1, 9).any()
    opened = found[found["mark"] == ""]
    assert (opened["numerator"] == truth.loc[opened.index, "numerator"]).all()


def test_a_part_is_shown_beside_its_comuna_on_page_and_chart() -> None:
    rows = [small.figure(small.SHARE, "13401", year, 300, 1_000) for year in ("2021", "2022")]
    rows += [{**each, "territory_id": VILLAS[0]} for each in rows]
    conflicts = pd.DataFrame(columns=["measure_id", "territory_id", "kept_value", "other_value"])
    given = dataclasses.replace(
        small.inputs(rows, territorios=["13401"]),
        territories=TERRITORIES,
        measure_conflicts=conflicts,
    )
    desk = Desk(build_account(given), EditionInfo("2025-001", 2025), ChartBook())
    villa, card = desk.places[VILLAS[0]], desk.account.cards[small.SHARE]
    assert villa.url == "territorios/13401-villa-1/index.html" and villa.level_name == "Villa"
    assert [place.id for place in desk.places.parts("13401")] == VILLAS
    assert [place.title for place in desk.places.parents(villa.id)][-1] == "San Bernardo"
    assert desk.places.neighbours(villa.id)[0] == desk.places["13401"]
    assert blocks.series_table(desk, card, villa)["others"] == ["Comuna", "Región", "País"]
    chart = territory_chart(desk, card, villa)
    assert chart is not None
    assert [line.role for line in chart.series] == ["own", "other"]
    assert "Dentro de San Bernardo Villa 1 villa" in page_of(desk, "13401")
    assert "lo demás está en la página de San Bernardo" in page_of(desk, villa.id)
    assert "Sin cifra para" not in page_of(desk, villa.id)
    shown = [row["place"].id for row in blocks.latest_rows(desk, card)]
    assert shown == ["CL", "13", "134", "13401", villa.id]


def page_of(desk: Desk, territory: str) -> str:
    """The words of a territory's page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        Writer(path, _shared(desk)).write(*territory_page(desk, desk.places[territory], []))
        return words((path / desk.places[territory].url).read_text(encoding="utf-8"))
