"""The one Altair chart of the platform, compiled once; every drawing fills its data and signals."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import vl_convert

from publish.charts.look import COLORS, DASHES, FONT_SIZE, PAPER, ROLES, SHAPES, TARGET_COLOR, TEXT_COLOR

if TYPE_CHECKING:
    import altair as alt


def _chart() -> alt.LayerChart:
    """Band, lines, agreed path, points and words.

    The axes are rules and words too: Vega's own axes take ten times as long as all the rest.
    """
    import altair as alt  # slow to import: only who compiles the template pays

    names = ("points", "band", "steps", "ends", "rules", "words")
    points, band, steps, ends, rules, words = (alt.NamedData(name=name) for name in names)
    x_scale, y_scale = (
        alt.Scale(domain=alt.ExprRef(name), nice=False, zero=False) for name in ("x_domain", "y_domain")
    )
    x = alt.X("x:Q", title=None, axis=None, scale=x_scale)
    y = alt.Y("y:Q", title=None, axis=None, scale=y_scale)
    pixel_x, pixel_y = alt.X("px:Q", scale=None, axis=None), alt.Y("py:Q", scale=None, axis=None)
    hues = alt.Scale(domain=ROLES, range=COLORS)
    color = alt.Color("role:N", legend=None, scale=hues)
    dash = alt.StrokeDash("role:N", legend=None, scale=alt.Scale(domain=ROLES, range=DASHES))
    shape = alt.Shape("role:N", legend=None, scale=alt.Scale(domain=ROLES, range=SHAPES))
    inside = alt.Fill(
        "inside:N", legend=None, scale=alt.Scale(domain=[*ROLES, "open"], range=[*COLORS, PAPER])
    )
    symbol = alt.MarkDef(type="point", filled=True, opacity=1, size=46, strokeWidth=1.5)
    layers = [
        alt.Chart(rules)
        .mark_rule(color=alt.ExprRef("datum.color"))
        .encode(x=pixel_x, y=pixel_y, x2="px2:Q", y2="py2:Q"),
        alt.Chart(band)
        .mark_area(opacity=0.2)
        .encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q", detail="stretch:N", color=color),
        alt.Chart(points)
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, color=color, strokeDash=dash, detail="stretch:N"),
        alt.Chart(steps)
        .mark_line(strokeWidth=2, strokeDash=[1, 4], strokeCap="round", color=TARGET_COLOR)
        .encode(x=x, y=y, order="order:Q"),
        alt.Chart(points)
        .properties(mark=symbol)
        .encode(x=x, y=y, shape=shape, fill=inside, stroke=alt.Stroke("role:N", legend=None, scale=hues)),
        alt.Chart(ends).properties(mark=symbol).encode(x=pixel_x, y=pixel_y, shape=shape, color=color),
        alt.Chart(words)
        .mark_text(align=alt.ExprRef("datum.anchor"), baseline="middle", fontSize=FONT_SIZE, color=TEXT_COLOR)
        .encode(x=pixel_x, y=pixel_y, text="text:N"),
    ]
    return (
        alt.layer(*layers)
        .add_params(*[alt.param(name=name, value=[0, 1]) for name in ("x_domain", "y_domain")])
        .properties(width=1, height=1, autosize="none", padding=0)
        .configure(aria=False, font="sans-serif", background="transparent")
        .configure_view(stroke=None)
    )


def _lean(spec: dict[str, Any]) -> dict[str, Any]:
    """Without the steps that only guard against dirty data: ours is clean, and each costs time."""

    def undefined(mark: dict[str, Any]) -> None:
        mark.get("encode", {}).get("update", {}).pop("defined", None)
        for inner in mark.get("marks", []):
            undefined(inner)

    for data in spec["data"]:
        data.pop("transform", None)
        data.pop("format", None)
    for mark in spec["marks"]:
        undefined(mark)
    return spec


@lru_cache(maxsize=1)
def compiled() -> str:
    """The Vega form of the template as JSON text, without data."""
    spec = _lean(vl_convert.vegalite_to_vega(_chart().to_dict(validate=False)))
    return json.dumps(spec, sort_keys=True, separators=(",", ":"))
