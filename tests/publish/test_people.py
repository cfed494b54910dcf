"""Few persons and few families are reserved, with every part that would tell them by subtraction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.account import build_account
from publish.audit_people import in_people
from publish.downloads import write_csv
from publish.people import People, open_people
from publish.tables import Table, tables
from tests.publish.people import Row, answers, asked, with_people


def people(**rows: list[Row]) -> People:
    return open_people(with_people(**rows), 10)


def marks(frame: pd.DataFrame, *key: str) -> dict[Any, str]:
    return dict(zip(frame[list(key)].itertuples(index=False, name=None), frame["mark"], strict=True))


def test_a_share_is_reserved_by_those_satisfied_by_those_who_are_not_and_by_those_asked() -> None:
    rows = [asked(40, 60, service="a"), asked(9, 60, service="b"), asked(55, 60, service="c"),
            asked(4, 9, service="d"), asked(60, 60, service="e")]  # fmt: skip
    found = people(satisfaction=rows)["satisfaction"]
    assert marks(found, "service") == {("a",): "", ("b",): "s", ("c",): "s", ("d",): "s", ("e",): ""}
    hidden = found[found["mark"] == "s"]
    assert hidden[["satisfied", "asked", "share", "ci_low", "ci_high"]].isna().all(axis=None)


def test_both_sexes_go_when_one_is_few_and_the_total_stays() -> None:
    rows = [asked(52, 70), asked(44, 56, "mujer"), asked(8, 14, "hombre")]
    found = people(satisfaction=rows)["satisfaction"]
    assert marks(found, "sex") == {("total",): "", ("mujer",): "s", ("hombre",): "s"}


def test_a_total_of_another_day_does_not_tell_the_sex_that_is_reserved() -> None:
    day = {"asked_on": "2024-08-30"}
    rows = [asked(52, 70), asked(44, 56, "mujer") | day, asked(8, 14, "hombre") | day]
    found = people(satisfaction=rows)["satisfaction"]
    assert marks(found, "sex") == {("total",): "", ("mujer",): "s", ("hombre",): "s"}


def test_the_other_territory_of_two_goes_too_when_what_contains_them_is_open() -> None:
    rows = [asked(50, 90, place="13"), asked(46, 80, place="13401"), asked(4, 10, place="13402")]
    found = people(satisfaction=rows)["satisfaction"]
    assert marks(found, "territory_id") == {("13",): "", ("13401",): "s", ("13402",): "s"}
    alone = people(satisfaction=rows[1:])["satisfaction"]
    assert marks(alone, "territory_id") == {("13401",): "", ("13402",): "s"}


def test_people_of_a_small_course_are_not_told_by_what_is_declared_beside_it() -> None:
    course = {"record": "documentada", "audience": "vecinos", "courses": 1}
    rows = [course | {"training_id": "a", "women": 26, "men": 18, "people": 44},
            course | {"training_id": "b", "women": 5, "men": 3, "people": 8},
            course | {"training_id": "c", "audience": "familias", "women": 22, "men": 4, "people": 26},
            ]  # fmt: skip
    said = {"subject": "capacitacion", "kind": "vecinos"}
    declared = [said | {"event_id": "x", "documented_people": 52},
                said | {"event_id": "y", "kind": "familias", "documented_people": 26},
                said | {"event_id": "z", "subject": "jornada", "documented_people": 4}]  # fmt: skip
    found = people(trainings=rows, declared_contrasts=declared)
    courses = found["trainings"].set_index("training_id")[["women", "men", "people"]]
    assert list(courses.loc["a"]) == [26, 18, 44]
    assert courses.loc["b"].isna().all()
    assert courses.loc["c", "people"] == 26 and courses.loc["c", ["women", "men"]].isna().all()
    told = found["declared_contrasts"].set_index("event_id")["documented_people"]
    assert np.isnan(told["x"]) and told["y"] == 26
    assert told["z"] == 4, "who goes to a public assembly is counted as it was"


def test_the_staff_that_does_not_meet_a_factor_is_few_too() -> None:
    rows = [{"period": "2025-S1", "area": "A", "factor": f, "evaluated": 40, "meeting": m, "share": 1}
            for f, m in (("F1", 30), ("F2", 37), ("F3", 6), ("F4", 40))]  # fmt: skip
    found = people(staff_evaluation=rows)["staff_evaluation"]
    assert marks(found, "factor") == {("F1",): "", ("F2",): "s", ("F3",): "s", ("F4",): ""}


def test_a_territory_of_few_families_takes_the_whole_breakdown_of_that_moment() -> None:
    rows = [answers("salida", 37, 681, 465), answers("salida", 31, 568, 391, "13401"),
            answers("salida", 6, 113, 74, "13201"), answers("entrada", 43, 787, 363, "13201"),
            answers("entrada", 89, 1632, 747, "13401"), answers("entrada", 132, 2419, 1110)]  # fmt: skip
    found = people(wellbeing=rows)["wellbeing"]
    assert marks(found, "moment", "territory_id") == {
        ("salida", ""): "", ("salida", "13401"): "s", ("salida", "13201"): "s",
        ("entrada", ""): "", ("entrada", "13401"): "", ("entrada", "13201"): "",
    }  # fmt: skip


def test_an_item_that_few_do_not_achieve_takes_the_items_of_its_dimension_only() -> None:
    rows = [answers("ahora", 90, 180, 100), answers("ahora", 90, 90, 60, dimension="D1"),
            answers("ahora", 90, 90, 40, dimension="D2"),
            answers("ahora", 45, 45, 38, dimension="D1", item="i1"),
            answers("ahora", 45, 45, 22, dimension="D1", item="i2"),
            answers("ahora", 90, 90, 40, dimension="D2", item="i3")]  # fmt: skip
    found = people(wellbeing=rows)["wellbeing"]
    hidden = set(found.loc[found["mark"] == "s", "item"])
    assert hidden == {"i1", "i2"}


_UNASKED = [answers("ahora", 150, 900, 500), answers("ahora", 130, 257, 200, dimension="D1"),
            answers("ahora", 127, 127, 100, dimension="D1", item="i1"),
            answers("ahora", 130, 130, 100, dimension="D1", item="i2"),
            answers("ahora", 150, 600, 300, dimension="D2"),
            answers("entrada", 25, 200, 100, "13401"),
            answers("entrada", 24, 110, 60, "13401", dimension="D1")]  # fmt: skip


def test_few_families_without_anything_that_applies_are_not_told_by_subtraction() -> None:
    found = people(wellbeing=_UNASKED)["wellbeing"].set_index(["moment", "dimension", "item"])
    families = found["families"]
    assert families["ahora", "", ""] == 150 and families["ahora", "D1", ""] == 130
    assert found.loc[[("ahora", "D1", "i1"), ("ahora", "D1", "i2")], "answers"].isna().all()
    assert families["entrada", "", ""] == 25 and np.isnan(families["entrada", "D1", ""])
    assert found.loc[("entrada", "D1", ""), "achieved"] == 60, "24 of 25 families: the share stays"


def test_the_auditor_finds_few_families_without_anything_that_applies(tmp_path: Path) -> None:
    account = build_account(with_people(wellbeing=_UNASKED))
    assert in_people(published(tmp_path / "a", {"wellbeing": _UNASKED}), 10) == []
    frame = next(each.frame.copy() for each in tables(account) if each.name == "bienestar_familias")
    frame.loc[(frame["momento"] == "entrada") & (frame["nivel"] == "dimension"), "familias"] = 24
    frame.loc[frame["item"] == "i1", "respuestas"] = 127
    found = in_people(published(tmp_path / "b", {"wellbeing": _UNASKED}, bienestar_familias=frame), 10)
    said = "«datos/bienestar_familias.csv» deja ver un recuento de pocas personas: "
    assert f"{said}dimension, D1, 13401, entrada." in found
    assert f"{said}item, D1, i1, ahora." in found


#: What this part of the auditor reads.
_READ = {"satisfaccion", "evaluacion_equipo", "capacitacion", "bienestar_familias", "declarado_documentado",
         "territorios"}  # fmt: skip


def published(folder: Path, rows: dict[str, list[Row]], **unprotected: pd.DataFrame) -> Path:
    """The tables of an edition with these rows; `unprotected` ones take the place of the published frame."""
    account = build_account(with_people(**rows))
    (folder / "datos").mkdir(parents=True)
    for table in tables(account):
        if table.name not in _READ:
            continue
        frame = unprotected.get(table.name, table.frame)
        described = Table(table.name, "", "", table.columns, frame, table.key)
        write_csv(described, folder / "datos" / f"{table.name}.csv")
    return folder


_FEW = {"satisfaction": [asked(52, 70), asked(44, 56, "mujer"), asked(8, 14, "hombre")],
        "wellbeing": [answers("salida", 37, 681, 465), answers("salida", 31, 568, 391, "13401"),
                      answers("salida", 6, 113, 74, "13201")]}  # fmt: skip


def test_the_auditor_finds_nothing_in_what_is_published(tmp_path: Path) -> None:
    assert in_people(published(tmp_path, _FEW), 10) == []


@pytest.mark.parametrize(
    ("table", "column", "opened", "named"),
    [
        ("satisfaccion", "sexo", "mujer", "e, Servicio A, Trato, 13401, hombre"),
        ("bienestar_familias", "territorio", "13401", "total, 13201, salida"),
    ],
)
def test_the_auditor_finds_the_part_that_subtraction_tells(
    table: str, column: str, opened: str, named: str, tmp_path: Path
) -> None:
    account = build_account(with_people(**_FEW))
    frame = next(each.frame.copy() for each in tables(account) if each.name == table)
    of = {"satisfaccion": (44, 56), "bienestar_familias": (391, 568)}[table]
    names = {"satisfaccion": ["satisfechas", "encuestadas"], "bienestar_familias": ["logradas", "respuestas"]}
    frame.loc[frame[column] == opened, names[table]] = of
    found = in_people(published(tmp_path, _FEW, **{table: frame}), 10)
    assert found == [f"«datos/{table}.csv» deja ver un recuento de pocas personas: {named}."]


_parts = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=5)


@settings(max_examples=4, deadline=None)  # each example holds many wholes
@given(st.lists(_parts, min_size=10, max_size=30))
def test_whatever_the_counts_no_open_part_is_few_and_no_hidden_one_can_be_subtracted(
    wholes: list[list[tuple[int, int]]],
) -> None:
    rows = []
    for number, parts in enumerate(wholes):
        counts = [(f"13{at:03}", yes + no or 1, yes) for at, (yes, no) in enumerate(parts)]
        all_of_it = ("", sum(of for _, of, _ in counts), sum(yes for _, _, yes in counts))
        for place, of, yes in (all_of_it, *counts):
            rows.append(answers("ahora", of, of, yes, place, f"D{number}"))
    found = people(wellbeing=rows)["wellbeing"]
    shown = found[found["mark"] == ""]
    for counts_shown in (shown["families"], shown["achieved"], shown["answers"] - shown["achieved"]):
        assert not ((counts_shown > 0) & (counts_shown < 10)).any()
    for _, line in found[found["territory_id"] != ""].groupby("dimension"):
        assert (line["mark"] == "s").sum() in (0, len(line))
