"""The page «Qué cambió»: what it lists, in words that people know, and how many more there are."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd

from publish.account import VALUE_COLUMNS, build_account
from publish.downloads import write_downloads
from publish.pages.changes import SHOWN, changes_page
from publish.revisions import revisions
from publish.table_changes import table_changes
from tests.publish import small
from tests.publish.one_page import desk_of, written
from tests.publish.pages import words


def share(value: float, **more: Any) -> dict[str, Any]:
    texts = dict.fromkeys(VALUE_COLUMNS, "")
    return texts | {
        "indicador": small.SHARE, "territorio": "13401", "nivel": "comuna", "periodo": "2022",
        "sexo": "total", "edad": "total", "valor": value, "numerador": 30.0, "denominador": 1000.0,
        "ic_inf": 2.0, "ic_sup": 4.0, **more,
    }  # fmt: skip


def page(tmp_path: Path, before: list[dict[str, Any]], now: list[dict[str, Any]]) -> str:
    told = revisions("2024-001", *(pd.DataFrame(rows, columns=VALUE_COLUMNS) for rows in (before, now)))
    account = dataclasses.replace(build_account(small.inputs()), revisions=told)
    desk = desk_of(account)
    return written(desk, changes_page(desk), tmp_path)


def test_a_category_is_called_by_its_name(tmp_path: Path) -> None:
    finer = {"desglose": "pueblo-originario", "categoria": "no-pertenece"}
    shown = words(page(tmp_path, [share(3.0, **finer)], [share(3.5, **finer)]))
    assert "2022 No pertenece Cambió el valor 3,0 % 3,5 %" in shown
    assert "no-pertenece" not in shown


def test_a_margin_that_changed_is_said_and_no_page_says_then_that_nothing_changed(tmp_path: Path) -> None:
    shown = words(page(tmp_path, [share(3.0)], [share(3.0, ic_inf=1.5)]))
    assert "Cambió su margen de error, su signo o los casos de que sale: 1" in shown
    assert "Ninguna cifra cambió" not in shown


def test_what_is_left_out_is_counted_from_what_could_be_listed(tmp_path: Path) -> None:
    years = [str(year) for year in range(800, 800 + SHOWN + 1_205)]
    before, now = ([share(value, periodo=year) for year in years] for value in (3.0, 3.5))
    elsewhere = [share(value, territorio="13999") for value in (3.0, 3.5)]  # not of this account
    markup = page(tmp_path, [*before, elsewhere[0]], [*now, elsewhere[1]])
    assert "Hay 1.205 más en el archivo" in words(markup)
    assert 'class="num"' not in markup and '<td class="n">3,0 %</td>' in markup.replace("\u00a0", " ")


def with_plans(rows: list[dict[str, Any]]) -> Any:
    blank = {"plan_id": "mesa", "level": "standard", "area": "A", "cost": None, "position": 1.0}
    given = dataclasses.replace(small.inputs(), work_plans=pd.DataFrame([blank | row for row in rows]))
    return build_account(given)


def test_what_the_community_writes_is_told_table_by_table(tmp_path: Path) -> None:
    before = with_plans([{"standard": "uno", "planned": 3.0}, {"standard": "dos", "planned": 4.0}])
    write_downloads(before, tmp_path / "2024-001", "2024-001")
    now = with_plans([{"standard": "uno", "planned": 5.0}, {"standard": "tres", "planned": 4.0}])
    found = table_changes(tmp_path / "2024-001", now)
    assert [(change.added, change.removed, change.changed) for change in found] == [(1, 1, 1)]
    assert table_changes(tmp_path / "2024-001", before) == ()
    told = dataclasses.replace(revisions("2024-001", now.valores, now.valores), tables=found)
    desk = desk_of(dataclasses.replace(now, revisions=told))
    shown = words(written(desk, changes_page(desk), tmp_path / "sitio"))
    assert "Ninguna cifra de los indicadores cambió desde la edición 2024-001." in shown
    assert f"{found[0].title}: 1 fila nueva, 1 que ya no está y 1 que dice otra cosa" in shown
