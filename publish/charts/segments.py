"""A bar of what was planned: done solid, pending hatched, cancelled outlined, and a mark for what was needed.

It is written by hand, not by the chart maker: its widths are shares of the page, so that it fits a phone,
and its textures keep their size. Without colour and on paper it reads the same.
"""

from __future__ import annotations

import math

from publish.charts.look import COLORS, PAPER, TEXT_COLOR

HEIGHT = 26
_TOP, _THICK = 4, 18
_STROKE = f'stroke="{COLORS[0]}" stroke-width="1.5"'


def segmented_bar(
    done: float, pending: float, cancelled: float, need: float | None, scale: float, label_id: str
) -> str:
    """Inline SVG as wide as its place, read aloud as the element `label_id`.

    scale: what the whole width stands for; the same for all the bars of a panel, above 0.
    """
    texture = f"rayas-{label_id}"
    at = 0.0
    drawn = []
    for amount, fill in ((done, COLORS[0]), (pending, f"url(#{texture})"), (cancelled, "none")):
        if amount > 0:
            dashes = ' stroke-dasharray="4 3"' if fill == "none" else ""
            drawn.append(
                f'<rect x="{_share(at, scale)}" y="{_TOP}" width="{_share(amount, scale)}" '
                f'height="{_THICK}" fill="{fill}" {_STROKE}{dashes}/>'
            )
        at += amount
    if need is not None:
        place = _share(need, scale)
        drawn += [
            f'<line x1="{place}" x2="{place}" y1="0" y2="{HEIGHT}" stroke="{colour}" stroke-width="{width}"/>'
            for colour, width in ((PAPER, 7), (TEXT_COLOR, 3))
        ]
    return (
        f'<svg role="img" aria-labelledby="{label_id}" class="grafico barra" width="100%" height="{HEIGHT}">'
        f'<defs><pattern id="{texture}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{PAPER}"/>'
        f'<line x1="1.5" x2="1.5" y1="0" y2="6" stroke="{COLORS[0]}" stroke-width="2.5"/></pattern></defs>'
        f"{''.join(drawn)}</svg>"
    )


def key_swatch(kind: str) -> str:
    """A small sample of a texture for the key; kind: hecho, pendiente, eliminado or necesidad."""
    amounts = {"hecho": (1.0, 0.0, 0.0), "pendiente": (0.0, 1.0, 0.0), "eliminado": (0.0, 0.0, 1.0)}
    done, pending, cancelled = amounts.get(kind, (0.0, 0.0, 0.0))
    bar = segmented_bar(done, pending, cancelled, 0.5 if kind == "necesidad" else None, 1.0, f"clave-{kind}")
    return bar.replace('class="grafico barra" width="100%"', 'class="grafico barra clave" width="36"')


def _share(amount: float, scale: float) -> str:
    """`amount` as a share of the width: '43.75%'."""
    share = 100 * amount / scale if scale > 0 and math.isfinite(amount) else 0.0
    return f"{round(min(max(share, 0.0), 100.0), 3):g}%"
