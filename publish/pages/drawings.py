"""Which charts an edition has, and what each shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from publish import sentences, text
from publish.charts import Drawing, Point, Series, Target, same_years, year_position
from publish.charts.model import Role
from publish.figures import Figure
from publish.inputs import Record
from publish.pages.desk import Desk
from publish.pages.goal_rows import GoalRow
from publish.pages.places import COUNTRY, Place

#: Up to this many regions share a chart with the country.
REGIONS_TOGETHER = 3
_REGION_ROLES: tuple[Role, ...] = ("region", "country", "other")


def plan_charts(desk: Desk, goals: Sequence[GoalRow]) -> None:
    """Take every chart of the edition into the book and remember its key."""
    for card in desk.account.indicators:
        for place in desk.places.listed:
            _remember(desk, ("territorio", card["id"], place.id), territory_chart(desk, card, place))
        _remember(desk, ("indicador", card["id"], ""), indicator_chart(desk, card))
    for row in goals:
        _remember(desk, ("meta", row.key, ""), goal_chart(desk, row))


def territory_chart(desk: Desk, card: Record, place: Place) -> Drawing | None:
    """The place with its región and the country, a part with its comuna too; a count stands alone."""
    lines: list[tuple[Role, str, str]] = [("own", place.short, place.id)]
    if card.get("tipo") != "conteo":
        region, country = desk.places.region(place.id), desk.places.country(place.id)
        comuna = desk.places.comuna(place.id)
        lines += [("other", "Comuna", comuna.id)] if comuna else []
        lines += [("region", "Región", region.id)] if region else []
        lines += [("country", "País", country.id)] if country else []
    return _drawing(desk, card, lines)


def indicator_chart(desk: Desk, card: Record) -> Drawing | None:
    """The country, with the regions shown when they are few and the indicator is not a count."""
    lines: list[tuple[Role, str, str]] = [("own", "Chile", COUNTRY)]
    beside = regions_beside(desk, card)
    lines += [(role, label, place.id) for role, (label, place) in zip(_REGION_ROLES, beside, strict=False)]
    return _drawing(desk, card, lines)


def regions_beside(desk: Desk, card: Record) -> list[tuple[str, Place]]:
    """The regions that share a chart and its table with the country: few, and never for a count."""
    regions = [place for place in desk.places.tree if place.level == "region"]
    if card.get("tipo") == "conteo" or len(regions) > REGIONS_TOGETHER:
        return []
    return [(place.short, place) for place in regions]


def goal_chart(desk: Desk, row: GoalRow) -> Drawing | None:
    """The indicator of a goal in its place, where it was going, and the agreed path as a stair."""
    target = None
    if row.baseline_value is not None and row.target_value is not None:
        steps = tuple((str(step["period"]), float(step["value"])) for step in row.milestones)
        target = Target(row.baseline_period, row.baseline_value, row.target_period, row.target_value, steps)
    ahead = tuple(
        Point(str(each["period"]), each["value"], each["low"], each["high"])
        for each in row.forecasts
        if each["value"] is not None
    )
    return _drawing(desk, row.card, [("own", row.place.short, row.place.id)], row.sex, target, ahead)


def _remember(desk: Desk, about: tuple[str, str, str], drawing: Drawing | None) -> None:
    key = desk.book.add(drawing) if drawing else None
    if key:
        desk.charts[about] = key


def _drawing(
    desk: Desk,
    card: Record,
    lines: Sequence[tuple[Role, str, str]],
    sex: str = "total",
    target: Target | None = None,
    ahead: tuple[Point, ...] = (),
) -> Drawing | None:
    """None when the first line has no value, or when all values are of one period."""
    series = tuple(
        Series(
            role,
            label,
            _points(desk.series(card, desk.places[territory], sex)),
            tuple(dict.fromkeys(period for period, _ in desk.notes.breaks(card["id"], territory))),
        )
        for role, label, territory in lines
    )
    if not any(point.value is not None for point in series[0].points):
        return None
    if ahead:
        series += (Series("forecast", "Si todo sigue igual", ahead),)
    valued = [line for line in series if any(point.value is not None for point in line.points)]
    periods = {p.period for line in valued for p in line.points if p.value is not None}
    if len(periods) < 2 and target is None:
        return None
    last = max(position for p in periods if (position := year_position(p)) is not None)
    first = min(position for p in periods if (position := year_position(p)) is not None)
    return Drawing(
        tuple(replace(s, points=_within(s.points, first, last)) for s in valued),
        unit=card.get("unidad", ""),
        format_value=partial(_axis_text, most=sentences.decimals(card)),
        from_zero=card.get("unidad") != "puntos",
        step=same_years(card.get("periodicidad", "")),
        target=target,
    )


def _points(figures: Sequence[Figure]) -> tuple[Point, ...]:
    return tuple(
        Point(f.period, f.value if f.is_open else None, f.low, f.high, f.mark, not f.is_closed)
        for f in figures
        if year_position(f.period) is not None
    )


def _within(points: tuple[Point, ...], first: float, last: float) -> tuple[Point, ...]:
    return tuple(p for p in points if first <= (year_position(p.period) or 0.0) <= last)


def _axis_text(value: float, most: int) -> str:
    """A round number with no more decimals than it needs."""
    return text.plain(value, max(most, 2))
