"""How the curve of a card is carried on «si todo sigue igual»: on which scale, and when not at all.

See docs/decisions/0018-if-nothing-changes.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.catalog.cards import Card
from pipelines.sources.base import SourceInfo

#: What is drawn as a straight line: the log-odds of a share, the logarithm of what cannot go below
#: zero, the figure itself. A projection has no trend of its own: it already says what is expected.
LOGIT, LOG, LINEAR, PROJECTION = "logit", "log", "lineal", "proyeccion"
_NEVER_BELOW_ZERO = {"conteo", "tasa", "razon"}


def trend_of(card: Card, projected: frozenset[str] = frozenset()) -> tuple[str, float]:
    """The scale of a card's trend, and what stands for the whole of a share (0 for any other).

    projected: ids of the measures that only projections give.
    """
    measures = {operand.measure for _, _, operand in card.operands()}
    if measures and measures <= projected:
        return PROJECTION, 0.0
    if card.kind == "proporcion":
        return LOGIT, card.scale
    if card.kind == "publicado" and card.unit.strip() == "%":
        return LOGIT, 100.0
    return (LOG if card.kind in _NEVER_BELOW_ZERO else LINEAR), 0.0


def projected_measures(sources: Iterable[SourceInfo]) -> frozenset[str]:
    """Ids of the measures that no source gives but those whose name says that they are projections."""
    projections: set[str] = set()
    counted: set[str] = set()
    for info in sources:
        into = projections if "proyecci" in info.name.lower() else counted
        into.update(measure.id for measure in info.measures)
    return frozenset(projections - counted)
