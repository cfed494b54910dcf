"""The pages about the community: both figures of what is declared, and nothing of few persons."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.account import build_account
from publish.pages.agreed import menu, written_pages
from publish.pages.desk import Desk
from publish.pages.participation import participation_page
from tests.publish.one_page import desk_of, written
from tests.publish.pages import table, words
from tests.publish.people import Row, asked, with_people


def desk(**rows: list[Row]) -> Desk:
    return desk_of(build_account(with_people(**rows)))


_DECLARED = {
    "subject": "jornada", "event_id": "d", "name": "Jornadas comunales", "held_on": "2003",
    "verdict": "difiere", "declared_events": 12, "documented_events": 7, "events_apart": 5, "declared_people": 700,
    "documented_people": 440, "people_apart": 260, "uncounted_events": 5,
}  # fmt: skip
_COST = {
    "subject": "capacitacion", "event_id": "p", "name": "Pasantías", "held_on": "2002", "currency": "USD",
    "verdict": "difiere", "declared_events": 7, "documented_events": 7, "events_apart": 0,
    "declared_cost": 142_000, "documented_cost": 112_000, "cost_apart": 30_000, "uncounted_events": 7,
}  # fmt: skip


@pytest.fixture(scope="module")
def participation(tmp_path_factory: pytest.TempPathFactory) -> str:
    year = {"year": "2025", "grouping": "anio", "meetings": 9, "people": 461, "uncounted": 0}
    fund = {"agreement_id": "c", "name": "Fondo", "state": "vigente", "amount": 320, "currency": "UF"}
    page = desk(
        declared_contrasts=[_DECLARED, _COST],
        attendance_totals=[year | {"women": 258, "men": 154, "unknown_sex": 49}],
        attendance=[{"meeting_id": "a", "record": "documentada", "held_on": "2025-05-17", "name": "Asamblea",
                     "territory_id": "13401", "meetings": 1, "is_counted": 1}],
        satisfaction=[asked(148, 200), asked(8, 14, "hombre"), asked(140, 186, "mujer")],
        agreements=[fund],
    )  # fmt: skip
    return written(page, participation_page(page), tmp_path_factory.mktemp("sitio"))


def test_what_is_declared_and_what_is_documented_are_both_said_and_neither_is_put_right(
    participation: str,
) -> None:
    said = words(participation)
    assert "No coinciden" in said
    assert "Se declaran 12 jornadas y 700 personas; hay registro de 7 jornadas y 440 personas." in said
    assert (
        "De ellas, 5 no dicen cuántas personas asistieron. Sin respaldo: 5 jornadas y 260 personas." in said
    )
    assert "7 cursos o pasantías y US$ 142.000; hay registro de 7 cursos o pasantías y US$ 112.000" in said
    assert "Sin respaldo: US$ 30.000." in said


def test_the_year_is_told_by_sex_and_who_was_not_counted_is_not_zero(participation: str) -> None:
    said = words(participation)
    assert "9 jornadas, con 461 asistencias: 258 de mujeres, 154 de hombres y 49 sin informar el sexo" in said
    assert ["nadie contó" in row for row in table(participation, "Jornadas de 2025")][-1]


def test_a_reserved_sex_takes_the_other_and_the_total_keeps_its_interval(participation: str) -> None:
    row = table(participation, "Personas conformes, de cada cien que respondieron")[-1]
    assert row[1:] == ["74,0 %", "1,0 a 99,0", "148 de 200", "reservado", "reservado"]
    assert "metodo/index.html#reserva" in participation


def test_an_amount_keeps_its_currency(participation: str) -> None:
    assert "320 UF" in words(participation)


def test_a_page_without_anything_to_say_is_not_written_nor_in_the_menu() -> None:
    empty = desk()
    assert (written_pages(empty), menu(empty)) == ([], [])


def test_the_menu_marks_the_page_where_one_is(participation: str) -> None:
    assert 'href="../participacion/index.html" aria-current="page"' in participation


def test_nobody_is_told_what_the_community_did_not_write(tmp_path: Path) -> None:
    page = desk(
        seats=[{"collaborative": "C", "territory_id": "13401", "kind": "ong", "sex": "total", "seats": 1}]
    )
    said = words(written(page, participation_page(page), tmp_path))
    assert "En 2025 no hay ninguna jornada documentada." in said
    assert "la colaborativa tenía 1 puesto ocupado" in said
    assert "Formación" not in said and "Convenios" not in said
