"""`calendario`: what is accepted always runs, and what never would says which of its parts is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from dagster._utils.schedules import is_valid_cron_string
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.catalog.cron import check_cron
from pipelines.catalog.settings import load_settings
from pipelines.errors import SettingsError
from tests.catalog.written import SETTINGS, faults, write


@pytest.mark.parametrize(
    "text",
    [
        "0 6 1 * *",
        "*/15 8-18 * * 1-5",
        "30 5 1,15 jan-jun MON",
        "0 0 29 2 *",
        "0 0 31 2,3 7",
        "59 23 1-31/2 12 0",
    ],
)
def test_usual_schedules_are_accepted(text: str) -> None:
    assert check_cron(text) == text
    assert is_valid_cron_string(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cada mes", "debe tener cinco partes"),
        ("60 6 1 * *", "tiene «60» en el minuto, que va de 0 a 59"),
        ("0 24 1 * *", "tiene «24» en la hora, que va de 0 a 23"),
        ("0 6 0 * *", "tiene «0» en el día del mes, que va de 1 a 31"),
        ("0 6 1 13 *", "tiene «13» en el mes, que va de 1 a 12"),
        ("0 6 1 enero *", "tiene «enero» en el mes"),
        ("0 6 * * 8", "tiene «8» en el día de la semana, que va de 0 a 7"),
        ("0 6 20-10 * *", "tiene al revés el día del mes"),
        ("*/0 6 1 * *", "paso que no sirve en el minuto"),
        ("1,,2 6 1 * *", "no se entiende en el minuto"),
        ("0 6 31 2,4 *", "pide un día que no existe"),
    ],
)
def test_a_schedule_that_never_runs_says_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path / "c.yaml", SETTINGS + f'calendario: "{text}"\n')
    with pytest.raises(SettingsError, match="El campo «calendario»") as raised:
        load_settings(path)
    assert words in str(raised.value)
    assert faults(raised) == [("c.yaml", 4, "calendario")]


number = st.integers(-1, 62).map(str)
item = st.one_of(
    st.just("*"),
    number,
    st.sampled_from(["jan", "sun", "FRI", "x", "", "5/2", "L"]),
    st.builds("{}-{}".format, number, number),
    st.builds("*/{}".format, number),
    st.builds("{}-{}/{}".format, number, number, number),
)
part = st.lists(item, min_size=1, max_size=3).map(",".join)


@given(st.lists(part, min_size=4, max_size=6).map(" ".join))
@settings(deadline=None)
def test_whatever_is_accepted_the_scheduler_understands(text: str) -> None:
    try:
        check_cron(text)
    except ValueError:
        return
    assert is_valid_cron_string(text)
