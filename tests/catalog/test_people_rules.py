"""The families' calendar and the date of the legal account, as people write them in colaborativa.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.catalog.people_rules import stage_rows
from pipelines.catalog.settings import load_settings
from pipelines.errors import SettingsError
from tests.catalog.written import SETTINGS, write


def test_a_calendar_is_its_last_months_and_each_stage_follows_the_one_before(tmp_path: Path) -> None:
    path = write(tmp_path / "c.yaml", SETTINGS + "familias: {etapas: [2, 10, 24]}\n")
    stages = [tuple(row.values()) for row in stage_rows(load_settings(path).families)]
    assert stages == [(1, 1, 2), (2, 3, 10), (3, 11, 24)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("familias: {etapas: [3, 1, 23]}", "de menor a mayor y al menos dos"),
        ("familias: {etapas: [27]}", "de menor a mayor y al menos dos"),
        ("cuenta_legal: {plazo: 30 de abril}", "se escribe mes y día, entre comillas"),
        ("cuenta_legal: {plazo: '13-30'}", "se escribe mes y día, entre comillas"),
    ],
)
def test_a_wrong_calendar_or_date_says_how_it_is_written(wrong: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(write(tmp_path / "c.yaml", f"{SETTINGS}{wrong}\n"))
