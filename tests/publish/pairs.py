"""Changes and gaps of made-up figures, as the models would give them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pandas as pd

from publish import differences, text
from publish.derived import KEY
from publish.inputs import Inputs

_SERIES = [name for name in KEY if name != "period"]
_VERDICTS = {
    "better": "mejora", "worse": "empeora", "up": "sube", "down": "baja", "same": "sin_cambio_distinguible",
    "unknown": "sin_margen",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Row:
    """The value of a row with its interval."""

    value: float
    low: float | None
    high: float | None


def with_changes(given: Inputs) -> Inputs:
    """The inputs with the changes of every series of whole years; breaks count as in the models."""
    rows = list(_changes(given))
    return dataclasses.replace(given, indicator_changes=pd.DataFrame(rows)) if rows else given


def with_gaps(given: Inputs) -> Inputs:
    """The inputs with the gaps of every final figure: between the sexes, to the región and to the country."""
    values = given.indicator_values
    values = values[values["value"].notna() & values["mark"].isin(["", "u"]) & (values["status"] == "")]
    rows = {tuple(row[name] for name in KEY): row for row in values.to_dict("records")}
    above = dict(zip(given.territories["territory_id"], given.territories["parent_id"], strict=True))
    gaps = []
    for (indicator, place, period, sex, *finer), row in rows.items():
        around = [("region", _up(place, above)), ("pais", "CL")]
        ends = [
            (kind, sex, (indicator, other, period, sex, *finer)) for kind, other in around if other != place
        ]
        if sex == "mujer":
            ends.append(("sexo", "", (indicator, place, period, "hombre", *finer)))
        gaps += [_gap(kind, own, row, rows[other]) for kind, own, other in ends if other in rows]
    return dataclasses.replace(given, indicator_gaps=pd.DataFrame(gaps)) if gaps else given


def _up(place: str, above: dict[str, str]) -> str:
    while len(place) > 2:
        place = above[place]
    return place


def _gap(kind: str, sex: str, own: dict[Any, Any], other: dict[Any, Any]) -> dict[str, Any]:
    found = differences.difference(_row(other), _row(own))
    side = {"up": "mayor", "down": "menor", "same": "sin_diferencia_distinguible", "unknown": "sin_margen"}
    return {
        **{name: own[name] for name in KEY}, "sex": sex, "kind": kind, "value": own["value"],
        "reference_value": other["value"], "difference": found.amount, "diff_low": found.low,
        "diff_high": found.high, "ratio": own["value"] / other["value"] if other["value"] else None,
        "ratio_low": None, "ratio_high": None, "verdict": side[differences.verdict(found)],
        "people": None if pd.isna(own["denominator"]) else abs(found.amount) * own["denominator"] / 100,
        "mark": "u" if "u" in (own["mark"], other["mark"]) else "",
    }  # fmt: skip


def _changes(given: Inputs) -> Iterator[dict[str, Any]]:
    values = given.indicator_values
    closed = values[values["value"].notna() & values["mark"].isin(["", "u"]) & (values["status"] == "")]
    closed = closed[~closed["period"].str.contains("[-/]")]
    ways = {card["id"]: card.get("direccion", "") for card in given.cards}
    broken: dict[tuple[str, str], list[str]] = {}
    for point in given.series_break_points.to_dict("records"):
        broken.setdefault((point["indicator_id"], point["territory_id"]), []).append(point["period"])
    in_order = closed.sort_values([*_SERIES, "period"]).to_dict("records")
    for key, series in groupby(in_order, key=lambda row: tuple(row[name] for name in _SERIES)):
        indicator, territory = str(key[0]), str(key[1])
        breaks = broken.get((indicator, territory), [])
        stretches: dict[int, list[dict[Any, Any]]] = {}
        closed_by_now = []
        for row in series:
            stretches.setdefault(sum(period <= row["period"] for period in breaks), []).append(row)
            if text.period_end(row["period"])[0] <= given.settings["anio_cuenta"]:
                closed_by_now.append(row["period"])
        for rows in stretches.values():
            for earlier, later in pairwise(rows):
                yield _change("anterior", earlier, later, ways[indicator])
                if later["period"] == max(closed_by_now, default=""):
                    yield _change("inicio", rows[0], later, ways[indicator])


def _change(kind: str, earlier: dict[Any, Any], later: dict[Any, Any], direction: str) -> dict[str, Any]:
    found = differences.difference(_row(earlier), _row(later))
    return {
        **{name: later[name] for name in _SERIES}, "kind": kind, "period_from": earlier["period"],
        "period_to": later["period"], "value_from": earlier["value"], "value_to": later["value"],
        "difference": found.amount, "ci_low": found.low, "ci_high": found.high,
        "method": "" if found.low is None else "mover",
        "verdict": _VERDICTS[differences.verdict(found, direction)],
        "mark": "u" if "u" in (earlier["mark"], later["mark"]) else "",
    }  # fmt: skip


def _row(row: dict[Any, Any]) -> Row:
    low, high = (None if pd.isna(row[name]) else row[name] for name in ("ci_low", "ci_high"))
    return Row(row["value"], low, high)
