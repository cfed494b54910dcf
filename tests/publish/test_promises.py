"""What was promised before opens the account, and a goal that changed without a word is told."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd

from publish.account import build_account
from publish.downloads import write_downloads
from publish.edition import build_edition
from publish.pages.home import home_page
from publish.promises import earlier_edition, promises, unsaid_changes
from tests.publish import small
from tests.publish.one_page import desk_of, written
from tests.publish.pages import words

GOAL: dict[str, Any] = {
    "id": "meta-1",
    "enunciado": "Que nadie deje la escuela",
    "acuerdo": {"fecha": "2023-05-13"},
    "acciones": [
        {"accion": "Abrir una sala.", "responsable": "Junta", "fecha": "2024-08", "estado": "pendiente"},
        {"accion": "Llamar a las familias", "estado": "en_curso", "comprometida": "2025-02-01"},
    ],
}


def inputs(goal: dict[str, Any] = GOAL, **settings: Any) -> Any:
    return dataclasses.replace(small.inputs(**settings), goals=[goal])


def published(folder: Path, goal: dict[str, Any] = GOAL) -> Path:
    """An edition of 2024 with its tables."""
    edition = folder / "2024-002"
    write_downloads(build_account(inputs(goal, anio_cuenta=2024)), edition, edition.name)
    return edition


def test_promises_are_those_of_the_last_edition_of_an_earlier_year_with_their_state_of_today(
    tmp_path: Path,
) -> None:
    edition = published(tmp_path)
    today = GOAL | {"acciones": [{"accion": "abrir una  sala", "estado": "cumplida", "motivo": "En marzo."}]}
    found = promises([today], 2025, edition)
    assert found.previous == "2024"
    assert [(row.what, row.state, row.reason) for row in found.rows] == [
        ("Abrir una sala.", "cumplida", "En marzo."),
        ("Llamar a las familias", "retirada", ""),
    ]
    gone = promises([], 2025, edition).rows[0]
    assert (gone.listed, gone.statement) == (False, "Que nadie deje la escuela")


def test_without_an_earlier_edition_they_are_the_actions_undertaken_before_the_year(tmp_path: Path) -> None:
    found = promises([GOAL], 2025, None)
    assert (found.previous, [row.what for row in found.rows]) == ("", ["Abrir una sala."])
    assert [row.what for row in promises([GOAL], 2026, tmp_path / "sin-tablas").rows] == [
        "Abrir una sala.",
        "Llamar a las familias",
    ]


def test_the_edition_before_is_of_an_earlier_year_and_never_of_the_same() -> None:
    ids = ["2023-001", "2024-001", "2024-002", "2025-001"]
    assert [earlier_edition(ids, year) for year in (2026, 2025, 2024, 2023)] == [
        "2025-001", "2024-002", "2023-001", "",
    ]  # fmt: skip


def test_an_account_opens_with_what_the_year_before_promised(tmp_path: Path) -> None:
    published(tmp_path / "ediciones")
    datos = small.write(tmp_path / "datos", inputs(anio_cuenta=2025))
    seen = []

    def look(account: Any, out: Path, edition: Any, progress: Any) -> None:
        seen.append(account.promises)
        small.one_page(account, out, edition, progress)

    report = build_edition(datos, tmp_path / "ediciones", render=look)
    assert report.id == "2025-001"
    assert [row.state for row in seen[0].rows] == ["pendiente", "en_curso"]
    again = build_edition(datos, tmp_path / "ediciones", render=look)
    assert (again.created, again.id) == (False, "2025-001")


def test_the_front_page_counts_and_lists_them(tmp_path: Path) -> None:
    desk = desk_of(build_account(inputs(anio_cuenta=2026)))
    shown = words(written(desk, home_page(desk, []), tmp_path))
    assert "Lo que se prometió en años anteriores De 2 compromisos: 1 en curso y 1 pendiente." in shown
    assert "Abrir una sala. Que nadie deje la escuela Junta agosto de 2024 ○ Pendiente" in shown


def test_a_target_that_changed_without_a_line_in_the_history_is_told(tmp_path: Path) -> None:
    edition = published(tmp_path)
    moved = pd.DataFrame([small.GOAL | {"target_value": 2.5}])
    assert unsaid_changes(moved, [GOAL], edition) == {
        "meta-1": ["En la edición 2024-002 la meta era 1 en 2026. Cambió y su historial no dice por qué."]
    }
    later = pd.DataFrame([small.GOAL | {"baseline_period": "2022"}])
    assert "se partía de 2021" in unsaid_changes(later, [GOAL], edition)["meta-1"][0]
    said = GOAL | {"historial": [{"fecha": "2025-01-01", "cambio": "Otra meta"}]}
    assert unsaid_changes(moved, [said], edition) == {}
    assert unsaid_changes(pd.DataFrame([small.GOAL]), [GOAL], edition) == {}


def plan(done: float | None, pending: float | None = 1, plan_id: str = "mesa-local-2024") -> pd.DataFrame:
    row = {"plan_id": plan_id, "level": "plan", "planned": 11.0, "done": done, "pending": pending}
    return pd.DataFrame([row | {"cancelled": None}])


def with_plan(folder: Path) -> Path:
    edition = published(folder)
    rows = [
        ("mesa-local-2024", "", "", 11.0),
        ("mesa-local-2024", "Escuela", "", 11.0),
        ("vacio", "", "", 0.0),
    ]
    table = pd.DataFrame(rows, columns=["plan", "area", "estandar", "planificado"])
    table.to_parquet(edition / "datos" / "compromisos.parquet")
    return edition


def test_the_plans_of_the_account_before_are_told_with_what_was_done_since(tmp_path: Path) -> None:
    edition = with_plan(tmp_path)
    account = build_account(inputs(anio_cuenta=2025))

    def shown(today: pd.DataFrame) -> str:
        made = promises([GOAL], 2025, edition, today)
        desk = desk_of(dataclasses.replace(account, promises=made))
        return words(written(desk, home_page(desk, []), tmp_path))

    assert "Mesa local 2024: 11 acciones planificadas entonces; hoy, 1 hecha y 2 pendientes." in shown(
        plan(1, 2)
    )
    assert "entonces; hoy no se informa cuántas se hicieron." in shown(plan(None, None))
    assert "entonces; el plan ya no está en la cuenta." in shown(plan(1, plan_id="otro"))
    assert "Vacio" not in shown(plan(1))


def test_a_goal_that_is_no_longer_in_the_account_is_told_on_its_front_page(tmp_path: Path) -> None:
    found = promises([], 2025, published(tmp_path))
    assert found.gone == ("Que nadie deje la escuela",)
    desk = desk_of(dataclasses.replace(build_account(inputs(anio_cuenta=2025)), promises=found))
    shown = words(written(desk, home_page(desk, []), tmp_path))
    assert "Metas que ya no están en la cuenta Que nadie deje la escuela" in shown


def test_an_indicator_that_a_goal_no_longer_has_is_told(tmp_path: Path) -> None:
    elsewhere = pd.DataFrame([small.GOAL | {"territory_id": "08110"}])
    said = unsaid_changes(elsewhere, [GOAL], published(tmp_path))["meta-1"]
    assert said == [
        "En la edición 2024-002 se medía también con otro indicador o en otro territorio. "
        "Ya no, y su historial no dice por qué."
    ]
