"""Offers that ended before the year of the account: listed with their dates, counted nowhere."""

from __future__ import annotations

import pytest

from publish.pages.resource_cells import cells
from publish.resource_sentences import why
from publish.resources import Resources, open_resources
from tests.publish.made_up_resources import finding, inputs, need, offer

NOBODY = {"offers": 0.0, "capacity": 0.0, "reason": "sin_oferta", "offer_ids": ""}
CELL = ("leer-juntos", "familias", "total", "13401")


@pytest.fixture(scope="module")
def resources() -> Resources:
    """A need that nobody serves in 2025; one offer for it ended and one has yet to begin."""
    ended = offer("a", date_from="2023-03-01", date_to="2023-12-31")
    later = offer("b", date_from="2026-03-01", date_to="")
    other = offer("c", need="caminar", date_from="2020-01-01", date_to="")
    return open_resources(
        inputs(
            resource_offers=[ended, later, other],
            resource_needs=[need(**NOBODY, own_capacity=0.0)],
            resource_findings=[finding(**NOBODY)],
        ),
        threshold=10,
    )


def test_an_offer_outside_the_year_is_listed_and_not_counted(resources: Resources) -> None:
    cell = cells(resources)[CELL]
    assert (cell.offers, cell.offer_ids) == (0, ["a", "b"])
    assert cell.sentences == ["Ninguna oferta registrada llega en 2025. Hace falta para 50 personas."]


def test_an_offer_that_goes_on_counts_though_nobody_wrote_its_need(resources: Resources) -> None:
    assert cells(resources)["caminar", *CELL[1:]].offers == 1


def test_a_need_of_another_year_says_that_nothing_comes_in_its_own_dates(resources: Resources) -> None:
    row = resources.findings.iloc[0].to_dict() | {"first_day": "2027-01-01", "last_day": "2027-12-31"}
    assert why(resources, row).startswith("Ninguna oferta registrada llega en las fechas en que hace falta.")
