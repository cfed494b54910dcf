"""Changes and gaps of the real edition follow from its published figures, worked out again one by one."""

from __future__ import annotations

import pytest

from tests import recomputed_pairs
from tests.real.conftest import RealEdition

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def given(real_edition: RealEdition) -> recomputed_pairs.Published:
    return recomputed_pairs.read(real_edition.folder)


def test_every_change_is_the_difference_of_two_figures_of_a_series(given: recomputed_pairs.Published) -> None:
    assert len(given.changes) > 50_000
    assert recomputed_pairs.wrong_changes(given) == []


def test_every_gap_is_told_and_is_the_difference_of_two_figures(given: recomputed_pairs.Published) -> None:
    assert {row["comparacion"] for row in given.gaps} == {"sexo", "region", "pais"}
    assert recomputed_pairs.wrong_gaps(given) == []
