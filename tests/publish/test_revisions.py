"""What changed since the edition before: revised, settled, withdrawn; and nothing when nothing did."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from publish.account import VALUE_COLUMNS
from publish.revisions import KINDS, revisions, same_values


def row(period: str, value: float | None, mark: str = "", status: str = "", **more: str) -> dict[str, object]:
    texts = dict.fromkeys(VALUE_COLUMNS, "")
    return texts | {
        "indicador": "defunciones", "territorio": "13401", "nivel": "comuna", "periodo": period,
        "sexo": "total", "edad": "total", "valor": value, "ic_inf": None, "ic_sup": None,
        "numerador": value, "denominador": None, "marca": mark, "estado": status, **more,
    }  # fmt: skip


def values(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=VALUE_COLUMNS)


def kinds(before: pd.DataFrame, now: pd.DataFrame) -> dict[str, str]:
    found = revisions("2024-001", before, now).rows
    return dict(zip(found["periodo"], found["tipo"], strict=True))


def test_each_figure_that_was_public_says_what_became_of_it() -> None:
    before = values(
        row("2019", 700.0), row("2020", 710.0), row("2021", None, "s"), row("2022", 720.0),
        row("2023", 900.0, status="p"), row("2018", 690.0),
    )  # fmt: skip
    now = values(
        row("2019", 700.0), row("2020", 713.0), row("2021", 15.0), row("2022", None, "nd"),
        row("2023", 1105.0), row("2024", 300.0, status="p"),
    )  # fmt: skip
    assert kinds(before, now) == {
        "2018": "retirada",
        "2020": "revisada",
        "2021": "aparece",
        "2022": "desaparece",
        "2023": "definitiva",
    }
    found = revisions("2024-001", before, now)
    assert found.new == {"defunciones": 1}
    assert found.counts == {"definitiva": 1, "revisada": 1, "aparece": 1, "desaparece": 1, "retirada": 1}
    settled = found.rows[found.rows["tipo"] == "definitiva"].iloc[0]
    assert (settled["valor_antes"], settled["estado_antes"]) == (900, "p")
    assert (settled["valor_ahora"], settled["estado_ahora"]) == (1105, "")


def test_the_value_of_before_is_not_said_again_of_a_figure_that_is_reserved_now() -> None:
    before = values(row("2021", 57.0), row("2022", 60.0))
    found = revisions("2024-001", before, values(row("2021", None, "s"), row("2022", None, "nd"))).rows
    assert found["tipo"].tolist() == ["desaparece", "desaparece"]
    assert found["valor_antes"].isna().tolist() == [True, False]


def test_a_figure_that_keeps_its_value_and_changes_its_margin_its_mark_or_its_cases_is_a_change() -> None:
    before = [row(str(year), 700.0) for year in range(2018, 2023)]
    now = [
        row("2018", 700.0, "u"),
        row("2019", 700.0) | {"ic_inf": 690.0},
        row("2020", 700.0, status="e"),
        row("2021", 700.0) | {"numerador": 900.0},
        row("2022", 700.0) | {"denominador": 9.0},
    ]
    assert not same_values(values(*before[3:4]), values(*now[3:4]))
    assert kinds(values(*before), values(*now)) == dict.fromkeys(map(str, range(2018, 2023)), "precisada")
    assert revisions("2024-001", values(*before), values(*now)).counts == {"precisada": 5}


def test_a_change_is_not_laid_on_the_source() -> None:
    assert KINDS["revisada"] == "Cambió el valor"  # a correction or a card of ours changes it too


def test_a_reserved_figure_that_stays_reserved_is_not_a_change() -> None:
    assert kinds(values(row("2021", None, "s")), values(row("2021", None, "s"))) == {}


def test_a_figure_without_value_that_is_not_there_any_more_is_not_missed() -> None:
    assert kinds(values(row("2021", None, "nd")), values(row("2022", 4.0))) == {}


def test_the_same_figures_in_other_types_are_the_same() -> None:
    before = values(row("2021", 12.0), row("2022", None, "s"))
    now = before.assign(valor=before["valor"].astype("Float64"), marca=before["marca"].astype("string"))
    assert same_values(before, now)
    assert not same_values(before, values(row("2021", 12.5), row("2022", None, "s")))


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=10, max_size=10))
def test_an_edition_compared_with_itself_changed_nothing(drawn: list[tuple[int, bool]]) -> None:
    rows = [
        row(str(2010 + year), None if hidden else float(value), "s" if hidden else "")
        for year, (value, hidden) in enumerate(drawn)
    ]
    found = revisions("2024-001", values(*rows), values(*rows))
    assert found.rows.empty and found.new == {}
