"""Work plans: the source document's tables to the digit, and what holds of any plan."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.catalog.contrasts import contrasts_of
from pipelines.catalog.printed_tables import PrintedTable
from tests.dbt.compiled import Row, read_file, register_table, run
from tests.dbt.rendered import macro, select
from tests.dbt_empty import REPO

EXAMPLE = REPO / "example" / "workspace" / "registros" / "plan_trabajo.csv"
WITHIN = pd.DataFrame([("13401", "13401"), ("13401", "13")], columns=["territory_id", "container_id"])
MODELS = ("work_plan_leaves", "work_plans", "work_plan_contrasts", "work_plan_places")
COUNTS = ["planned", "done", "pending", "cancelled"]
quick = settings(max_examples=3, deadline=None)


def plans(rows: Sequence[Row]) -> dict[str, pd.DataFrame]:
    return run(MODELS, {"plan_trabajo": register_table("plan_trabajo", rows), "territory_within": WITHIN})


@pytest.fixture(scope="module")
def example() -> dict[str, pd.DataFrame]:
    return plans(read_file(EXAMPLE))


@pytest.fixture(scope="module")
def documented(example: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The areas of the document and the plan (without name), by name."""
    rows = example["work_plans"]
    return rows[(rows["plan_id"] == "sedes") & (rows["level"] != "standard")].set_index("area")


def test_the_needs_of_two_areas_are_not_what_the_document_prints(documented: pd.DataFrame) -> None:
    both = documented[["need", "printed_need"]]
    assert both.loc["Gestión"].tolist() == [96, 99]
    assert both.loc["Infraestructura"].tolist() == [33, 39]
    assert both.loc["Acompañamiento"].tolist() == [69, 69]
    assert both.loc["Formación"].tolist() == [84, 84]
    assert both.loc["Financiamiento"].isna().all()


def test_every_row_is_done_pending_or_cancelled(example: dict[str, pd.DataFrame]) -> None:
    rows = example["work_plans"]
    rows = rows[rows["plan_id"] == "sedes"]
    assert (rows["level"] == "standard").sum() == 16
    assert (rows["planned"] == rows["done"] + rows["pending"] + rows["cancelled"]).all()


def test_coverage_and_compliance_are_those_of_the_document_or_say_where_it_errs(
    documented: pd.DataFrame,
) -> None:
    names = ["coverage", "coverage_on_printed", "printed_coverage", "compliance", "printed_compliance"]
    shown = documented[names].round(1).astype("object").where(documented[names].notna(), None)
    assert shown.loc["Acompañamiento"].tolist() == [136.2, 136.2, 136, 66.0, 65]
    assert shown.loc["Infraestructura"].tolist() == [181.8, 153.8, 164, 41.7, 42]
    assert shown.loc["Gestión"].tolist() == [45.8, 44.4, 44, 47.7, 48]
    assert shown.loc["Formación"].tolist() == [29.8, 29.8, 30, 28.0, 28]
    assert shown.loc["Financiamiento"].tolist() == [None, None, None, 66.7, 67]


def test_the_whole_plan_leaves_out_of_its_coverage_only_what_has_no_need(documented: pd.DataFrame) -> None:
    plan = documented.loc[""]
    assert plan[COUNTS].tolist() == [226, 117, 82, 27]
    assert round(plan["compliance"], 1) == 51.8
    assert (plan["need"], plan["stated_need"], plan["without_need"]) == (282, 291, 1)
    assert round(plan["coverage"], 1) == 79.1  # 223 of 282
    assert round(plan["coverage_on_printed"], 1) == 76.6  # 223 of 291


def test_what_the_document_contradicts_is_told_with_both_values(example: dict[str, pd.DataFrame]) -> None:
    rows = example["work_plan_contrasts"]
    wrong = rows[rows["kind"] == "contradice"].round(1)
    assert set(wrong[["area", "figure", "printed", "recomputed"]].itertuples(index=False, name=None)) == {
        ("Gestión", "need", 99, 96),
        ("Gestión", "coverage", 44, 45.8),
        ("Infraestructura", "need", 39, 33),
        ("Infraestructura", "coverage", 164, 181.8),
        ("Infraestructura", "coverage_on_printed", 164, 153.8),
        ("Acompañamiento", "compliance", 65, 66.0),
    }
    assert (rows["level"] == "area").sum() == 32 and "sin_dato" not in set(rows["kind"])


def test_a_plan_by_actions_is_counted_and_told_by_place(example: dict[str, pd.DataFrame]) -> None:
    rows = example["work_plans"]
    school = rows[(rows["area"] == "Escuela") & (rows["level"] == "area")].iloc[0]
    assert school[["need", *COUNTS, "actions", "cost"]].tolist() == [9, 5, 3, 1, 1, 5, 8_650_000]
    here = example["work_plan_places"]
    here = here[here["territory_id"] == "13"]
    assert here[["area", "need", *COUNTS]].values.tolist() == [["Escuela", 9, 5, 3, 1, 1]]


def test_what_nobody_knows_is_no_zero_in_the_percents() -> None:
    """In A nobody knows what was done of one standard; in B, what was planned of one that has a need."""
    row = {"plan": "p", "fila": "estandar", "territorio": "13401"}
    all_done = {"planificado": 4, "hecho": 4, "pendiente": 0, "eliminado": 0}
    made = plans(
        [
            row | all_done | {"area": "A", "estandar": "uno", "necesidad": 8},
            row | {"area": "A", "estandar": "dos", "planificado": 4},
            row | all_done | {"area": "B", "estandar": "tres", "necesidad": 8},
            row | {"area": "B", "estandar": "cuatro", "necesidad": 8, "hecho": 1},
        ]
    )
    places = made["work_plan_places"].query("territory_id == '13'").set_index("area")
    areas = made["work_plans"].query("level == 'area'").set_index("area")
    for rows in (places, areas):
        assert rows.loc["A", "coverage"] == 50 and pd.isna(rows.loc["A", "compliance"])
        assert rows.loc["B", ["coverage", "compliance"]].isna().all()
    plan = made["work_plans"].query("level == 'plan'").iloc[0]
    assert pd.isna(plan["coverage"]) and plan["need"] == 24


def test_the_plan_that_the_guide_shows_reads_and_contradicts_itself(tmp_path: Path) -> None:
    guide = (REPO / "docs" / "compromisos.md").read_text(encoding="utf-8")
    block = re.search(r"```csv\n(.*?)```", guide, re.DOTALL)
    assert block
    written = tmp_path / "plan_trabajo.csv"
    written.write_text(block[1], encoding="utf-8")
    made = plans(read_file(written))
    wrong = made["work_plan_contrasts"].query("kind == 'contradice'")
    assert wrong[["area", "figure", "printed", "recomputed"]].values.tolist() == [
        ["Barrio", "coverage_on_printed", 50, 37.5], ["Barrio", "need", 8, 6],
    ]  # fmt: skip
    plan = made["work_plans"].query("level == 'plan'").iloc[0]
    assert plan[["need", *COUNTS, "cost"]].tolist() == [11, 5, 2, 3, 0, 5_300_000]


STATES = ("hecho", "pendiente", "eliminado", "")
_action = st.fixed_dictionaries(
    {
        "plan": st.just("p"), "fila": st.just("accion"), "area": st.sampled_from("AB"),
        "estandar": st.sampled_from(("", "uno", "dos")), "estado": st.sampled_from(STATES),
        "territorio": st.sampled_from(("", "13401")), "necesidad": st.none() | st.integers(0, 9),
    }
)  # fmt: skip
_actions = st.lists(_action, min_size=1, max_size=8)


# many plans at once: each is on its own, and one run of the models judges them all
_many = st.lists(st.tuples(_actions, _action.filter(lambda row: row["estado"])), min_size=12, max_size=12)


@quick
@given(_many)
def test_what_is_planned_is_done_pending_or_cancelled_at_every_level(
    many: list[tuple[list[dict[str, Any]], dict[str, Any]]],
) -> None:
    written = [row | {"plan": f"p{at}"} for at, (actions, _) in enumerate(many) for row in actions]
    rows = plans(written)["work_plans"]
    assert (rows["planned"] == rows["done"] + rows["pending"] + rows["cancelled"]).all()
    totals = rows.pivot_table(index="plan_id", columns="level", values="planned", aggfunc="sum")
    for at, (actions, _) in enumerate(many):
        assert set(totals.loc[f"p{at}"]) == {len(actions)}


@quick
@given(_many)
def test_one_more_action_changes_exactly_one_count(
    many: list[tuple[list[dict[str, Any]], dict[str, Any]]],
) -> None:
    written: list[dict[str, Any]] = []
    for at, (actions, more) in enumerate(many):
        written += [row | {"plan": f"p{at}"} for row in actions]
        written += [row | {"plan": f"q{at}"} for row in (*actions, more)]
    rows = plans(written)["work_plans"]
    totals = rows[rows["level"] == "plan"].set_index("plan_id")[COUNTS[1:]]
    for at, (_, more) in enumerate(many):
        grown = (totals.loc[f"q{at}"] - totals.loc[f"p{at}"]).tolist()
        assert sorted(grown) == [0, 0, 1]
        assert grown[STATES.index(more["estado"])] == 1


def test_a_plan_and_a_printed_table_judge_alike() -> None:
    """The rule in SQL and the rule of cuadros/, for the same number with the decimals it is printed with."""
    cases = []
    for decimals, whole, apart in itertools.product((0, 1, 2), (0, 7, 65, 164), (-23, -6, -4, 0, 4, 6, 100)):
        printed = Decimal(whole * 10 + 3).scaleb(-decimals) if decimals else Decimal(whole)
        recomputed = printed + Decimal(apart).scaleb(-decimals - 1)
        texts = [str(number).replace(".", ",") for number in (printed, recomputed)]
        table = PrintedTable.model_validate(
            {
                "id": "t", "nombre": "T", "fuente": "f",
                "filas": [{"nombre": "r", "celdas": {"c": texts[1]}}],
                "impresos": [
                    {"id": "i", "nombre": "I", "valor": texts[0], "formula": "suma(c)", "decimales": decimals}
                ],
            }
        )  # fmt: skip
        (judged,) = contrasts_of(table)
        cases.append((float(printed), float(recomputed), judged.kind))
    frame = pd.DataFrame(cases, columns=["printed", "recomputed", "expected"])
    found = select({"found": macro("printed", "printed_kind", "printed", "recomputed")}, frame)
    assert found["found"].tolist() == found["expected"].tolist()
    assert found["found"].value_counts().to_dict() == {"contradice": 48, "calza": 36}
