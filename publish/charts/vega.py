"""One laid-out drawing through the compiled template to SVG."""

from __future__ import annotations

import json

import vl_convert

from publish.charts import layout as layouts
from publish.charts.svg import slim


def draw(template: str, layout_text: str) -> str:
    """SVG of a layout (as JSON text) drawn with the compiled template (as JSON text)."""
    spec, filled = json.loads(template), json.loads(layout_text)
    for data in spec["data"]:
        if data["name"] in filled["data"]:
            data["values"] = filled["data"][data["name"]]
    for signal in spec["signals"]:
        if signal["name"] in filled["signals"]:
            signal["value"] = filled["signals"][signal["name"]]
    width, height = filled["plot_width"], filled["plot_height"]
    spec["width"], spec["height"] = width, height
    spec["padding"] = {
        "left": filled["left"],
        "top": layouts.TOP,
        "right": layouts.WIDTH - filled["left"] - width,
        "bottom": layouts.HEIGHT - layouts.TOP - height,
    }
    return slim(vl_convert.vega_to_svg(spec), layouts.WIDTH, layouts.HEIGHT)
