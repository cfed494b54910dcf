"""Vega's SVG made small and steady: no empty groups, short numbers, merged points, ids of its own."""

from __future__ import annotations

import re

_DROP = (
    re.compile(r'<path class="(?:background|foreground)"[^>]*/>'),
    re.compile(r' (?:class|aria-hidden|aria-label|aria-roledescription|role|pointer-events)="[^"]*"'),
    re.compile(
        r' (?:opacity="1"|font-family="[^"]*"|stroke-dasharray="1,0"|stroke-dashoffset="0"|stroke-width="1")'
    ),
    re.compile(r' (?:font-size="13px"|[xy]2="0"|fill="none"|stroke-miterlimit="10")(?=[ />])'),
    re.compile(r' transform="translate\(0,0\)"'),
)
_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_SYMBOL = re.compile(r'<path transform="translate\(([^,]+),([^)]+)\)" d="([^"]+)"([^>]*)/>')
_ABSOLUTE = re.compile(r"([MLA])([^MLAhvZ]*)")
_EMPTY = re.compile(r"<g>\s*</g>")
_LONE = re.compile(r"<g>(<g(?: [^>]*)?>(?:(?!</?g[ >]).)*</g>)</g>")
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def slim(svg: str, width: int, height: int) -> str:
    """The drawing as a small SVG of the given size, ready to stand inside a page.

    Colours stay as attributes, so that the drawing also works as a file of its own; the style sheet of
    the site overrides them on a dark ground.
    """
    found = _BODY.search(svg)
    body = found[1] if found else ""
    for pattern in _DROP:
        body = pattern.sub("", body)
    # only inside tags: «80.000» between them is a text, with its dot of thousands
    body = _TAG.sub(lambda tag: _NUMBER.sub(_short, tag[0]), body)
    body = _merge_symbols(body)
    before = ""
    while before != body:
        before = body
        body = _LONE.sub(r"\1", _EMPTY.sub("", body))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" fill="none" font-family="sans-serif" font-size="13">{body}</svg>'
    )


def _short(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in ("-0.0", "0.0") else text.removesuffix(".0")


def _merge_symbols(body: str) -> str:
    """Neighbouring symbols of one look become one path with relative moves."""
    parts: list[str] = []
    last_end, last_look, moves = 0, None, [""]

    def flush() -> None:
        if last_look is not None:
            parts.append(f'<path d="{"".join(moves)}"{last_look}/>')

    for match in _SYMBOL.finditer(body):
        if last_look != match[4] or match.start() != last_end:
            flush()
            parts.append(body[last_end : match.start()])
            moves, last_look = [], match[4]
        moves.append(_moved(match[3], float(match[1]), float(match[2])))
        last_end = match.end()
    flush()
    parts.append(body[last_end:])
    return "".join(parts)


def _moved(path: str, dx: float, dy: float) -> str:
    """An absolute path (M, L, A, h, v, Z only) shifted by (dx, dy)."""

    def shift(match: re.Match[str]) -> str:
        numbers = [float(n) for n in match[2].split(",")]
        numbers[-2] += dx
        numbers[-1] += dy
        return match[1] + ",".join(f"{n:.1f}".removesuffix(".0") for n in numbers)

    return _ABSOLUTE.sub(shift, path)
