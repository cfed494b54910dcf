"""The auditor reads the short tables of a territory and the tables of breakdowns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publish.account import build_account
from publish.audit_pages import in_pages
from publish.pages.detail import breakdown_tables
from publish.pages.territory import area_pages, territory_page
from tests.publish import small
from tests.publish.one_page import desk_of, written

NAMES = {
    "indicator_id": "indicador", "territory_id": "territorio", "period": "periodo", "sex": "sexo",
    "age_band": "edad", "dimension": "desglose", "category": "categoria", "value": "valor",
    "numerator": "numerador", "denominator": "denominador", "ci_low": "ic_inf", "ci_high": "ic_sup",
}  # fmt: skip


def findings(edition: Path, figure: dict[str, Any]) -> list[str]:
    """What the auditor says of pages on which this figure alone is small."""
    rows = (
        pd.DataFrame([figure]).rename(columns=NAMES)[list(NAMES.values())].fillna({"ic_inf": 0, "ic_sup": 0})
    )
    return in_pages(edition, rows, rows, {})


def figures(**finer: str) -> list[dict[str, Any]]:
    """Open figures of San Bernardo with one breakdown of 300 persons."""
    return [
        small.figure(small.SHARE, "13401", "2022", 1_300, 9_000),
        small.figure(small.SHARE, "13401", "2022", 300, 4_000, **finer),
    ]


@pytest.mark.parametrize(
    "finer",
    [{"age_band": "14-17"}, {"dimension": "ruralidad", "category": "rural"},
     {"dimension": "jornada", "category": "de-tarde"}, {"age_band": "14-17", "sex": "mujer"}],
)  # fmt: skip
def test_a_cell_of_a_breakdown_is_read_as_the_figure_that_it_shows(
    finer: dict[str, str], tmp_path: Path
) -> None:
    rows = figures(**finer)
    desk = desk_of(build_account(small.inputs(rows)))
    place = desk.places["13401"]
    for page in area_pages(desk, place):
        written(desk, page, tmp_path)
    assert len(breakdown_tables(desk, desk.account.cards[small.SHARE], place)) == 1
    assert findings(tmp_path, rows[1]) == [
        "«territorios/13401/aprender/index.html» deja ver una cifra de pocas personas: "
        f"{small.SHARE}, 13401, 2022, {finer.get('sex', 'total')}."
    ]
    other = rows[1] | {"age_band": "6-13", "dimension": "", "category": ""}
    assert findings(tmp_path, other) == []


def test_the_short_table_of_a_territory_is_read_by_the_links_of_its_rows(tmp_path: Path) -> None:
    rows = figures(age_band="14-17")
    desk = desk_of(build_account(small.inputs(rows)))
    written(desk, territory_page(desk, desk.places["13401"], []), tmp_path)
    assert findings(tmp_path, rows[0]) == [
        "«territorios/13401/index.html» deja ver una cifra de pocas personas: "
        f"{small.SHARE}, 13401, 2022, total."
    ]
    assert findings(tmp_path, rows[0] | {"indicator_id": "otra"}) == []
