"""The picture that networks show beside a link to the account: its title and whose it is, no figure.

It does not name the edition: its bytes are the same while the title is, and a run with nothing new stays so.
"""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape

from publish.formats.terms import Terms

FILE = "vista-previa.png"
WIDTH, HEIGHT = 1200, 630
_MARGIN = 96
#: Of the fonts that the drawing library carries, so that every machine draws the same.
_FONT = "Liberation Sans"
_ACCENT, _INK, _SOFT = "#0b5394", "#1d2127", "#545b66"
_MARK = (
    '<g transform="translate(96,500) scale(2.4)"><rect width="32" height="32" rx="6" fill="#0b5394"/>'
    '<path d="M6 23l7-8 5 4 8-11" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" '
    'stroke-linejoin="round"/></g>'
)


def picture(terms: Terms) -> bytes:
    """PNG of WIDTH × HEIGHT. Same title and publisher, same bytes."""
    import vl_convert  # takes time to load, and only this and the charts need it

    drawn: bytes = vl_convert.svg_to_png(drawing(terms), scale=1)
    return drawn


def drawing(terms: Terms) -> str:
    """The picture as SVG: long names go on to another line, and what does not fit in three is cut short."""
    lines = [
        (68, "bold", _INK, ["Cuenta pública de resultados"]),
        (68, "bold", _ACCENT, [str(terms.year)]),
        (44, "normal", _SOFT, _broken(terms.publisher, 44)),
    ]
    texts: list[str] = []
    at = 60
    for size, weight, colour, words in lines:
        at += round(size / 4)
        for line in words:
            at += round(size * 1.22)
            texts.append(
                f'<text x="{_MARGIN}" y="{at}" font-family="{_FONT}" font-size="{size}" '
                f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
            )
    note = "Datos sintéticos" if terms.synthetic else "Cada cifra, con su fuente y su margen de error"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<rect width="28" height="{HEIGHT}" fill="{_ACCENT}"/>{"".join(texts)}{_MARK}'
        f'<text x="200" y="550" font-family="{_FONT}" font-size="34" fill="{_SOFT}">{note}</text></svg>'
    )


def _broken(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, max_lines=3, placeholder="…")
