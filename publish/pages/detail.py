"""One indicator in one place, whole: sentence, chart, years, pooled years, sexes, breakdowns and gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from publish import lenses, sentences, text
from publish.figures import Figure
from publish.grid import age_order
from publish.inputs import Record
from publish.pages import blocks
from publish.pages.desk import Desk, cell, margin
from publish.pages.gaps import gap_rows
from publish.pages.notes import KINDS
from publish.pages.places import Place

POOLED = (
    "Como son pocos casos, se juntan tres años: cada cifra de esta tabla reúne tres años seguidos, y por eso "
    "se mueve menos por azar. No se compara con la de un solo año."
)


def detail(
    desk: Desk,
    card: Record,
    place: Place,
    label: str,
    chart: Markup | None,
    beside: Sequence[tuple[str, Place]] | None = None,
) -> dict[str, Any]:
    """The view of an indicator in a place. label: id of its sentence; beside: as in series_table."""
    return {
        "id": card["id"],
        "name": card["nombre"],
        "unit": card.get("unidad", ""),
        "label": label,
        "sentence": desk.sentence(card, place),
        "headline": sentences.headline(card, desk.latest(card, place), desk.change(card, place)),
        "chart": chart,
        "table": blocks.series_table(desk, card, place, beside),
        "pooled": pooled_table(desk, card, place),
        "sex": blocks.sex_table(desk, card, place) if card.get("por_sexo") else None,
        "why_no_sex": blocks.why_no_sex(card),
        "breakdowns": breakdown_tables(desk, card, place),
        "gaps": gap_rows(desk.figures, card, place),
        "badges": badges(desk, card, place),
        "source": card.get("fuente", ""),
    }


def badges(desk: Desk, card: Record, place: Place | None = None) -> list[tuple[str, str]]:
    """Symbol and words of what a reader must see at once: an approximation, a correction, a contradiction."""
    found = []
    if card.get("aproximacion_de"):
        found.append(("≈", "Es una aproximación"))
    if desk.notes.corrections(card, place.id if place else ""):
        found.append(("✎", "Corregido"))
    if desk.notes.contradicted(desk.sources_of.get(card["id"], {})):
        found.append(KINDS["contradice"])
    return found


def pooled_table(desk: Desk, card: Record, place: Place) -> dict[str, Any] | None:
    """Three years at a time, newest first; None where the place has none."""
    figures = [f for f in reversed(desk.pooled(card, place)) if f.mark != "nd"]
    if not figures:
        return None
    rows: list[dict[str, Any]] = [
        {"period": text.period(f.period), "value": cell(card, f), "margin": margin(card, f)} for f in figures
    ]
    return {
        "rows": rows,
        "note": POOLED,
        "unit": card.get("unidad", ""),
        "has_margin": any(row["margin"] for row in rows),
        "signs": blocks.signs([row["value"] for row in rows]),
    }


def breakdown_tables(desk: Desk, card: Record, place: Place) -> list[dict[str, Any]]:
    """One table per breakdown with the newest period it has: a row per age band or category."""
    groups: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in desk.figures.finer(card["id"], place.id):
        if figure.mark != "nd" and "/" not in figure.period:
            groups[figure.dimension or "edad"][figure.period].append(figure)
    order = {lens: at for at, lens in enumerate(lenses.LENSES)}
    lens_first = sorted(groups, key=lambda name: (order.get(name, len(order)), name))
    return [_breakdown(card, name, groups[name]) for name in lens_first]


def _breakdown(card: Record, name: str, by_period: dict[str, list[Figure]]) -> dict[str, Any]:
    closed = [p for p, found in by_period.items() if any(f.is_closed and f.mark != "na" for f in found)]
    period = max(closed or by_period, key=text.period_end)
    figures = {(f.sex, f.age, f.category): f for f in by_period[period]}
    keys = {(age, category) for _, age, category in figures}
    if name == "edad":
        ordered = sorted(keys, key=lambda key: age_order(key[0]))
    else:
        ordered = sorted(keys, key=lambda key: lenses.category_order(name, key[1]))
    sexes = [sex for sex in ("mujer", "hombre") if any(key[0] == sex for key in figures)]
    rows: list[dict[str, Any]] = [
        {
            "name": text.age(age) if name == "edad" else lenses.category(name, category),
            "value": cell(card, figures.get(("total", age, category))),
            "margin": margin(card, figures.get(("total", age, category))),
            "by_sex": [cell(card, figures.get((sex, age, category))) for sex in sexes],
        }
        for age, category in ordered
    ]
    return {
        "id": name,
        "by": lenses.by(name),
        "column": lenses.LENSES.get(name, "Categoría"),
        "period": text.period(period),
        "rows": rows,
        "sexes": [text.SEX_NAMES[sex] for sex in sexes],
        "unit": card.get("unidad", ""),
        "has_margin": any(row["margin"] for row in rows),
        "signs": blocks.signs([each for row in rows for each in (row["value"], *row["by_sex"])]),
        "more": len(by_period) > 1,
    }
