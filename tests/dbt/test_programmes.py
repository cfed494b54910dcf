"""Programmes: the offer tables of the source documents to the digit, and what may never be added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.catalog.printed_numbers import UNKNOWN
from pipelines.catalog.questions import DEFAULT_QUESTIONS, question_rows
from publish import text
from tests.dbt.compiled import Row, read_file, register_table, run
from tests.dbt_empty import REPO

EXAMPLE = REPO / "example" / "workspace" / "registros"
MODELS = ("programme_answers", "programmes", "programme_totals", "unmeasured_costs")
quick = settings(max_examples=3, deadline=None)


def written(name: str) -> list[Row]:
    """A register of the example."""
    return read_file(EXAMPLE / f"{name}.csv")


def offered(rows: Sequence[Row], actions: Sequence[Row]) -> dict[str, pd.DataFrame]:
    return run(
        MODELS,
        {
            "programas": register_table("programas", rows),
            "plan_trabajo": register_table("plan_trabajo", actions),
            "questions": pd.DataFrame(question_rows(DEFAULT_QUESTIONS)),
            "goal_actions": pd.DataFrame(
                columns=["goal_id", "position", "action", "state", "due", "cost"], dtype="object"
            ).astype({"position": "int32", "cost": "float64"}),
            "goal_progress": pd.DataFrame({"goal_id": ["g"], "role": ["principal"], "latest_value": [1.0]}),
        },
    )


@pytest.fixture(scope="module")
def example() -> dict[str, pd.DataFrame]:
    return offered(written("programas"), written("plan_trabajo"))


def total(example: dict[str, pd.DataFrame], year: int, **wanted: str) -> dict[str, Any]:
    """The total of a year over these, and over all of what is not named."""
    asked = {"dimension": "", "component": "", "access": "", "unit": "", **wanted}
    rows = example["programme_totals"].query("year == @year")
    for name, value in asked.items():
        rows = rows[rows[name] == value]
    (found,) = rows.to_dict("records")
    return {str(name): value for name, value in found.items()}


UNIT_COSTS = {
    "trabajo-t": [1_064_924, 486_470, 2_985_779, 848_610, 788_885, 606_869, 693_900],
    "educacion": [103_822, 14_251, 104_476, 42_871, 297_058],
    "salud": [856_431, 6_000_000],
    "vivienda": [2_817_579, 600_000],
}


def test_every_unit_cost_of_the_document_is_reproduced(example: dict[str, pd.DataFrame]) -> None:
    rows = example["programmes"].query("year == 2019").sort_values("position")
    assert len(rows) == 25
    for prefix, costs in UNIT_COSTS.items():
        group = rows[rows["programme_id"].str.startswith(f"{prefix}-") & rows["unit_cost"].notna()]
        assert [text.number(cost) for cost in group["unit_cost"]] == list(map(text.number, costs))
    assert rows["unit_cost"].notna().sum() == 16


def test_preferential_access_is_a_category_with_a_budget_and_no_number(
    example: dict[str, pd.DataFrame],
) -> None:
    rows = example["programmes"].query("year == 2019")
    assert rows["access"].value_counts().to_dict() == {"numero": 16, "preferente": 9}
    assert rows["budget"].notna().sum() == 19
    assert rows.loc[rows["access"] == "preferente", "reach"].isna().all()
    preferential = total(example, 2019, access="preferente")
    assert (preferential["with_budget"], preferential["budget"]) == (3, 45_210_717_000)


def test_the_totals_of_the_document_come_from_their_rows(example: dict[str, pd.DataFrame]) -> None:
    paid = total(example, 2019, dimension="Trabajo", component="transferencias", unit="personas")
    assert (paid["budget"], paid["reach"]) == (24_309_808_000, 30_000)
    taught = total(example, 2019, dimension="Educación", unit="personas")
    assert (taught["budget"], taught["reach"]) == (12_010_854_000, 166_000)
    assert total(example, 2019, dimension="Salud")["budget"] == 3_515_722_000
    assert total(example, 2019, dimension="Vivienda")["budget"] == 11_852_074_000
    assert total(example, 2019, access="numero")["budget"] == 51_688_458_000
    assert total(example, 2019)["budget"] == 96_899_175_000


def test_persons_families_and_gardens_are_told_apart(example: dict[str, pd.DataFrame]) -> None:
    health = {
        unit: total(example, 2019, dimension="Salud", unit=unit)["reach"] for unit in ("familias", "huertos")
    }
    assert health == {"familias": 4_000, "huertos": 15}
    assert pd.isna(total(example, 2019, dimension="Salud")["reach"])
    assert pd.isna(total(example, 2019)["unit_cost"])


def test_the_budgets_of_the_other_document_and_what_each_family_costs(
    example: dict[str, pd.DataFrame],
) -> None:
    assert total(example, 2015)["budget"] == 105_965_000_000
    families = total(example, 2015, unit="familias")
    assert families["reach"] == 45_451 and round(families["unit_cost"]) == 2_060_197
    assert total(example, 2015, unit="personas")["reach"] == 5_000 + 2_000 + 11_242


def test_money_without_an_answer_about_its_effect_is_added_by_kind(example: dict[str, pd.DataFrame]) -> None:
    costs = example["unmeasured_costs"]
    by_year = costs[costs["kind"] == "programa"].groupby("year")["cost"].agg(["count", "sum"])
    assert by_year.loc["2019"].tolist() == [19, 96_899_175_000]
    assert by_year.loc["2024"].tolist() == [3, 21_500_000 + 6_400_000 + 17_800_000]
    actions = costs[costs["kind"] == "accion_plan"]
    assert actions["cost"].sum() == 950_000 + 12_400_000 + 400_000 + 250_000 + 900_000


def test_no_word_for_unknown_makes_a_result_measured() -> None:
    effect = next(row["question_id"] for row in question_rows(DEFAULT_QUESTIONS) if row["about"] == "efecto")
    words = [*sorted(UNKNOWN), "Sin información.", "S/I", "Sin información de dos comunas"]
    rows = [
        {"id_programa": f"p{at}", "anio": 2024, "presupuesto": 1, "respuestas": json.dumps({effect: word})}
        for at, word in enumerate(words)
    ]
    made = offered(rows, [])
    assert made["programme_answers"]["answer"].tolist() == ["Sin información de dos comunas"]
    assert len(made["unmeasured_costs"]) == len(words) - 1


_programme = st.fixed_dictionaries(
    {
        "anio": st.sampled_from((2023, 2024)), "componente": st.sampled_from(("c", "d")),
        "dimension": st.sampled_from(("D", "E")), "presupuesto": st.none() | st.integers(0, 10**9),
        "cobertura": st.none() | st.integers(0, 9_999), "acceso": st.sampled_from(("", "preferente")),
        "unidad": st.sampled_from(("", "personas", "familias", "otra")),
    }
)  # fmt: skip


@quick
@given(st.lists(_programme, min_size=5, max_size=30))
def test_a_reach_is_of_one_unit_and_budgets_of_the_parts_make_the_whole(rows: list[dict[str, Any]]) -> None:
    named = [row | {"id_programa": f"p{at}"} for at, row in enumerate(rows)]
    totals = offered(named, [])["programme_totals"]
    mixed = totals["unit"].isin(["", "otra", "sin_dato"])
    assert totals.loc[mixed, ["reach", "unit_cost"]].isna().all(axis=None)
    whole = totals[(totals[["component", "access", "unit"]] == "").all(axis=1)].fillna({"budget": 0})
    for _, year in whole.groupby("year"):
        assert (
            year.loc[year["dimension"] == "", "budget"].sum()
            == year.loc[year["dimension"] != "", "budget"].sum()
        )
    people = sum(row["cobertura"] or 0 for row in rows if row["unidad"] == "personas" and not row["acceso"])
    one = totals[
        (totals["unit"] == "personas") & (totals[["dimension", "component", "access"]] == "").all(axis=1)
    ]
    assert one["reach"].fillna(0).sum() == people
