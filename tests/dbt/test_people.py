"""People of the community's registers: the source document's figures to the digit, and what holds of any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.compiled import register_table, run
from tests.dbt.inventory import written
from tests.dbt_empty import REPO

REGISTERS = REPO / "example" / "workspace" / "registros"
PLACES = ("13401", "13201", "08110", "12101")
WITHIN = pd.DataFrame(
    [(place, above) for place in PLACES for above in (place, "CL")] + [("CL", "CL")],
    columns=["territory_id", "container_id"],
)
MODELS = ("attendance", "attendance_totals", "trainings", "training_costs", "declared_contrasts")
quick = settings(max_examples=3, deadline=None)
Row = dict[str, Any]


def contrasted(meetings: list[Row], courses: list[Row]) -> Mapping[str, pd.DataFrame]:
    tables = {"jornadas": register_table("jornadas", meetings), "territory_within": WITHIN}
    return run(MODELS, tables | {"capacitacion": register_table("capacitacion", courses)})


@pytest.fixture(scope="module")
def example() -> Mapping[str, pd.DataFrame]:
    return contrasted(written(REGISTERS / "jornadas.csv"), written(REGISTERS / "capacitacion.csv"))


@pytest.fixture(scope="module")
def contrasts(example: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return example["declared_contrasts"].set_index("event_id")


def test_five_of_twelve_meetings_and_260_of_700_people_have_no_record(contrasts: pd.DataFrame) -> None:
    row = contrasts.loc["jornadas-2003"]
    assert list(row[["declared_events", "documented_events", "events_apart"]]) == [12, 7, 5]
    assert list(row[["declared_people", "documented_people", "people_apart"]]) == [700, 440, 260]
    assert (row["uncounted_events"], row["verdict"]) == (5, "difiere")


def test_who_was_not_counted_is_in_no_part_of_the_year() -> None:
    """One meeting counted, one not, one told by kinds with a kind blank, and one with women alone."""
    held = {"fecha": "2024-05-17", "tipo": "mesa", "territorio": "13401", "registro": "documentada"}
    rows: list[Row] = [
        {"id_jornada": "a", "mujeres": 30, "hombres": 10, "plan_asistencia": 50},
        {"id_jornada": "b", "plan_asistencia": 50},
        {"id_jornada": "c", "clase": "familias", "total": 20},
        {"id_jornada": "c", "clase": "vecinos"},
        {"id_jornada": "d", "mujeres": 30},
    ]
    totals = contrasted([held | row for row in rows], [])["attendance_totals"]
    year = totals[totals["grouping"] == "anio"].iloc[0]
    assert list(year[["meetings", "uncounted", "people", "women", "men"]]) == [4, 3, 40, 30, 10]
    assert list(year[["planned", "share_of_plan"]]) == [50, 80]


def test_the_ten_internships_add_up_to_154_000_dollars_and_two_subtotals_do_not(
    example: Mapping[str, pd.DataFrame], contrasts: pd.DataFrame
) -> None:
    costs = example["training_costs"]
    dollars = costs[costs["currency"] == "USD"].set_index("year")["cost"]
    assert dollars.to_dict() == {"2000": 8000, "2001": 28000, "2002": 112000, "2003": 6000}
    assert dollars.sum() == 154_000
    names = ["declared_cost", "documented_cost", "cost_apart", "verdict"]
    shown = contrasts.filter(like="pasantias-", axis="index")[names]
    assert {key.split()[0]: list(row) for key, row in zip(shown.index, shown.to_numpy(), strict=True)} == {
        "pasantias-total": [154_000, 154_000, 0, "calza"],
        "pasantias-2001": [36_000, 28_000, 8_000, "difiere"],
        "pasantias-2002": [142_000, 112_000, 30_000, "difiere"],
        "pasantias-2003": [6_000, 6_000, 0, "calza"],
    }


def test_the_interns_declared_have_no_list_that_names_how_many_they_were(contrasts: pd.DataFrame) -> None:
    row = contrasts.loc["pasantias-total funcionarios"]
    assert (row["declared_people"], row["uncounted_events"]) == (27, 10)
    assert pd.isna(row["documented_people"])


def test_the_results_that_the_plan_declares_are_those_of_the_document() -> None:
    plan = register_table("plan_accion", written(REGISTERS / "plan_accion.csv"))
    rows = run(["action_lines"], {"plan_accion": plan})["action_lines"].sort_values("row_number")
    assert rows["declared"].tolist() == [150, 3, 27, 4, 2, 30, 45, 12, 3, 16, 1, 3, 200, 3, 4, 35]
    assert rows["component"].unique().tolist() == [
        "Capacitación", "Proyecto local", "Sistematización", "Incidencia", "Comunicación", "Sustentabilidad",
    ]  # fmt: skip
    told = rows.set_index("line_id")[["declared", "documented", "apart", "verdict"]]
    assert list(told.loc["linea-08"]) == [12, 7, 5, "difiere"]
    assert (told["verdict"] == "sin_respaldo").sum() == 15


_meeting = st.builds(
    lambda kind, place, day, times, women, men, record: {
        "tipo": kind, "territorio": place, "fecha": day, "cantidad": times, "mujeres": women,
        "hombres": men, "registro": record, "clase": "",
    },
    st.sampled_from(("mesa", "asamblea")), st.sampled_from(PLACES),
    st.sampled_from(("2023", "2024", "2024-05", "2024-05-17")), st.integers(1, 9),
    st.one_of(st.none(), st.integers(0, 300)), st.integers(0, 300),
    st.sampled_from(("documentada", "declarada")),
)  # fmt: skip


@quick
@given(st.lists(_meeting, min_size=10, max_size=60))
def test_what_is_declared_never_adds_and_each_year_adds_up_in_every_grouping(meetings: list[Row]) -> None:
    rows = [row | {"id_jornada": f"j-{number}"} for number, row in enumerate(meetings)]
    totals = contrasted(rows, [])["attendance_totals"]
    counted = [row for row in rows if row["registro"] == "documentada"]
    for (year, grouping), found in totals.groupby(["year", "grouping"]):
        ours = [row for row in counted if row["fecha"].startswith(str(year))]
        known = [row for row in ours if row["mujeres"] is not None]
        assert found["meetings"].sum() == sum(row["cantidad"] for row in ours), grouping
        assert found["people"].sum() == sum(row["mujeres"] + row["hombres"] for row in known)
        assert found["uncounted"].sum() == sum(row["cantidad"] for row in ours if row["mujeres"] is None)


@quick
@given(st.lists(_meeting, min_size=10, max_size=60))
def test_declaring_exactly_what_is_documented_agrees_and_one_more_does_not(meetings: list[Row]) -> None:
    rows = [
        row | {"id_jornada": f"j-{number}", "registro": "documentada", "mujeres": row["mujeres"] or 0}
        for number, row in enumerate(meetings)
    ]
    ours = [row for row in rows if row["tipo"] == rows[0]["tipo"]]
    people = sum(row["mujeres"] + row["hombres"] for row in ours)
    said = {
        "registro": "declarada", "tipo": rows[0]["tipo"], "territorio": "CL", "fecha": "", "clase": "",
        "cantidad": sum(row["cantidad"] for row in ours),
    }  # fmt: skip
    declared = [
        said | {"id_jornada": "igual", "total": people},
        said | {"id_jornada": "mas", "total": people + 1},
    ]
    found = contrasted([*rows, *declared], [])["declared_contrasts"].set_index("event_id")
    assert list(found.loc["igual", ["verdict", "people_apart"]]) == ["calza", 0]
    assert list(found.loc["mas", ["verdict", "people_apart"]]) == ["difiere", 1]
